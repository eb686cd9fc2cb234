/** Session first, then the page of the address. Without a session every address says how to get one and comes back by itself. */
import type { FunctionComponent } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { SignInReply } from "../../workers/contract/console/access.ts";
import { consolePlace, HOME, pathTo } from "../../workers/contract/console/paths.ts";
import type { SetUpReply } from "../../workers/contract/console/set-up.ts";
import { en } from "../copy/desk/en.ts";
import { EmptyState, Skeleton } from "../ui/states.tsx";
import { adoptAccent } from "./frame/accent.ts";
import { createApi, type Api, type ApiOptions, type ApiProblem } from "./frame/api.ts";
import { AppContext, useApp } from "./frame/app-context.ts";
import { readSession, readSetUp, signOut } from "./frame/endpoints.ts";
import { createFeed, type FeedSocket } from "./frame/feed.ts";
import { store, stored } from "./frame/hooks.ts";
import { may } from "./frame/may.ts";
import { ProblemPage } from "./frame/problem.tsx";
import { Link, navigate, usePlace, type Place } from "./frame/router.tsx";
import { safeReturn } from "./frame/safe-return.ts";
import { Shell, type NavEntry } from "./frame/shell.tsx";
import { serverClock } from "./frame/server-clock.ts";
import { SIGN_IN_WINDOW, tellSignedIn } from "./frame/sign-in-channel.ts";
import { setTitle } from "./frame/title.ts";
import { StepUpDialog } from "./frame/step-up.tsx";
import { SignInNeeded, SignInPage } from "./sign-in/sign-in-page.tsx";
import { userActivity } from "./frame/user-activity.ts";
import { PAGES, type DeskPageId, type PageWithIdProps } from "./pages.tsx";

type SignedIn =
  | { readonly type: "reading" }
  /** `ended`: the page was in use until then. */
  | { readonly type: "none"; readonly ended?: boolean }
  | { readonly type: "failed"; readonly problem: ApiProblem }
  | { readonly type: "ready"; readonly session: SignInReply };

const WANTED = "wanted";
/** As the server says it in the address: signed in anew, for an act that waits in another window. */
const STEP_UP = "fresh";
const WARM_AFTER_MS = 1_500;
const clock = serverClock(() => Date.now());

