/** A pass that held against whoever has the contact may lead to a passkey, so that the next one needs nobody else. */
import type { EpochMs } from "../kit/time.ts";
import { isIndependentlyProven } from "../policy/independence.ts";
import { destinationProof } from "../policy/required-proofs.ts";
import type { Session } from "./session.ts";
import { isGrantVoid } from "./transitions/grant.ts";

export interface PasskeyOffer {
  readonly passedAt: EpochMs;
}

/** While the pass holds. Not over a destination that was typed or changed lately, whoever agreed; whoever has just shown one needs no other. */
export function passkeyOffer(session: Session, now: EpochMs): PasskeyOffer | undefined {
  const { status, destination, practice, evidenceOnly, validUntil = 0, moments } = session;
  const proofs = session.proofs.map(({ proof }) => proof);
  const counts = status === "passed" && practice !== true && evidenceOnly !== true && !isGrantVoid(session);
  const isTheirs =
    destinationProof(destination) === "contact_on_record" &&
    isIndependentlyProven(proofs) &&
    !proofs.includes("passkey");
  return counts && isTheirs && now < validUntil ? { passedAt: moments.endedAt ?? now } : undefined;
}
