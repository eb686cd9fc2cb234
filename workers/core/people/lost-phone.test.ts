import { expect, it } from "vitest";
import type { KnownContact, NewContact } from "./compare.ts";
import { losesPhone } from "./lost-phone.ts";

const phone: KnownContact = {
  id: "con_1",
  channel: "sms",
  valueTag: "a",
  typed: false,
  changedAt: 0,
  baseline: false,
  intact: true,
};
const added = (channel: "sms" | "email"): NewContact => ({
  ...phone,
  channel,
  canonical: "",
  masked: "",
  maskedPlain: "",
});

it.each<[string, readonly KnownContact[], readonly NewContact[], readonly string[], boolean]>([
  ["the only one goes", [phone], [], ["con_1"], true],
  ["another one comes in its place", [phone], [added("sms")], ["con_1"], false],
  ["a mail address comes in its place", [phone], [added("email")], ["con_1"], true],
  ["one of two stays", [phone, { ...phone, id: "con_2" }], [], ["con_1"], false],
  ["a mail address goes", [{ ...phone, channel: "email" }], [], ["con_1"], false],
  ["one that somebody else wrote goes", [{ ...phone, intact: false }], [], ["con_1"], false],
])("a mobile number is lost or not: %s", (_what, contacts, addContacts, removeContacts, lost) => {
  expect(losesPhone({ contacts }, { addContacts, removeContacts })).toBe(lost);
});

it("is nobody's who is new", () => {
  expect(losesPhone(undefined, { addContacts: [], removeContacts: [] })).toBe(false);
});
