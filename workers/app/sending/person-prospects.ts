/**
 * What a check of one person could come to, and which kinds of questions it could ask: for the person's page and
 * for Coverage, over what Send decides by.
 */
import { defined } from "../../core/kit/defined.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { proofGroups } from "../../core/policy/required-proofs.ts";
import { usableCount } from "../../core/questions/asking/select.ts";
import type { FactOrigin } from "../../core/questions/facts.ts";
import { QUESTION_KINDS } from "../../core/questions/registry.ts";
import type { NamedCategory } from "../../core/settings/category-policy.ts";
import type { ProspectReply, QuestionAvailability } from "../../contract/console/person.ts";
import type { ContactReply } from "../../contract/console/send.ts";
import type { Deps } from "../deps.ts";
import { accountProspect, poolsOf } from "./account-prospect.ts";
import type { Questions } from "./build-questions.ts";
import type { Subject } from "./subject.ts";

/** Under the story that forbids least; what an action forbids beside that stands in its own count. */
export function availability({ pool, origin }: Questions): readonly QuestionAvailability[] {
  const kindsOf = (typedDestination: boolean) =>
    new Set(pool({ action: "identity_check", typedDestination }).map(({ kind }) => kind));
  const [onRecord, typed] = [kindsOf(false), kindsOf(true)];
  const because = (known: FactOrigin | undefined) => {
    if (known === undefined) return "nothing_known" as const;
    return known.sources.every((source) => source === "self_service")
      ? ("self_service" as const)
      : ("not_usable" as const);
  };
  return QUESTION_KINDS.all.map(({ id, fact }) => {
    const known = origin(fact);
    return {
      kind: id,
      onRecord: onRecord.has(id),
      typed: typed.has(id),
      ...defined({ because: onRecord.has(id) ? undefined : because(known), known }),
    };
  });
}

interface Asked extends NamedCategory {
  readonly subject: Subject;
  readonly contacts: readonly Pick<ContactReply, "channel" | "trusted">[];
  readonly questions: Questions;
  /** Proofs that somebody could give beside the check. */
  readonly later: readonly Proof[];
}

export function prospectReply(
  deps: Deps,
  { connection, category, policy, subject, contacts, questions, later }: Asked,
): ProspectReply {
  const { action } = policy;
  const { person, account } = subject;
  const pools = poolsOf(questions, action);
  const reached = contacts.filter(({ channel }) => policy.channels.includes(channel));
  const prospect = accountProspect(deps, {
    ticket: { connection: connection ?? "", category },
    action,
    person,
    contacts: reached,
    pools,
    later,
  });
  const { profile, requiredProofs, startsPerPersonPerDay } = prospect.policy;
  const stopped = person.intact ? (person.active ? prospect.problem : "inactive") : "changed";
  return {
    category,
    action,
    demands: {
      profile: profile.id,
      minimumQuestions: profile.minimumQuestions,
      maximumQuestions: profile.maximumQuestions,
      passLine: profile.passLine,
      proofs: proofGroups({ action, privileged: person.privileged, profile: profile.id, required: requiredProofs }),
    },
    usableQuestions: usableCount(pools.trusted),
    startsPerDay: startsPerPersonPerDay,
    ...(account === undefined ? {} : { account: { userName: account.userName, label: account.label } }),
    ...defined({ tooFew: stopped === "too_few_facts" ? prospect.tooFew : undefined }),
    ...defined({ connection, problem: stopped, best: stopped === undefined ? prospect.best : undefined }),
  };
}
