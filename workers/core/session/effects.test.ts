import { expect, it } from "vitest";
import { messageId } from "../kit/ids.ts";
import { mustWaitFor, type Effect } from "./effects.ts";

const AUDIT: Effect = { type: "audit", action: "x", actor: "system", data: {} };
const NOTE: Effect = { type: "note", note: { kind: "outcome" } };
const TELLS: Effect = { type: "message", kind: "phone_known", id: messageId.parse("msg_phonephone1"), notAfter: 1 };
const LINK: Effect = { type: "message", kind: "link", id: messageId.parse("msg_linklink12"), notAfter: 1 };
const PHONE: Effect = { type: "remember_phone", phoneTag: "x", vouches: true };
const ANSWER: Effect = { type: "transcript", ordinal: 1, attempt: 1 };

it.each([
  ["a note behind a note", NOTE, NOTE, true],
  ["a phone behind the message that tells of it", PHONE, TELLS, true],
  ["a phone behind another message", PHONE, LINK, false],
  ["anything behind an audit row", LINK, AUDIT, true],
  ["an end behind an audit row", { type: "ended" } as const, AUDIT, true],
  ["a note behind an answer", NOTE, ANSWER, false],
  ["an audit row behind a note", AUDIT, NOTE, false],
  ["the next link behind a link", LINK, LINK, false],
])("%s: waits %#", (_what, later, earlier, waits) => {
  expect(mustWaitFor(later, earlier)).toBe(waits);
});
