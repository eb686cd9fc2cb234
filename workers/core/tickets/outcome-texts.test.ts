import { describe, expect, it } from "vitest";
import type { TimeoutReason } from "../session/status.ts";
import {
  outcomeFailed,
  outcomeOfVoid,
  outcomeNotEnoughQuestions,
  outcomePassed,
  outcomeReported,
  outcomeTimedOut,
  passVoided,
} from "./outcome-texts.ts";
import type { Assessed, OutcomeSubject, Passed } from "./outcome-texts.ts";
import { renderNote } from "./render.ts";
import type { Note } from "./note.ts";

const AT = Date.UTC(2026, 10, 19, 14, 9);
const LONDON = "Europe/London";
const URL_OF_CHECK = "https://console.example.com/verifications/vrf_8Q2K7M";

/** The sample check in bits: two bits are one point around 5. */
const PRIOR_BITS = -2.0;
const ANSWER_BITS = -7.8;
const VPN_BITS = 2.0;

const text = (note: Note): string[] =>
  renderNote(note, { brand: "imper.ai", at: AT, timeZone: LONDON, format: "text" }).split("\n");

const subject: OutcomeSubject = {
  key: "imper-note not_end001",
  person: "Amara Okafor",
  action: "password_reset",
  destination: { channel: "sms", masked: "+44 **** *** *42", origin: "on_record", since: Date.UTC(2024, 2, 3, 12) },
  verificationId: "vrf_8Q2K7M",
  reference: "8Q2K-7MAB",
  url: URL_OF_CHECK,
};

const assessed: Assessed = {
  ...subject,
  score: 5 + (PRIOR_BITS + ANSWER_BITS + VPN_BITS) / 2,
  limit: 3,
  level: "verified",
  reasons: [
    { reason: "Three of three answers as expected", points: ANSWER_BITS / 2 },
    { reason: "The network belongs to a consumer VPN network.", points: VPN_BITS / 2 },
    { reason: "Never printed", points: 0.5 },
  ],
  proven: ["contact_on_record", "spoken_code"],
};

const passed: Passed = {
  ...assessed,
  at: AT,
  timeZone: LONDON,
  validUntil: Date.UTC(2026, 10, 19, 14, 24),
  actor: "agent",
};

describe("passed", () => {
  it("tells the agent what to do, for whom and until when", () => {
    expect(text(outcomePassed(passed))).toEqual([
      "[imper.ai] Verification Outcome: Passed (14:09)",
      "Recommendation: User verified successfully - Proceed with action",
      "What now: Reset the password for Amara Okafor only, before 14:24 London time. Hand it over as your organisation does, never aloud.",
      "Person: Amara Okafor",
      "Requested action: Password reset for Amara Okafor only",
      "Risk: Verified, 1.1 (limit 3.0, lower is safer)",
      "Main reason 1: Three of three answers as expected (lowers the score by 3.9)",
      "Main reason 2: The network belongs to a consumer VPN network (raises it by 1.0)",
      "Proven: Phone on record, spoken code",
      "Link went to: SMS to +44 **** *** *42, on record",
      "Valid until: 14:24 London time",
      "Reference: 8Q2K-7MAB",
      "Verification ID: vrf_8Q2K7M",
      "Open the verification:",
      URL_OF_CHECK,
      "Ref: imper-note not_end001",
    ]);
  });

  it("names the account that is not the person's own wherever it says what for", () => {
    const account = { userName: "adm-amara.okafor", label: "Administration" };
    const lines = text(outcomePassed({ ...passed, account }));
    expect(lines[2]).toBe(
      "What now: Reset the password for account adm-amara.okafor of Amara Okafor only, before 14:24 London time. Hand it over as your organisation does, never aloud.",
    );
    expect(lines[3]).toBe("Person: Amara Okafor");
    expect(lines[4]).toBe("Requested action: Password reset for account adm-amara.okafor of Amara Okafor only");
  });

  it("leaves nothing to do while the requester acts in the portal", () => {
    expect(text(outcomePassed({ ...passed, actor: "requester" }))[2]).toBe(
      "What now: Nothing for you to do. The user is setting the password in the portal.",
    );
  });

  it.each([
    ["identity_check", "Go on with this ticket for Amara Okafor only", "Identity check for Amara Okafor only"],
    ["account_unlock", "Unlock the account for Amara Okafor only", "Account unlock for Amara Okafor only"],
    ["mfa_reset", "Reset the sign-in methods for Amara Okafor only", "MFA reset for Amara Okafor only"],
  ] as const)("%s has its own words", (action, whatNow, requested) => {
    const lines = text(outcomePassed({ ...passed, action }));
    expect(lines[2]).toBe(`What now: ${whatNow}, before 14:24 London time.`);
    expect(lines[4]).toBe(`Requested action: ${requested}`);
  });

  it("says the date when it is valid past midnight", () => {
    const note = outcomePassed({ ...passed, validUntil: Date.UTC(2026, 10, 20, 0, 3) });
    expect(text(note)).toContain("Valid until: 20 November 2026, 00:03 London time");
  });

  it("names an email address as such, and the agent who typed it", () => {
    const destination = {
      channel: "email",
      masked: "d•••••z@mailbox.example",
      origin: "typed",
      typedBy: "Dana Reed",
    } as const;
    const lines = text(outcomePassed({ ...passed, destination, proven: ["destination_typed"] }));
    expect(lines).toContain("Proven: Typed email, not on record");
    expect(lines).toContain("Link went to: Email to d*****z@mailbox.example, typed by Dana Reed, not on record");
  });

  it("says so when nothing was proven or a finding only names something", () => {
    const lines = text(
      outcomePassed({ ...passed, proven: [], reasons: [{ reason: "Behind a corporate proxy", points: 0 }] }),
    );
    expect(lines).toContain("Proven: Nothing");
    expect(lines).toContain("Main reason 1: Behind a corporate proxy (named only)");
  });
});

