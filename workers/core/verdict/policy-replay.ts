/**
 * What a policy would have made of checks that have ended, from what was stored of them. Lines and proofs are
 * replayed exactly. What a check would have gone through otherwise, more questions or a spoken code, nobody can know:
 * such a check is counted apart, and settings that only change the way there are named.
 */
import type { Channel } from "../policy/policy.ts";
import type { Proof } from "../policy/proofs.ts";
import { assertNever } from "../kit/result.ts";
import { isTrusted } from "../policy/contact-age.ts";
import { levelOf } from "../risk/assess.ts";
import type { Stored } from "../risk/reassess.ts";
import { decideOutcome } from "../session/outcome.ts";
import { policyUnder } from "../settings/category-policy.ts";
import type { CategoryPolicy } from "../settings/sections/categories.ts";
import type { DemandedOf } from "./demands.ts";

export interface EndedCheck extends Stored {
  readonly channel: Channel;
  readonly privileged: boolean;
  /** Six digits were asked for. */
  readonly spokenCode: boolean;
  readonly proven: readonly Proof[];
}

/** In the order in which a table shows them. */
export const REPLAY_OUTCOMES = [
  "passes",
  "waits",
  "fails",
  "asked_more",
  "code_asked",
  "not_sent",
  "not_required",
] as const;
/**
 * `waits`: for another person or a passkey, which was not asked for then. `asked_more`: fewer questions were answered
 * than it asks at least. `code_asked`: it asks for spoken digits, and none were. `not_sent`: no link goes there.
 */
export type ReplayOutcome = (typeof REPLAY_OUTCOMES)[number];

/** Whoever could give them was not asked then; digits that were asked for and not typed are missing for good. */
const STILL_TO_COME: readonly Proof[] = ["passkey", "second_approver", "manager_vouch"];

/** A check judged at its deadline says so in the version of its policy, see `assessmentOf`. */
const AT_DEADLINE = "/at_deadline";

export function outcomeUnder(category: CategoryPolicy, check: EndedCheck): ReplayOutcome {
  if (!category.required) {
    return "not_required";
  }
  const { assessment, evidence } = check;
  const policy = policyUnder(category, {
    action: category.action,
    privileged: check.privileged,
    destination: { ...destinationOf(check), channel: check.channel },
    callerOnLine: check.spokenCode,
  });
  if (!policy.ok) {
    return "not_sent";
  }
  const { profile, requiredProofs, independentProof } = policy.value;
  const passLine = assessment.policyVersion.endsWith(AT_DEADLINE) ? profile.earlyAccept : profile.passLine;
  const outcome = decideOutcome({
    answered: evidence.answers.filter(({ scored, grade }) => scored && grade !== "skipped").length,
    minimum: profile.minimumQuestions,
    poolExhausted: false,
    proofFailed: false,
    assessment: { ...assessment, passLine, level: levelOf({ ...assessment, passLine }) },
    action: category.action,
    privileged: check.privileged,
    profile: profile.id,
    required: requiredProofs,
    independentProof,
    proven: check.proven,
    means: STILL_TO_COME,
  });
  switch (outcome.status) {
    case "passed":
      return "passes";
    case "approving":
      return "waits";
    case "not_enough_questions":
      return "asked_more";
    case "failed":
      return outcome.detail === "proof_missing" && !check.spokenCode ? "code_asked" : "fails";
    default:
      return assertNever(outcome);
  }
}

/** Which row of what a category demands it falls under. */
export function demandedOf(check: EndedCheck): DemandedOf {
  const { origin, trusted } = destinationOf(check);
  if (check.privileged) return "privileged";
  return origin === "typed" ? "typed" : trusted ? "ordinary" : "changed_lately";
}

function destinationOf({ evidence: { destination, at } }: EndedCheck) {
  const { origin, changedAt = 0, baseline } = destination;
  return { origin, trusted: origin === "on_record" && isTrusted({ changedAt, baseline, typed: false }, at) };
}

