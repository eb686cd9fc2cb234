/**
 * Whether a check could pass at all, told before anything is sent. Computed from the proofs
 * that the result needs and from those that something here can bring about; it knows nobody
 * by name. A new producer of a proof is one line in `PRODUCERS`.
 */
import type { Proof } from "../policy/proofs.ts";
import { type Destination, destinationProof, missingProofGroups, type ProofNeeds } from "../policy/required-proofs.ts";

export interface Means {
  readonly destination: Destination;
  /** A phone is kept as the person's own. */
  readonly knownPhone?: boolean;
  /** Proofs that somebody there is could give beside the check, when asked. */
  readonly later?: readonly Proof[];
}

export type Outlook =
  | {
      readonly canPass: true;
      /** What somebody has to give beside the check: ways that can be had, each enough; absent where it passes by itself. */
      readonly asks?: readonly (readonly Proof[])[];
    }
  | {
      readonly canPass: false;
      /** Which rule asks for what cannot be had. */
      readonly because: "privileged" | "mfa_reset" | "policy";
      /** Ways to meet what stays missing; each is enough and all of its proofs are needed. */
      readonly alsoNeeds: readonly (readonly Proof[])[];
    };

const never = (): boolean => false;
const later =
  (proof: Proof) =>
  (means: Means): boolean =>
    means.later?.includes(proof) === true;

/** Complete on purpose: whoever adds a proof says here what brings it about. */
const PRODUCERS: Readonly<Record<Proof, (means: Means) => boolean>> = {
  contact_on_record: ({ destination }) => destinationProof(destination) === "contact_on_record",
  destination_typed: ({ destination }) => destinationProof(destination) === "destination_typed",
  // Asked for by the session itself wherever the policy requires it.
  spoken_code: () => true,
  // No new one becomes known before anything brings an independent proof about.
  known_phone: ({ knownPhone }) => knownPhone === true,
  contact_code: never,
  passkey: later("passkey"),
  second_approver: later("second_approver"),
  manager_vouch: later("manager_vouch"),
  desk_code: never,
};

/** What a check with these needs can come to with these means, before it is sent. */
export function outlookOf(needs: ProofNeeds, means: Means): Outlook {
  const missing = missingProofGroups(needs, provable(means));
  if (missing.length > 0) {
    return { canPass: false, because: ruleBehind(needs, means), alsoNeeds: waysToMeet(missing) };
  }
  const asks = missingProofGroups(needs, provable({ ...means, later: [] }));
  const given = (way: readonly Proof[]): boolean => way.every((proof) => PRODUCERS[proof](means));
  return asks.length === 0 ? { canPass: true } : { canPass: true, asks: waysToMeet(asks).filter(given) };
}

/** Proofs that a check with these means can bring about. */
export function provable(means: Means): readonly Proof[] {
  return (Object.keys(PRODUCERS) as Proof[]).filter((proof) => PRODUCERS[proof](means));
}

/** The first rule that cannot be met by itself: the one that an agent can do something about. */
function ruleBehind(needs: ProofNeeds, means: Means): "privileged" | "mfa_reset" | "policy" {
  const unmet = (rule: Partial<ProofNeeds>): boolean =>
    missingProofGroups(
      { ...needs, required: [], action: "identity_check", privileged: false, independentProof: false, ...rule },
      provable(means),
    ).length > 0;
  if (needs.privileged && unmet({ privileged: true })) {
    return "privileged";
  }
  return needs.action === "mfa_reset" && unmet({ action: "mfa_reset" }) ? "mfa_reset" : "policy";
}

/** The smallest sets of proofs that meet every group, shortest first; `[[]]` when there is nothing to meet. */
export function waysToMeet(groups: readonly (readonly Proof[])[]): readonly (readonly Proof[])[] {
  const ways = groups.reduce<readonly (readonly Proof[])[]>(
    (found, group) =>
      smallest(
        found.flatMap((way) =>
          group.some((proof) => way.includes(proof)) ? [way] : group.map((proof) => [...way, proof]),
        ),
      ),
    [[]],
  );
  return [...ways].sort((left, right) => left.length - right.length);
}

/** Without sets that hold another one whole, and of equal sets the first. */
function smallest(sets: readonly (readonly Proof[])[]): readonly (readonly Proof[])[] {
  return sets.filter(
    (set, index) =>
      !sets.some(
        (other, place) =>
          place !== index &&
          other.every((proof) => set.includes(proof)) &&
          (other.length < set.length || place < index),
      ),
  );
}
