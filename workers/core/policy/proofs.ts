/**
 * Assurance: what was actually proven. Kept apart from risk on purpose; a low score never
 * replaces a proof, and a proof never lowers the score.
 */
export const PROOFS = [
  "contact_on_record",
  "destination_typed",
  "spoken_code",
  "contact_code",
  "known_phone",
  "passkey",
  "second_approver",
  "manager_vouch",
  "desk_code",
] as const;

export type Proof = (typeof PROOFS)[number];

/** Part of the table of who can produce what, and brought about by nothing in this product: nobody is asked for one. */
export const NOT_GIVEN: ReadonlySet<Proof> = new Set(["contact_code", "desk_code"]);

/** What the link alone shows: that somebody reads what is sent there. A stolen number or mailbox shows it too. */
const SHOWN_BY_LINK: ReadonlySet<Proof> = new Set(["contact_on_record", "destination_typed"]);

/** Proven by more than holding the link: the phone is worth recognising should it turn up with somebody else. */
export function isProvenBeyondLink(proofs: readonly Proof[]): boolean {
  return proofs.some((proof) => !SHOWN_BY_LINK.has(proof));
}

const STRONG: ReadonlySet<Proof> = new Set([
  "contact_on_record",
  "known_phone",
  "passkey",
  "manager_vouch",
  "desk_code",
]);

/** Proven by more than answers and an address that an agent typed. */
export function isStronglyProven(proofs: readonly Proof[]): boolean {
  return proofs.some((proof) => STRONG.has(proof));
}
