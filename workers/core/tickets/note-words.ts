/** The words that several notes share: times with their zone, destinations, proofs, actions. */
import type { EpochMs } from "../kit/time.ts";
import { zonedTime } from "../kit/zoned-time.ts";
import type { ActionId } from "../policy/policy.ts";
import type { Proof } from "../policy/proofs.ts";
import { oneLine, plainWords } from "./plain-words.ts";

/** Where the link went. `masked` is masked already, with dots or asterisks. */
export type NoteDestination =
  | {
      readonly channel: "sms" | "email";
      readonly masked: string;
      readonly origin: "on_record";
      readonly since: EpochMs;
    }
  | {
      readonly channel: "sms" | "email";
      readonly masked: string;
      readonly origin: "typed";
      /** Name of the agent who typed it. */
      readonly typedBy: string;
      readonly reason?: string;
    };

/** "3 March 2024" in the zone. */
export function dateWords(at: EpochMs, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone }).format(at);
}

/** `zonedTime`, with the date in front when it is not the day of `now`. */
export function zonedMoment(at: EpochMs, now: EpochMs, timeZone: string): string {
  const date = dateWords(at, timeZone);
  return date === dateWords(now, timeZone) ? zonedTime(at, timeZone) : `${date}, ${zonedTime(at, timeZone)}`;
}

/** "SMS to +44 **** *** *42". Dots become asterisks: old ticket systems garble what is not ASCII. */
export function channelAndMask(destination: NoteDestination): string {
  const masked = oneLine(destination.masked, 254).replaceAll("•", "*");
  return `${destination.channel === "sms" ? "SMS" : "Email"} to ${masked}`;
}

/** With its origin and age: ", on record since 3 March 2024" or ", typed by Dana Reed, not on record". */
export function destinationWithAge(destination: NoteDestination, timeZone: string): string {
  return destination.origin === "on_record"
    ? `${channelAndMask(destination)}, on record since ${dateWords(destination.since, timeZone)}`
    : `${channelAndMask(destination)}, typed by ${plainWords(destination.typedBy)}, not on record`;
}

/** With its origin only, for the outcome. */
export function destinationWithOrigin(destination: NoteDestination): string {
  return destination.origin === "on_record"
    ? `${channelAndMask(destination)}, on record`
    : `${channelAndMask(destination)}, typed by ${plainWords(destination.typedBy)}, not on record`;
}

function proofWords(proof: Proof, channel: NoteDestination["channel"]): string {
  const device = channel === "sms" ? "phone" : "email";
  const words: Readonly<Record<Proof, string>> = {
    contact_on_record: `${device} on record`,
    destination_typed: `typed ${device}, not on record`,
    spoken_code: "spoken code",
    contact_code: "code sent to a contact",
    known_phone: "known phone",
    passkey: "passkey",
    second_approver: "second approver",
    manager_vouch: "manager's word",
    desk_code: "code from the desk",
  };
  return words[proof];
}

/** "phone on record, spoken code", or "nothing". */
export function proofList(proofs: readonly Proof[], channel: NoteDestination["channel"]): string {
  return proofs.length === 0 ? "nothing" : proofs.map((proof) => proofWords(proof, channel)).join(", ");
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface ActionWords {
  /** After "Check the requester before". */
  readonly before: string;
  readonly name: string;
  /** What the agent does once it passed. */
  readonly byAgent: (person: string) => string;
  /** What else the agent keeps to; a sentence. */
  readonly keeping?: string;
  readonly byRequester: string;
}

export const ACTION_WORDS: Readonly<Record<ActionId, ActionWords>> = {
  identity_check: {
    before: "you go on with this ticket",
    name: "Identity check",
    byAgent: (person) => `Go on with this ticket for ${person} only`,
    byRequester: "Nothing for you to do. The user is going on in the portal.",
  },
  account_unlock: {
    before: "the account is unlocked",
    name: "Account unlock",
    byAgent: (person) => `Unlock the account for ${person} only`,
    byRequester: "Nothing for you to do. The user is unlocking the account in the portal.",
  },
  password_reset: {
    before: "the password is reset",
    name: "Password reset",
    byAgent: (person) => `Reset the password for ${person} only`,
    keeping: "Hand it over as your organisation does, never aloud.",
    byRequester: "Nothing for you to do. The user is setting the password in the portal.",
  },
  mfa_reset: {
    before: "the sign-in methods are reset",
    name: "MFA reset",
    byAgent: (person) => `Reset the sign-in methods for ${person} only`,
    byRequester: "Nothing for you to do. The user is resetting the sign-in methods in the portal.",
  },
};
