/** Runs product and floor in turn, so that what else the machine does meets both. */
import { startFloor, type Floor } from "./floor.ts";
import { load, type Load, type Timing } from "./load.ts";
import { startBenchProduct, type Product, type SeenPage } from "./product.ts";
import { readTrace, type PlayedStep } from "./read-trace.ts";
import type { Recipe } from "./recipe.ts";
import type { Counters } from "./trace.ts";
import { pause } from "../dev/walkthrough/client.ts";

export interface Size {
  readonly rounds: number;
  readonly playsPerRound: number;
  readonly connections: number;
}

export interface Round {
  readonly product: number;
  readonly floor: number;
  readonly earlier?: number;
}

export interface Measured {
  readonly pages: readonly SeenPage[];
  readonly recipe: Recipe;
  /** One verification after the other. */
  readonly alone: Load;
  readonly rounds: readonly Round[];
  readonly timings: readonly Timing[];
  readonly counters: Counters;
  /** Verifications that the counters are over. */
  readonly counted: number;
  /** The second job, played after the rounds. */
  readonly resets: { readonly counters: Counters; readonly counted: number };
}

export interface Bundles {
  readonly product: string;
  readonly floor: string;
  /** An earlier bundle of the product, to compare with. */
  readonly earlier?: string;
}

const WARM_UP = 16;
const ALONE = 8;
/** Long enough for everything that follows a request to end before the next one. */
const STEP_PAUSE_MS = 200;

export async function measure(bundles: Bundles, size: Size, progress: (line: string) => void): Promise<Measured> {
  const product = await startBenchProduct(bundles.product);
  const earlier = bundles.earlier === undefined ? undefined : await startBenchProduct(bundles.earlier);
  const { connections } = size;
  try {
    const pages = await product.pages();
    progress("Tracing one verification");
    const recipe = await traceOne(product);
    const floor = await startFloor(bundles.floor, recipe);
    try {
      progress("Warming up");
      const warm = { plays: WARM_UP, connections };
      await playMany(product, warm);
      await load(warm, () => floor.play(0));
      await (earlier && playMany(earlier, warm));
      const alone = await playMany(product, { plays: ALONE, connections: 1 });
      await product.takeCounters();
      const played = await playRounds({ product, floor, earlier }, size, progress);
      const counters = await product.takeCounters();
      const counted = size.rounds * size.playsPerRound;
      return { pages, recipe, alone, ...played, counters, counted, resets: await playResets(product, size, progress) };
    } finally {
      await floor.close();
    }
  } finally {
    await product.close();
    await earlier?.close();
  }
}

async function playResets(product: Product, size: Size, progress: (line: string) => void): Promise<Measured["resets"]> {
  progress("Resets with approval");
  const each = { plays: size.playsPerRound, connections: size.connections };
  await product.takeCounters();
  await load(each, () => product.playReset());
  await product.quiet();
  return { counters: await product.takeCounters(), counted: each.plays };
}

interface Players {
  readonly product: Product;
  readonly floor: Floor;
  readonly earlier: Product | undefined;
}

async function playRounds(
  { product, floor, earlier }: Players,
  size: Size,
  progress: (line: string) => void,
): Promise<Pick<Measured, "rounds" | "timings">> {
  const rounds: Round[] = [];
  const timings: Timing[] = [];
  const each = { plays: size.playsPerRound, connections: size.connections };
  for (let number = 1; number <= size.rounds; number += 1) {
    const own = await playMany(product, each);
    timings.push(...own.timings);
    const answers = own.timings.filter(({ name }) => name === "portal: answer").length;
    const extra = answers / each.plays - QUESTIONS;
    const least = await load(each, () => floor.play(extra));
    await pause(STEP_PAUSE_MS);
    const before = await (earlier && playMany(earlier, each));
    const round = {
      product: own.perSecond,
      floor: least.perSecond,
      ...(before === undefined ? {} : { earlier: before.perSecond }),
    };
    rounds.push(round);
    const words = Object.entries(round).map(([name, perSecond]) => `${name} ${perSecond.toFixed(1)}/s`);
    progress(`Round ${String(number)}: ${words.join(", ")}`);
  }
  return { rounds, timings };
}

async function playMany(product: Product, size: { plays: number; connections: number }): Promise<Load> {
  const done = await load(size, (_index, note) => product.play(note));
  await product.quiet();
  return done;
}

const QUESTIONS = 3;

/** One in five checks asks one question more; the floor is made from one that does not. */
async function traceOne(product: Product): Promise<Recipe> {
  for (;;) {
    await product.quiet();
    await product.startTrace();
    const names: string[] = [];
    await product.play(
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
