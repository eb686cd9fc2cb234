import type { DetailsReply, TranscriptReply } from "../../workers/contract/console/verifications.ts";

/** All that a report says, and how it looks. */
export interface ReportInput {
  readonly details: DetailsReply;
  /** Absent for a role that does not see it. */
  readonly transcript?: TranscriptReply;
  readonly brand: string;
  readonly timeZone: string;
  /** Epoch milliseconds at which it is made. */
  readonly at: number;
  /** Who asked for it. */
  readonly by: string;
  /** As in `SignInReply`. */
  readonly demoData?: string;
  readonly style: { readonly css: string; readonly hash: string };
}
