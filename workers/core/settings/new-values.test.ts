import { describe, expect, it } from "vitest";
import { contactProblem, newValueProblems, webhooksProblem } from "./new-values.ts";
import { organisation } from "./sections/organisation.ts";
import { securityContact } from "./sections/security-contact.ts";

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

describe("a webhook of security", () => {
  it.each(["https://soc.halden.example/in", "https://soc.halden.example:8443", undefined])("may be %j", (webhook) => {
    expect(webhooksProblem({ mail: "soc@halden.example", webhook, incidentWebhook: webhook })).toBeUndefined();
  });

  it.each([
    "mailto:soc@halden.example",
    "javascript:alert(1)",
    "http://soc.halden.example",
    "https://a:b@soc.example",
    "https://10.0.0.1/in",
    "https://localhost",
  ])("is not %j", (webhook) => {
    expect(webhooksProblem({ webhook })).toMatch(/^must have https addresses/);
    expect(webhooksProblem({ incidentWebhook: webhook })).toMatch(/^must have https addresses/);
  });

  it("is asked of one that changes, and of none that stands", () => {
    const stands = { SECURITY_CONTACT: { webhook: "http://soc.example" } };
    const changed = { SECURITY_CONTACT: { webhook: "http://soc.example", mail: "soc@halden.example" } };
    expect(newValueProblems(securityContact, { before: stands, after: structuredClone(stands) })).toEqual([]);
    expect(newValueProblems(securityContact, { before: stands, after: changed })).toHaveLength(1);
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
