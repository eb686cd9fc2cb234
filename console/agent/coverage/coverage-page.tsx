/** For whom of the directory a check can pass: by request, by kind of question, and the lists of who is weak. */
import { useEffect } from "preact/hooks";
import type {
  CoverageCount,
  CoverageProgress,
  CoverageReply,
  CoverageRequest,
} from "../../../workers/contract/console/coverage.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { questionWords } from "../../copy/questions.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { beginCoverage, readCoverage } from "../frame/endpoints.ts";
import { count, dateTime } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { weakPath } from "./weak-state.ts";

const words = en.coverage;

export function CoveragePage() {
  const { api } = useApp();
  const resource = useResource("coverage", (signal) => readCoverage(api, signal));
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.people} text={en.people.title} />
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body coverage">
        <p>{words.text}</p>
        <ResourcePage resource={resource} rows={8}>
          {(reply) => <CoverageBody reply={reply} reload={resource.reload} />}
        </ResourcePage>
      </div>
    </div>
  );
}

/** While one runs, the page reads how far it is. */
const READ_AGAIN_MS = 3_000;

export function CoverageBody({ reply: { done, running }, reload }: { reply: CoverageReply; reload: () => void }) {
  const counting = running !== undefined;
  useEffect(() => {
    if (!counting) return undefined;
    const timer = setInterval(reload, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [counting, reload]);
  return (
    <>
      {done === undefined && running === undefined ? (
        <EmptyState icon="user" title={words.none.title} text={words.none.text}>
          <CountNow text={words.count} onBegun={reload} primary />
        </EmptyState>
      ) : (
        <section class="coverage-count">
          <div class="grow">
            {done !== undefined && <AsOf done={done} />}
            {running !== undefined && <Running running={running} before={done !== undefined} />}
          </div>
          {running === undefined && <CountNow text={words.again} onBegun={reload} />}
        </section>
      )}
      {done !== undefined && <Count done={done} running={running} />}
    </>
  );
}

function AsOf({ done: { people, startedAt, cause, by } }: { done: CoverageCount }) {
  const { timeZone } = useApp().session;
  return <p>{words.asOf(people, dateTime(startedAt, timeZone), words.cause[cause](by))}</p>;
}

/** Longer than a message of the queue that was lost, and than a lease. */
const STANDS_STILL_MS = 4 * 60_000;

function Running({ running, before }: { running: CoverageProgress; before: boolean }) {
  const { now, session } = useApp();
  const { startedAt, cause, by, counted, people, movedAt, waitsForImport = false } = running;
  return (
    <>
      <p class="muted">
        {words.running(dateTime(startedAt, session.timeZone), words.cause[cause](by))}
        {before && ` ${words.before}`}
      </p>
      <p class="coverage-progress" role="status">
        <progress max={Math.max(1, people)} value={counted} aria-label={words.progressLabel} />
        <span class="small figure">{words.progress(counted, people)}</span>
      </p>
      {waitsForImport && <p class="muted">{words.waitsForImport}</p>}
      {!waitsForImport && now() - movedAt > STANDS_STILL_MS && (
        <p class="notice tone-warn">
          <Icon name="triangle" />
          <span>{words.standsStill(dateTime(movedAt, session.timeZone))}</span>
        </p>
      )}
    </>
  );
}

interface CountNowProps {
  readonly text: string;
  readonly onBegun: () => void;
  readonly primary?: boolean;
}

function CountNow({ text, onBegun, primary = false }: CountNowProps) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const begin = async (): Promise<void> => {
    if ((await press(() => beginCoverage(api)))?.ok === true) onBegun();
  };
  return (
    <>
      <button type="button" class={primary ? "button primary" : "button"} disabled={busy} onClick={() => void begin()}>
        <Icon name="refresh" />
        {text}
      </button>
      <ProblemLine problem={problem} />
    </>
  );
}

function Count({ done, running }: { done: CoverageCount; running: CoverageProgress | undefined }) {
  const { requests, kinds } = done;
  return (
    <>
      {done.since.map((what) => (
        <p key={what} class="notice tone-warn">
          <Icon name="triangle" />
          <span>{words.since[what](running !== undefined)}</span>
        </p>
      ))}
      <div class="coverage-grid">
        <div class="stack">
          <section class="card">
            <h2 class="card-head">{words.requests.title}</h2>
            {requests.length === 0 ? (
              <p class="card-text muted">{words.requests.none}</p>
            ) : (
              <ul class="plain lines">
                {requests.map((request, place) => (
                  <li key={`${request.connection ?? ""}/${request.category}`} class="coverage-line">
                    <Request request={request} place={place} people={done.people} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <div class="stack">
          <WeakCard done={done} />
          <section class="card">
            <h2 class="card-head">{words.kinds.title}</h2>
            <p class="card-text caption">{words.kinds.text}</p>
            <ul class="plain lines">
              {kinds.map(({ kind, always, onRecord, not }) => (
                <li key={kind} class="coverage-line">
                  <b>{questionWords(kind).title}</b>
                  <ul class="plain coverage-figures">
                    {(always > 0 || onRecord === 0) && <li>{words.kinds.always(always)}</li>}
                    {onRecord > 0 && <li>{words.kinds.onRecord(onRecord)}</li>}
                    {not.map(({ because, people }) => (
                      <li key={because} class="muted">
                        {words.kinds.not[because](people)}
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}

function Request({ request, place, people }: { request: CoverageRequest; place: number; people: number }) {
  const { connection, category, alone, helped, not, verifiable } = request;
  const name = [connection, category].filter((part) => part !== undefined).join(" · ");
  return (
    <>
      <p class="split">
        <b>{name}</b>
        {verifiable < people && (
          <Link
            class="alone"
            to={weakPath({ which: "request", request: place })}
            label={`${words.requests.list}: ${name}`}
          >
            {words.requests.list}
          </Link>
        )}
      </p>
      <meter min={0} max={Math.max(1, people)} value={verifiable} aria-label={words.requests.bar(verifiable, people)} />
      <ul class="plain coverage-figures">
        <li>{words.requests.alone(alone)}</li>
        {helped.map(({ because, people: some }) => (
          <li key={because}>{words.requests.helped[because](some)}</li>
        ))}
        {not.map(({ because, people: some }) => (
          <li key={because} class="muted">
            {words.requests.not(some, because)}
          </li>
        ))}
      </ul>
    </>
  );
}

function WeakCard({ done: { unverifiable, lacks } }: { done: CoverageCount }) {
  const lists = [
    { which: "unverifiable", people: unverifiable },
    { which: "contact", people: lacks.both },
    { which: "mobile", people: lacks.mobile },
    { which: "mail", people: lacks.mail },
  ] as const;
  return (
    <section class="card">
      <h2 class="card-head">{words.weak.title}</h2>
      <ul class="plain lines">
        {lists.map(({ which, people }) => (
          <li key={which}>
            <Link to={weakPath({ which })} class="line-link">
              <span class="grow">{words.weak.lists[which]}</span>
              <span class="figure">{count(people)}</span>
              <Icon name="chevronRight" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
