/**
 * Who can still produce which proof: one table, from which the lists follow that no policy can shorten.
 * A proof is independent of an attacker, never by itself: a result holds against one if at least one of
 * its proofs is none that this attacker can produce.
 */
import { NOT_GIVEN, type Proof, PROOFS } from "./proofs.ts";

export interface Attacker {
  /** For a row's head. */
  readonly name: string;
  /** What he has, as the rest of a sentence that begins with the name. */
  readonly has: string;
  readonly produces: readonly Proof[];
}

/** Whoever calls is told the spoken code, and names an address that the agent types. */
const CALLER: readonly Proof[] = ["destination_typed", "spoken_code"];

/** A second code to the contact that has the link already is read by the same eyes. */
const HOLDER: readonly Proof[] = [...CALLER, "contact_on_record", "contact_code"];

/** Presses and reads out whatever the phone shows. */
const WITH_PHONE: readonly Proof[] = [...HOLDER, "known_phone"];

const table = {
  researcher: {
    name: "Researcher",
    has: "knows what is public, or what the directory shows to colleagues, and holds nothing",
    produces: CALLER,
  },
  sim_thief: { name: "SIM thief", has: "has the person's phone number moved to a SIM of his own", produces: HOLDER },
  mailbox_thief: { name: "Mailbox thief", has: "reads the person's mail", produces: HOLDER },
  relay: {
    name: "Relay",
    has: "has the person on another line, who reads out and presses what the phone shows",
    produces: WITH_PHONE,
  },
  phone_thief: {
    name: "Phone thief",
    has: "has the person's phone unlocked, without its PIN or the owner's finger",
    produces: WITH_PHONE,
  },
  believed_by_manager: {
    name: "Believed by the manager",
    has: "is a relay whose voice the manager takes for the person's; the desk hands out a code on the manager's word",
    produces: [...WITH_PHONE, "manager_vouch", "desk_code"],
  },
  believed_by_desk: {
    name: "Believed by the desk",
    has: "is a relay whom every agent believes, or is an agent and has another one's help",
    produces: [...WITH_PHONE, "second_approver", "desk_code"],
  },
  persuader: {
    name: "Persuader",
    has: "talks the person through all of it on the person's own phone, and the person confirms it to whoever asks",
    produces: [...WITH_PHONE, "passkey", "manager_vouch", "second_approver"],
  },
} as const satisfies Readonly<Record<string, Attacker>>;

export type AttackerId = keyof typeof table;
export const ATTACKERS: Readonly<Record<AttackerId, Attacker>> = table;

/** Whom a lost authenticator's replacement must hold against: everybody who has the contact or the ear of its owner. */
const TAKES_CONTACT: readonly AttackerId[] = ["sim_thief", "mailbox_thief", "relay", "phone_thief"];

/** One human who errs must not be enough for a privileged account. */
const TAKES_A_HUMAN: readonly AttackerId[] = ["believed_by_manager", "believed_by_desk"];

/** Of each group one must be proven. Groups that another one implies are left out. */
export function groupsAgainst(attackers: readonly AttackerId[]): readonly (readonly Proof[])[] {
  const groups = attackers.map((attacker) => PROOFS.filter((proof) => !ATTACKERS[attacker].produces.includes(proof)));
  return groups.filter(
    (group, place) =>
      !groups.some(
        (other, at) =>
          at !== place && other.every((proof) => group.includes(proof)) && (other.length < group.length || at < place),
      ),
  );
}

const thatCanBeGiven = (groups: readonly (readonly Proof[])[]): readonly (readonly Proof[])[] =>
  groups.map((group) => group.filter((proof) => !NOT_GIVEN.has(proof)));

/** What an MFA reset needs beside the contact. */
export const MFA_RESET_GROUPS = thatCanBeGiven(groupsAgainst(TAKES_CONTACT));

/** What anything for a privileged person needs beside the contact: a passkey, or two people. */
export const PRIVILEGED_GROUPS = thatCanBeGiven(groupsAgainst([...TAKES_CONTACT, ...TAKES_A_HUMAN]));

/**
 * The one list for whatever asks for a second proof beside the contact: an MFA reset, and keeping a phone as the
 * person's own.
 */
export const INDEPENDENT_PROOFS: readonly Proof[] = PROOFS.filter(
  (proof) => !NOT_GIVEN.has(proof) && TAKES_CONTACT.every((attacker) => !ATTACKERS[attacker].produces.includes(proof)),
);

export function isIndependentlyProven(proofs: readonly Proof[]): boolean {
  return proofs.some((proof) => INDEPENDENT_PROOFS.includes(proof));
}
