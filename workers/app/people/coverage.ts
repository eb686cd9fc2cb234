/** Coverage as its page shows it: the last count that ended, what has changed since, and the one that runs. */
import { defined } from "../../core/kit/defined.ts";
import { deskPlaceOf } from "../../core/settings/sections/organisation.ts";
import { QUESTION_KINDS } from "../../core/questions/registry.ts";
import { verifiable } from "../../core/verdict/coverage.ts";
import type { CoverageCount, CoverageProgress, CoverageReply } from "../../contract/console/coverage.ts";
import type { Deps } from "../deps.ts";
import type { CoverageRun } from "../ports/coverage.ts";
import { isOfToday, policiesOf } from "./coverage-basis.ts";
import { importState } from "./import-under-way.ts";

/** Refuses nothing. */
export async function readCoverage(deps: Deps): Promise<CoverageReply> {
  const [{ done, running }, { changedAt, underWay }] = await Promise.all([deps.coverage.latest(), importState(deps)]);
  return defined({
    done: done && countOf(deps, done, changedAt),
    running:
      running && isOfToday(deps, running)
        ? { ...progressOf(running), ...(underWay ? { waitsForImport: true as const } : {}) }
        : undefined,
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
    cause: run.cause,
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
      ...(basis.policies === policiesOf(deps.config) ? [] : (["policies"] as const)),
    ],
  };
}

export function progressOf(run: CoverageRun): CoverageProgress {
  const { id, cause, startedAt, startedByName, counted, people, steppedAt } = run;
  return { id, cause, startedAt, by: startedByName, counted, people, movedAt: steppedAt ?? startedAt };
}
