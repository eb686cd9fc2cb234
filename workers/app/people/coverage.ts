/**
 * Coverage: everybody who is active, held against what Send would say of them, in steps that each fit into one
 * request. A step that is lost is made again; a count that was left goes on where it stood.
 */
import { defined } from "../../core/kit/defined.ts";
import { coverageRunId, type CoverageRunId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import { isTrusted } from "../../core/policy/contact-age.ts";
import { deskPlaceOf } from "../../core/settings/sections/organisation.ts";
import { QUESTION_KINDS } from "../../core/questions/registry.ts";
import { kindStandingOf, lacksOf, lettersOf, standingOf, tallyOf, verifiable } from "../../core/verdict/coverage.ts";
import type {
  CoverageCount,
  CoverageProgress,
  CoverageReply,
  CoverageStepReply,
} from "../../contract/console/coverage.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { CountedPerson, CoverageBasis, CoverageRun, WholePerson } from "../ports/coverage.ts";

import { questionsFrom } from "../sending/build-questions.ts";
import { availability, namedCategories, prospectReply } from "../sending/person-prospects.ts";

/** Of one step: each costs a statement, and a Worker's request may make a thousand. */
export const PEOPLE_PER_STEP = 100;

/** What is compared only changes nobody; others stand behind it. */
const IMPORTS_LOOKED_AT = 10;

/** One that was left longer ago has counted people as they are no more. */
const GOES_ON_MS = HOUR_MS;

export type CoverageProblem = "coverage.unknown" | "coverage.outdated";

/** Refuses nothing. */
export async function readCoverage(deps: Deps): Promise<CoverageReply> {
  const [{ done, running }, imports] = await Promise.all([
    deps.coverage.latest(),
    deps.directory.latest(IMPORTS_LOOKED_AT),
  ]);
  const written = imports.find(({ phase }) => phase !== "comparing");
  const importedAt = written === undefined ? 0 : written.open ? deps.clock() : (written.endedAt ?? 0);
  return defined({
    done: done && countOf(deps, done, importedAt),
    running: running && goesOn(deps, running) ? progressOf(running) : undefined,
    deskPlace: deskPlaceOf(deps.config),
  });
}

function countOf(deps: Deps, run: CoverageRun, importedAt: number): CoverageCount | undefined {
  const { basis, tally, endedAt } = run;
  if (tally === undefined || endedAt === undefined) {
    return undefined;
  }
  const { kinds, requests, ...rest } = tally;
  return {
    id: run.id,
    startedAt: run.startedAt,
    endedAt,
    by: run.startedByName,
    ...rest,
    kinds: basis.kinds.flatMap((id, place) => {
      const [known, counted] = [QUESTION_KINDS.find(id), kinds[place]];
      return known === undefined || counted === undefined ? [] : [{ ...counted, kind: known.id }];
    }),
    requests: basis.requests.flatMap((request, place) => {
      const counted = requests[place];
      return counted === undefined ? [] : [{ ...counted, ...request, verifiable: verifiable(counted) }];
    }),
    since: [
      ...(importedAt > run.startedAt ? (["import"] as const) : []),
      ...(basis.policies === policiesOf(deps) ? [] : (["policies"] as const)),
    ],
  };
}

function progressOf({ id, startedAt, startedByName, counted, people }: CoverageRun): CoverageProgress {
  return { id, startedAt, by: startedByName, counted, people };
}

const goesOn = (deps: Deps, run: CoverageRun): boolean =>
  deps.clock() - run.startedAt < GOES_ON_MS && isOfToday(deps, run);

const isOfToday = (deps: Deps, { basis }: CoverageRun): boolean =>
  JSON.stringify(basisOf(deps)) === JSON.stringify(basis);

function policiesOf({ config }: Pick<Deps, "config">): string {
  return JSON.stringify([config.CATEGORIES, config.CONNECTION_CATEGORIES]);
}

function basisOf(deps: Pick<Deps, "config">): CoverageBasis {
  return {
    kinds: QUESTION_KINDS.all.map(({ id }) => id),
    requests: namedCategories(deps.config).map(({ connection, category, policy: { action } }) => ({
      category,
      action,
      ...defined({ connection }),
    })),
    policies: policiesOf(deps),
  };
}

/** Refuses nothing. A count that was left is gone on with, where it still fits. */
export async function beginCoverage(deps: Deps, by: AgentRecord): Promise<CoverageProgress> {
  const { running } = await deps.coverage.latest();
  if (running !== undefined && goesOn(deps, running)) {
    return progressOf(running);
  }
  const at = deps.clock();
  const run: CoverageRun = {
    id: coverageRunId.parse(`cov_${deps.vault.newId()}`),
    startedAt: at,
    startedBy: by.id,
    startedByName: by.name,
    basis: basisOf(deps),
    countedTo: "",
    counted: 0,
    people: await deps.people.countActive(),
  };
  await deps.coverage.begin(run, {
    at,
    actor: by.id,
    action: "coverage.counted",
    subject: run.id,
    details: { people: run.people },
  });
  return progressOf(run);
}

/** Refused: a count that is not known, and one whose requests or policies were changed meanwhile. */
export async function stepCoverage(deps: Deps, id: CoverageRunId): Promise<Result<CoverageStepReply, CoverageProblem>> {
  const run = await deps.coverage.byId(id);
  if (run === undefined) {
    return err("coverage.unknown");
  }
  if (run.endedAt !== undefined) {
    return ok({});
  }
  if (!isOfToday(deps, run)) {
    return err("coverage.outdated");
  }
  const people = await deps.coverage.people(run.countedTo, PEOPLE_PER_STEP);
  await deps.coverage.count(
    run,
    people.map((person) => countedPerson(deps, person)),
  );
  if (people.length === PEOPLE_PER_STEP) {
    return ok({ running: progressOf({ ...run, counted: run.counted + people.length }) });
  }
  await deps.coverage.end(id, tallyOf(await deps.coverage.groups(id)), deps.clock());
  return ok({});
}

/** As their page and Send would say it, of their own account. */
function countedPerson(deps: Deps, { person, contacts: known, ...knowledge }: WholePerson): CountedPerson {
  const questions = questionsFrom(deps, person, knowledge);
  const now = deps.clock();
  const contacts = known.map((contact) => ({ channel: contact.channel, trusted: isTrusted(contact, now) }));
  return {
    id: person.id,
    ...lettersOf({
      kinds: availability(questions, person).map(kindStandingOf),
      standings: namedCategories(deps.config).map((category) =>
        standingOf(prospectReply(deps, { ...category, subject: { person }, contacts, questions })),
      ),
      lacks: lacksOf(contacts),
    }),
  };
}
