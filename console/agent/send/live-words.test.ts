import { describe, expect, it } from "vitest";
import type { LiveReply, TimelineKind, TimelineStep } from "../../../workers/contract/console/live.ts";
import { leftShare, liveWords, momentOf, resendWords, stepWords, tabTitle } from "./live-words.ts";

const NOW = Date.parse("2026-11-19T14:12:50Z");
const KINDS: readonly TimelineKind[] = [
  "queued",
  "sent",
  "delivered",
  "seen",
  "begun",
  "checks",
  "code",
  "questions",
  "outcome",
];

/** A timeline that is done up to and without `current`. */
function timeline(current: TimelineKind, state: TimelineStep["state"] = "current"): TimelineStep[] {
  const index = KINDS.indexOf(current);
  return KINDS.map((kind, at) => {
    if (at < index) return { kind, state: "done", at: NOW - 3_000 };
    return { kind, state: at === index ? state : "ahead" };
  });
}

const live = (change: Partial<LiveReply> = {}): LiveReply => ({
  id: "vrf_1",
  version: 3,
  status: "code",
  ticketId: "tkt_39",
  ticketNumber: "IR-0000039",
  personFirstName: "Dana",
  agentId: "agt_1",
  agentName: "Lee Tanaka",
  own: true,
  acts: ["resend", "cancel", "caller_refused", "new_code", "read_code"],
  destination: { masked: "+351 ••• ••• 418", channel: "sms", origin: "on_record" },
  timeline: timeline("code"),
  startedAt: NOW - 60_000,
  deadlineAt: NOW + 828_000,
  totalMs: 900_000,
  resends: { left: 2, nextAt: NOW },
  otherContacts: [],
  ...change,
});

const say = (change: Partial<LiveReply>) => liveWords(live(change), { now: NOW, timeZone: "UTC" });

const LANDLINE = {
  problem: "not_mobile",
  fault: "destination",
  what: "the number is a landline",
  todo: "Use the other contact.",
} as const;

it("says while one more proof is missing who gives it", () => {
  expect(say({ status: "approving" }).say).toContain("A colleague confirms it now");
  const manager = { id: "apr_1", kind: "manager_vouch", name: "Nkechi Obi", askedAt: NOW } as const;
  expect(say({ status: "approving", approvals: [manager] }).say).toContain("your manager is asked to call you");
  expect(say({ status: "approving", approvals: [{ ...manager, answer: "refused" }] }).say).toContain("A colleague");
  expect(say({ status: "approving", passkey: true })).toMatchObject({
    headline: "passkey needed",
    say: "Dana, please use your passkey on the page. I stay on the line.",
  });
});

describe("momentOf", () => {
  it.each<[string, Partial<LiveReply>]>([
    ["queued", { status: "created", timeline: timeline("sent") }],
    ["sent", { status: "sent", timeline: timeline("delivered") }],
    ["delivered", { status: "sent", timeline: timeline("seen") }],
    ["seen", { status: "sent", timeline: timeline("begun") }],
    ["begun", { status: "checking", timeline: timeline("checks") }],
    ["code", {}],
    ["answering", { status: "answering" }],
    ["undelivered", { status: "sent", timeline: timeline("delivered", "failed"), undelivered: LANDLINE }],
    ["ended", { status: "passed" }],
  ])("is %s", (moment, change) => {
    expect(momentOf(live(change))).toBe(moment);
  });

  it("never calls a message sent that is only queued", () => {
    expect(momentOf(live({ status: "sending", timeline: timeline("sent") }))).toBe("queued");
  });

  it("believes that a page was opened although the operator says not delivered", () => {
    expect(momentOf(live({ status: "sent", timeline: timeline("begun"), undelivered: LANDLINE }))).toBe("seen");
  });
});

