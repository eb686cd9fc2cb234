/** What was played, and what of it is read together. */
import { ACTION_NAMES } from "./report-words.ts";
import type { Row } from "./rows.ts";
import type { Tally } from "./tally.ts";

export interface Played {
  readonly row: Row;
  readonly tally: Tally;
}

export const percent = (share: number): string => (share * 100).toFixed(share < 0.01 && share > 0 ? 2 : 1);

export const storyOf = ({ story: { action, link } }: Row): string =>
  `${ACTION_NAMES[action]}, ${link === "typed" ? "typed" : "on record"}`;
export const ofTable = (
  results: readonly Played[],
  wanted: Row["table"],
  kind: "honest" | "impostor",
): readonly Played[] => results.filter(({ row }) => row.table === wanted && row.population.kind === kind);

/** Of the tactics of one impostor, the one that lets most in. */
export function bestTactics(results: readonly Played[]): readonly Played[] {
  const by = Map.groupBy(results, ({ row }) => `${row.population.id} ${storyOf(row)} ${row.secondHuman}`);
  return [...by.values()].flatMap(
    (same) => same.toSorted((one, other) => other.tally.accepted - one.tally.accepted)[0] ?? [],
  );
}
