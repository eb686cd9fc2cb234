/** What each audience may see. The views of two sessions that differ only in secrets must be one and the same. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import { usableCount } from "../questions/asking/select.ts";
import type { PooledQuestion } from "../questions/question.ts";
import {
  after,
  AGENT,
  answer,
  answered,
  begun,
  CANARIES,
  context,
  HELD,
  inStatus,
  OTHER_AGENT,
  PHONE,
  policy,
  POOL,
  session,
  START,
  observed,
  type Knowledge,
} from "../session/session.fixture.ts";
import type { Session } from "../session/session.ts";
import { PHASES, TERMINAL_STATUSES, type SessionStatus } from "../session/status.ts";
import { liveView, tally } from "../session/live-view.ts";
import { viewFor, type Viewer } from "../session/portal-view.ts";

const OWN: Viewer = { linkNumber: 1, browserTag: PHONE };
const NOBODY: Viewer = { linkNumber: 1 };
const RESTING: readonly SessionStatus[] = [
  ...PHASES.filter((phase) => phase !== "begun" && phase !== "checking"),
  ...TERMINAL_STATUSES,
];

const step = (now: Session, viewer: Viewer = OWN) => viewFor(now, viewer, { pool: POOL, now: START + MINUTE_MS });

/** Everything that one viewer must not be able to tell, replaced. */
function withoutSecrets(now: Session): Session {
  const { assessment: _assessment, ...rest } = now;
  return {
    ...rest,
    person: {
      ...now.person,
      name: "Other Name",
      firstName: now.status === "passed" ? now.person.firstName : "Other",
      email: "other@example.test",
    },
    destination: { ...now.destination, masked: "x", maskedPlain: "x", tag: "x", sealed: "x" },
    ...(now.code === undefined ? {} : { code: { ...now.code, digits: "111111", refused: "222222" } }),
    ...(now.movers === undefined
      ? {}
      : {
          movers: now.movers.map(({ code, ...mover }) =>
            code === undefined ? mover : { ...mover, code: { ...code, digits: "111111", refused: "222222" } },
          ),
        }),
    asked: now.asked.map((question) => ({
      ...question,
      k: 0.5,
      r: 0.5,
      m: 2,
      exposure: "public" as const,
      factKey: "x",
      scored: true,
      answers: question.answers.map((given) => ({
        ...given,
        grade: given.grade === "skipped" ? given.grade : ("partial" as const),
      })),
    })),
    extraQuestion: !now.extraQuestion,
  };
}

const POOL_WITHOUT_SECRETS: readonly PooledQuestion[] = POOL.map((question) => ({
  ...question,
  expected: { type: "text", accepted: [] },
  factKey: "x",
  exposure: "public",
  k: 0.5,
  r: 0.5,
  m: 2,
}));

const VIEWERS: readonly Viewer[] = [
  OWN,
  NOBODY,
  { linkNumber: 2, browserTag: PHONE },
  { linkNumber: 1, browserTag: "stranger" },
  { linkNumber: 1, browserTag: "moving" },
];

function canariesIn(view: unknown, allowed: readonly string[] = []): string[] {
  const text = JSON.stringify(view);
  return Object.values(CANARIES).filter((canary) => !allowed.includes(canary) && text.includes(canary));
}

