import { describe, expect, it } from "vitest";
import {
  closingAsked,
  closingComment,
  closingNote,
  reopeningNote,
  revisionTried,
  triedAt,
  whyNotClose,
  type ClosingFacts,
  type ClosingSubject,
  type StaysOpen,
} from "./closing.ts";

const FACTS: ClosingFacts = {
  check: { intact: true, status: "passed", takenBack: false },
  person: { id: "per_1", email: "amara@aldermoor.example", displayName: "Amara Okafor" },
  ticket: { requesterPersonId: "per_1" },
  changedSinceTried: false,
};

const SUBJECT: ClosingSubject = {
  key: "not_1",
  action: "password_reset",
  person: "Amara Okafor",
  reference: "K7M-2QX",
  verificationId: "vrf_123456",
  url: "https://console.example.com/verifications/vrf_123456",
};

it("closes what a check that passed, and holds, was for", () => {
  expect(whyNotClose(FACTS)).toBeUndefined();
});

it.each<readonly [StaysOpen, Partial<ClosingFacts>]>([
  ["not_passed", { check: { ...FACTS.check, status: "failed" } }],
  ["not_passed", { check: { ...FACTS.check, status: "answering" } }],
  ["not_passed", { check: { ...FACTS.check, intact: false } }],
  ["taken_back", { check: { ...FACTS.check, takenBack: true } }],
  ["other_requester", { ticket: { requesterPersonId: "per_2" } }],
  ["other_requester", { ticket: { requesterEmail: "other@aldermoor.example" } }],
  ["other_requester", { ticket: {} }],
  ["changed_since_tried", { changedSinceTried: true }],
])("leaves it open as %s with %j", (why, change) => {
  expect(whyNotClose({ ...FACTS, ...change })).toBe(why);
});

describe("the note", () => {
  it("says closed only of a ticket that is", () => {
    const titles = [
      closingNote(SUBJECT, { became: "pending" }),
      closingNote(SUBJECT, { became: "flagged" }),
      closingNote(SUBJECT, { became: "open", why: "not_offered" }),
      closingNote(SUBJECT, { became: "open", why: "still_open" }),
    ].map(({ title }) => title);
    expect(closingNote(SUBJECT, { became: "closed" }).title).toBe("Ticket closed");
    expect(titles).toEqual([
      "Ticket resolved, not closed yet",
      "Ticket marked to be closed",
      "Ticket stays open",
      "Ticket stays open",
    ]);
  });

  it("says why a ticket stays open, and what to do", () => {
    const note = closingNote(SUBJECT, { became: "open", why: "other_requester" });
    expect(note.lines).toEqual(["It was to be closed, and it names another requester than the check was for."]);
    expect(note.fields[0]).toEqual({ label: "What now", value: "Look at who asks for what." });
  });

  it("keeps its key, so that it is written once whatever became of the ticket", () => {
    const notes = [
      closingAsked(SUBJECT),
      closingNote(SUBJECT, { became: "closed" }),
      reopeningNote(SUBJECT, "reopened"),
    ];
    expect(notes.map(({ key }) => key)).toEqual([SUBJECT.key, SUBJECT.key, SUBJECT.key]);
  });

  it("keeps the revision of the last try, and forgets it", () => {
    const once = triedAt(closingAsked(SUBJECT), 7);
    expect([revisionTried(once), revisionTried(triedAt(once, 9))]).toEqual([7, 9]);
    const forgotten = triedAt(once, undefined);
    expect(forgotten).toEqual(closingAsked(SUBJECT));
    expect(revisionTried(forgotten)).toBeUndefined();
  });
});

it("comments without a name: its requester may read it", () => {
  expect(closingComment(SUBJECT)).toBe("Password reset: done after a verification that passed. Reference K7M-2QX.");
});
