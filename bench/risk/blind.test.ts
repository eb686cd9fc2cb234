/** What a question says of the best guess is what the best of several guesses comes to. */
import { beforeAll, expect, it } from "vitest";
import { asAskedAfter, askable } from "../../workers/core/questions/asking/select.ts";
import { blindGuesses, RULES } from "./blind.ts";
import { createCompany } from "./organisation.ts";
import { poolsOf } from "./play.ts";

const NOW = Date.UTC(2026, 10, 18, 12);
/** Companies of 600 people, so that each kind has enough questions for three points to mean something. */
const SEEDS = [7, 8, 9];
/** Of a cities question it is said that large ones are gone to more often, which nobody in this company does. */
const LEAST_QUESTIONS = 300;
const APART = 0.03;

let found: ReturnType<typeof blindGuesses>[number][];

beforeAll(() => {
  found = SEEDS.flatMap((seed) => {
    const company = createCompany(seed, NOW);
    return blindGuesses(company, (member) => poolsOf(member, company)({ action: "password_reset", link: "on_record" }));
  });
}, 60_000);

it("of a question after others, by whoever leaves out what stood in those of another kind", () => {
  const company = createCompany(SEEDS[0] ?? 0, NOW);
  const counts = new Map<string, { asked: number; reckoned: number; found: number }>();
  for (const member of company.members) {
    const asked = askable(poolsOf(member, company)({ action: "password_reset", link: "on_record" }));
    asked.forEach((question, place) => {
      const { kind, form, options, expected } = question;
      if (form !== "choice" || expected.type !== "option") return;
      const before = asked.slice(0, place);
      const seen = before.flatMap((one) => (one.kind === kind ? [] : one.options));
      const left = options.flatMap((option, index) => (seen.includes(option) ? [] : [index]));
      const count = counts.get(kind) ?? { asked: 0, reckoned: 0, found: 0 };
      counts.set(kind, {
        asked: count.asked + 1,
        reckoned: count.reckoned + (asAskedAfter(question, before).g ?? 0),
        found: count.found + (left.includes(expected.index) ? 1 / left.length : 0),
      });
    });
  }
  for (const kind of ["peer", "meeting_person"]) {
    const { asked, reckoned, found: right } = counts.get(kind) ?? expect.fail(kind);
    expect(right / asked, kind).toBeLessThan(reckoned / asked + APART);
  }
});

it("of every kind with options, by no rule more than three points off", () => {
  const kinds = Map.groupBy(found, ({ kind }) => kind);
  expect(new Set(kinds.keys())).toEqual(
    new Set(["closed_ticket", "direct_report", "group", "meeting_person", "peer", "sign_in_city"]),
  );
  for (const [kind, companies] of kinds) {
    const questions = companies.reduce((sum, one) => sum + one.questions, 0);
    expect(questions, kind).toBeGreaterThan(LEAST_QUESTIONS);
    const mean = (value: (one: (typeof companies)[number]) => number): number =>
      companies.reduce((sum, one) => sum + one.questions * value(one), 0) / questions;
    const reckoned = mean((one) => one.reckoned);
    for (const rule of [...Object.keys(RULES), "none of these"]) {
      expect(
        mean((one) => one.found[rule] ?? 0),
        `${kind}, ${rule}`,
      ).toBeLessThan(reckoned + APART);
    }
  }
});
