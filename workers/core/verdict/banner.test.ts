import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentId } from "../kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import { type Banner, bannerFor, type BannerInput } from "./banner.ts";
import { ACTIONS } from "../policy/policy.ts";
import { PROOFS } from "../policy/proofs.ts";
import { recommend, type Recommendation } from "./recommend.ts";
import { PHASES, TERMINAL_STATUSES } from "../session/status.ts";

/** 14:20 in the desk's zone. */
const NOW = Date.UTC(2026, 10, 19, 14, 20);
const at = (minute: number): number => Date.UTC(2026, 10, 19, 14, minute);

const base: BannerInput = {
  recommendation: { verdict: "proceed", by: "agent", validUntil: at(32) },
  status: "passed",
  action: "password_reset",
  person: { firstName: "Dana", shortName: "Dana R.", active: true },
  ticketNumber: "IR-0000125",
  destination: { channel: "sms", origin: "on_record" },
  risk: { score: 1.1, passLine: 3 },
  proofs: ["contact_on_record", "spoken_code"],
  missing: [],
  reasons: ["Network belongs to a consumer VPN", "Link sent by SMS was opened on a desktop", "A third one"],
  questions: { answered: 2, minimum: 3, skipped: 4, available: 2 },
  now: NOW,
  timeZone: "Europe/Lisbon",
};
const banner = (recommendation: Recommendation, change: Partial<BannerInput> = {}): Banner =>
  bannerFor({ ...base, recommendation, ...change });
const steps = ({ nextSteps }: Banner): string[] => nextSteps.map(({ label }) => label);
const words = ({ verb, headline, line }: Banner): string => `${verb}: ${headline} | ${line}`;

