import { expect, it } from "vitest";
import { MINUTE_MS } from "../kit/time.ts";
import { pauseAfterRefusals } from "./log-in-pause.ts";

it("lets at most three log-ins into any fifteen minutes, and pauses grow", () => {
  const at = [0];
  for (let refusals = 1; refusals < 12; refusals += 1) {
    at.push((at.at(-1) ?? 0) + pauseAfterRefusals(refusals));
  }
  for (const from of at) {
    expect(at.filter((log) => log >= from && log < from + 15 * MINUTE_MS).length).toBeLessThanOrEqual(3);
  }
  const pauses = at.slice(1).map((log, index) => log - (at[index] ?? 0));
  expect(pauses.toSorted((left, right) => left - right)).toEqual(pauses);
});
