/** Who is weak, by the last count: each with why, and how they are verified all the same. */
import type { CoverageListRequest, CoveragePeopleReply, WeakPerson } from "../../contract/console/coverage.ts";
import { defined } from "../../core/kit/defined.ts";
import { coverageRunId, personId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { deskPlaceOf } from "../../core/settings/sections/organisation.ts";
import { coverageOf, reasonsOf, wayOf } from "../../core/verdict/coverage.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { CoverageList, CoveragePage, CoverageRun, ListedPerson } from "../ports/coverage.ts";

const SHOWN = 50;
const EXPORT_ROWS = 1_000;

type Asked = Omit<CoverageListRequest, "after">;

/** Refused: a list of a count that is not known. Whom it shows is written down before it does. */
export async function readWeakPeople(
  deps: Deps,
  by: AgentRecord,
  { after, ...asked }: CoverageListRequest,
): Promise<Result<CoveragePeopleReply, "coverage.unknown">> {
  const wanted = await wantedList(deps, asked);
  if (wanted === undefined) {
    return err("coverage.unknown");
  }
  const id = personId.safeParse(after);
  const last = id.success ? await deps.people.byId(id.data) : undefined;
  const found = await deps.coverage.list({
    run: wanted.run.id,
    list: wanted.list,
    limit: SHOWN + 1,
    ...(last === undefined ? {} : { after: { name: last.displayName, id: last.id } }),
  });
  const people = found.slice(0, SHOWN).map((person) => weakPerson(deps, wanted.list, person));
  await deps.audit.count({
    at: deps.clock(),
    actor: by.id,
    action: "coverage.listed",
    subject: wanted.run.id,
    details: { ...detailsOf(wanted.list), people: people.map((person) => person.id).join(" ") },
  });
  return ok({ people, more: found.length > SHOWN });
}

export interface CoverageExport {
  readonly run: CoverageRun;
  /** As the audit log names it. */
  readonly list: string;
  readonly pages: AsyncIterable<readonly WeakPerson[]>;
}

/** Refused: a list of a count that is not known. Written down before the first row leaves. */
export async function exportWeakPeople(
  deps: Deps,
  by: AgentRecord,
  asked: Asked,
): Promise<Result<CoverageExport, "coverage.unknown">> {
  const wanted = await wantedList(deps, asked);
  if (wanted === undefined) {
    return err("coverage.unknown");
  }
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: by.id,
    action: "coverage.exported",
    subject: wanted.run.id,
    details: { ...detailsOf(wanted.list), rows: await deps.coverage.countListed(wanted.run.id, wanted.list) },
  });
  return ok({ run: wanted.run, list: Object.values(detailsOf(wanted.list)).join(" "), pages: pagesOf(deps, wanted) });
}

async function* pagesOf(deps: Deps, { run, list }: Wanted): AsyncGenerator<readonly WeakPerson[]> {
  let after: CoveragePage["after"];
  do {
    const found = await deps.coverage.list({ run: run.id, list, limit: EXPORT_ROWS, ...defined({ after }) });
    yield found.map((person) => weakPerson(deps, list, person));
    const last = found.length === EXPORT_ROWS ? found.at(-1) : undefined;
    after = last && { name: last.name, id: last.id };
  } while (after !== undefined);
}

interface Wanted {
  readonly run: CoverageRun;
  readonly list: CoverageList;
}

async function wantedList(deps: Pick<Deps, "coverage">, { run, which, request }: Asked): Promise<Wanted | undefined> {
  const id = coverageRunId.safeParse(run);
  const known = id.success ? await deps.coverage.byId(id.data) : undefined;
  const list: CoverageList | undefined =
    which !== "request" ? { which } : request === undefined ? undefined : { which, request };
  return known?.endedAt === undefined || list === undefined ? undefined : { run: known, list };
}

const detailsOf = ({ which, ...of }: CoverageList): Readonly<Record<string, string | number>> => ({
  list: which,
  ...of,
});

/** A list about one request says why not, and how else, for that request alone. */
function weakPerson({ config }: Pick<Deps, "config">, list: CoverageList, person: ListedPerson): WeakPerson {
  const { id, name, email, department, office, ...letters } = person;
  const { standings, lacks } = coverageOf(letters);
  const about = list.which === "request" ? standings.slice(list.request, list.request + 1) : standings;
  const way = wayOf(about, { deskPlace: deskPlaceOf(config) !== undefined });
  return {
    id,
    name,
    email,
    // Whoever passes somewhere needs nothing else.
    because: way === "desk" || way === "none" ? reasonsOf(about) : [],
    lacks,
    way,
    ...defined({ department, office }),
  };
}
