import type { AccountReply, SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";

type Impossible = Extract<AccountReply["outlook"], { canPass: false }>;

export interface OutlookWords {
  readonly tone: "warn" | "info";
  readonly text: string;
  /** Whether sending it all the same is to be chosen. */
  readonly choice: boolean;
}

/** Nothing to say where the check can pass like any other. */
export function outlookWords(page: SendPageReply, account: AccountReply | undefined): OutlookWords | undefined {
  const { person } = page;
  if (account === undefined || person === undefined) return undefined;
  const { outlook } = account;
  if (outlook.canPass) {
    return outlook.onlyFromKnownPhone
      ? { tone: "info", text: en.send.knownPhoneOnly(person.firstName), choice: false }
      : undefined;
  }
  return { tone: "warn", text: impossible(outlook, account, person), choice: true };
}

function impossible(outlook: Impossible, account: AccountReply, person: NonNullable<SendPageReply["person"]>): string {
  const { cannotPass } = en.send;
  const needs = needsWords(outlook.alsoNeeds);
  switch (outlook.because) {
    case "privileged":
      // A privileged person is so with every account; the account is named where it alone is the reason.
      return person.privileged ? cannotPass.person(person.name, needs) : cannotPass.account(account.userName, needs);
    case "mfa_reset":
      return cannotPass.mfa(person.firstName, needs);
    case "policy":
      return cannotPass.policy(needs);
  }
}

const or = new Intl.ListFormat("en-GB", { type: "disjunction" });
const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "a passkey or a second approver together with the manager". */
function needsWords(ways: Impossible["alsoNeeds"]): string {
  return or.format(
    ways.map((way) => {
      const names = way.map((proof) => en.send.proofs[proof]);
      const [last = "", ...before] = names.toReversed();
      return before.length === 0 ? last : en.send.together(and.format(before.toReversed()), last);
    }),
  );
}
