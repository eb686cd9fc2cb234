import type { AccountReply, SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";

type Impossible = Extract<AccountReply["outlook"], { canPass: false }>;

/** Why it cannot pass; nothing to say where it can. */
export function outlookWords(page: SendPageReply, account: AccountReply | undefined): string | undefined {
  const { person } = page;
  if (account === undefined || person === undefined) return undefined;
  const { outlook } = account;
  return outlook.canPass ? undefined : impossible(outlook, account, person);
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
export function needsWords(ways: Impossible["alsoNeeds"]): string {
  return or.format(
    ways.map((way) => {
      const names = way.map((proof) => en.send.proofs[proof]);
      const [last = "", ...before] = names.toReversed();
      return before.length === 0 ? last : en.send.together(and.format(before.toReversed()), last);
    }),
  );
}
