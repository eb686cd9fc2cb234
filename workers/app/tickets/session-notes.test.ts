import { describe, expect, it } from "vitest";
import { accountId } from "../../core/kit/ids.ts";
import type { NoteEvent } from "../../core/session/effects.ts";
import {
  AGENT,
  answered,
  begun,
  CANARIES,
  inStatus,
  POOL,
  session,
  START,
  TARGET,
} from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import { TERMINAL_STATUSES } from "../../core/session/status.ts";
import { sessionNote } from "./session-notes.ts";

const FRAME = {
  consoleOrigin: "https://console.example.com",
  timeZone: "UTC",
  securityContactSet: false,
  at: START,
  key: "the key",
};
const ENDED = TERMINAL_STATUSES.filter((status) => status !== "cancelled");

const EVENTS: readonly NoteEvent[] = [
  { kind: "sent" },
  { kind: "resent", by: AGENT.name },
  { kind: "not_delivered", problem: "refused" },
  { kind: "taken_over", by: "Lee Park", from: AGENT.name, reason: "shift ended" },
  { kind: "cancelled", reason: "agent", by: AGENT.name },
  { kind: "late_report" },
  { kind: "former_report" },
  { kind: "pass_voided" },
  { kind: "person_asked" },
];

const all: readonly (readonly [string, Session, NoteEvent])[] = [
  ...EVENTS.map((event) => [event.kind, session(), event] as const),
  ...ENDED.map((status) => [`outcome ${status}`, inStatus(status), { kind: "outcome" }] as const),
];

describe("a note", () => {
  it.each(all)("%s has its key and leads to the console, nowhere else", (_name, now, event) => {
    const note = sessionNote(now, event, FRAME);
    expect(note.key).toBe("the key");
    const addresses = JSON.stringify(note).match(/https?:\/\/[^\s"<]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    expect(new Set(addresses)).toEqual(new Set([`https://console.example.com/verifications/${now.id}`]));
  });

  it.each(all)("%s holds no address, answer or sealed text", (_name, now, event) => {
    const text = JSON.stringify(sessionNote(now, event, FRAME));
    const { name: _allowed, ...secrets } = CANARIES;
    for (const secret of Object.values(secrets)) {
      expect(text).not.toContain(secret);
    }
    // One word, such as a department's name, may be a word of the note itself.
    for (const option of POOL.flatMap((question) => question.options).filter((name) => name.includes(" "))) {
      expect(text).not.toContain(option);
    }
  });

  it("tells before it that the requester began, where none has told it", () => {
    const now = inStatus("passed");
    const note = sessionNote(now, { kind: "outcome" }, { ...FRAME, begunAt: START - 1 });
    expect(note).toMatchObject({
      key: "the key",
      first: { key: `${now.id}:begun`, title: "Verification begun", at: START - 1 },
    });
    expect(sessionNote(now, { kind: "outcome" }, FRAME)).not.toHaveProperty("first");
  });

  it.each([
    ["passed", "Passed"],
    ["failed", "Failed"],
    ["not_enough_questions", "Not Enough"],
    ["timed_out", "Timed Out"],
    ["reported", "Reported"],
  ] as const)("about %s says so", (status, words) => {
    expect(JSON.stringify(sessionNote(inStatus(status), { kind: "outcome" }, FRAME))).toContain(words);
  });

  it("says where the link went: on record, or typed by whom and why", () => {
    const from = session();
    const onRecord = JSON.stringify(sessionNote(from, { kind: "sent" }, FRAME));
    const typed = session({
      destination: { ...from.destination, origin: "typed", trusted: false, reason: "phone was stolen" },
    });
    const byHand = JSON.stringify(sessionNote(typed, { kind: "sent" }, FRAME));
    expect(onRecord).toContain("on record");
    expect(onRecord).not.toContain("phone was stolen");
    expect(byHand).toContain("phone was stolen");
    expect(byHand).toContain(AGENT.name);
  });

  it("names the account acted on, when it was sent and when it ended", () => {
    const account = { id: accountId.parse("acc_adm00001"), userName: "adm-canary", label: "Administration" };
    const sent = JSON.stringify(sessionNote(session({ account }), { kind: "sent" }, FRAME));
    expect(sent).toContain("adm-canary (Administration)");
    const ended = JSON.stringify(sessionNote({ ...inStatus("passed"), account }, { kind: "outcome" }, FRAME));
    expect(ended).toContain(`Password reset for account adm-canary of ${CANARIES.name} only`);
  });

  it("names one way to what was missing, each proof once", () => {
    const person = { ...session().person, privileged: true };
    const failed: Session = { ...inStatus("failed"), detail: "proof_missing", person };
    const { fields } = sessionNote(failed, { kind: "outcome" }, FRAME);
    expect(fields[0]?.value).toMatch(/Proof missing: (phone on record, )?passkey$/);
  });

  it("about a message that did not arrive says why and what to do, and shows no code", () => {
    const note = sessionNote(session(), { kind: "not_delivered", problem: "country_off" }, FRAME);
    expect(note.lines.join(" ")).toContain("switched off in our own account. Tell an administrator.");
    expect(JSON.stringify(note)).not.toContain("country_off");
  });

  it("of a decided check without an assessment is a defect, not a guess", () => {
    const { assessment: _none, ...bare } = inStatus("passed");
    expect(() => sessionNote(bare, { kind: "outcome" }, FRAME)).toThrow("assessment");
  });
});

it("says until when the page is open where the requester acts, not how long the pass lasts after it", () => {
  const now = answered(begun({ actionTarget: TARGET }), "right");
  const until = (of: Session) =>
    sessionNote(of, { kind: "outcome" }, FRAME).fields.find(({ label }) => label === "Valid until")?.value;
  const { grant, ...bare } = now;
  expect(grant?.expiresAt).toBeLessThan(now.validUntil ?? 0);
  expect(until(now)).toBe(until({ ...bare, validUntil: grant?.expiresAt ?? 0 }));
  expect(until(now)).not.toBe(until(bare));
});