export function App({ token }: { token?: string }) {
  const place = usePlace();
  const [signedIn, setSignedIn] = useState<SignedIn>({ type: "reading" });
  const [asking, setAsking] = useState<(goOn: boolean) => void>();
  const api = useMemo(
    () =>
      browserApi({
        onSignedOut: () =>
          setSignedIn((before) => (before.type === "none" ? before : { type: "none", ended: before.type === "ready" })),
        onStepUp: () =>
          new Promise((settle) => {
            // Two acts that ask at once share the dialog.
            setAsking((before?: (goOn: boolean) => void) => (goOn: boolean) => {
              before?.(goOn);
              settle(goOn);
            });
          }),
      }),
    [],
  );
  const answer = useCallback(
    (goOn: boolean) => {
      setAsking(undefined);
      asking?.(goOn);
    },
    [asking],
  );
  const read = useCallback(async () => {
    const result = await readSession(api);
    if (result.ok) setSignedIn({ type: "ready", session: result.value });
    else if (result.problem.status !== 401) setSignedIn({ type: "failed", problem: result.problem });
  }, [api]);
  const renew = useCallback(() => {
    void readSession(api).then((result) => result.ok && setSignedIn({ type: "ready", session: result.value }));
  }, [api]);
  useEffect(() => void read(), [read]);
  // The ways to confirm who is there may have changed since the page was opened.
  useEffect(() => {
    if (asking !== undefined) renew();
  }, [asking, renew]);
  useLookAgain(
    useCallback(() => {
      // A sign-in that was ended elsewhere is said at once, and not with the next press.
      void (signedIn.type === "none" ? read() : signedIn.type === "ready" && readSession(api));
    }, [signedIn.type, read, api]),
  );

  const signInPage = consolePlace(place.path)?.page === "signIn";
  const query = new URLSearchParams(place.search);
  const goOn = useCallback((next: string | null) => {
    const wanted = next ?? stored(WANTED);
    store(WANTED, undefined);
    navigate(safeReturn(wanted), { replace: true });
  }, []);
  // Back from the company's sign-in: the page that was wanted, without another press.
  const back = signInPage && signedIn.type === "ready" && token === undefined ? query.get("done") : null;
  const agentId = signedIn.type === "ready" ? signedIn.session.agent.id : undefined;
  useEffect(() => {
    if (back === null || agentId === undefined) return;
    tellSignedIn(agentId);
    // The window lost its name on the way through another site.
    if (back === STEP_UP) close();
    else goOn(null);
  }, [back, agentId, goOn]);

  if (signInPage) {
    const arrive = (session: SignInReply): void => {
      setSignedIn({ type: "ready", session });
      tellSignedIn(session.agent.id);
      if (window.name === SIGN_IN_WINDOW) return close();
      goOn(query.get("next"));
    };
    return (
      <SignInPage
        // What became of one link says nothing of the next.
        key={token}
        api={api}
        onSignedIn={arrive}
        signedIn={signedIn.type === "ready"}
        repairs={signedIn.type === "ready" && may(signedIn.session, "sign_in.test")}
        returned={query.get("problem")}
        stepUpDone={query.get("done") === STEP_UP}
        {...(token === undefined ? {} : { token })}
      />
    );
  }
  switch (signedIn.type) {
    case "reading":
      return <Skeleton rows={8} label={en.common.loading} />;
    case "failed":
      return <ProblemPage problem={signedIn.problem} retry={() => void read()} />;
    case "none":
      return (
        <Wanted
          api={api}
          place={place}
          ended={signedIn.ended === true}
          onSignedIn={(session) => {
            setSignedIn({ type: "ready", session });
            tellSignedIn(session.agent.id);
          }}
        />
      );
    case "ready":
      return (
        <>
          <Desk
            session={signedIn.session}
            renew={renew}
            api={api}
            place={place}
            leave={() => void leave(api, signedIn.session, setSignedIn)}
          />
          {asking !== undefined && <StepUpDialog api={api} session={signedIn.session} onDone={answer} />}
        </>
      );
  }
}

interface WantedProps {
  readonly api: Api;
  readonly place: Place;
  readonly ended: boolean;
  readonly onSignedIn: (session: SignInReply) => void;
}

function Wanted({ api, place, ended, onSignedIn }: WantedProps) {
  // Kept for the tab in which the link is opened, which is rarely this one.
  useEffect(() => store(WANTED, safeReturn(place.path + place.search)), [place]);
  return <SignInNeeded api={api} ended={ended} onSignedIn={onSignedIn} />;
}

interface DeskProps {
  readonly session: SignInReply;
  readonly renew: () => void;
  readonly api: Api;
  readonly place: Place;
  readonly leave: () => void;
}

function Desk({ session, renew, api, place, leave }: DeskProps) {
  const feed = useMemo(browserFeed, []);
  useEffect(() => {
    const changed = (): void => feed.networkChanged();
    addEventListener("online", changed);
    addEventListener("offline", changed);
    return () => {
      removeEventListener("online", changed);
      removeEventListener("offline", changed);
      feed.stop();
    };
  }, [feed]);
  useEffect(() => {
    const warm = (): void =>
      Object.values(PAGES).forEach(({ code, permission }) => may(session, permission) && code.warm());
    const later = setTimeout(warm, WARM_AFTER_MS);
    return () => clearTimeout(later);
  }, [session]);
  const value = useMemo(() => ({ session, renew, api, feed, now: clock.now }), [session, renew, api, feed]);
  const setUp = useSetUp(api, place.path, session);
  const at = consolePlace(place.path);
  const home = place.path === HOME;
  // Whoever can do something about it begins with what still blocks.
  const first = home && may(session, PAGES.setUp.permission);
  const page = (home ? firstPage(session, first && setUp?.open === true) : undefined) ?? pageOf(at);
  const title = page === undefined ? en.unknown.title : PAGES[page].title;
  useLayoutEffect(() => adoptAccent(session.accent), [session.accent]);
  // Before the effects of the page itself, which may say it more exactly.
  useLayoutEffect(() => {
    setTitle(`${title} · ${session.brand}`);
  }, [title, place.path]);
  return (
    <AppContext.Provider value={value}>
      <Shell
        place={place}
        nav={navFor(session, page, setUp)}
        onSignOut={leave}
        setUp={page === "setUp" ? undefined : setUp}
      >
        {first && setUp === undefined ? (
          <Skeleton rows={8} label={en.common.loading} />
        ) : (
          <Content page={page} id={at?.id ?? ""} search={place.search} />
        )}
      </Shell>
    </AppContext.Provider>
  );
}

