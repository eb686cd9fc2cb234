/** Runs product and floor in turn, so that what else the machine does meets both. */
import { startFloor } from "./floor.ts";
import { load, type Load, type Timing } from "./load.ts";
import { startBenchProduct, type Product, type SeenPage } from "./product.ts";
import { readTrace, type PlayedStep } from "./read-trace.ts";
import type { Recipe } from "./recipe.ts";
import type { Counters } from "../dev/worker/counting.ts";
import { pause } from "../dev/client.ts";

export interface Size {
  readonly rounds: number;
  readonly playsPerRound: number;
  readonly connections: number;
}

export interface Measured {
  readonly pages: readonly SeenPage[];
  readonly recipe: Recipe;
  /** One verification after the other. */
  readonly alone: Load;
  readonly rounds: readonly { readonly product: number; readonly floor: number }[];
  readonly timings: readonly Timing[];
  readonly counters: Counters;
  /** Verifications that the counters are over. */
  readonly counted: number;
}

const WARM_UP = 16;
const ALONE = 8;
/** Long enough for everything that follows a request to end before the next one. */
const STEP_PAUSE_MS = 200;

export async function measure(
  bundles: { readonly product: string; readonly floor: string },
  size: Size,
  progress: (line: string) => void,
): Promise<Measured> {
  const product = await startBenchProduct(bundles.product);
  try {
    const pages = await product.pages();
    const { connections } = size;
    let played = 1;
    const playMany = async (plays: number, at: number): Promise<Load> => {
      const from = played;
      played += plays;
      const done = await load({ plays, connections: at }, (index, note) => product.play(from + index, note));
      await product.quiet();
      return done;
    };
    progress("Tracing one verification");
    const recipe = await traceOne(product, () => played++);
    const floor = await startFloor(bundles.floor, recipe);
    try {
      progress("Warming up");
      await playMany(WARM_UP, connections);
      await load({ plays: WARM_UP, connections }, floor.play);
      const alone = await playMany(ALONE, 1);
      await product.takeCounters();
      const rounds: Measured["rounds"][number][] = [];
      const timings: Timing[] = [];
      for (let round = 1; round <= size.rounds; round += 1) {
        const own = await playMany(size.playsPerRound, connections);
        timings.push(...own.timings);
        const other = await load({ plays: size.playsPerRound, connections }, floor.play);
        await pause(STEP_PAUSE_MS);
        rounds.push({ product: own.perSecond, floor: other.perSecond });
        progress(`Round ${String(round)}: product ${own.perSecond.toFixed(1)}/s, floor ${other.perSecond.toFixed(1)}/s`);
      }
      const counters = await product.takeCounters();
      return { pages, recipe, alone, rounds, timings, counters, counted: size.rounds * size.playsPerRound };
    } finally {
      await floor.close();
    }
  } finally {
    await product.instance.close();
  }
}

const QUESTIONS = 3;

/** One in five checks asks one question more; the floor is made from one that does not. */
async function traceOne(product: Product, nextIndex: () => number): Promise<Recipe> {
  for (;;) {
    await product.quiet();
    await product.startTrace();
    const names: string[] = [];
    await product.play(
      nextIndex(),
      ({ name }) => names.push(name),
      () => pause(STEP_PAUSE_MS),
    );
    await product.quiet();
    const trace = await product.takeTrace();
    if (names.filter((name) => name === "portal: answer").length === QUESTIONS) {
      return readTrace(trace, STEPS);
    }
  }
}

const pageAfter = (press: string): readonly PlayedStep[] => [
  { name: press, request: "POST /v/" },
  { name: `page after ${press}`, request: "GET /v/" },
];

const STEPS: readonly PlayedStep[] = [
  { name: "webhook", request: "POST /webhooks/" },
  { name: "send page", request: "GET /api/tickets/" },
  { name: "send", request: "POST /api/verifications" },
  { name: "first page", request: "GET /v/" },
  ...pageAfter("begin"),
  ...Array.from({ length: QUESTIONS }, () => pageAfter("answer")).flat(),
];
