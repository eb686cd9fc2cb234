/**
 * Counts for whom a check can pass: everybody who is active, held against what Send would say of them. It goes on by
 * itself, a message of the queue after the other, each within what one call of a Worker may do; the sweep wakes one
 * that was lost. A part that is counted twice counts once.
 */
import type { Actor } from "../../core/kit/actor.ts";
import { coverageRunId, type CoverageRunId } from "../../core/kit/ids.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS, type EpochMs } from "../../core/kit/time.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { kindStandingOf, lacksOf, lettersOf, standingOf, tallyOf } from "../../core/verdict/coverage.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { CountedPerson, CoverageCause, CoverageRun, WholePerson } from "../ports/coverage.ts";
import { questionsFrom } from "../sending/build-questions.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { namedCategories } from "../../core/settings/category-policy.ts";
import { producible } from "../sending/later-means.ts";
import { counts } from "../me/passkeys.ts";
import { availability, prospectReply } from "../sending/person-prospects.ts";
import { retentionSlot } from "../upkeep/retention.ts";
import { basisOf, isOfToday } from "./coverage-basis.ts";
import { importState } from "./import-under-way.ts";

export const PEOPLE_PER_PART = 100;

/** A Worker may ask D1 a thousand times per call; a part asks for three statements a person at most. */
const MOST_STATEMENTS = 650;
/** Of its thirty seconds of processor time. What people share is read once per call, so that few calls are better. */
const MOST_MS = 20 * SECOND_MS;

/** Longer than any part takes. */
const LEASE_MS = 2 * MINUTE_MS;

/** One that began longer ago has counted people as they are no more. */
const GOES_ON_MS = 6 * HOUR_MS;

/** A database that is away for a while at that hour costs no day. */
const DAYS_BEGINS_WITHIN_MS = 3 * HOUR_MS;

const JOB = "job:coverage";

/** Each try meets another that began in between. */
const TRIES = 3;

export interface CountStart {
  readonly cause: CoverageCause;
  readonly actor: Actor;
  /** As the page names them; empty for the day's. */
  readonly name: string;
  /** One that began before counts people as they were, and is begun anew. */
  readonly notBefore?: EpochMs;
}

/** Refuses nothing. One that is open and still fits is taken for it: however many begin at once, one counts. */
export async function beginCoverage(deps: Deps, start: CountStart): Promise<CoverageRun> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const { running } = await deps.coverage.latest();
    if (running !== undefined && fits(deps, running, start.notBefore)) {
      if (start.cause === "asked" && running.leaseUntil <= deps.clock()) await wake(deps, running.id);
      return running;
    }
    const run = await newRun(deps, start);
    const begun = await deps.coverage.begin(run, {
      audit: {
        at: run.startedAt,
        actor: start.actor,
        action: "coverage.counted",
        subject: run.id,
        details: { people: run.people, cause: run.cause },
      },
      ...(running === undefined ? {} : { instead: running.id }),
    });
    if (begun) {
      // An import's end is a busy moment: the minute's sweep wakes that one.
      if (start.cause !== "import") await wake(deps, run.id);
      return run;
    }
  }
  throw new Error("a count could not be begun");
}

function fits(deps: Deps, run: CoverageRun, notBefore: EpochMs = deps.clock() - GOES_ON_MS): boolean {
  return run.startedAt >= notBefore && isOfToday(deps, run);
}

async function newRun(deps: Deps, { cause, name }: CountStart): Promise<CoverageRun> {
  return {
    id: coverageRunId.parse(`cov_${deps.vault.newId()}`),
    cause,
    startedAt: deps.clock(),
    startedByName: name,
    basis: basisOf(deps),
    countedTo: "",
    counted: 0,
    people: await deps.people.countActive(),
    leaseUntil: 0,
  };
}

/** The row is the truth: a queue that is away costs the minute until the sweep. */
async function wake({ queues, log }: Pick<Deps, "queues" | "log">, id: CoverageRunId): Promise<void> {
  await queues.countCoverage([id]).catch((error: unknown) => log.failure("queue.wake", error, { run: id }));
}