describe("each case in its words", () => {
  it("passed", () => {
    const shown = banner(base.recommendation);
    expect(words(shown)).toBe(
      "PROCEED: User verified successfully - Proceed with action | Password reset for Dana R. only, until 14:32. Phone on record + code. " +
        "Risk 1.1 (limit 3.0, lower is safer). Never read a password or code to the caller",
    );
    expect(shown).toMatchObject({
      tone: "ok",
      reasons: [],
      nextSteps: [],
      say: "Thank you, Dana, you are verified. I reset the password now. You get it the way we always hand it over, never on this call.",
    });
  });

  it("passed, for an account that is not the person's own", () => {
    expect(banner(base.recommendation, { account: "adm-dana.ruiz" }).line).toContain(
      "Password reset for account adm-dana.ruiz of Dana R. only, until 14:32.",
    );
  });

  it("passed, action offered in the portal", () => {
    const portalAction = { state: "available", target: "Active Directory", until: at(28), refusals: 0 } as const;
    const offered = { verdict: "proceed", by: "requester", validUntil: at(28) } as const;
    expect(words(banner(offered, { portalAction }))).toBe(
      "NOTHING TO DO: the user is doing it now | The page is open to them until 14:28. Change nothing yet",
    );
    expect(banner(offered, { portalAction: { ...portalAction, state: "unknown" } }).line).toContain("can do it again");
  });

  it("done by the user, who may say that it does not work", () => {
    const portalAction = {
      state: "consumed",
      target: "Active Directory",
      until: at(28),
      refusals: 0,
      doneAt: at(19),
    } as const;
    const done = { verdict: "done", by: "requester", at: at(19) } as const;
    expect(words(banner(done, { portalAction }))).toBe(
      "DONE: the user set a new password | At 14:19 in Active Directory. Nothing for you to do",
    );
    const broken = banner(done, { portalAction: { ...portalAction, notWorkingAt: at(20) } });
    expect([broken.tone, words(broken)]).toEqual([
      "warn",
      "DONE: the user says it does not work | Said at 14:20. Call Dana R. back on a contact on record",
    ]);
  });

  it("taken by an agent, who acts, and told to the others", () => {
    const by = { id: agentId.parse("agt_kimpark01"), name: "Kim Park" };
    const open = { by, begunAt: at(21) };
    const own = banner(base.recommendation, { deskAction: { ...open, own: true } });
    expect([own.verb, own.headline]).toEqual(["PROCEED", "you act now, then record what you did"]);
    expect(own.line).toContain("Never read a password or code to the caller");
    const others = banner(base.recommendation, { deskAction: { ...open, own: false } });
    expect([others.tone, words(others)]).toEqual([
      "info",
      "NOTHING TO DO: K. Park acts now | Since 14:21. Change nothing: one agent acts on a pass",
    ]);
    const expired = { verdict: "expired", validUntil: at(32) } as const;
    expect(banner(expired, { deskAction: { ...open, own: false } }).line).toBe(
      "Was valid until 14:32. K. Park took it at 14:21: what was done is not recorded",
    );
    const done = { verdict: "done", by: "agent", at: at(25) } as const;
    const ended = { at: at(25), outcome: "done" } as const;
    expect(words(banner(done, { deskAction: { ...open, own: false, ended } }))).toBe(
      "DONE: K. Park did it | Recorded at 14:25. Nothing for you to do",
    );
    expect(words(banner(done, { deskAction: { ...open, own: true, ended: { ...ended, late: true } } }))).toBe(
      "DONE: you did it | Recorded at 14:25, after the pass had ended. Nothing for you to do",
    );
    const notDone = { ...ended, outcome: "caller_gone" } as const;
    expect(banner(base.recommendation, { deskAction: { ...open, own: false, ended: notDone } })).toEqual(
      banner(base.recommendation),
    );
  });

  it("approval open", () => {
    const approval = { kind: "second_approver", firstName: "Kim", shortName: "Kim P.", askedAt: at(20) } as const;
    const shown = banner(
      { verdict: "wait", reason: "approval" },
      { approval, destination: { channel: "sms", origin: "typed" } },
    );
    expect(words(shown)).toBe("WAIT: second approval needed | Destination not on record. Asked Kim P. at 14:20");
    expect(steps(shown)).toEqual(["Ask somebody else to approve", "Remind Kim"]);
  });

  it("the person's passkey is asked for, alone or beside a colleague", () => {
    const shown = banner({ verdict: "wait", reason: "approval" }, { passkey: true });
    expect(words(shown)).toBe("WAIT: passkey needed | This action needs one more proof");
    expect(shown.say).toContain("please use your passkey on the page");
    const approval = { kind: "second_approver", firstName: "Kim", shortName: "Kim P.", askedAt: at(20) } as const;
    const both = banner({ verdict: "wait", reason: "approval" }, { passkey: true, approval });
    expect(words(both)).toBe(
      "WAIT: passkey or second approval needed | This action needs one more proof. Asked Kim P. at 14:20",
    );
  });

  it("the manager is asked: the line to say is about the call", () => {
    const approval = { kind: "manager_vouch", firstName: "Nkechi", shortName: "Nkechi O.", askedAt: at(20) } as const;
    const shown = banner({ verdict: "wait", reason: "approval" }, { approval });
    expect(words(shown)).toBe(
      "WAIT: manager's word needed | This action needs a second person. Asked Nkechi O. at 14:20",
    );
    expect(shown.say).toContain("Your manager is asked to call you");
  });

  it("passed, no longer valid", () => {
    const shown = banner({ verdict: "expired", validUntil: at(12) });
    expect(words(shown)).toBe("EXPIRED: verify again | Was valid until 14:12");
    expect(steps(shown)).toEqual(["Send again"]);
  });

  it("medium", () => {
    const shown = banner({ verdict: "stop", reason: "second_look" });
    expect(words(shown)).toBe(
      "STOP: not verified yet | Some checks need a second look - verify another way before you proceed",
    );
    expect(shown.reasons).toEqual(base.reasons.slice(0, 2));
    expect(steps(shown)).toEqual([
      "Another contact",
      "Ask the manager, on a number on record",
      "Send them to the IT desk with their staff badge",
    ]);
  });

  it("low risk, spoken code missing", () => {
    const shown = banner({ verdict: "stop", reason: "proof_missing" }, { missing: [["spoken_code"]] });
    expect(words(shown)).toBe("STOP: proof missing: spoken code | Answers fine, call not tied to this phone");
    expect(steps(shown)).toEqual(["Send again with a spoken code"]);
  });

  it("low risk, two people missing", () => {
    const shown = banner(
      { verdict: "stop", reason: "proof_missing" },
      {
        missing: [
          ["passkey", "second_approver"],
          ["passkey", "manager_vouch"],
        ],
      },
    );
    expect(shown.headline).toBe("proof missing: passkey or second approver");
    // Another contact would end as this one did.
    expect(steps(shown)).toEqual(["Send again, and ask a second approver", "Ask the manager, on a number on record"]);
    expect(shown.nextSteps.map(({ how }) => how)).toEqual(["check", "hand"]);
  });

  it("high", () => {
    const shown = banner({ verdict: "reject", reason: "high_risk" });
    expect(words(shown)).toBe(
      "REJECT: High risk detected - Reject this request | Do not say why. Nobody has told security: route it yourself",
    );
    expect(shown.say).toBe("I cannot complete this now. Your reference is IR-0000125; we will contact you.");
    expect(shown.reasons).toEqual([]);
    expect(steps(shown)).toEqual(["Copy the line to say", "Route the ticket to security"]);
  });

  it("reported", () => {
    expect(words(banner({ verdict: "reject", reason: "reported" }, { lockedUntil: at(10) + DAY_MS }))).toBe(
      "REJECT: the recipient says it was not them | Locked until tomorrow 14:10. Nobody has told security: route it yourself",
    );
  });

  it("says of a lock that was lifted since when, and nothing of how long it was to last", () => {
    const shown = banner(
      { verdict: "reject", reason: "reported" },
      { lockedUntil: at(10) + DAY_MS, liftedAt: at(18), now: at(20) },
    );
    expect(shown.line.split(". ")[0]).toBe("Lock lifted 14:18");
  });

  it.each([
    [1, "Locked until 14:21"],
    [0, "Was locked until 14:20"],
    [-1, "Was locked until 14:19"],
  ])("says of a lock that ends %i minutes from now whether it still holds", (minutes, said) => {
    const shown = banner({ verdict: "reject", reason: "reported" }, { now: at(20), lockedUntil: at(20 + minutes) });
    expect(shown.line.split(". ")).toContain(said);
  });

  it.each([
    [undefined, "Nobody has told security: route it yourself"],
    [{ state: "not_set" }, "Nobody has told security: route it yourself"],
    [{ state: "waiting" }, "Security is not told yet, it is being tried"],
    [{ state: "failed" }, "Security could not be told: route it yourself"],
    [{ state: "discarded" }, "The message to security was discarded"],
    [{ state: "told", at: at(9) }, "Security told 14:09"],
  ] as const)("says of security %j only what is so", (security, said) => {
    const shown = [
      banner({ verdict: "reject", reason: "reported" }, { security }),
      banner({ verdict: "reject", reason: "high_risk" }, { security }),
      banner({ verdict: "do_not_proceed" }, { security }),
      banner({ verdict: "cancelled" }, { detail: "someone_contacted_me", security }),
      banner({ verdict: "cancelled" }, { detail: "does_not_know", security }),
    ];
    for (const { line } of shown) {
      expect(line).toContain(said);
      expect(line.match(/told/g)?.length ?? 0).toBeLessThanOrEqual(1);
    }
  });

  it("not enough questions", () => {
    const skipped = banner({ verdict: "not_verified", reason: "not_enough_questions" }, { detail: "skipped_too_many" });
    expect(words(skipped)).toBe("NOT VERIFIED: 2 of 3 answered | Skipped 4");
    expect(banner({ verdict: "not_verified", reason: "not_enough_questions" }, { detail: "too_few_facts" }).line).toBe(
      "Only 2 usable facts on file",
    );
  });

  it.each([
    ["never_delivered", "never delivered"],
    ["never_opened", "never opened"],
    ["not_finished", "not finished"],
  ] as const)("timed out: %s", (detail, headline) => {
    const shown = banner(
      { verdict: "not_verified", reason: "timed_out" },
      { detail, sentAt: at(2), begunAt: at(5), endedAt: at(20) },
    );
    expect(words(shown)).toBe(`NOT VERIFIED: ${headline} | Sent 14:02, begun 14:05, ended 14:20`);
    expect(steps(shown)).toEqual(["Send again", "Other contact"]);
  });

  it("cancelled by the agent", () => {
    const shown = banner({ verdict: "cancelled" }, { detail: "agent", stoppedBy: "Lee", endedAt: at(7) });
    expect(words(shown)).toBe("CANCELLED: by Lee at 14:07 | Change nothing. The link no longer opens");
  });

  it("cancelled because somebody had contacted them", () => {
    const shown = banner({ verdict: "cancelled" }, { detail: "someone_contacted_me", endedAt: at(7) });
    expect(words(shown)).toBe(
      "CANCELLED: by the requester at 14:07 | They say that somebody contacted them. Change nothing. Nobody has told security: route it yourself",
    );
    expect(steps(shown)).toEqual(["Route the ticket to security"]);
  });

  it("person inactive", () => {
    const shown = banner({ verdict: "do_not_proceed" }, { person: { ...base.person, active: false } });
    expect(words(shown)).toBe(
      "DO NOT PROCEED:  | The account is inactive or locked. Nobody has told security: route it yourself",
    );
  });

  it("ticket now names somebody else", () => {
    const shown = banner({ verdict: "stop", reason: "other_person" }, { ticketNowNames: "Tomasz W." });
    expect(words(shown)).toBe("STOP: this check was for Dana R. | Grant void. The ticket now names Tomasz W.");
    expect(steps(shown)).toEqual(["Verify Tomasz W."]);
  });

  it("in progress", () => {
    const shown = banner(
      { verdict: "wait", reason: "in_progress" },
      { status: "answering", question: 2, deadlineAt: NOW + 9 * MINUTE_MS + 40_000 },
    );
    expect(words(shown)).toBe("WAIT: question 2, 9:40 left | Change nothing yet");
    expect(shown.say).toBe("Take your time. I cannot see the questions, and I cannot help with them.");
  });
});

