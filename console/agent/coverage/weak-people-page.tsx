/** One list of who is weak: why, and how each is verified all the same. */
import type {
  CoverageCount,
  CoveragePeopleReply,
  CoverageReply,
  WeakPerson,
} from "../../../workers/contract/console/coverage.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { exportWeakPeople, readCoverage, readWeakPeople } from "../frame/endpoints.ts";
import { dateTime } from "../frame/format.ts";
import { useMedia, useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { decimalSign, saveFile } from "../verifications/export-csv.ts";
import { readWeakState, weakPath, weakQuery, type WeakState } from "./weak-state.ts";

const words = en.coverage.weak;

export function WeakPeoplePage({ search }: { search: string }) {
  const { api, session } = useApp();
  const state = readWeakState(search);
  const resource = useResource("coverage", (signal) => readCoverage(api, signal));
  const done = resource.value?.done;
  return (
    <div class="page">
      <PageHead
        actions={done !== undefined && may(session, "coverage.export") && <ExportWeak done={done} state={state} />}
      >
        <Crumb to={pathTo.coverage} text={en.coverage.title} />
        <h1>{titleOf(state, done)}</h1>
      </PageHead>
      <div class="page-body coverage">
        <ResourcePage resource={resource} rows={8}>
          {(reply) => <WeakPeople reply={reply} state={state} />}
        </ResourcePage>
      </div>
    </div>
  );
}

function titleOf({ which, request }: WeakState, done: CoverageCount | undefined): string {
  const named = request === undefined ? undefined : done?.requests[request];
  return named === undefined ? words.lists[which] : words.request(named.category);
}

function ExportWeak({ done, state: { which, request } }: { done: CoverageCount; state: WeakState }) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const take = async (): Promise<void> => {
    const body = {
      run: done.id,
      which,
      decimal: decimalSign(navigator.language),
      ...(request !== undefined && { request }),
    };
    const result = await press(() => exportWeakPeople(api, body, new AbortController().signal));
    if (result?.ok === true) saveFile(result.value.file, result.value.name);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <button type="button" class="button" aria-label={words.csv} disabled={busy} onClick={() => void take()}>
        <Icon name="download" />
        <span class="wide-only">{words.csv}</span>
      </button>
    </>
  );
}

function WeakPeople({ reply: { done, deskPlace }, state }: { reply: CoverageReply; state: WeakState }) {
  if (done === undefined) {
    return <EmptyState icon="user" title={en.coverage.none.title} text={words.unknown} />;
  }
  return <WeakList done={done} deskPlace={deskPlace} state={state} />;
}

interface WeakListProps {
  readonly done: CoverageCount;
  readonly deskPlace: string | undefined;
  readonly state: WeakState;
}

function WeakList({ done, deskPlace, state }: WeakListProps) {
  const { api, session } = useApp();
  const query = weakQuery(state);
  query.set("run", done.id);
  const resource = useResource(`weak/${query.toString()}`, (signal) => readWeakPeople(api, query.toString(), signal));
  return (
    <>
      <p class="muted">{words.asOf(dateTime(done.startedAt, session.timeZone))}</p>
      <ResourcePage resource={resource} rows={8} table>
        {(page) => <WeakRows page={page} deskPlace={deskPlace} state={state} />}
      </ResourcePage>
    </>
  );
}

interface WeakRowsProps {
  readonly page: CoveragePeopleReply;
  readonly deskPlace: string | undefined;
  readonly state: WeakState;
}

export function WeakRows({ page: { people, more }, deskPlace, state }: WeakRowsProps) {
  const narrow = useMedia("(width < 860px)");
  if (people.length === 0) {
    return <EmptyState icon="check" title={words.none.title} text={words.none.text} />;
  }
  const last = people.at(-1);
  const { after: _after, ...first } = state;
  return (
    <section class="card">
      {narrow ? (
        <ul class="plain lines" aria-label={words.caption}>
          {people.map((person) => (
            <li key={person.id} class="coverage-line">
              <Name person={person} />
              {whyNot(person) !== "" && <span class="small">{whyNot(person)}</span>}
              <WayOf person={person} deskPlace={deskPlace} />
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          caption={words.caption}
          columns={columnsOf(deskPlace)}
          rows={people}
          idOf={({ id }) => id}
          look="weak"
        />
      )}
      {(more || state.after !== undefined) && (
        <p class="card-text coverage-pages">
          {state.after !== undefined && (
            <Link class="alone" to={weakPath(first)}>
              {words.first}
            </Link>
          )}
          {more && last !== undefined && (
            <Link class="alone" to={weakPath({ ...first, after: last.id })}>
              {words.next}
            </Link>
          )}
        </p>
      )}
    </section>
  );
}

const columnsOf = (deskPlace: string | undefined): readonly Column<WeakPerson>[] => [
  { id: "person", head: words.columns.person, cell: (person) => <Name person={person} /> },
  {
    id: "place",
    head: words.columns.place,
    cell: ({ department, office }) => [department, office].filter(Boolean).join(", ") || words.nothing,
  },
  { id: "because", head: words.columns.because, cell: (person) => whyNot(person) || words.nothing },
  { id: "way", head: words.columns.way, cell: (person) => <WayOf person={person} deskPlace={deskPlace} /> },
];

function Name({ person: { id, name, email } }: { person: WeakPerson }) {
  return (
    <span class="coverage-name">
      <Link class="alone" to={pathTo.person(id)}>
        {name}
      </Link>
      <span class="caption">{email}</span>
    </span>
  );
}

function whyNot({ because, lacks }: WeakPerson): string {
  return [...because.map((reason) => en.coverage.because[reason]), ...lacks.map((lack) => words.without[lack])].join(
    "; ",
  );
}

function WayOf({ person: { because, way }, deskPlace }: { person: WeakPerson; deskPlace: string | undefined }) {
  const adds = way === "none" ? [...new Set(because.map((reason) => en.coverage.add[reason]))] : [];
  return (
    <span class="coverage-way">
      <span class={way === "none" ? "tone-bad coverage-none" : ""}>{en.coverage.way(way, deskPlace)}</span>
      {adds.length > 0 && <span class="caption">{adds.join("; ")}</span>}
    </span>
  );
}
