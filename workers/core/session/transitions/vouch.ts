/**
 * A manager's word: two digits stand on the person's page once the questions are over, and the manager types what the
 * person reads to him on a call that he placed. Nobody else sees them, so nobody else can have been on that call.
 */
import { messageId, type PersonId } from "../../kit/ids.ts";
import type { Random } from "../../kit/random.ts";
import { digitsOf } from "../approved-action.ts";
import { twoDigits } from "../digits.ts";
import type { Effect } from "../effects.ts";
import { latestEnd } from "../opening.ts";
import type { Approval, Session, VouchDigits } from "../session.ts";

/** Of a hundred pairs: who guesses is right in three of a hundred checks at most. */
export const VOUCH_TRIES = 3;

export function withDigits(session: Session, { id }: Pick<Approval, "id">, random: Random): Session {
  const made: VouchDigits = { approvalId: id, digits: twoDigits(random), triesLeft: VOUCH_TRIES };
  return { ...session, vouches: [...(session.vouches ?? []), made] };
}

export type Heard =
  | { readonly heard: "right" }
  /** A post whose reply was lost comes again by itself; it must not use up a second try. */
  | { readonly heard: "repeated" }
  | { readonly heard: "wrong"; readonly session: Session; readonly triesLeft: number };

export function hear(session: Session, approval: Pick<Approval, "id">, digits: string | undefined): Heard {
  const known = digitsOf(session, approval);
  if (known !== undefined && digits === known.digits) {
    return { heard: "right" };
  }
  if (known !== undefined && digits !== undefined && digits === known.refused) {
    return { heard: "repeated" };
  }
  const triesLeft = Math.max(0, (known?.triesLeft ?? 1) - 1);
  const vouches = (session.vouches ?? []).map((one) =>
    one.approvalId === approval.id ? { ...one, triesLeft, ...(digits === undefined ? {} : { refused: digits }) } : one,
  );
  return { heard: "wrong", session: { ...session, vouches }, triesLeft };
}

/** What the person's page shows now: only while nothing else is asked there, and only until it is answered. */
export function digitsToRead(session: Session): string | undefined {
  const open = (session.approvals ?? []).find(({ kind, answer }) => kind === "manager_vouch" && answer === undefined);
  return open === undefined ? undefined : digitsOf(session, open)?.digits;
}

/** By mail and by SMS, as far as there is such a contact: it is of use while the check may be open. */
export function messagesTo(session: Session, approval: Pick<Approval, "id">, managerId: PersonId): readonly Effect[] {
  const key = approval.id.slice("apr_".length);
  return (["email", "sms"] as const).map((channel) => ({
    type: "message",
    kind: "vouch_asked",
    id: messageId.parse(`msg_${key}_${channel}`),
    notAfter: latestEnd(session),
    managerId,
    channel,
  }));
}