/** What stands in the place of the list of checks for who comes in; undefined: that list. */
function firstPage({ breakGlass }: SignInReply, blocked: boolean): DeskPageId | undefined {
  if (breakGlass) return "settings";
  return blocked ? "setUp" : undefined;
}

const pageOf = (at: ReturnType<typeof consolePlace>): DeskPageId | undefined =>
  at === undefined || at.page === "signIn" ? undefined : at.page;

function Content({ page, id, search }: PageWithIdProps & { readonly page: DeskPageId | undefined }) {
  const { session } = useApp();
  if (page === undefined) return <UnknownPage />;
  return may(session, PAGES[page].permission) ? (
    <PageAt key={`${page} ${id}`} page={page} id={id} search={search} />
  ) : (
    <EmptyState whole icon="question" {...(session.breakGlass ? en.users.emergency.closed : en.closed)} />
  );
}

/** Read with each page, and with what was saved on it, until nothing blocks any more. */
function useSetUp(api: Api, path: string, session: SignInReply): SetUpReply | undefined {
  const [setUp, setSetUp] = useState<SetUpReply>();
  const done = setUp?.open === false;
  useEffect(() => {
    if (done) return;
    // Where it cannot be read the desk is shown as if nothing blocked: it says itself what does not work.
    void readSetUp(api).then((result) => setSetUp(result.ok ? result.value : { open: false }));
  }, [api, path, session, done]);
  return setUp;
}

function navFor(
  session: SignInReply,
  page: DeskPageId | undefined,
  setUp: SetUpReply | undefined,
): readonly NavEntry[] {
  const current = page === undefined ? undefined : (PAGES[page].under ?? page);
  return (Object.keys(PAGES) as DeskPageId[]).flatMap((id) => {
    const { nav, permission } = PAGES[id];
    const to = pathTo[id];
    const over = id === "setUp" && setUp?.open !== true;
    return over || nav === undefined || typeof to !== "string" || !may(session, permission)
      ? []
      : [{ ...nav, to, current: id === current }];
  });
}

function PageAt({ page, id, search }: PageWithIdProps & { readonly page: DeskPageId }) {
  // The row's own props are one of the two; a page that takes no id does not look at it.
  const Page = PAGES[page].code.Page as FunctionComponent<PageWithIdProps>;
  return <Page id={id} search={search} />;
}

function UnknownPage() {
  return (
    <EmptyState whole icon="question" title={en.unknown.title} text={en.unknown.text}>
      <Link class="button" to={pathTo.verifications}>
        {en.unknown.link}
      </Link>
    </EmptyState>
  );
}

async function leave(api: Api, { provider }: SignInReply, setSignedIn: (state: SignedIn) => void): Promise<void> {
  await signOut(api);
  if (provider !== undefined) {
    // The company's own session too: the next person at this machine would come in with one press.
    location.assign(`${pathTo.signIn}/out/${encodeURIComponent(provider)}`);
    return;
  }
  setSignedIn({ type: "none" });
  navigate(pathTo.verifications);
}

/** What was done in another tab, like opening the link: this one notices when it comes to the front again. */
function useLookAgain(look: () => void): void {
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === "visible") look();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [look]);
}

const activity = userActivity(document, Date.now);

function browserApi(asked: Pick<ApiOptions, "onSignedOut" | "onStepUp">): Api {
  return createApi({
    fetch: (path, init) => fetch(path, init),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    userIdle: activity.idle,
    ...asked,
    onServerTime: clock.heard,
  });
}

function browserFeed(): ReturnType<typeof createFeed> {
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/console`;
  return createFeed({
    open: () => new WebSocket(address) as unknown as FeedSocket,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    online: () => navigator.onLine,
  });
}