const PATH_ONLY = [
  "spokenCode",
  "minimumQuestions",
  "maximumQuestions",
  "earlyAccept",
  "holdMinutes",
  "agentActs",
  "linkLifetimeMinutes",
  "sessionMinutes",
  "approvalMinutes",
  "passValidMinutes",
  "startsPerPersonPerDay",
] as const satisfies readonly (keyof CategoryPolicy)[];
export type NotReplayed = (typeof PATH_ONLY)[number];

/** Settings of a draft that differ and of which stored checks say little or nothing. */
export function notReplayed(from: CategoryPolicy, to: CategoryPolicy): readonly NotReplayed[] {
  return PATH_ONLY.filter((key) => from[key] !== to[key]);
}

/** What is known of a check by now, beside its result. */
export type ReplayLabel = "genuine" | "impostor" | "none";

export interface ReplayChange {
  readonly of: DemandedOf;
  readonly from: ReplayOutcome;
  readonly to: ReplayOutcome;
  readonly checks: number;
  /** Of them: said or reported to be an impostor's, and said to be genuine. */
  readonly impostor: number;
  readonly genuine: number;
}

export interface PolicyReplay {
  readonly from: Readonly<Record<ReplayOutcome, number>>;
  readonly to: Readonly<Record<ReplayOutcome, number>>;
  /** What matters most comes first. */
  readonly changes: readonly ReplayChange[];
}

/** One check under two versions, without what it was judged by: of thousands at once only this is held. */
export interface Compared {
  readonly label: ReplayLabel;
  readonly of: DemandedOf;
  readonly from: ReplayOutcome;
  readonly to: ReplayOutcome;
}

/** `from` undefined: the category was not in it, so no check was asked for. */
export function compared(
  check: EndedCheck,
  label: ReplayLabel,
  { from, to }: { readonly from: CategoryPolicy | undefined; readonly to: CategoryPolicy },
): Compared {
  return {
    label,
    of: demandedOf(check),
    from: from === undefined ? "not_required" : outcomeUnder(from, check),
    to: outcomeUnder(to, check),
  };
}

export function replayOf(judged: readonly Compared[]): PolicyReplay {
  const changed = judged.filter((check) => check.from !== check.to);
  const changes = [...Map.groupBy(changed, ({ of, from: was, to: is }) => `${of}|${was}|${is}`).values()].flatMap(
    (alike) => {
      const [first] = alike;
      const labelled = (label: ReplayLabel): number => alike.filter((check) => check.label === label).length;
      return first === undefined
        ? []
        : {
            of: first.of,
            from: first.from,
            to: first.to,
            checks: alike.length,
            impostor: labelled("impostor"),
            genuine: labelled("genuine"),
          };
    },
  );
  return {
    from: counted(judged.map((check) => check.from)),
    to: counted(judged.map((check) => check.to)),
    changes: changes.toSorted((one, other) => concern(other) - concern(one) || other.checks - one.checks),
  };
}

function counted(outcomes: readonly ReplayOutcome[]): Readonly<Record<ReplayOutcome, number>> {
  const by = Map.groupBy(outcomes, (outcome) => outcome);
  return Object.fromEntries(REPLAY_OUTCOMES.map((outcome) => [outcome, by.get(outcome)?.length ?? 0])) as Record<
    ReplayOutcome,
    number
  >;
}

const LETS_IN: ReadonlySet<ReplayOutcome> = new Set(["passes", "not_required"]);

/** Impostors let in first, then whoever is newly let in, then whoever no longer gets through. */
function concern({ to, from, impostor }: ReplayChange): number {
  if (LETS_IN.has(to) && !LETS_IN.has(from)) return impostor > 0 ? 3 : 2;
  return LETS_IN.has(from) && !LETS_IN.has(to) ? 1 : 0;
}
