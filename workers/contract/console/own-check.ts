/** An admin's check of himself: GET /api/own-check, and one POST for each of its steps. */
import { z } from "zod";
import type { MessageState } from "../../core/session/session.ts";
import type { SessionStatus } from "../../core/session/status.ts";
import type { TimelineStep } from "./live.ts";

const word = z.string().trim().min(1).max(80);

export const ownCheckRequest = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("contact"),
    channel: z.enum(["sms", "email"]),
    value: z.string().trim().min(3).max(254),
  }),
  z.strictObject({ act: z.literal("confirm"), code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({
    act: z.literal("send"),
    facts: z.strictObject({
      manager: z.strictObject({ given: word, family: word }),
      startMonth: z.strictObject({
        year: z.number().int().min(1950).max(2100),
        month: z.number().int().min(1).max(12),
      }),
      group: word,
    }),
  }),
  z.strictObject({ act: z.literal("cancel") }),
]);
export type OwnCheckRequest = z.output<typeof ownCheckRequest>;

export interface OwnCheckProgress {
  readonly status: SessionStatus;
  readonly message: MessageState;
  /** Why the message did not arrive: a clause. */
  readonly undelivered?: string;
  /** As beside a real check. */
  readonly timeline: readonly TimelineStep[];
  readonly question?: { readonly ordinal: number; readonly least: number; readonly most: number };
  readonly endedAt?: number;
  /** After the end only. */
  readonly score?: number;
  /** After the end only: what raised the risk most, strongest first, with its share of the score. */
  readonly reasons: readonly { readonly reason: string; readonly points: number }[];
  readonly passLine: number;
}

export interface OwnCheckReply {
  /** A trial on one machine, where a page that catches the messages plays phones and networks. */
  readonly trial: boolean;
  /** What can carry a message now. */
  readonly channels: readonly ("sms" | "email")[];
  readonly contact?: {
    readonly channel: "sms" | "email";
    readonly masked: string;
    /** Absent until its code was entered. */
    readonly confirmedAt?: number;
    readonly codeUntil: number;
    readonly triesLeft: number;
  };
  /** Absent until the link is on its way. */
  readonly check?: OwnCheckProgress;
}