describe("failed", () => {
  it("high: reject, without saying why, and no time until which anything is valid", () => {
    const note = outcomeFailed({
      ...assessed,
      why: "risk_high",
      level: "high",
      score: 8.25,
      reasons: [
        { reason: "Anonymising network", points: 2.5, force: "critical" },
        { reason: "Two of three answers not as expected", points: 1.75 },
      ],
      proven: ["contact_on_record"],
    });
    expect(text(note)).toEqual([
      "[imper.ai] Verification Outcome: Failed (14:09)",
      "Recommendation: High risk detected - Reject this request",
      "What now: Do not say why. Tell security yourself: no security contact is set up.",
      "Person: Amara Okafor",
      "Requested action: Password reset for Amara Okafor only",
      "Risk: High, 8.3 (limit 3.0, lower is safer)",
      "Main reason 1: Anonymising network (forces the level to High)",
      "Main reason 2: Two of three answers not as expected (raises it by 1.8)",
      "Proven: Phone on record",
      "Link went to: SMS to +44 **** *** *42, on record",
      "Reference: 8Q2K-7MAB",
      "Verification ID: vrf_8Q2K7M",
      "Open the verification:",
      URL_OF_CHECK,
      "Ref: imper-note not_end001",
    ]);
  });

  it("medium: another way first", () => {
    const lines = text(
      outcomeFailed({
        ...assessed,
        why: "risk_medium",
        level: "medium",
        score: 4.4,
        nextStep: "Use the other contact on record",
      }),
    );
    expect(lines.slice(0, 3)).toEqual([
      "[imper.ai] Verification Outcome: Failed (14:09)",
      "Recommendation: Do not act yet. Some checks need a second look - verify another way before you proceed",
      "What now: Use the other contact on record.",
    ]);
    expect(lines).toContain("Risk: Medium, 4.4 (limit 3.0, lower is safer)");
  });

  it("proof missing: which one, though the score is fine", () => {
    const lines = text(
      outcomeFailed({
        ...assessed,
        why: "proof_missing",
        missing: ["spoken_code"],
        nextStep: "Ask a second approver.",
      }),
    );
    expect(lines.slice(0, 3)).toEqual([
      "[imper.ai] Verification Outcome: Failed (Proof Missing) (14:09)",
      "Recommendation: Do not act yet. Proof missing: spoken code",
      "What now: Ask a second approver.",
    ]);
    expect(lines).toContain("Risk: Verified, 1.1 (limit 3.0, lower is safer)");
  });

  it("blocked: to security, whatever the score", () => {
    const reasons = [{ reason: "The account is locked", points: 0, force: "blocking" }] as const;
    const lines = text(outcomeFailed({ ...assessed, why: "blocking", reasons }));
    expect(lines.slice(1, 3)).toEqual([
      "Recommendation: Do not act on this request",
      "What now: Do not say why. Tell security yourself: no security contact is set up.",
    ]);
    expect(lines).toContain("Main reason 1: The account is locked (forbids a pass)");
  });
});

