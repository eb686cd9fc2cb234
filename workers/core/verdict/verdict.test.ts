import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { LEVELS } from "../risk/levels.ts";
import { PHASES, TERMINAL_STATUSES } from "../session/status.ts";
import { bannerFor, type Banner } from "./banner.ts";
import { recommendationOf, statusOf, type Verdict, verdictOf, type VerdictInput } from "./verdict.ts";

const NOW = Date.UTC(2026, 10, 19, 14, 20);
const FRAME = { now: NOW, timeZone: "UTC" };

const IMPOSTOR = { word: "impostor", by: "Kim Park", at: NOW - MINUTE_MS } as const;

const passed: VerdictInput = {
  integrity: "intact",
  status: "passed",
  endedAt: NOW - 3 * MINUTE_MS,
  validUntil: NOW + 12 * MINUTE_MS,
  risk: { score: 1.1, level: "verified" },
  personActive: true,
};
const none = { risk: undefined, validUntil: undefined };

function banner(input: VerdictInput): Banner {
  return bannerFor({
    ...FRAME,
    status: statusOf(input),
    detail: input.detail,
    recommendation: recommendationOf(input, NOW),
    action: "password_reset",
    person: { firstName: "Dana", shortName: "Dana R.", active: input.personActive },
    ticketNumber: "IR-0000125",
    destination: { channel: "sms", origin: "on_record" },
    proofs: ["contact_on_record"],
    missing: [["spoken_code"]],
    reasons: [],
    questions: { answered: 2, minimum: 3, skipped: 4, available: 2 },
    question: input.question,
    ticketNowNames: input.ticketNowNames,
    otherReport: input.otherReport,
  });
}

interface Case {
  readonly change: Partial<VerdictInput>;
  readonly verb: string;
  /** Word, second line, tone. */
  readonly says: readonly [word: string, reason: string, tone: Verdict["tone"]];
  readonly level?: string;
}

const at = (minutes: number): number => NOW + minutes * MINUTE_MS;

