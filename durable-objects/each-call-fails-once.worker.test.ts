/**
 * A whole check with one lost call: to D1, to an object, to a queue; before it got there, or after
 * it took effect. Whichever it is, the request is refused cleanly and works when it is sent again,
 * or the effect comes later by itself, and in the end nothing is missing and nothing is there
 * twice. A plain run draws a part of the calls, `TEST_LONG=1` takes all of them.
 */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { Calls, type CallKind, type Fault } from "../test/support/worker-calls.ts";
import { WholeCheck } from "../test/support/worker-check.ts";
import { Peers } from "../test/support/worker-peers.ts";
import { brokenPromises } from "../test/support/worker-promises.ts";
import { fillDirectory } from "../test/support/worker-requester.ts";

/** One call in so many is lost in a plain run, from a drawn one on. What fails names its call. */
const EVERY = env.TEST_LONG === "1" ? 1 : 6;

beforeAll(fillDirectory);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

interface Played {
  readonly broken: readonly string[];
  readonly seen: Calls["seen"];
  /** Requests that were refused with a fault. */
  readonly refused: number;
}

/** Plays a check, with this call lost. */
async function played(fault?: Fault): Promise<Played> {
  const peers = new Peers();
  const calls = new Calls();
  try {
    const check = await WholeCheck.prepare({ calls, peers, ready: peers.deps() });
    calls.watch(fault);
    const left = await check.play().catch((error: unknown) => String(error));
    calls.stop();
    const broken = await brokenPromises(check, peers);
    return {
      broken: left === "verified" ? broken : [`the phone was left at ${left}`, ...broken],
      seen: calls.seen,
      refused: check.refused,
    };
  } finally {
    calls.restore();
  }
}

it("plays to its end when nothing is lost, and asks nothing twice", async () => {
  const { broken, refused, seen } = await played();
  expect(broken).toEqual([]);
  expect(refused).toBe(0);
  // Objects and Worker are both watched, or the calls below would be a part of the truth.
  expect(seen.object).toEqual(expect.arrayContaining(["VerificationSession.create", "SubjectGuard.release"]));
  expect(seen.d1.length).toBeGreaterThan(40);
  expect(seen.queue).toHaveLength(4);
});

const LOSSES = (["d1", "object", "queue"] as const).flatMap((kind) =>
  (["before", "after"] as const).map((when): [CallKind, Fault["when"]] => [kind, when]),
);

it.each(LOSSES)("keeps every promise when one call to %s is lost %s it took effect", async (kind, when) => {
  // Each loss is logged, as it should be.
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const found: string[] = [];
  let nth = 1 + Math.floor(Math.random() * Math.min(EVERY, 4));
  // To the first that is never made: the way may be longer when something has to be done again.
  for (let made = true; made; nth += EVERY) {
    const { broken, seen, refused } = await played({ kind, nth, when });
    const name = seen[kind][nth - 1];
    made = name !== undefined;
    found.push(...broken.map((promise) => `${kind} ${nth}, ${name ?? "none"}, lost ${when}: ${promise}`));
    if (refused > 1) {
      found.push(`${kind} ${nth}, ${name ?? "none"}, lost ${when}: ${refused} requests refused`);
    }
  }
  expect(found).toEqual([]);
});
