/** Reading, ticking and titles: the few effects that pages share. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ApiProblem, ApiResult } from "./api.ts";
import { useApp } from "./app-context.ts";
import type { FeedChange, FeedState } from "./feed.ts";
import { setTitle } from "./title.ts";

export interface Resource<Value> {
  readonly value?: Value;
  /** When `value` was read. */
  readonly readAt?: number;
  /** The last reading failed; an older `value` may still be there to show. */
  readonly problem?: ApiProblem;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Reads once per key and again on `reload`; leaving the page or another key aborts. While a
 * newer reading runs, the older value of the same key stays.
 */
export function useResource<Value>(
  key: string,
  read: (signal: AbortSignal) => Promise<ApiResult<Value>>,
): Resource<Value> {
  const { now } = useApp();
  const [state, setState] = useState<{ key: string; value?: Value; readAt?: number; problem?: ApiProblem }>({ key });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    void read(leaving.signal).then((result) => {
      if (leaving.signal.aborted) return;
      setState((old) => {
        if (result.ok) return { key, value: result.value, readAt: now() };
        const kept = old.key === key ? old : { key };
        return { ...kept, problem: result.problem };
      });
    });
    return () => leaving.abort();
    // `read` closes over the key; a new key is a new reading.
  }, [key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const current = state.key === key ? state : { key };
  return { ...current, loading: current.value === undefined && current.problem === undefined, reload };
}

/** Runs on every change the feed tells, at most once per 250 ms: a busy desk changes many rows at once. */
export function useFeedChange(listener: (change: FeedChange) => void): void {
  const { feed } = useApp();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const waiting = new Map<string | undefined, FeedChange>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      const due = [...waiting.values()];
      waiting.clear();
      due.forEach((change) => latest.current(change));
    };
    const stop = feed.onChange((change) => {
      waiting.set(change.id, change);
      timer ??= setTimeout(flush, 250);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [feed]);
}

export function useFeedState(): FeedState {
  const { feed } = useApp();
  const [state, setState] = useState(feed.state());
  useEffect(() => {
    setState(feed.state());
    return feed.onState(setState);
  }, [feed]);
  return state;
}

/** The server's time, redrawn each second while `running`. */
export function useNow(running: boolean): number {
  const { now } = useApp();
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!running) return undefined;
    const tick = setInterval(() => redraw((turn) => turn + 1), 1_000);
    return () => clearInterval(tick);
  }, [running]);
  return now();
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** The server's own timers fire a moment later than the deadline they keep. */
const SETTLE_MS = 400;

/** Runs once when the moment has passed: what is on the screen is then no longer true. */
export function useWhenPast(at: number | undefined, run: () => void): void {
  const { now } = useApp();
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const wait = at === undefined ? 0 : at - now();
    if (wait <= 0 || wait > LONGEST_TIMER_MS) return undefined;
    const timer = setTimeout(() => latest.current(), wait + SETTLE_MS);
    return () => clearTimeout(timer);
  }, [at, now]);
}

export function useTitle(title: string): void {
  useEffect(() => {
    setTitle(title);
  }, [title]);
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => typeof matchMedia === "function" && matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const update = (): void => setMatches(media.matches);
    update();
    media.addEventListener("change", update);
    return () => media.removeEventListener("change", update);
  }, [query]);
  return matches;
}

/** Keys of a whole page; silent while somebody types, and while a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], [popover]:popover-open") !== null) return;
      const run = latest.current[event.key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A setting of this browser. Storage may be forbidden; the setting then lasts as long as the page. */
export function useStored(name: string, fallback: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => stored(name) ?? fallback);
  const keep = (next: string): void => {
    setValue(next);
    store(name, next);
  };
  return [value, keep];
}

export function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function store(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Nothing depends on it: see useStored.
  }
}
