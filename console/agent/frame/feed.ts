import type { FeedMessage } from "../../../workers/contract/console/live.ts";

export type FeedState = "live" | "reconnecting" | "offline";

/** `id` is absent when anything may have changed: after a reconnect, and on each poll. */
export interface FeedChange {
  readonly id?: string;
}

export interface FeedSocket {
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

export interface FeedOptions {
  readonly open: () => FeedSocket;
  /** Calls back once after the delay; the result cancels. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly online: () => boolean;
}

export interface Feed {
  state(): FeedState;
  onChange(listener: (change: FeedChange) => void): () => void;
  onState(listener: (state: FeedState) => void): () => void;
  /** The browser says that the network came or went. */
  networkChanged(): void;
  stop(): void;
}

export const POLL_MS = 5_000;
/** A half-dead socket closes late or never; a slow read beside it bounds how stale a page gets. */
export const LIVE_CHECK_MS = 30_000;
const LONGEST_PAUSE_MS = 15_000;

export function createFeed(options: FeedOptions): Feed {
  const changes = new Set<(change: FeedChange) => void>();
  const states = new Set<(state: FeedState) => void>();
  let state: FeedState = options.online() ? "reconnecting" : "offline";
  let socket: FeedSocket | undefined;
  let failures = 0;
  let stopped = false;
  let cancelPoll = (): void => undefined;
  let cancelReconnect = (): void => undefined;

  const tell = (change: FeedChange): void => changes.forEach((listener) => listener(change));

  const setState = (next: FeedState): void => {
    if (next === state) return;
    state = next;
    states.forEach((listener) => listener(next));
  };

  const schedulePoll = (): void => {
    cancelPoll();
    cancelPoll = options.after(state === "live" ? LIVE_CHECK_MS : POLL_MS, () => {
      if (state !== "offline") tell({});
      schedulePoll();
    });
  };

  const connect = (): void => {
    cancelReconnect();
    if (stopped || socket !== undefined || !options.online()) return;
    const opened = options.open();
    socket = opened;
    opened.onopen = () => {
      failures = 0;
      setState("live");
      schedulePoll();
      tell({});
    };
    opened.onmessage = (event) => {
      const id = changedId(event.data);
      if (id !== undefined) tell({ id });
    };
    opened.onclose = () => {
      if (socket !== opened) return;
      socket = undefined;
      failures += 1;
      setState(options.online() ? "reconnecting" : "offline");
      schedulePoll();
      cancelReconnect = options.after(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures), connect);
    };
  };

  const drop = (): void => {
    const open = socket;
    socket = undefined;
    open?.close();
  };

  schedulePoll();
  connect();

  return {
    state: () => state,
    onChange: (listener) => subscribe(changes, listener),
    onState: (listener) => subscribe(states, listener),
    networkChanged: () => {
      if (!options.online()) {
        // The socket may not notice for minutes; a new one is opened when the network returns.
        drop();
        return setState("offline");
      }
      if (state === "offline") setState("reconnecting");
      failures = 0;
      connect();
    },
    stop: () => {
      stopped = true;
      cancelPoll();
      cancelReconnect();
      drop();
    },
  };
}

function subscribe<Value>(listeners: Set<Value>, listener: Value): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function changedId(data: unknown): string | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const message = JSON.parse(data) as Partial<FeedMessage> | null;
    return message?.type === "verification" && typeof message.id === "string" ? message.id : undefined;
  } catch {
    return undefined;
  }
}
