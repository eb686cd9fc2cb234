import { describe, expect, it } from "vitest";
import type { Verdict, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { mergeRows, reasonAt, ticks, verdictAt } from "./status-words.ts";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const MINUTE = 60_000;

const running: Verdict = { standing: "in_progress", word: "In progress", reason: "sent", tone: "info" };

const row = (change: Partial<VerificationRow> = {}): VerificationRow => ({
  id: "vrf_1",
  version: 1,
  ticketId: "tkt_1",
  ticketNumber: "IR-0000123",
  category: "Password reset",
  action: "password_reset",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
  reference: "AAAA-AAAA",
  status: "sent",
  verdict: running,
  passLine: 3,
  referrerId: "agt_1",
  referrerName: "Lee Tanaka",
  createdAt: NOW - 5 * MINUTE,
  ...change,
});

describe("a verdict while the clock goes on", () => {
  const expired: Verdict = {
    standing: "passed",
    word: "Passed",
    reason: "expired 14:32",
    tone: "neutral",
    icon: "clock",
  };
  const at = NOW + 6 * MINUTE;
  const valid: Verdict = {
    ...expired,
    reason: "valid until 14:32",
    tone: "ok",
    icon: "checkCircle",
    next: { at, verdict: expired },
  };

  it("runs out by itself, to the moment", () => {
    expect(verdictAt(valid, at - 1)).toBe(valid);
    expect(verdictAt(valid, at)).toBe(expired);
    expect(verdictAt(expired, at)).toBe(expired);
  });

  it("counts down to its deadline, and needs no tick without one", () => {
    const sent: Verdict = { ...running, reason: "sent", counts: { to: NOW + 588_000, words: "to open" } };
    expect(reasonAt(sent, NOW)).toBe("sent · 9:48 to open");
    expect(reasonAt({ ...running, reason: "queued" }, NOW)).toBe("queued");
    expect([sent, valid, expired].map((verdict) => ticks({ verdict }))).toEqual([true, true, false]);
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
