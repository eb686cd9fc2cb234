import { expect, it } from "vitest";
import { filterWords } from "./filter-words.ts";
import { parseListState } from "./list-state.ts";

const names = { me: "agt_1", referrers: [{ id: "agt_2", name: "Lee Tanaka" }] };

it.each([
  ["", ""],
  ["?open=vrf_1&cursor=c&skipped=50", ""],
  ["?status=failed,passed&level=high&date=7d", "Passed, Failed, High, Last 7 days"],
  ["?q=dana&category=MFA reset", "“dana”, MFA reset"],
  ["?referrer=agt_1&from=2026-11-01", "Initiated by me, 2026-11-01 to …"],
  ["?referrer=agt_2", "Initiated by Lee Tanaka"],
])("words the filter %s", (search, words) => {
  expect(filterWords(parseListState(search), names)).toBe(words);
});
