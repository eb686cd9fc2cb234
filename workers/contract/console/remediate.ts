/** Remediate: Report, Update verification status, Report an Incident. */
import { z } from "zod";
import type { DeliveryFault } from "../../core/messages/delivery-problem.ts";
import type { SecurityChannel } from "../../core/messages/security-notice.ts";
import type { JudgementWord } from "../../core/verdict/standing.ts";

/** POST /api/verifications/{id}/remediate/report, and .../incident. Once for a check: again only what failed or was discarded. */
export const remedyRequest = z.strictObject({});

/** POST /api/verifications/{id}/remediate/status. The same press again changes nothing. */
export const judgementRequest = z.strictObject({
  word: z.enum(["genuine", "impostor"] satisfies JudgementWord[]),
  /** What the agent did to find out; read months later. */
  reason: z.string().trim().min(5).max(300),
  idempotencyKey: z.string().min(8).max(80),
});

export type JudgementRequest = z.output<typeof judgementRequest>;

export type Remedy = "report" | "incident";

/** What a press would do now, and what came of the one before. */
export interface RemedyState {
  /**
   * "again": something of it failed or was discarded. "done": all of it is on its way or there. "not_set": no way is set up.
   * "own_mailbox": the only ways lead to whoever the check is of.
   */
  readonly offer: "offered" | "again" | "done" | "not_set" | "own_mailbox";
  /** The ways that a press goes. */
  readonly ways: readonly SecurityChannel[];
  readonly told: readonly ToldWay[];
  /** Who pressed, and when. */
  readonly by?: string;
  readonly at?: number;
}

export interface ToldWay {
  readonly way: SecurityChannel;
  readonly state: "waiting" | "sent" | "failed" | "discarded";
  /** When it was sent. */
  readonly at?: number;
  /** Why not: a clause that begins in lower case, without a full stop. */
  readonly problem?: string;
  readonly fault?: DeliveryFault;
}

export type RemediationReply = Readonly<Record<Remedy, RemedyState>>;

/** One word of a person, with its reason. */
export interface JudgementReply {
  readonly word: JudgementWord;
  /** "Confirmed genuine". */
  readonly label: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
}
