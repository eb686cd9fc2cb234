/** The page on which the requester does it: with the target's rules, read while the page is made and never kept. */
import { lengthsOf, suggestPassword } from "../../core/actions/new-password.ts";
import { SECOND_MS } from "../../core/kit/time.ts";
import type { ActionView } from "../../core/session/portal-view.ts";
import type { ActionProblem, ActionScreen, PasswordRulesShown } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import type { ActionTarget } from "../ports/action-targets.ts";

/** A page waits no longer for the rules; it says that they are looked at when the password is saved. */
const RULES_WAIT_MS = 3 * SECOND_MS;

const STATES: Readonly<Record<ActionView["state"], ActionScreen["state"]>> = {
  available: "ready",
  reserved: "working",
  unknown: "unsure",
};

export interface ActionExtras {
  readonly account: AccountShown;
  readonly problem?: ActionProblem;
  /** A new suggestion is wanted. */
  readonly suggest?: true;
}

/** As the target shows it at this moment; undefined where it is away, takes too long, or is not there any more. */
export async function accountShown(
  deps: Deps,
  { target, subject, state }: Pick<ActionView, "target" | "subject" | "state">,
): Promise<AccountShown> {
  const known = state === "reserved" ? undefined : deps.actionTargets.named(target)?.target;
  return known === undefined ? undefined : within(known.lookUp(subject), RULES_WAIT_MS);
}

type AccountShown = Awaited<ReturnType<ActionTarget["lookUp"]>> | undefined;

export function actionScreen(
  deps: Deps,
  { action, firstName, subject, until, state }: ActionView,
  { account, problem, suggest }: ActionExtras,
): ActionScreen {
  const rules = action === "password_reset" ? rulesOf(deps, account) : undefined;
  return {
    screen: "action",
    action,
    firstName,
    account: subject.userName,
    until,
    state: STATES[state],
    ...(rules === undefined ? {} : { rules }),
    ...(problem === undefined ? {} : { problem }),
    ...(suggest === true ? { suggestion: suggestion(deps, rules) } : {}),
  };
}

function rulesOf(deps: Deps, account: AccountShown): PasswordRulesShown | undefined {
  if (account?.ok !== true) {
    return undefined;
  }
  const { least, most } = lengthsOf(account.value.rules, account.value);
  const { maxLength, inWords } = account.value.rules;
  return {
    minLength: least,
    inWords,
    ...(maxLength === undefined ? {} : { maxLength: most }),
    ...(deps.leakedPasswords === undefined ? {} : { notLeaked: true }),
  };
}

function suggestion({ passwordWords, random }: Deps, rules: PasswordRulesShown | undefined): string {
  return suggestPassword({ words: passwordWords, random }, { least: rules?.minLength ?? 0 });
}

async function within<Value>(work: Promise<Value>, ms: number): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
