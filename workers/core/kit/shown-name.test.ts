import { expect, it } from "vitest";
import { holdsContact, shownName } from "./shown-name.ts";

it.each([
  ["a line break", "Dana\r\nBcc: all\u2028Ruiz", "Dana Bcc: all Ruiz"],
  ["a phone number", "IT desk Call +44 (0)20 7946-0123 now", "IT desk Call now"],
  ["one in wide digits", "Call ＋４４２０７９４６", "Call"],
  ["one in Arabic digits", "Call ٠١٢٣٤٥", "Call"],
  ["a web address", "Dana http://evil.example/x Ruiz", "Dana Ruiz"],
  ["one without a scheme", "Dana www.evil.example", "Dana"],
  ["a wide one", "Dana ｈｔｔｐ：／／evil", "Dana"],
  ["a mail address", "Dana Ruiz <dana@evil.example>", "Dana Ruiz"],
  ["a mail address alone", "dana@evil.example", ""],
  ["a direction override", "Dana \u202Eziur\u202C", "Dana ziur"],
  ["5,000 characters", "D".repeat(5_000), "D".repeat(300)],
  ["5,000 digits", "7".repeat(5_000), ""],
  ["an address that a hidden sign parts", "w\u200Bww.evil.example", ""],
])("%s is no part of a name", (_what, text, left) => {
  expect(shownName(text)).toBe(left);
});

it.each([
  "Dana Ruiz",
  "Zoë O’Neill-Łuk",
  "Анна",
  "田中 太郎",
  "נועה כהן",
  "John Smith III",
  "Owen 1234",
  "Awwww. Bo",
  "R2-D2",
])("%s stays", (name) => {
  expect([shownName(name), holdsContact(name)]).toEqual([name, false]);
});
