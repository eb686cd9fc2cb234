/** For whom of the directory a check can pass: by request, by kind of question, and the lists of who is weak. */
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  CoverageCount,
  CoverageProgress,
  CoverageReply,
  CoverageRequest,
} from "../../../workers/contract/console/coverage.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { questionKinds } from "../../copy/questions.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { readCoverage } from "../frame/endpoints.ts";
import { count, dateTime } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { runCount } from "./run-count.ts";
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

export function CoverageBody({ reply: { done, running }, reload }: { reply: CoverageReply; reload: () => void }) {
  const counting = useCounting(reload);
  return (
    <>
      {done === undefined && running === undefined && !counting.busy ? (
        <EmptyState icon="user" title={words.none.title} text={words.none.text}>
          <CountButton counting={counting} text={words.count} primary />
          <ProblemLine problem={counting.problem} />
        </EmptyState>
      ) : (
        <Counting counting={counting} done={done} left={running} />
      )}
      {done !== undefined && <Count done={done} />}
    </>
  );
}

interface CountingState {
  /** While this page counts. */
  readonly progress: CoverageProgress | undefined;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly start: () => void;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function useCounting(reload: () => void): CountingState {
  const { api } = useApp();
  const [state, setState] = useState<Omit<CountingState, "start">>({
    progress: undefined,
    busy: false,
    problem: undefined,
  });
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  const start = async (): Promise<void> => {
    setState({ progress: undefined, busy: true, problem: undefined });
    const { signal } = leaving.current;
    const ended = await runCount({ api, signal, wait }, (progress) => {
      if (!signal.aborted) setState({ progress, busy: true, problem: undefined });
    });
    if (signal.aborted) return;
    setState({ progress: undefined, busy: false, problem: ended.ok ? undefined : ended.problem });
    reload();
  };
  return { ...state, start: () => void start() };
}

interface CountingProps {
  readonly counting: CountingState;
  readonly done: CoverageCount | undefined;
  readonly left: CoverageProgress | undefined;
}

function Counting({ counting, done, left }: CountingProps) {
  const { progress, busy, problem } = counting;
  const { timeZone } = useApp().session;
  return (
    <section class="coverage-count">
      <div class="grow">
        {done !== undefined && <p>{words.asOf(done.people, dateTime(done.startedAt, timeZone), done.by)}</p>}
        {!busy && left !== undefined && <p class="muted">{words.left(left.by, left.counted, left.people)}</p>}
        {progress !== undefined && (
          <p class="coverage-progress" role="status">
            <progress max={Math.max(1, progress.people)} value={progress.counted} aria-label={words.progressLabel} />
            <span class="small figure">{words.progress(progress.counted, progress.people)}</span>
          </p>
        )}
        <ProblemLine problem={problem} />
      </div>
      <CountButton
        counting={counting}
        text={left !== undefined && !busy ? words.goOn : done === undefined ? words.count : words.again}
        primary={done === undefined}
      />
    </section>
  );
}

interface CountButtonProps {
  readonly counting: CountingState;
  readonly text: string;
  readonly primary: boolean;
}

function CountButton({ counting: { busy, start }, text, primary }: CountButtonProps) {
  return (
    <button type="button" class={primary ? "button primary" : "button"} disabled={busy} onClick={start}>
      <Icon name="refresh" />
      {text}
    </button>
  );
}

function Count({ done }: { done: CoverageCount }) {
  const { requests, kinds } = done;
  return (
    <>
      {done.since.map((what) => (
        <p key={what} class="notice tone-warn">
          <Icon name="triangle" />
          <span>{words.since[what]}</span>
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
                  <b>{questionKinds[kind].title}</b>
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
          <Link to={weakPath({ which: "request", request: place })} label={`${words.requests.list}: ${name}`}>
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
