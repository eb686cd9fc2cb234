/** The words of the banner where the requester does it in the portal. */
import type { EpochMs } from "../kit/time.ts";
import type { ActionId } from "../policy/policy.ts";
import type { LiveAction } from "../session/live-view.ts";
import type { Words } from "./banner-undecided.ts";
import { clockText, type ClockFrame } from "./clock-text.ts";

export interface PortalActionInput extends ClockFrame {
  readonly action: ActionId;
  readonly person: { readonly shortName: string };
  /** What the pass leads to in the portal. */
  readonly portalAction?: LiveAction | undefined;
}

export function nothingToDo(input: PortalActionInput): Words {
  const { portalAction } = input;
  const until =
    portalAction === undefined ? "" : `The page is open to them until ${clockText(portalAction.until, input)}. `;
  return {
    tone: "ok",
    verb: "NOTHING TO DO",
    headline: "the user is doing it now",
    line: `${until}${PORTAL_WORDS[portalAction?.state ?? "available"]}`,
    say: "The page on your phone lets you do it now. Tell me if it does not work.",
  };
}

/** What the desk is told meanwhile; never what was typed. */
const PORTAL_WORDS: Readonly<Record<LiveAction["state"], string>> = {
  available: "Change nothing yet",
  reserved: "They have just pressed",
  unknown: "The system did not say whether it was done: they can do it again. Change nothing yet",
  consumed: "It is done",
  withdrawn: "Change nothing yet",
};

const DONE_WORDS: Readonly<Record<ActionId, string>> = {
  identity_check: "the user went on in the portal",
  account_unlock: "the user unlocked the account",
  password_reset: "the user set a new password",
  mfa_reset: "the user reset the sign-in methods",
};

export function done(input: PortalActionInput, at: EpochMs): Words {
  const { action, person, portalAction } = input;
  if (portalAction?.notWorkingAt !== undefined) {
    return {
      tone: "warn",
      verb: "DONE",
      headline: "the user says it does not work",
      line: `Said at ${clockText(portalAction.notWorkingAt, input)}. Call ${person.shortName} back on a contact on record`,
      say: "I look at it now. I call you on the number that we have for you.",
    };
  }
  return {
    tone: "neutral",
    verb: "DONE",
    headline: DONE_WORDS[action],
    line: `At ${clockText(at, input)}${portalAction === undefined ? "" : ` in ${portalAction.target}`}. Nothing for you to do`,
    say: "It is done. Please try it now, and tell me if it does not work.",
  };
}
