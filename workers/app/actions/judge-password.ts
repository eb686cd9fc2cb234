/** What is asked of a new password before it is sent to the target or anything is used up. */
import type { LeakCheck } from "../../core/actions/grant.ts";
import { knownProblem } from "../../core/actions/known-password.ts";
import { lengthProblem, lengthsOf } from "../../core/actions/new-password.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import type { ActionView } from "../../core/session/portal-view.ts";
import type { ActionProblem } from "../../contract/portal.ts";
import type { Deps } from "../deps.ts";
import type { TargetAccount } from "../ports/action-targets.ts";

export interface Judged {
  readonly problem?: ActionProblem;
  /** Absent where no service is asked. */
  readonly leaks?: LeakCheck;
}

interface Typed {
  readonly verification: VerificationId;
  readonly password: Secret;
  readonly account: TargetAccount;
  readonly view: ActionView;
}

/** What is known here comes first: only what it lets through is looked for elsewhere. */
export async function judgePassword(deps: Deps, typed: Typed): Promise<Judged> {
  const problem = knownHere(deps, typed);
  return problem === undefined ? lookForLeaks(deps, typed) : { problem };
}

function knownHere(
  { config, isCommonPassword }: Deps,
  { password, account, view: { personName, subject } }: Typed,
): ActionProblem | undefined {
  const typed = password.reveal();
  const known = { ...subject, personName, brand: config.BRAND_NAME };
  return (
    lengthProblem(typed, lengthsOf(account.rules, account)) ??
    knownProblem(typed, { known, isCommon: isCommonPassword })
  );
}

/** A service that is away keeps nobody out of the account: the last page says that it was not asked. */
async function lookForLeaks({ leakedPasswords, log }: Deps, { verification, password }: Typed): Promise<Judged> {
  if (leakedPasswords === undefined) {
    return {};
  }
  const asked = await leakedPasswords.isLeaked(password);
  if (!asked.ok) {
    log.event("password.not_checked", { verification, code: asked.error.code });
    return { leaks: "not_checked" };
  }
  return asked.value ? { problem: { code: "leaked" } } : { leaks: "none_known" };
}