/** After an import, or its undoing: whatever becomes of the count, the import has ended. */
export async function countAfterImport(deps: Deps, { id, name }: AgentRecord, endedAt: EpochMs): Promise<void> {
  await beginCoverage(deps, { cause: "import", actor: id, name, notBefore: endedAt }).catch((error: unknown) =>
    deps.log.failure("coverage.begin", error),
  );
}

/** The minute's: wakes a count that nobody carries on, and begins the day's. */
export async function keepCounting(deps: Deps): Promise<void> {
  const [{ done, running }, { underWay }] = await Promise.all([deps.coverage.latest(), importState(deps)]);
  if (underWay) return;
  const now = deps.clock();
  if (running !== undefined && fits(deps, running)) {
    if (running.leaseUntil <= now) await wake(deps, running.id);
    return;
  }
  if (running !== undefined) {
    await beginAnew(deps, running);
  } else if (isTimeOfDays(now, done?.startedAt) && (await deps.people.countActive()) > 0) {
    await beginCoverage(deps, { cause: "daily", actor: JOB, name: "" });
  }
}

/**
 * Only near its hour: what was just started, or restored, has others to serve in its first minutes, and whoever wants
 * the count sooner asks for it.
 */
function isTimeOfDays(now: EpochMs, last: EpochMs = 0): boolean {
  const slot = retentionSlot(now);
  return last < slot && now - slot < DAYS_BEGINS_WITHIN_MS;
}

/** In place of one that was begun under other policies, or too long ago. */
async function beginAnew(deps: Deps, { cause, startedByName }: CoverageRun): Promise<void> {
  await beginCoverage(deps, { cause, actor: JOB, name: startedByName });
}

/** One call's share of a count; asks for the next. Nothing where it is over, or somebody else is at it. */
export async function carryOnCoverage(deps: Deps, id: CoverageRunId): Promise<object> {
  // People as they are in the middle of an import are nobody's; its end, or the sweep, asks again.
  if ((await importState(deps)).underWay) return {};
  const now = deps.clock();
  const run = await deps.coverage.claim(id, { now, until: now + LEASE_MS });
  if (run === undefined) return {};
  if (!isOfToday(deps, run)) {
    await beginAnew(deps, run);
    return {};
  }
  let ended: boolean;
  try {
    ended = await countShare(deps, run);
  } finally {
    // Also of one that failed: the queue tries it again before a lease would be over.
    await deps.coverage.release(id);
  }
  if (!ended) await wake(deps, id);
  return {};
}

/** Whether nobody is left. */
async function countShare(deps: Deps, run: CoverageRun): Promise<boolean> {
  const began = deps.clock();
  const reading = deps.coverage.reading();
  const later = await producible(deps, {});
  let place = run;
  do {
    const people = await reading.people(place.countedTo, PEOPLE_PER_PART);
    const at = deps.clock();
    await deps.coverage.count(place, {
      people: people.map((person) => countedPerson(deps, person, later)),
      at,
      leaseUntil: at + LEASE_MS,
    });
    if (people.length < PEOPLE_PER_PART) {
      await deps.coverage.end(run.id, tallyOf(await deps.coverage.groups(run.id)), deps.clock());
      return true;
    }
    place = { ...place, countedTo: people.at(-1)?.person.id ?? place.countedTo };
  } while (reading.statements() < MOST_STATEMENTS && deps.clock() - began < MOST_MS);
  return false;
}

/** As their page and Send would say it, of their own account. */
function countedPerson(
  deps: Deps,
  { person, contacts: known, passkeys, ...knowledge }: WholePerson,
  others: readonly Proof[],
): CountedPerson {
  const questions = questionsFrom(deps, person, knowledge);
  const now = deps.clock();
  const given = person.managerName === undefined ? others.filter((proof) => proof !== "manager_vouch") : others;
  const later = passkeys.some((passkey) => counts(passkey, now)) ? [...given, "passkey" as const] : given;
  const contacts = known.map((contact) => ({ channel: contact.channel, trusted: isTrusted(contact, now) }));
  return {
    id: person.id,
    ...lettersOf({
      kinds: availability(questions).map(kindStandingOf),
      standings: namedCategories(deps.config).map((category) =>
        standingOf(prospectReply(deps, { ...category, subject: { person }, contacts, questions, later })),
      ),
      lacks: lacksOf(contacts),
    }),
  };
}