const CASES: Readonly<Record<string, Case>> = {
  passed: { change: {}, verb: "PROCEED", says: ["Passed", "valid until 14:32", "ok"], level: "verified" },
  "passed, action offered in the portal": {
    change: { portalAction: { offeredUntil: NOW + 1 } },
    verb: "NOTHING TO DO",
    says: ["Passed", "the user is doing it now", "ok"],
    level: "verified",
  },
  "approval open": {
    change: { ...none, status: "approving", deadlineAt: at(20) },
    verb: "WAIT",
    says: ["In progress", "waiting for one more proof", "info"],
  },
  "passed, no longer valid": {
    change: { validUntil: NOW },
    verb: "EXPIRED",
    says: ["Passed", "expired 14:20", "neutral"],
    level: "verified",
  },
  "passed, no longer valid since another day": {
    change: { validUntil: NOW - 50 * HOUR_MS },
    verb: "EXPIRED",
    says: ["Passed", "expired 17 Nov 12:20", "neutral"],
    level: "verified",
  },
  "passed, confirmed impostor": {
    change: { impostor: IMPOSTOR },
    verb: "REJECT",
    says: ["Passed, void", "confirmed impostor, K. Park 14:19", "bad"],
  },
  "passed, no longer valid, confirmed impostor": {
    change: { impostor: IMPOSTOR, validUntil: NOW - HOUR_MS },
    verb: "REJECT",
    says: ["Passed, void", "confirmed impostor, K. Park 14:19", "bad"],
  },
  "passed, another check reported by its recipient": {
    change: { otherReport: { at: NOW - MINUTE_MS, by: "recipient" } },
    verb: "DO NOT PROCEED",
    says: ["Passed, void", "another check was reported", "bad"],
  },
  "passed, no longer valid, another check reported by the desk": {
    change: { otherReport: { at: NOW - MINUTE_MS, by: "desk" }, validUntil: NOW - HOUR_MS },
    verb: "DO NOT PROCEED",
    says: ["Passed, void", "another check was reported", "bad"],
  },
  "running, another check reported": {
    change: { ...none, status: "answering", question: 2, otherReport: { at: NOW, by: "recipient" } },
    verb: "WAIT",
    says: ["In progress", "question 2", "info"],
  },
  "medium, confirmed impostor": {
    change: { status: "failed", detail: "risk_medium", risk: { score: 4.2, level: "medium" }, impostor: IMPOSTOR },
    verb: "STOP",
    says: ["Failed", "needs a second look", "bad"],
    level: "medium",
  },
  medium: {
    change: { status: "failed", detail: "risk_medium", risk: { score: 4.2, level: "medium" } },
    verb: "STOP",
    says: ["Failed", "needs a second look", "bad"],
    level: "medium",
  },
  "low risk, proof missing": {
    change: { status: "failed", detail: "proof_missing" },
    verb: "STOP",
    says: ["Failed", "proof missing", "bad"],
    level: "verified",
  },
  high: {
    change: { status: "failed", detail: "risk_high", risk: { score: 9.2, level: "high" } },
    verb: "REJECT",
    says: ["Failed", "high risk, rejected", "bad"],
    level: "high",
  },
  blocked: {
    change: { status: "failed", detail: "blocking" },
    verb: "DO NOT PROCEED",
    says: ["Failed", "must not proceed", "bad"],
    level: "verified",
  },
  "reported at once": {
    change: { status: "reported", risk: { score: 4, level: "medium" } },
    verb: "REJECT",
    says: ["Reported", "“This wasn’t me”", "bad"],
  },
  "passed, reported afterwards": {
    change: { lateReportAt: NOW },
    verb: "REJECT",
    says: ["Reported", "reported afterwards", "bad"],
  },
  "not enough questions": {
    change: { status: "not_enough_questions", detail: "skipped_too_many", risk: { score: 10, level: "high" } },
    verb: "NOT VERIFIED",
    says: ["Not Enough Questions", "skipped too many", "neutral"],
  },
  "timed out": {
    change: { ...none, status: "timed_out", detail: "never_opened" },
    verb: "NOT VERIFIED",
    says: ["Timed Out", "never opened", "neutral"],
  },
  cancelled: {
    change: { ...none, status: "cancelled", detail: "agent" },
    verb: "CANCELLED",
    says: ["Cancelled", "by the desk at 14:17", "neutral"],
  },
  "person inactive, passed": {
    change: { personActive: false },
    verb: "DO NOT PROCEED",
    says: ["Passed, void", "account inactive or locked", "bad"],
  },
  "person inactive, running": {
    change: { ...none, status: "sent", personActive: false },
    verb: "DO NOT PROCEED",
    says: ["In progress", "account inactive or locked", "bad"],
  },
  "ticket now names somebody else, passed": {
    change: { ticketNowNames: "Jiří Novák" },
    verb: "STOP",
    says: ["Passed, void", "ticket names Jiří N.", "bad"],
  },
  "ticket now names nobody, passed": {
    change: { ticketNowNames: "" },
    verb: "STOP",
    says: ["Passed, void", "ticket names nobody", "bad"],
  },
  "ticket now names somebody else, running": {
    change: { ...none, status: "answering", ticketNowNames: "Jiří" },
    verb: "STOP",
    says: ["In progress", "ticket names Jiří", "warn"],
  },
  "passed, written by somebody else": {
    change: { integrity: "changed" },
    verb: "DO NOT PROCEED",
    says: ["Passed, void", "changed outside of this product", "bad"],
  },
  "no longer valid, reported and of an inactive person, written by somebody else": {
    change: { integrity: "changed", validUntil: NOW, lateReportAt: NOW, personActive: false },
    verb: "DO NOT PROCEED",
    says: ["Reported", "changed outside of this product", "bad"],
  },
  "failed, written by somebody else": {
    change: { integrity: "changed", status: "failed", detail: "risk_medium" },
    verb: "DO NOT PROCEED",
    says: ["Failed", "changed outside of this product", "bad"],
  },
  "in progress, written by somebody else": {
    change: { ...none, integrity: "changed", status: "answering", question: 2 },
    verb: "DO NOT PROCEED",
    says: ["In progress", "changed outside of this product", "bad"],
  },
  "passed, from before an update": {
    change: { integrity: "unmarked" },
    verb: "EXPIRED",
    says: ["Passed", "expired", "neutral"],
    level: "verified",
  },
  "passed, from before an update, no longer valid": {
    change: { integrity: "unmarked", validUntil: NOW },
    verb: "EXPIRED",
    says: ["Passed", "expired 14:20", "neutral"],
    level: "verified",
  },
  "in progress": {
    change: { ...none, status: "answering", question: 2, deadlineAt: at(9) },
    verb: "WAIT",
    says: ["In progress", "question 2", "info"],
  },
};

