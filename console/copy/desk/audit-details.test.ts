import { expect, it } from "vitest";
import { CODES, detailWords } from "./audit-details.ts";

const names = new Map([
  ["agt_lee", "Lee Chen"],
  ["agt_kim", "Kim Park"],
]);
const context = {
  nameOf: (id: string) => names.get(id),
  when: (at: number) => `the moment ${String(at)}`,
};

it.each([
  ["way", "link", "by a one-time link"],
  ["way", "callback", "by a call back to a contact on record"],
  ["issued_by", "agt_lee", "link made by: Lee Chen"],
  ["issued_by", "installer", "link made by: the deployment"],
  ["people", "agt_lee agt_kim", "people: Lee Chen, Kim Park"],
  ["people", "per_a per_b per_c per_d", "people: per_a, per_b, per_c, per_d"],
  ["people", "per_a agt_lee per_c per_d per_e per_f", "people: per_a, Lee Chen, per_c and 3 more"],
  ["role", "analyst", "role: Analyst"],
  ["by", "groups", "by a group of the company"],
  ["told", 3, "told: 3"],
  ["told", true, "told: yes"],
  ["finishedAt", 5, "finished: the moment 5"],
  ["to", "mail to d•••@halden.example", "to: mail to d•••@halden.example"],
  ["reason", "sign_in.lost", "reason: This answer belongs to another sign-in, or was used already"],
  ["reason", "on the phone with link and all", "reason: on the phone with link and all"],
  ["name", "constructor", "name: constructor"],
  ["recovery_codes", 10, "recovery codes: 10"],
  ["ticketText", 8, "texts of tickets: 8"],
  ["leaver", 20, "people who have left: 20"],
  ["ordinal", 3, "question: 3"],
] as const)("%s %s reads: %s", (name, value, words) => {
  expect(detailWords(name, value, context)).toBe(words);
});

it.each(Object.keys(CODES))("the code %s stands nowhere as it is kept", (code) => {
  expect(detailWords("detail", code, context)).not.toMatch(/_/u);
});

it("a row that cannot be read says so", () => {
  expect(detailWords("unreadable", true, context)).toBe("unreadable: yes");
});
