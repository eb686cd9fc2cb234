import { describe, expect, it } from "vitest";
import type { DetailsReply, TranscriptReply, VerificationRow } from "../../workers/contract/console/verifications.ts";
import type { Assessment } from "../agent/frame/shapes.ts";
import { renderReport } from "./report.tsx";
import type { ReportInput } from "./report-input.ts";

const NOW = Date.parse("2026-11-19T14:26:00Z");
const row: VerificationRow = {
  id: "vrf_1",
  version: 9,
  ticketId: "tkt_123",
  ticketNumber: "IR-0000123",
  category: "Password reset",
  action: "password_reset",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
  status: "failed",
  detail: "risk_high",
  reference: "A016-XGUO",
  verdict: {
    standing: "failed",
    word: "Failed",
    reason: "high risk, rejected",
    tone: "bad",
    icon: "octagonX",
    risk: { score: 7.4, level: "high", tone: "bad" },
  },
  passLine: 3,
  referrerId: "agt_1",
  referrerName: "Lee Tanaka",
  createdAt: NOW - 600_000,
  endedAt: NOW - 60_000,
};
const assessment: Assessment = {
  modelVersion: "risk-1",
  policyVersion: "policy-1/password_reset/standard",
  priorBits: -2,
  findings: [
    { id: "tor", category: "network", bits: 4, reason: "Came through Tor", observed: {}, force: "critical" },
    { id: "left", category: "endpoint", bits: 0, reason: "Left the page for 40 s", observed: {} },
  ],
  categories: {
    network: { sum: 4, clamped: 4 },
    endpoint: { sum: 0, clamped: 0 },
    persona: { sum: 0, clamped: 0 },
    challenge: { sum: 2.8, clamped: 2.8 },
  },
  score: 7.4,
  level: "high",
  passLine: 3,
  highLine: 7,
  forcedHigh: true,
  blocked: false,
};
const details: DetailsReply = {
  row,
  ticket: {
    id: "tkt_123",
    number: "IR-0000123",
    category: "Password reset",
    action: "password_reset",
    summary: "Cannot sign in",
    description: "Since\nthis morning",
    status: "Open",
    closed: false,
    url: "https://tickets.example/123",
  },
  person: {
    id: "per_1",
    name: "Dana Ruiz",
    firstName: "Dana",
    email: "dana.ruiz@halden.example",
    userName: "dana.ruiz",
    privileged: false,
    language: "en",
    appearance: {},
    contacts: [],
  },
  banner: {
    tone: "bad",
    verb: "REJECT",
    headline: "Do not proceed",
    line: "",
    reasons: ["Came through Tor"],
    nextSteps: [],
  },
  profile: "standard",
  destination: { masked: "+351 ••• ••• 418", channel: "sms", origin: "on_record" },
  assessment,
  without: { tor: 5.4 },
  assurance: {
    proven: [{ proof: "contact_on_record", at: NOW }],
    required: [["contact_on_record"], ["spoken_code"]],
    missing: [["spoken_code"]],
  },
  device: [{ fact: "network", value: "Tor exit" }],
  history: [],
  judgements: [],
  discards: [],
  told: [],
  mayCheckAgain: true,
  notes: [{ at: NOW, title: "Verification sent", status: "written" }],
};
const transcript: TranscriptReply = {
  strengthBits: 3,
  entries: [
    {
      ordinal: 1,
      attempt: 1,
      superseded: false,
      kind: "peer",
      params: {},
      form: "choice",
      exposure: "internal",
      optionCount: 4,
      scored: true,
      grade: "invalid",
      tookMs: 12_000,
      strengthBits: 3,
      weightBits: 2.8,
    },
  ],
};

const report = (change: Partial<ReportInput> = {}): string =>
  renderReport({
    details,
    transcript,
    brand: "Halden IT",
    timeZone: "Europe/Lisbon",
    at: NOW,
    by: "Ada Cole",
    style: { css: ".x{color:red}", hash: "sha256-abc=" },
    ...change,
  });
const textOf = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/su, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("the report", () => {
  it("says of invented data that it is", () => {
    expect(textOf(report({ demoData: "2026-11-29" }))).toContain("Demo data, invented on 29 November 2026");
    expect(textOf(report())).not.toContain("Demo data");
  });

  it.each([
    "Analysis Report",
    "Made on 19 Nov 2026, 14:26:00 (Europe/Lisbon) by Ada Cole",
    "REJECT : Do not proceed",
    "Why: Came through Tor",
    "IR-0000123 · https://tickets.example/123",
    "Initiated By (Referrer) Lee Tanaka",
    "7.4 , limit 3.0",
    "Forced to High",
    "Network Came through Tor. Critical: forces the level to High +4.0 5.4",
    "Left the page for 40 s (named only)",
    "Contact on record 14:26:00 Spoken code not proven",
    "Network Tor exit",
    "1 Which one of these people has the same manager as you? Colleague · choice of 4 · internal masked Invalid 12 s 3.0 bits +2.8",
    "Verification sent · Written",
    "Status Failed high risk, rejected Risk Level High",
    "Reference number A016-XGUO Verification ID vrf_1",
    "Model version risk-1 Policy version policy-1/password_reset/standard",
  ])("says %s", (line) => {
    expect(textOf(report())).toContain(line);
  });

  it("stands alone: no script, nothing to fetch, its one style allowed by hash", () => {
    const html = report();
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<a\b|\bon\w+=|url\(|@import|\bsrc=|\bhref=|\bstyle=/i);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).toContain("style-src &#39;sha256-abc=&#39;".replaceAll("&#39;", "'"));
  });

  it("shows every word of a person beside the verdict, and leaves the part out without one", () => {
    expect(textOf(report())).not.toContain("Person’s word");
    const judgements = [
      {
        word: "impostor",
        label: "Confirmed impostor",
        by: "Kim Park",
        at: NOW,
        reason: "Called back: knows of nothing",
      },
    ] as const;
    const text = textOf(report({ details: { ...details, judgements } }));
    expect(text).toContain("Confirmed impostor Kim Park Called back: knows of nothing");
    expect(text).toContain("REJECT : Do not proceed");
  });

  it("takes what others wrote for text", () => {
    const evil = "</style><script>alert(1)</script>";
    const html = report({
      details: { ...details, ticket: { ...details.ticket, summary: evil, description: evil } },
      by: evil,
    });
    expect(html).not.toContain("<script");
  });

  it("says why a part is missing for a role that does not see it", () => {
    const { assessment: _assessment, without: _without, ...outcome } = details;
    const { transcript: _transcript, ...rest } = { details: outcome, transcript, style: { css: "", hash: "" } };
    const text = textOf(renderReport({ brand: "B", timeZone: "UTC", at: NOW, by: "Ada", ...rest }));
    expect(text).toContain("Your role sees outcomes");
    expect(text).toContain("Your role does not include the transcript.");
    expect(text).not.toContain("Tor. Critical");
  });
});