describe("the portal", () => {
  it.each(RESTING)("shows nothing that depends on a secret in %s", (status) => {
    const now = inStatus(status);
    for (const viewer of VIEWERS) {
      const shown = step(now, viewer);
      expect(shown).toEqual(
        viewFor(withoutSecrets(now), viewer, { pool: POOL_WITHOUT_SECRETS, now: START + MINUTE_MS }),
      );
      // The response that may be changed goes back, sealed, to the browser that gave it.
      expect(canariesIn(shown, [CANARIES.answer])).toEqual([]);
    }
  });

  it("shows nothing that depends on a secret during any course of answers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Knowledge>("right", "wrong", "skip"), { maxLength: 8 }),
        fc.boolean(),
        (course, extraQuestion) => {
          let now = begun({ extraQuestion });
          for (const [index, knowledge] of course.entries()) {
            if (now.status !== "answering") {
              break;
            }
            now = after(now, answer(now, knowledge), context(START + MINUTE_MS + index * SECOND_MS)).session;
            expect(step(now)).toEqual(
              viewFor(withoutSecrets(now), OWN, { pool: POOL_WITHOUT_SECRETS, now: START + MINUTE_MS }),
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("names nobody before verified, and then the first name only", () => {
    for (const status of RESTING) {
      const text = JSON.stringify(step(inStatus(status)));
      expect(text.includes("Canary"), status).toBe(status === "passed");
    }
    expect(step(inStatus("passed"))).toMatchObject({ step: "verified", firstName: "Canary" });
  });

  it("shows a question without its answer", () => {
    const shown = step(begun());
    expect(Object.keys(shown).sort()).toEqual(
      [
        "questions",
        "attempt",
        "deadlineAt",
        "extensionsLeft",
        "form",
        "kind",
        "options",
        "ordinal",
        "params",
        "step",
      ].sort(),
    );
  });

  it.each([
    ["created", "landing"],
    ["sending", "landing"],
    ["sent", "landing"],
    ["code", "code"],
    ["answering", "question"],
    ["passed", "verified"],
    ["failed", "not_verified"],
    ["not_enough_questions", "not_verified"],
    ["timed_out", "timed_out"],
    ["cancelled", "ended"],
    ["reported", "reported"],
  ] as const)("%s is the step %s", (status, wanted) => {
    expect(step(inStatus(status)).step).toBe(wanted);
  });

  it("promises no quick end where somebody else has to agree, or it is held, passkey or not", () => {
    const longer = (change: Partial<Session>) => step(session(change));
    const mfa = { policy: policy({ action: "mfa_reset" }) };
    expect(longer({})).not.toHaveProperty("longer");
    expect(longer({ policy: policy({ callerOnLine: true }) })).not.toHaveProperty("longer");
    expect(longer(HELD)).toMatchObject({ longer: true });
    expect(longer(mfa)).toMatchObject({ longer: true });
    expect(longer({ ...mfa, means: ["passkey"] })).toEqual(longer(mfa));
  });

  it.each(["passed", "failed", "not_enough_questions", "timed_out", "cancelled"] as const)(
    "another browser learns of %s only that it ended",
    (status) => {
      expect(step(inStatus(status), NOBODY)).toEqual({ step: "ended" });
      expect(step(inStatus(status), { linkNumber: 1, browserTag: "stranger" })).toEqual({ step: "ended" });
    },
  );

  it.each(["created", "code", "answering"] as const)("a replaced link opens nothing in %s", (status) => {
    expect(step(inStatus(status), { linkNumber: 0, browserTag: PHONE })).toEqual({ step: "ended" });
  });

  it("keeps other browsers out, and tells the former one where it went", () => {
    const open = begun();
    expect(step(open, NOBODY)).toEqual({ step: "other_browser" });
    const moved = { ...open, browser: { tag: "moving" }, formerBrowsers: [PHONE] };
    expect(step(moved, OWN)).toEqual({ step: "moved" });
    expect(step(moved, { linkNumber: 1, browserTag: "moving" }).step).toBe("question");
  });

  it("asks only the moving browser for its code", () => {
    const moving = after(begun(), {
      type: "move.requested",
      observation: observed({ browserTag: "moving" }),
      messageId: session().message.id,
      page: START,
    }).session;
    expect(step(moving, { linkNumber: 1, browserTag: "moving" })).toEqual({
      step: "move_code",
      validUntil: START + 6 * MINUTE_MS,
      triesLeft: 3,
    });
    expect(step(moving, NOBODY)).toEqual({ step: "other_browser" });
    expect(JSON.stringify(VIEWERS.map((viewer) => step(moving, viewer)))).not.toContain(
      moving.movers?.[0]?.code?.digits,
    );
  });

  it("offers the previous answer until it is being changed", () => {
    const second = answered(begun(), "right", 1);
    expect(step(second)).toMatchObject({ ordinal: 2, previous: { ordinal: 1, attempt: 1, sealed: CANARIES.answer } });
    const changing = after(
      second,
      { type: "answer.reopened", observation: observed(), ordinal: 1 },
      context(START + 2 * MINUTE_MS),
    ).session;
    expect(step(changing)).toMatchObject({ ordinal: 1, attempt: 2 });
    expect(step(changing)).not.toHaveProperty("previous");
    const third = answered(begun(), "right", 2);
    const changingSecond = after(
      third,
      { type: "answer.reopened", observation: observed(), ordinal: 2 },
      context(START + 2 * MINUTE_MS),
    ).session;
    expect(step(changingSecond)).not.toHaveProperty("previous");
  });

  it.each([
    ["someone", "someone"],
    ["unknown", "unknown"],
  ] as const)("warns whoever declined with %s", (started, shown) => {
    const declined = after(session(), {
      type: "landing.declined",
      observation: observed(),
      started,
      human: true,
    }).session;
    expect(step(declined, NOBODY)).toEqual({ step: "warning", started: shown });
  });
});

describe("the console while it runs", () => {
  it.each(RESTING)("sees nothing that depends on a code, answer, grade or score in %s", (status) => {
    const now = inStatus(status);
    expect(liveView(now)).toEqual(liveView(withoutSecrets(now)));
    expect(canariesIn(liveView(now))).toEqual([]);
  });

  it("never carries digits", () => {
    const coded = begun({ policy: policy({ callerOnLine: true }) });
    const text = JSON.stringify(liveView(coded));
    expect(coded.code?.digits).toMatch(/^\d{6}$/);
    expect(text).not.toContain(coded.code?.digits);
    expect(liveView(coded).code).toEqual({ validUntil: coded.code?.validUntil, triesLeft: 3 });
  });

  it("shows the same while answers are right and while they are wrong", () => {
    const at = (knowledge: Knowledge) => liveView(answered(begun(), knowledge, 2));
    expect(at("right")).toEqual(at("wrong"));
    expect(at("right")).toEqual(at("skip"));
    expect(at("right")).not.toHaveProperty("tally");
  });

  it("counts after the end", () => {
    expect(liveView(inStatus("passed")).tally).toEqual({ answered: 3, skipped: 0, available: usableCount(POOL) });
    expect(liveView(inStatus("not_enough_questions")).tally).toEqual({
      answered: 0,
      skipped: 8,
      available: usableCount(POOL),
    });
  });

  it("does not count the unscored question", () => {
    const now = inStatus("passed");
    const [first, ...rest] = now.asked;
    if (first === undefined) {
      throw new Error("nothing was asked");
    }
    expect(tally({ ...now, asked: [{ ...first, scored: false }, ...rest] }).answered).toBe(2);
  });

  it.each([
    ["before Begin", session(), { from: START, until: START + 10 * MINUTE_MS }],
    ["after Begin", begun(), { from: START + MINUTE_MS, until: START + 16 * MINUTE_MS }],
  ] as const)("gives the countdown %s", (_name, now, { from, until }) => {
    expect(liveView(now)).toMatchObject({ deadlineAt: until, totalMs: until - from });
  });

  it("has no countdown after the end, and says who ended it", () => {
    const cancelled = inStatus("cancelled");
    expect(liveView(cancelled)).not.toHaveProperty("deadlineAt");
    expect(liveView(cancelled)).toMatchObject({ detail: "agent", endedBy: AGENT.name });
  });

  it("says when the link may be sent again", () => {
    expect(liveView(session()).resends).toEqual({ left: 3, nextAt: START + 30 * SECOND_MS });
  });

  it("says who is in charge nowhere: that is the record's", () => {
    const taken = after(begun(), { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" }).session;
    expect(JSON.stringify(liveView(taken))).not.toContain(OTHER_AGENT.name);
  });
});
