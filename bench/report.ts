/** Turns what was measured into figures beside their guards, and figures into lines. */
import { cpus } from "node:os";
import { quantile, type Timing } from "./load.ts";
import type { Measured } from "./measure.ts";
import { sequentialCalls } from "./recipe.ts";
import type { Sizes } from "./sizes.ts";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly guard: number;
  readonly over: boolean;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Report {
  readonly machine: string;
  readonly verificationsPerSecond: Spread;
  readonly floorPerSecond: Spread;
  readonly ratioToFloor: Spread & { readonly reachesHalf: boolean; readonly reachesTwoThirds: boolean };
  /** Only when an earlier bundle was given: how many times as fast the product is now. */
  readonly ratioToEarlier?: Spread;
  readonly requests: readonly {
    readonly name: string;
    readonly p50: number;
    readonly p95: number;
    readonly aloneP50: number;
  }[];
  readonly callsInSequence: Readonly<Record<string, number>>;
  readonly guards: readonly Figure[];
  readonly rowsWritten: Readonly<Record<string, number>>;
  readonly objectRequests: Readonly<Record<string, number>>;
  readonly queueMessages: Readonly<Record<string, number>>;
  readonly d1Calls: number;
  /** The second job: a reset with approval and closed ticket. */
  readonly reset: Pick<Report, "rowsWritten" | "objectRequests" | "queueMessages">;
  readonly sizes: Sizes;
}

/** What is counted of so many plays, each play's share, largest first. */
const each = (counts: Readonly<Record<string, number>>, plays: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(counts)
      .map(([name, count]) => [name, count / plays] as const)
      .toSorted(([, a], [, b]) => b - a),
  );

const KB = 1_024;
/** A day after its end a session's object wakes once more, to delete itself; no bench waits for it. */
const LATER_ALARMS = 1;

export function report(measured: Measured, sizes: Sizes): Report {
  const { counters, counted } = measured;
  const objectRequests = each(counters.objectRequests, counted);
  const rowsWritten = each(counters.rowsWritten, counted);
  const reset = resetOf(measured.resets);
  const sessions = Object.entries(objectRequests).filter(([name]) => name.startsWith("VerificationSession."));
  const ratio = spread(measured.rounds.map((round) => round.product / round.floor));
  const earlier = measured.rounds.flatMap((round) =>
    round.earlier === undefined ? [] : [round.product / round.earlier],
  );
  return {
    machine: `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.version}, ${process.platform}`,
    verificationsPerSecond: spread(measured.rounds.map((round) => round.product)),
    floorPerSecond: spread(measured.rounds.map((round) => round.floor)),
    ratioToFloor: { ...ratio, reachesHalf: ratio.median >= 1 / 2, reachesTwoThirds: ratio.median >= 2 / 3 },
    ...(earlier.length === 0 ? {} : { ratioToEarlier: spread(earlier) }),
    requests: latencies(measured.timings, measured.alone.timings),
    callsInSequence: Object.fromEntries(
      measured.recipe.steps.map(({ name, groups }) => [name, sequentialCalls(groups)]),
    ),
    guards: [
      ...sizes.pages.map((page) => inKb(`portal, ${page.name}, gzip`, page.gzip, 14)),
      inKb("portal, all JavaScript, gzip", sizes.portalScript, 15),
      inKb("console, first page's JavaScript, gzip", sizes.consoleFirstPage, 90),
      { name: "D1 rows written per verification", value: sum(Object.values(rowsWritten)), unit: "rows", guard: 72 },
      {
        name: "requests to the session object",
        value: sum(sessions.map(([, count]) => count)) + LATER_ALARMS,
        unit: "requests",
        guard: 16,
      },
      {
        name: "requests to all objects",
        value: sum(Object.values(objectRequests)) + LATER_ALARMS,
        unit: "requests",
        guard: 30,
      },
      inKb("Worker bundle, gzip", sizes.workerBundle, KB),
      ...resetGuards(reset, measured),
    ].map((figure) => ({ ...figure, over: figure.value > figure.guard })),
    rowsWritten,
    objectRequests,
    queueMessages: each(counters.queueMessages, counted),
    d1Calls: counters.d1Calls / counted,
    reset,
    sizes,
  };
}

function resetOf({ counters, counted }: Measured["resets"]): Report["reset"] {
  return {
    rowsWritten: each(counters.rowsWritten, counted),
    objectRequests: each(counters.objectRequests, counted),
    queueMessages: each(counters.queueMessages, counted),
  };
}

