import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { VerificationRow } from "../../workers/contract/console/verifications.ts";
import { csvHead, csvRows, type CsvFormat } from "./verifications-csv.ts";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const format: CsvFormat = { decimal: ".", timeZone: "Europe/Lisbon", now: NOW };
const row: VerificationRow = {
  id: "vrf_1",
  version: 1,
  ticketId: "tkt_123",
  ticketNumber: "IR-0000123",
  category: "Password reset",
  action: "password_reset",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
  reference: "A016-XGUO",
  status: "passed",
  verdict: {
    standing: "passed",
    word: "Passed",
    reason: "valid until 14:40",
    tone: "ok",
    icon: "checkCircle",
    risk: { score: 1.1, level: "verified", tone: "ok" },
  },
  passLine: 2.2,
  referrerId: "agt_1",
  referrerName: "Lee Tanaka",
  createdAt: NOW - 600_000,
  endedAt: NOW - 60_000,
  validUntil: NOW + 840_000,
  feedback: "easy",
  judged: { word: "genuine", label: "Confirmed genuine", by: "Kim Park", byShort: "K. Park", at: NOW - 60_000 },
};

/** The file as a spreadsheet of that country reads it: a cell by its head. */
function read(rows: readonly VerificationRow[], change: Partial<CsvFormat> = {}): readonly Record<string, string>[] {
  const used = { ...format, ...change };
  const text = csvHead(used) + csvRows(rows, used);
  expect(text.startsWith("\uFEFF")).toBe(true);
  return Papa.parse<Record<string, string>>(text.slice(1), {
    header: true,
    delimiter: used.decimal === "," ? ";" : ",",
    skipEmptyLines: true,
  }).data;
}

describe("the exported table", () => {
  it("holds each fact under its head", () => {
    expect(read([row])).toEqual([
      {
        "Ticket Number": "IR-0000123",
        Requester: "Dana Ruiz",
        "Requester Email": "dana.ruiz@halden.example",
        "Risk Level": "Verified",
        "Risk Score": "1.1",
        Limit: "2.2",
        "Verification Status": "Passed",
        Reason: "valid until 14:40",
        "Person's Word": "Confirmed genuine",
        "Word Given By": "Kim Park",
        "Word Given (Europe/Lisbon)": "2026-11-19 14:25:00",
        "Request Category": "Password reset",
        "Requested Action": "Password reset",
        "Initiated By (Referrer)": "Lee Tanaka",
        "Timestamp (Europe/Lisbon)": "2026-11-19 14:16:00",
        "Ended (Europe/Lisbon)": "2026-11-19 14:25:00",
        "Valid Until (Europe/Lisbon)": "2026-11-19 14:40:00",
        Feedback: "Easy",
        "Verification ID": "vrf_1",
      },
    ]);
  });

  it("writes the country's decimals, with its separator", () => {
    const [only] = read([row], { decimal: "," });
    expect([only?.["Risk Score"], only?.["Limit"], only?.["Requester"]]).toEqual(["1,1", "2,2", "Dana Ruiz"]);
  });

  it("has no score, level or countdown for a check that runs", () => {
    const { endedAt: _ended, validUntil: _valid, ...bare } = row;
    const counts = { to: NOW + 580_000, words: "left" } as const;
    const verdict = {
      standing: "in_progress",
      word: "In progress",
      reason: "question 2",
      counts,
      tone: "info",
    } as const;
    const [only] = read([{ ...bare, status: "answering", verdict }]);
    expect(only).toMatchObject({
      "Risk Level": "After the end",
      "Risk Score": "",
      "Verification Status": "In progress",
      Reason: "",
    });
  });

  it("runs nothing of what others named things", () => {
    const hostile = '=HYPERLINK("https://evil.example")';
    const [only] = read([{ ...row, requesterName: hostile, category: "a;=cmd|'/c calc'!A1", referrerName: "@x" }]);
    expect(only?.["Requester"]).toBe(`'${hostile}`);
    expect(only?.["Request Category"]).toBe("a;'=cmd|'/c calc'!A1");
    expect(only?.["Initiated By (Referrer)"]).toBe("'@x");
  });
});
