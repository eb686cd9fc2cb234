import { describe, expect, it } from "vitest";
import { createFeed, LIVE_CHECK_MS, POLL_MS, type FeedChange, type FeedSocket, type FeedState } from "./feed.ts";

function harness() {
  const sockets: FeedSocket[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const changes: FeedChange[] = [];
  const states: FeedState[] = [];
  const world = { now: 0, online: true };
  const feed = createFeed({
    open: () => {
      const socket: FeedSocket = { onopen: null, onclose: null, onmessage: null, close: () => socket.onclose?.() };
      sockets.push(socket);
      return socket;
    },
    after: (milliseconds, run) => {
      const timer = { at: world.now + milliseconds, run };
      timers.push(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    online: () => world.online,
  });
  feed.onChange((change) => changes.push(change));
  feed.onState((state) => states.push(state));
  const pass = (milliseconds: number): void => {
    const end = world.now + milliseconds;
    for (;;) {
      const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      world.now = due.at;
      due.run();
    }
    world.now = end;
  };
  return { feed, sockets, changes, states, world, pass };
}

const message = (body: unknown): { data: string } => ({ data: JSON.stringify(body) });

describe("feed", () => {
  it("is not live before the socket is open", () => {
    expect(harness().feed.state()).toBe("reconnecting");
  });

  it("says what changed", () => {
    const { sockets, changes } = harness();
    sockets[0]?.onopen?.();
    sockets[0]?.onmessage?.(message({ type: "verification", id: "vrf_1", version: 3, status: "sent" }));
    expect(changes).toEqual([{}, { id: "vrf_1" }]);
  });

  it.each([
    ["no json", "{"],
    ["another type", '{"type":"other","id":"vrf_1"}'],
    ["null", "null"],
    ["binary", 7],
  ])("ignores %s", (_name, data) => {
    const { sockets, changes } = harness();
    sockets[0]?.onmessage?.({ data });
    expect(changes).toEqual([]);
  });

  it("polls every five seconds while it is down", () => {
    const { changes, pass } = harness();
    pass(3 * POLL_MS);
    expect(changes).toHaveLength(3);
  });

  it("checks slowly while it is live", () => {
    const { sockets, changes, pass } = harness();
    sockets[0]?.onopen?.();
    pass(LIVE_CHECK_MS);
    expect(changes).toHaveLength(2);
  });

  it("reconnects with growing pauses and reads everything again", () => {
    const { sockets, changes, states, pass } = harness();
    sockets[0]?.onopen?.();
    sockets[0]?.onclose?.();
    expect(states).toEqual(["live", "reconnecting"]);
    pass(1_000);
    expect(sockets).toHaveLength(2);
    sockets[1]?.onclose?.();
    pass(1_999);
    expect(sockets).toHaveLength(2);
    pass(1);
    expect(sockets).toHaveLength(3);
    const before = changes.length;
    sockets[2]?.onopen?.();
    expect(changes).toHaveLength(before + 1);
  });

  it("stays quiet offline and returns at once", () => {
    const { feed, sockets, changes, states, world, pass } = harness();
    sockets[0]?.onopen?.();
    world.online = false;
    feed.networkChanged();
    const before = changes.length;
    pass(4 * POLL_MS);
    expect(states.at(-1)).toBe("offline");
    expect(changes).toHaveLength(before);
    world.online = true;
    feed.networkChanged();
    expect(feed.state()).toBe("reconnecting");
    expect(sockets).toHaveLength(2);
  });

  it("does nothing after it was stopped", () => {
    const { feed, sockets, changes, pass } = harness();
    sockets[0]?.onopen?.();
    feed.stop();
    pass(10 * LIVE_CHECK_MS);
    expect(sockets).toHaveLength(1);
    expect(changes).toEqual([{}]);
  });
});