/** Set at the first measurement; docs/performance.md says what they are made of. */
function resetGuards(reset: Report["reset"], { counters, counted, resets }: Measured): Omit<Figure, "over">[] {
  const more = (of: (counted: Measured["counters"]) => number): number =>
    of(resets.counters) / resets.counted - of(counters) / counted;
  return [
    { name: "reset: D1 rows written", value: sum(Object.values(reset.rowsWritten)), unit: "rows", guard: 160 },
    { name: "reset: D1 calls more than a check", value: more(({ d1Calls }) => d1Calls), unit: "calls", guard: 105 },
    {
      name: "reset: requests to all objects more than a check",
      value: more(({ objectRequests }) => sum(Object.values(objectRequests))),
      unit: "requests",
      guard: 19,
    },
  ];
}

const inKb = (name: string, bytes: number, guard: number): Omit<Figure, "over"> => ({
  name,
  value: bytes / KB,
  unit: "KB",
  guard,
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function spread(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: quantile(values, 0.5), max: Math.max(...values) };
}

function latencies(loaded: readonly Timing[], alone: readonly Timing[]): Report["requests"] {
  const of = (timings: readonly Timing[], name: string): number[] =>
    timings.filter((timing) => timing.name === name).map((timing) => timing.ms);
  return [...new Set(loaded.map((timing) => timing.name))].toSorted().map((name) => ({
    name,
    p50: quantile(of(loaded, name), 0.5),
    p95: quantile(of(loaded, name), 0.95),
    aloneP50: quantile(of(alone, name), 0.5),
  }));
}

export function lines(found: Report): string[] {
  const { ratioToFloor: ratio } = found;
  const reaches = (line: string, reached: boolean): string => `${reached ? "reaches" : "does not reach"} ${line}`;
  return [
    `Machine: ${found.machine}`,
    "",
    "Throughput (rounds of product and floor in turn)            min  median     max",
    row("verifications per second", spreadOf(found.verificationsPerSecond, 1)),
    row("floor per second", spreadOf(found.floorPerSecond, 1)),
    row("ratio to the floor", spreadOf(ratio, 2)),
    ...(found.ratioToEarlier === undefined
      ? []
      : [row("ratio to the earlier bundle", spreadOf(found.ratioToEarlier, 2))]),
    `  the median ${reaches("0.5", ratio.reachesHalf)} and ${reaches("0.67", ratio.reachesTwoThirds)}`,
    "",
    "Requests, in milliseconds                                   p50     p95  alone p50",
    ...found.requests.map(({ name, p50, p95, aloneP50 }) =>
      row(
        name,
        [p50, p95, aloneP50].map((value) => fixed(value, 1)),
      ),
    ),
    "",
    "Calls in sequence per request (D1, objects and queues)",
    ...Object.entries(found.callsInSequence).map(([name, count]) => row(name, [String(count)])),
    "",
    "Against the guards                                        value   guard",
    ...found.guards.map(({ name, value, guard, unit, over }) =>
      row(name, [fixed(value, 1), fixed(guard, 0), ` ${unit}${over ? "  over budget" : ""}`]),
    ),
    "",
    `D1 rows written per verification, in ${fixed(found.d1Calls, 1).trim()} calls (indexes included)`,
    ...counts(found.rowsWritten),
    "",
    "Requests to objects per verification, without the alarm a day later",
    ...counts(found.objectRequests),
    "",
    "Queue messages per verification",
    ...counts(found.queueMessages),
    "",
    "D1 rows written per reset with approval and closed ticket",
    ...counts(found.reset.rowsWritten),
    "",
    "Requests to objects per reset, without the alarm a day later",
    ...counts(found.reset.objectRequests),
    "",
    "Pages of the portal, in bytes                             plain    gzip  brotli  headers",
    ...found.sizes.pages.map((page) =>
      row(
        page.name,
        [page.plain, page.gzip, page.brotli, page.headers].map((value) => fixed(value, 0)),
      ),
    ),
  ];
}

const counts = (values: Readonly<Record<string, number>>): string[] =>
  Object.entries(values).map(([name, count]) => row(name, [fixed(count, 2)]));

const fixed = (value: number, digits: number): string => value.toFixed(digits).padStart(8);

const spreadOf = (values: Spread, digits: number): string[] =>
  [values.min, values.median, values.max].map((value) => fixed(value, digits));

const row = (name: string, values: readonly string[]): string => `  ${name.padEnd(52)}${values.join("")}`;
