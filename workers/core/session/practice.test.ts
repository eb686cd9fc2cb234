import { describe, expect, it } from "vitest";
import { keyedFor } from "../../../test/support/keyed.ts";
import { agentId, messageId } from "../kit/ids.ts";
import { practiceFacts, practicePool, PRACTICE_POPULATION, type PracticeFacts } from "../questions/practice.ts";
import type { Effect } from "./effects.ts";
import { viewFor } from "./portal-view.ts";
import { carriedOut, phoneLeftOut, practicePersonId } from "./practice.ts";
import { after, answer, BEGIN, context, PHONE, policy, session, START } from "./session.fixture.ts";

const FACTS: PracticeFacts = {
  manager: { given: "Grace", family: "Mwangi" },
  startMonth: { year: 2024, month: 3 },
  group: "Chess club",
};
const WHO = { name: { given: "Jonas", family: "Brandt", display: "Jonas Brandt" }, now: START };

const poolFor = (facts: PracticeFacts, seed = "one") =>
  practicePool({
    action: "identity_check",
    typedDestination: false,
    facts: practiceFacts(facts, WHO),
    population: PRACTICE_POPULATION,
    now: START,
    keyed: keyedFor(seed),
    organisation: "Halden",
  });

describe("three typed facts", () => {
  it("make one question each, whoever the admin is", () => {
    for (const seed of ["one", "two", "three", "four", "five", "six", "seven"]) {
      expect(poolFor(FACTS, seed).map(({ kind }) => kind)).toEqual(["group", "start_month", "manager"]);
    }
  });

  it("make fewer where they cannot be asked", () => {
    expect(poolFor({ ...FACTS, group: "SG-APP-4711-RW" })).toHaveLength(2);
    expect(poolFor({ ...FACTS, startMonth: { year: 2099, month: 1 } })).toHaveLength(2);
  });

  it.each(["right", "wrong"] as const)("decide as in every check, answered %s", (knowledge) => {
    const pool = poolFor(FACTS);
    const rules = policy({ action: "identity_check" });
    let now = after(session({ practice: true, policy: rules }), BEGIN, context(undefined, { pool })).session;
    for (let minute = 2; now.status === "answering"; minute += 1) {
      now = after(now, answer(now, knowledge, pool), context(START + minute * 60_000, { pool })).session;
    }
    expect(now.status).toBe(knowledge === "right" ? "passed" : "failed");
  });
});

describe("what is carried out of a practice check", () => {
  const id = messageId.parse("msg_practice1");
  const EFFECTS: readonly Effect[] = [
    { type: "audit", action: "verification.passed", actor: "system", data: { detail: "x" } },
    { type: "message", kind: "link", id, notAfter: 1 },
    { type: "message", kind: "code", id, notAfter: 1, digits: "123456" },
    { type: "message", kind: "phone_known", id, notAfter: 1 },
    { type: "note", note: { kind: "outcome" } },
    { type: "transcript", ordinal: 1, attempt: 1 },
    { type: "assessed" },
    { type: "remember_phone", phoneTag: "tag" },
    { type: "security", cause: "reported" },
    { type: "fence", until: 1, scope: "person" },
    { type: "handed_over" },
    { type: "ended" },
  ];

  it("is messages, the person's lease, and an audit row that says so", () => {
    const left = carriedOut({ practice: true }, EFFECTS);
    expect(left.map((effect) => (effect.type === "message" ? effect.kind : effect.type))).toEqual([
      "audit",
      "link",
      "code",
      "handed_over",
      "ended",
    ]);
    expect(left[0]).toMatchObject({ data: { detail: "x", practice: true } });
  });

  it("is everything of a real one", () => {
    expect(carriedOut({}, EFFECTS)).toBe(EFFECTS);
  });
});

it("says so on each of its pages, and no other check does", () => {
  const viewers = [{ linkNumber: 1 }, { linkNumber: 2 }, { linkNumber: 1, browserTag: PHONE }];
  const pool = poolFor(FACTS);
  const steps = (practice?: true) => {
    const sent = session({ policy: policy({ action: "identity_check" }), ...(practice && { practice }) });
    const answering = after(sent, BEGIN, context(undefined, { pool })).session;
    const reported = { type: "report.confirmed", observation: { ...BEGIN.observation, browserTag: PHONE } } as const;
    const shown = [sent, answering, after(answering, reported, context(undefined, { pool })).session];
    return shown.flatMap((at) => viewers.map((viewer) => viewFor(at, viewer, { pool, now: START })));
  };
  expect(new Set(steps(true).map(({ step, practice }) => `${step} ${String(practice)}`))).toEqual(
    new Set(["landing true", "ended true", "question true", "other_browser true", "reported true"]),
  );
  expect(steps().filter((view) => "practice" in view)).toEqual([]);
});

it("leaves the admin's phone out, and only there", () => {
  const pressed = { ...BEGIN, knownPhone: "verified", knownSince: 1, phoneTag: "tag", keySeenWithOther: true } as const;
  const { observed } = after(session({ practice: true }), pressed).session;
  expect(observed).toMatchObject({ knownPhone: "absent", keySeenWithOther: false });
  expect(observed.phoneTag).toBeUndefined();
  expect(phoneLeftOut({}, pressed)).toBe(pressed);
});

it("is about nobody of the directory", () => {
  expect(practicePersonId(agentId.parse("agt_jonas01"))).toBe("per_practice_jonas01");
});
