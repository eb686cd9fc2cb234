import { expect, it } from "vitest";
import { causeOfEnding } from "./security-cause.ts";

it.each([
  ["reported", undefined, "reported"],
  ["failed", "risk_high", "high_risk"],
  ["failed", "blocking", "must_not_proceed"],
  ["failed", "risk_medium", undefined],
  ["failed", "proof_missing", undefined],
  ["cancelled", "someone_contacted_me", "declined"],
  ["cancelled", "does_not_know", "declined"],
  ["cancelled", "manager_warned", "manager_warned"],
  ["cancelled", "agent", undefined],
  ["timed_out", "never_opened", undefined],
  ["passed", undefined, undefined],
] as const)("%s %s is %s", (status, detail, cause) => {
  expect(causeOfEnding(status, detail)).toBe(cause);
});
