import { describe, expect, it } from "vitest";
import { smsSize } from "../segments.ts";
import { LANGUAGES } from "../../kit/language.ts";
import { personNotice, type PersonNotice } from "./person-notice.ts";

const phoneKnownTemplate = personNotice("phoneKnown");

const message: PersonNotice = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  language: "en",
  ticketNumber: "IR-0000039",
  at: Date.UTC(2026, 10, 19, 14, 11),
};

describe("a phone that became known", () => {
  it("is one segment by SMS", () => {
    expect(phoneKnownTemplate.sms(message)).toBe(
      "Aldermoor IT: a phone passed your check and now counts as yours. Not you? Call 020 7946 0123.",
    );
    expect(smsSize(phoneKnownTemplate.sms(message)).segments).toBe(1);
  });

  it("is told by mail with the day, without a link, and with whom to call", () => {
    const { text, html } = phoneKnownTemplate.email(message);
    expect(text + html).not.toMatch(/href=|https?:/);
    expect(text).toMatchInlineSnapshot(`
      "A phone now counts as yours

      On 19 November at 14:11 London time a phone passed the check for ticket IR-0000039. From next week on it speaks for you when IT checks who you are.

      Not you? Call the IT Service Desk, 020 7946 0123, and say that a phone was added that is not yours.

      Aldermoor IT Service Desk, 020 7946 0123. Please do not reply to this email.
      "
    `);
  });

  it("reads well where no desk number is configured", () => {
    const without = { ...message, deskNumber: "" };
    expect(phoneKnownTemplate.sms(without)).toContain("Call the desk.");
    expect(phoneKnownTemplate.email(without).text).not.toContain(", ,");
  });
});

describe.each(["contactReplaced", "contactAdded", "accountLinked"] as const)("%s", (kind) => {
  const { ticketNumber: _none, ...untold } = message;
  it.each(LANGUAGES)("is short by SMS in %s, and says whom to call", (language) => {
    const text = personNotice(kind).sms({ ...untold, language });
    expect(text).toContain("020 7946 0123");
    expect(smsSize(text).segments).toBeLessThanOrEqual(2);
  });

  it.each(LANGUAGES)("is told by mail in %s without a ticket, a link or a word that was not filled in", (language) => {
    const { text, html } = personNotice(kind).email({ ...untold, language });
    expect(text + html).not.toMatch(/href=|https?:/);
    expect(text).not.toMatch(/[{}]|undefined/);
    expect(text).toContain("020 7946 0123");
  });
});

describe("a block that was lifted", () => {
  it.each(LANGUAGES)("is short by SMS in %s, and says whom to call", (language) => {
    const text = personNotice("blockLifted").sms({ ...message, language });
    expect(text).toContain("020 7946 0123");
    expect(smsSize(text).segments).toBeLessThanOrEqual(2);
  });

  it("is told by mail with day and ticket, without a link", () => {
    const { text, html } = personNotice("blockLifted").email(message);
    expect(text).toContain("On 19 November at 14:11 London time IT unlocked checks of your identity");
    expect(text).toContain("IR-0000039");
    expect(text + html).not.toMatch(/href=|https?:/);
  });
});
