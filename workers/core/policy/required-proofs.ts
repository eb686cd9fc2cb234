/**
 * Which proofs a result needs, and what may stand in for what. The list in a policy can be
 * changed by the desk; the groups that follow from the action and from privilege cannot:
 * they are what stops a taken mailbox and a relayed call, which no question tells apart.
 */
import type { ActionId, ProfileId } from "./policy.ts";
import { MFA_RESET_GROUPS, PRIVILEGED_GROUPS } from "./independence.ts";
import type { Proof } from "./proofs.ts";

/** Where the link goes. `trusted`: on record and unchanged for seven days, or part of the accepted baseline. */
export interface Destination {
  readonly origin: "on_record" | "typed";
  readonly trusted: boolean;
}

export interface ProofNeeds {
  readonly action: ActionId;
  readonly privileged: boolean;
  readonly profile: ProfileId;
  /** The policy's own list. */
  readonly required: readonly Proof[];
  /** Beside those one that is independent of the contact, whatever the action. */
  readonly independentProof?: boolean | undefined;
}

/** What pressing Begin proves. A contact changed days ago is worth no more than one that was typed. */
export function destinationProof({ origin, trusted }: Destination): "contact_on_record" | "destination_typed" {
  return origin === "on_record" && trusted ? "contact_on_record" : "destination_typed";
}

/** A link to anything but a trusted contact could never complete these, so it is not sent. */
export function needsContactOnRecord({ action, privileged }: Pick<ProofNeeds, "action" | "privileged">): boolean {
  return action === "mfa_reset" || privileged;
}

/** What changes nothing that could be taken over: for these an address that an agent typed will do by itself. */
const HARMLESS: ReadonlySet<ActionId> = new Set(["identity_check", "account_unlock"]);

/** Whoever calls names the address that is typed: for anything more a second human, or a passkey, has to stand behind it. */
export function needsIndependentProof(action: ActionId, destination: Destination): boolean {
  return destinationProof(destination) === "destination_typed" && !HARMLESS.has(action);
}

/** Where most is lost, or the caller named the address: before a secret can be set, whoever is told has time to stop it. */
export function isHeld({
  action,
  privileged,
  destination,
}: Pick<ProofNeeds, "action" | "privileged"> & { readonly destination: Destination }): boolean {
  return (privileged || destinationProof(destination) === "destination_typed") && !HARMLESS.has(action);
}

/** Groups that must all be met; one proof of a group is enough. */
export function proofGroups(needs: ProofNeeds): readonly (readonly Proof[])[] {
  const typedStandsIn = needs.profile === "strict" && !needsContactOnRecord(needs);
  return [
    ...needs.required.map((proof): readonly Proof[] =>
      proof === "contact_on_record" && typedStandsIn ? ["contact_on_record", "destination_typed"] : [proof],
    ),
    ...(needs.action === "mfa_reset" || needs.independentProof === true ? MFA_RESET_GROUPS : []),
    ...(needs.privileged ? PRIVILEGED_GROUPS : []),
    ...(needsContactOnRecord(needs) && !needs.required.includes("contact_on_record")
      ? [["contact_on_record"] satisfies Proof[]]
      : []),
  ];
}

/** The groups not yet met, in order; empty when everything required was proven. */
export function missingProofGroups(needs: ProofNeeds, proven: readonly Proof[]): readonly (readonly Proof[])[] {
  return proofGroups(needs).filter((group) => !group.some((proof) => proven.includes(proof)));
}
