import { describe, expect, it } from "vitest";
import { smsSize } from "../segments.ts";
import { codeTemplate } from "./code.ts";
import type { CodeMessage } from "./code.ts";

const message: CodeMessage = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  language: "en",
  ticketNumber: "IR-0000039",
  code: "482916",
  portalHost: "verify.example.com",
  expiresAt: Date.UTC(2026, 10, 19, 14, 11),
};

describe("code by SMS", () => {
  it("ends with the line that binds the code to the portal", () => {
    expect(codeTemplate.sms(message)).toBe(
      "482 916 is your Aldermoor IT code. Type it only on the page you opened. Never read it out.\n\n@verify.example.com #482916",
    );
  });

  it("is one segment", () => {
    expect(smsSize(codeTemplate.sms(message)).segments).toBe(1);
  });
});

describe("code by email", () => {
  it("keeps the code out of subject and preview, which show on locked screens", () => {
    const { subject, preview, fromName } = codeTemplate.email(message);
    expect({ subject, preview, fromName }).toEqual({
      subject: "Ticket IR-0000039: your code from Aldermoor IT",
      preview: "Type it only on the page you opened. Never read it out.",
      fromName: "Aldermoor IT Service Desk",
    });
  });

  it("carries no link", () => {
    const { text, html } = codeTemplate.email(message);
    expect(text + html).not.toMatch(/href=|https?:/);
    expect(html).toContain("482 916");
  });

  it("reads well as plain text", () => {
    expect(codeTemplate.email(message).text).toMatchInlineSnapshot(`
      "482 916 is your Aldermoor IT code. Type it only on the page you opened. Never read it out.

      The code works until 14:11 London time.

      Do not forward this email. IT never asks you for a password or to read out a code.

      Aldermoor IT Service Desk, 020 7946 0123. Please do not reply to this email."
    `);
  });

  it("escapes and flattens what it is given", () => {
    const { subject, html } = codeTemplate.email({ ...message, organisation: "<b>\r\nA" });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain("<b>");
    expect(html).toContain("&lt;b&gt; A");
  });
});