describe("next steps towards a missing proof", () => {
  const towards = (missing: BannerInput["missing"]) =>
    steps(banner({ verdict: "stop", reason: "proof_missing" }, { missing }));

  it("offer the phone that was used before where that is enough, before what people do", () => {
    expect(towards([["passkey", "known_phone", "contact_code", "manager_vouch", "second_approver"]])).toEqual([
      "Send again, and ask a second approver",
      "Send again, for the phone used before",
      "Ask the manager, on a number on record",
    ]);
  });

  it("offer another contact only where a contact is what is missing", () => {
    expect(towards([["contact_on_record"]])).toEqual(["Another contact"]);
    expect(towards([["contact_on_record"], ["passkey", "second_approver"]])).toEqual([
      "Another contact",
      "Send again, and ask a second approver",
    ]);
  });
});

describe("properties", () => {
  const inputs: fc.Arbitrary<BannerInput> = fc
    .record({
      status: fc.constantFrom(...PHASES, ...TERMINAL_STATUSES),
      detail: fc.constantFrom(
        undefined,
        "risk_medium",
        "risk_high",
        "proof_missing",
        "blocking",
        "agent",
        "does_not_know",
        "caller_refused",
        "never_delivered",
      ),
      action: fc.constantFrom(...ACTIONS),
      validUntil: fc.constantFrom(undefined, NOW, NOW + 1),
      same: fc.boolean(),
      active: fc.boolean(),
      portal: fc.boolean(),
      missing: fc.array(fc.subarray([...PROOFS])),
      proofs: fc.subarray([...PROOFS]),
    })
    .map(({ same, portal, active, validUntil, ...drawn }) => ({
      ...base,
      ...drawn,
      person: { ...base.person, active },
      recommendation: recommend({
        ...drawn,
        validUntil,
        now: NOW,
        level: "medium",
        ticketStillNamesSamePerson: same,
        integrity: "intact",
        personActive: active,
        confirmedImpostor: false,
        otherReported: false,
        portalAction: portal ? { offeredUntil: NOW + 1 } : undefined,
      }),
    }));

  it("tells to proceed exactly when the recommendation is that the agent proceeds", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const shown = bannerFor(input);
        const agentProceeds = input.recommendation.verdict === "proceed" && input.recommendation.by === "agent";
        expect(shown.verb === "PROCEED").toBe(agentProceeds);
        expect(/\bProceed\b/.test(`${shown.headline} ${shown.line}`)).toBe(agentProceeds);
      }),
      { numRuns: 1_000 },
    );
  });

  it("always has a line to say that gives no reason and tells nothing to press, and at most three next steps", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const shown = bannerFor(input);
        expect(shown.say).toBeTruthy();
        expect(shown.say).not.toMatch(/risk|score|vpn|network|wrong|fail|press|i contacted/i);
        expect(shown.nextSteps.length).toBeLessThanOrEqual(3);
        expect(shown.reasons.length).toBe(shown.line.startsWith("Some checks need a second look") ? 2 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves nobody who did not pass without a next step, except where the request is rejected or gone", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { verdict } = input.recommendation;
        fc.pre(["stop", "expired", "not_verified", "do_not_proceed", "cancelled"].includes(verdict));
        expect(bannerFor(input).nextSteps.length).toBeGreaterThan(0);
      }),
    );
  });
});
