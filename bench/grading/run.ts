/**
 * How typed names are graded: some 8,700 labelled pairs, in classes. Whoever wrote them had not seen the grader or its
 * tables; who grades may look at four fifths of the facts they are made of, and at the last fifth by `--held` only.
 *   node bench/grading/run.ts [--held] [--class <class>]
 * Prints of each class how many were graded as labelled, with the 95 % interval; with `--class` those that were not.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readOptions, run } from "../../dev/local/cli.ts";
import { gradeName } from "../../workers/core/questions/answers/names.ts";
import { shareOf } from "../risk/tally.ts";

interface Pair {
  readonly given: string;
  readonly family: string;
  readonly typed: string;
  readonly label: string;
  readonly class: string;
  readonly held: boolean;
}

const HELD_BYTES = 51;

/** By the fact behind a pair, so that a short form that was looked at is in no pair that was not. */
const isHeld = (fact: string): boolean => (createHash("sha256").update(fact).digest()[0] ?? 0) < HELD_BYTES;

async function pairs(): Promise<readonly Pair[]> {
  const text = await readFile(new URL("pairs.tsv", import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [given = "", family = "", typed = "", label = "", kind = "", fact = ""] = line.split("\t");
      return { given, family, typed, label, class: kind, held: isHeld(fact) };
    });
}

/** With words around it, or beside another name at birth, half an answer will do. */
const HALF_WILL_DO: ReadonlySet<string> = new Set(["words_around", "born_as"]);

function asLabelled({ given, family, typed, label, class: kind }: Pair): boolean {
  const grade = gradeName({ given, family }, typed);
  return label === "same"
    ? grade === "correct" || (HALF_WILL_DO.has(kind) && grade === "partial")
    : grade !== "correct";
}

await run(async () => {
  const { held = false, class: shown } = readOptions(["class"], ["held"]);
  const read = (await pairs()).filter((pair) => pair.held === held);
  const judged = read.map((pair) => ({ pair, right: asLabelled(pair) }));
  const line = (name: string, of: readonly { readonly right: boolean }[]): string => {
    const right = of.filter((one) => one.right).length;
    const { share, low, high } = shareOf(right, of.length);
    const percent = (value: number): string => (100 * value).toFixed(1);
    return `${name.padEnd(44)} ${String(of.length).padStart(5)}  ${percent(share)} % (${percent(low)}-${percent(high)})`;
  };
  for (const [name, of] of Map.groupBy(judged, ({ pair }) => `${pair.label} ${pair.class}`))
    console.log(line(name, of));
  for (const label of ["same", "other"]) {
    console.log(
      line(
        `all ${label}`,
        judged.filter(({ pair }) => pair.label === label),
      ),
    );
  }
  const wrong = judged.filter(({ pair, right }) => pair.class === shown && !right);
  wrong.forEach(({ pair }) => console.log(`${pair.given} ${pair.family}: ${pair.typed}`));
});