describe("liveWords", () => {
  it("reads the code out in two groups", () => {
    const { verb, say: line } = say({ code: { digits: "482916", validUntil: NOW + 1, triesLeft: 3 } });
    expect(verb).toBe("WAIT");
    expect(line).toContain("four eight two, nine one six");
  });

  it("never reads out an ended code", () => {
    expect(say({ code: { digits: "482916", validUntil: NOW, triesLeft: 3 } }).say).not.toContain("four");
  });

  it("says why a message did not arrive", () => {
    const words = say({ status: "sent", timeline: timeline("delivered", "failed"), undelivered: LANDLINE });
    expect(words).toMatchObject({
      verb: "STOP",
      tone: "bad",
      line: "The number is a landline. Use the other contact.",
    });
    expect(words.say).toContain("your other contact");
    const ours = say({ undelivered: { ...LANDLINE, fault: "account" }, status: "sent", timeline: [] });
    // Every contact of that channel would fail alike.
    expect(ours.say).not.toContain("contact");
  });

  it("counts questions and gives nothing else away", () => {
    const words = say({ status: "answering", question: { ordinal: 2, least: 3, most: 6 } });
    expect(words.headline).toBe("question 2 of 3 to 6");
    const beyond = say({ status: "answering", question: { ordinal: 5, least: 3, most: 6 } });
    expect(beyond.headline).toBe("question 5, a few more");
    expect(words.line).toBe("Change nothing yet. Dana pressed Begin at 14:12:47.");
  });

  it("leaves the outcome to the banner", () => {
    expect(say({ status: "passed" })).toMatchObject({ verb: "ENDED", headline: "" });
  });
});

describe("tabTitle", () => {
  it.each<[string, Partial<LiveReply>]>([
    ["Q2 IR-0000039", { status: "answering", question: { ordinal: 2, least: 3, most: 6 } }],
    ["CODE IR-0000039", {}],
    ["VERIFIED IR-0000039", { status: "passed" }],
    ["NOT DELIVERED IR-0000039", { status: "sent", timeline: timeline("delivered"), undelivered: LANDLINE }],
    ["DELIVERED IR-0000039", { status: "sent", timeline: timeline("seen") }],
    ["QUEUED IR-0000039", { status: "created", timeline: timeline("queued") }],
  ])("is %s", (title, change) => {
    expect(tabTitle(live(change))).toBe(title);
  });
});

describe("stepWords", () => {
  it("gives seconds to what happened and 'now' to what runs", () => {
    expect(stepWords({ kind: "sent", state: "done", at: NOW }, "UTC")).toMatchObject({
      label: "Sent",
      when: "14:12:50",
    });
    expect(stepWords({ kind: "code", state: "current" }, "UTC")).toMatchObject({
      note: "Waiting for six digits",
      when: "now",
    });
    expect(stepWords({ kind: "outcome", state: "ahead" }, "UTC")).toMatchObject({ note: "", when: "" });
  });

  it("ends the questions with figures", () => {
    const figures = { asked: 6, answered: 5, ms: 72_400 };
    expect(stepWords({ kind: "questions", state: "done", at: NOW, figures }, "UTC").note).toBe(
      "6 asked, 5 answered, 1 min 12 s",
    );
  });

  it("prefers the server's note", () => {
    const step = { kind: "delivered", state: "failed", note: "No such number", at: NOW } as const;
    expect(stepWords(step, "UTC")).toMatchObject({ label: "Not delivered", note: "No such number", state: "failed" });
  });
});

describe("resendWords", () => {
  it.each([
    [{ left: 2, nextAt: NOW }, "Resend", false],
    [{ left: 2, nextAt: NOW + 12_000 }, "Resend in 0:12", true],
  ])("of %o", (resends, label, disabled) => {
    expect(resendWords(resends, NOW)).toEqual({ label, disabled });
  });
});

it("shows how much time is left as a share", () => {
  expect(leftShare({ deadlineAt: NOW + 450_000, totalMs: 900_000 }, NOW)).toBe(0.5);
  expect(leftShare({ deadlineAt: NOW - 1, totalMs: 900_000 }, NOW)).toBe(0);
  expect(leftShare({ deadlineAt: NOW + 1 }, NOW)).toBeUndefined();
});