describe("each case in its words, beside the banner's", () => {
  it.each(Object.entries(CASES))("%s", (_name, { change, verb, says, level }) => {
    const input = { ...passed, ...change };
    const verdict = verdictOf(input, FRAME);
    expect(banner(input).verb).toBe(verb);
    expect([verdict.word, verdict.reason, verdict.tone]).toEqual(says);
    expect(verdict.risk?.level).toBe(level);
  });
});

it.each([
  ["recipient", "Dana R. reported another check"],
  ["desk", "a check of Dana R. was reported to security"],
] as const)("the banner says that the %s reported another check, and since when", (by, headline) => {
  const said = banner({ ...passed, otherReport: { at: NOW - MINUTE_MS, by } });
  expect(said).toMatchObject({ verb: "DO NOT PROCEED", headline });
  expect(said.line).toBe("This pass is void since 14:19 and stays so. Do not say why");
});

it("counts down while it runs, and never shows a link as on its way that did not arrive", () => {
  const sent = { ...passed, ...none, status: "sent", deadlineAt: at(9) } as const;
  expect(verdictOf(sent, FRAME).counts).toEqual({ to: at(9), words: "to open" });
  const failed = verdictOf({ ...sent, undelivered: "the provider refused this destination" }, FRAME);
  expect(failed).toMatchObject({
    word: "Not delivered",
    reason: "the provider refused this destination",
    tone: "bad",
  });
  expect(failed.counts).toBeUndefined();
});

it("says what a valid pass becomes, and when", () => {
  expect(verdictOf(passed, FRAME).next).toEqual({
    at: at(12),
    verdict: {
      standing: "passed",
      word: "Passed",
      reason: "expired 14:32",
      tone: "neutral",
      icon: "clock",
      risk: { score: 1.1, level: "verified", tone: "neutral" },
    },
  });
});

describe("for whatever happened", () => {
  const inputs: fc.Arbitrary<VerdictInput> = fc.record({
    integrity: fc.constantFrom("intact", "changed", "unmarked"),
    status: fc.constantFrom(...PHASES, ...TERMINAL_STATUSES),
    detail: fc.constantFrom(
      undefined,
      "risk_medium",
      "risk_high",
      "proof_missing",
      "blocking",
      "agent",
      "never_opened",
    ),
    validUntil: fc.constantFrom(undefined, NOW, NOW + 1),
    lateReportAt: fc.constantFrom(undefined, NOW),
    undelivered: fc.constantFrom(undefined, "the number is switched off"),
    risk: fc.option(fc.record({ score: fc.constant(1.1), level: fc.constantFrom(...LEVELS) }), { nil: undefined }),
    personActive: fc.boolean(),
    impostor: fc.constantFrom(undefined, IMPOSTOR),
    otherReport: fc.constantFrom(undefined, { at: NOW, by: "recipient" as const }),
    ticketNowNames: fc.constantFrom(undefined, "", "Jiří Novák"),
    portalAction: fc.constantFrom(undefined, { offeredUntil: NOW + 1 }, { doneAt: NOW }),
  });

  it("green is a pass that holds now, and the banner is green exactly then", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const verdict = verdictOf(input, FRAME);
        const holds = recommendationOf(input, NOW).verdict === "proceed";
        expect(verdict.tone === "ok").toBe(holds);
        expect(banner(input).tone === "ok").toBe(holds);
        expect(verdict.risk?.tone === "ok").toBe(holds && input.risk !== undefined);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a level stands beside Passed and Failed only, and never beside a rejected pass", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { standing, risk } = verdictOf(input, FRAME);
        if (risk !== undefined) {
          expect(["passed", "failed"]).toContain(standing);
        }
        if (input.lateReportAt !== undefined || input.status === "reported") {
          expect(standing).toBe("reported");
        } else if ((input.impostor ?? input.otherReport) !== undefined && input.status === "passed") {
          expect(standing).toBe("void");
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
