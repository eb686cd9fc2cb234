import { describe, expect, it } from "vitest";
import type { VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { mergeRows, shownLevel, statusWords } from "./status-words.ts";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const MINUTE = 60_000;

const row = (change: Partial<VerificationRow> = {}): VerificationRow => ({
  id: "vrf_1",
  version: 1,
  ticketId: "tkt_1",
  ticketNumber: "IR-0000123",
  category: "Password reset",
  action: "password_reset",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
  status: "sent",
  passLine: 3,
  referrerId: "agt_1",
  referrerName: "Lee Tanaka",
  createdAt: NOW - 5 * MINUTE,
  ...change,
});

const words = (change: Partial<VerificationRow>) => {
  const { word, reason, tone } = statusWords(row(change), NOW, "UTC");
  return [word, reason, tone];
};

describe("shownLevel", () => {
  it("is the level of the score, whatever the status", () => {
    expect(shownLevel(row({ status: "failed", level: "verified" }))).toBe("verified");
    expect(shownLevel(row({ status: "reported", level: "medium" }))).toBe("medium");
  });

  it("is no verdict where too few answers decided nothing", () => {
    expect(shownLevel(row({ status: "not_enough_questions", level: "high" }))).toBe("undecided");
  });

  it("is none without a score", () => {
    expect(shownLevel(row({ status: "not_enough_questions" }))).toBeUndefined();
  });
});

describe("statusWords", () => {
  it.each<[Partial<VerificationRow>, string[]]>([
    [{ status: "sending" }, ["In progress", "queued", "info"]],
    [{ status: "sent", deadlineAt: NOW + 588_000 }, ["In progress", "sent · 9:48 to open", "info"]],
    [
      {
        status: "sent",
        deadlineAt: NOW + 588_000,
        undelivered: { problem: "opted_out", fault: "destination", what: "this number has opted out", todo: "Call." },
      },
      ["Not delivered", "this number has opted out", "bad"],
    ],
    [
      { status: "answering", question: 2, deadlineAt: NOW + 580_000 },
      ["In progress", "question 2 · 9:40 left", "info"],
    ],
    [{ status: "passed", validUntil: NOW + 6 * MINUTE }, ["Passed", "valid until 14:32", "ok"]],
    [{ status: "passed", validUntil: NOW }, ["Passed", "expired 14:26", "ok"]],
    [{ status: "failed", detail: "risk_medium", level: "medium" }, ["Failed", "needs a second look", "bad"]],
    [{ status: "failed", detail: "proof_missing", level: "verified" }, ["Failed", "proof missing", "bad"]],
    [{ status: "reported" }, ["Reported", "“This wasn’t me”", "bad"]],
    [{ status: "timed_out", detail: "never_opened" }, ["Timed Out", "never opened", "neutral"]],
    [{ status: "cancelled", detail: "agent", endedAt: NOW }, ["Cancelled", "by the desk at 14:26", "neutral"]],
    [{ status: "cancelled", detail: "does_not_know", endedAt: NOW }, ["Cancelled", "“I don’t know”", "neutral"]],
    [
      { status: "not_enough_questions", detail: "skipped_too_many" },
      ["Not Enough Questions", "skipped too many", "neutral"],
    ],
  ])("says of %o", (change, expected) => {
    expect(words(change)).toEqual(expected);
  });
});

describe("mergeRows", () => {
  const second = row({ id: "vrf_2", createdAt: NOW });
  const shown = [second, row({ id: "vrf_1" })];
  const fresh = row({ id: "vrf_3", createdAt: NOW + MINUTE });

  it("puts new rows on top", () => {
    const { rows, fresh: count } = mergeRows(shown, [fresh, ...shown], false);
    expect(rows.map(({ id }) => id)).toEqual(["vrf_3", "vrf_2", "vrf_1"]);
    expect(count).toBe(0);
  });

  it("moves nothing under the pointer, but updates in place", () => {
    const newer = row({ id: "vrf_1", version: 2, status: "begun" });
    const { rows, fresh: count } = mergeRows(shown, [fresh, second, newer], true);
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      ["vrf_2", "sent"],
      ["vrf_1", "begun"],
    ]);
    expect(count).toBe(1);
  });

  it("does not call a row new that slid up from the next page", () => {
    const older = row({ id: "vrf_0", createdAt: NOW - 60 * MINUTE });
    expect(mergeRows(shown, [...shown, older], true).fresh).toBe(0);
  });

  it("never goes back to an older version", () => {
    const ahead = [row({ version: 5, status: "passed" })];
    expect(mergeRows(ahead, [row({ version: 4 })], false).rows[0]?.status).toBe("passed");
  });

  it("shows the first reading even when it arrives under the pointer", () => {
    expect(mergeRows([], shown, true).rows).toEqual(shown);
  });
});
