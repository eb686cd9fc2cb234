import { describe, expect, it } from "vitest";
import { contactProblem, newValueProblems } from "./new-values.ts";
import { organisation } from "./sections/organisation.ts";

describe("a privacy contact", () => {
  it.each(["", "privacy@halden.example", "https://halden.example/privacy", "+44 20 7946 0123", "(020) 7946-0123"])(
    "may be %j",
    (text) => {
      expect(contactProblem(text)).toBeUndefined();
    },
  );

  it.each([
    "the HR office",
    "privacy@halden",
    "http://halden.example/privacy",
    "javascript:alert(1)",
    "https://user@evil.example",
    "https://",
    "call +44 20 7946 0123",
    "1234",
    "a@b.example, c@d.example",
  ])("is not %j", (text) => {
    expect(contactProblem(text)).toBe("must be a mail address, an https address or a phone number");
  });
});

it("is asked of a value that changes, by name, and of none that stands", () => {
  const old = { PRIVACY_CONTACT: "the HR office" };
  expect(newValueProblems(organisation, { before: old, after: { ...old, DESK_PHONE: "1" } })).toEqual([]);
  expect(newValueProblems(organisation, { before: {}, after: old })).toEqual([
    { key: "PRIVACY_CONTACT", message: "must be a mail address, an https address or a phone number" },
  ]);
  expect(newValueProblems({}, { before: {}, after: old })).toEqual([]);
});
