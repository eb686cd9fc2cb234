import { expect, it } from "vitest";
import {
  integrationHealth,
  isLogInDue,
  integrationProblemWords,
  NOT_TRUSTED,
  type IntegrationFacts,
} from "./integration-health.ts";

const away = { at: 20, problem: "provider_away" };
const refused = { at: 20, problem: "account_refused" };

it.each<[string, Partial<IntegrationFacts>, object]>([
  ["nothing is known of", {}, { state: "new" }],
  ["a message went through", { okAt: 10 }, { state: "working", okAt: 10 }],
  ["answered the minute's call", { probe: { okAt: 10 } }, { state: "working", okAt: 10 }],
  ["failed at its first message", { failures: [away] }, { state: "failing", failure: away }],
  ["failed after it had worked", { okAt: 10, failures: [away] }, { state: "failing", okAt: 10, failure: away }],
  ["worked after it had failed", { okAt: 30, failures: [away] }, { state: "working", okAt: 30, failure: away }],
  [
    "is there again, as the minute's call shows",
    { failures: [away], probe: { okAt: 30 } },
    { state: "working", okAt: 30, failure: away },
  ],
  [
    "answers, and still refuses our account",
    { failures: [refused], probe: { okAt: 30 } },
    { state: "failing", failure: refused },
  ],
  [
    "answered before it refused our account, and answers still",
    { okAt: 15, failures: [refused], probe: { okAt: 30 } },
    { state: "failing", okAt: 15, failure: refused },
  ],
  [
    "does not answer the minute's call, whatever went through before",
    { okAt: 15, probe: { okAt: 10, failed: away } },
    { state: "failing", okAt: 15, failure: away },
  ],
  [
    "did not answer the minute's call, and took a message since",
    { okAt: 30, probe: { okAt: 10, failed: away } },
    { state: "working", okAt: 30, failure: away },
  ],
  [
    "could not reach one phone",
    { okAt: 10, failures: [{ at: 20, problem: "phone_off" }] },
    { state: "working", okAt: 10 },
  ],
  [
    "failed for a phone and then for our account",
    { failures: [refused, { at: 40, problem: "phone_off" }] },
    { state: "failing", failure: refused },
  ],
  ["failed in a way that has no name", { failures: [{ at: 20, problem: NOT_TRUSTED }] }, { state: "failing" }],
])("a provider that %s", (_what, facts, health) => {
  expect(integrationHealth({ failures: [], ...facts })).toMatchObject(health);
});

it("names the newest failure, also one that is over", () => {
  const failures = [{ at: 1, problem: "provider_busy" }, away];
  expect(integrationHealth({ okAt: 30, failures }).failure).toBe(away);
});

it("has words for each problem", () => {
  expect(integrationProblemWords("provider_away")).toBe("the provider could not be reached");
  expect(integrationProblemWords(NOT_TRUSTED)).toContain("does not fit");
});

it("a log-in that was refused is tried every quarter of an hour, and any other each minute", () => {
  const due = (problem: string | undefined) =>
    Array.from({ length: 60 }, (_, minute) => minute * 60_000).filter((now) => isLogInDue(problem, now)).length;
  expect([due("account_refused"), due("provider_away"), due(undefined)]).toEqual([4, 60, 60]);
});