it("not enough questions: the next step and how many of how many", () => {
  const note = outcomeNotEnoughQuestions({
    ...subject,
    answered: 2,
    minimum: 3,
    nextStep: "Use the other contact on record",
  });
  expect(text(note)).toEqual([
    "[imper.ai] Verification Outcome: Failed (Not Enough Questions) (14:09)",
    "What now: Use the other contact on record. 2 of 3 answered.",
    "Person: Amara Okafor",
    "Requested action: Password reset for Amara Okafor only",
    "Link went to: SMS to +44 **** *** *42, on record",
    "Reference: 8Q2K-7MAB",
    "Verification ID: vrf_8Q2K7M",
    "Open the verification:",
    URL_OF_CHECK,
    "Ref: imper-note not_end001",
  ]);
});

it.each<[TimeoutReason, string]>([
  ["never_delivered", "Never delivered."],
  ["never_opened", "Never opened."],
  ["not_finished", "Not finished."],
])("timed out: %s", (reason, words) => {
  expect(text(outcomeTimedOut({ ...subject, reason })).slice(0, 4)).toEqual([
    "[imper.ai] Verification Outcome: Failed (Timed Out) (14:09)",
    words,
    "What now: Send again, or use the other contact.",
    "Person: Amara Okafor",
  ]);
});

describe("reported", () => {
  it("locks until tomorrow when the contact was on record", () => {
    const lockedUntil = Date.UTC(2026, 10, 20, 14, 9);
    expect(text(outcomeReported({ ...subject, at: AT, timeZone: LONDON, lockedUntil })).slice(0, 2)).toEqual([
      "[imper.ai] Verification Outcome: Failed (Reported) (14:09)",
      "The recipient says it was not them. Reject. Locked until 20 November 2026, 14:09 London time. Tell security yourself: no security contact is set up.",
    ]);
  });

  it("locks nothing when the destination was typed", () => {
    expect(text(outcomeReported({ ...subject, at: AT, timeZone: LONDON }))[1]).toBe(
      "The recipient says it was not them. Reject. Tell security yourself: no security contact is set up.",
    );
  });
});

it("of a pass whose person has left says so, and once however often it is asked", () => {
  const note = outcomeOfVoid(outcomePassed(passed), "inactive");
  expect(outcomeOfVoid(note, "inactive")).toEqual(note);
  const lines = text(note);
  expect(lines.slice(0, 4)).toEqual([
    "[imper.ai] Verification Outcome: Passed, void (14:09)",
    "Recommendation: Do not act on this request",
    "What now: The check passed, but the account is inactive or locked by now. Do not say why.",
    "Person: Amara Okafor",
  ]);
  expect(lines.join("\n")).not.toMatch(/Proceed|Valid until|before 14:24/u);
});

it.each([
  ["recipient", "the person reported another check since"],
  ["desk", "the desk reported a check of this person since"],
] as const)("of a pass that a report by the %s voids says that it no longer holds, and why", (by, why) => {
  expect(text(passVoided({ ...subject, by })).slice(0, 5)).toEqual([
    "[imper.ai] Verification Outcome: Passed, void (14:09)",
    "The earlier result of this check no longer holds.",
    "Recommendation: Do not act on this request",
    `What now: The check passed, but ${why}. Do not say why.`,
    "Person: Amara Okafor",
  ]);
});

it("recommends to proceed in the passed note only", () => {
  const others = [
    outcomeFailed({ ...assessed, why: "risk_high" }),
    outcomeFailed({ ...assessed, why: "blocking" }),
    outcomeFailed({ ...assessed, why: "risk_medium", nextStep: "Ask the manager" }),
    outcomeFailed({ ...assessed, why: "proof_missing", missing: ["passkey"], nextStep: "Ask the manager" }),
    outcomeNotEnoughQuestions({ ...subject, answered: 1, minimum: 3, nextStep: "Ask the manager" }),
    outcomeTimedOut({ ...subject, reason: "never_opened" }),
    outcomeReported({ ...subject, at: AT, timeZone: LONDON }),
    outcomeOfVoid(outcomePassed(passed), "inactive"),
    outcomeOfVoid(outcomePassed(passed), "recipient"),
    passVoided({ ...subject, by: "desk" }),
  ];
  for (const note of others) {
    expect(text(note).join("\n")).not.toContain("Proceed");
  }
  expect(text(outcomePassed(passed)).join("\n")).toContain("Proceed with action");
});
