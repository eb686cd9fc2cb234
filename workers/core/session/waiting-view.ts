/** What the requester sees once the questions are over and the check still waits: for a proof, or for the end of a hold. */
import { defined } from "../kit/defined.ts";
import type { EpochMs } from "../kit/time.ts";
import { mayShowPasskey } from "./approved-action.ts";
import type { Session } from "./session.ts";
import { digitsToRead } from "./transitions/vouch.ts";

/** The questions are over, and a proof is missing. */
export interface ApprovingView {
  readonly step: "approving";
  readonly until: EpochMs;
  /** The person could show theirs now: it is missing, and there was one when the link was sent. */
  readonly passkey?: true;
  /** Somebody was asked, and has not answered. */
  readonly asked?: true;
  /** What the person reads to their manager, who was asked. */
  readonly digits?: string;
}

/** Everything is there, and it waits for a while, where whoever is told of it can stop it. */
export interface HoldingView {
  readonly step: "holding";
  readonly until: EpochMs;
  /** The requester goes on then, in this browser; otherwise an agent does. */
  readonly returns: boolean;
}

export function approvingView(session: Session): ApprovingView {
  const asked = session.approvals?.some(({ answer }) => answer === undefined) === true;
  return {
    step: "approving",
    until: session.approveBy ?? 0,
    ...(mayShowPasskey(session) ? { passkey: true } : {}),
    ...(asked ? { asked } : {}),
    ...defined({ digits: digitsToRead(session) }),
  };
}

export function holdingView({ holdUntil, actionTarget }: Session): HoldingView {
  return { step: "holding", until: holdUntil ?? 0, returns: actionTarget !== undefined };
}
