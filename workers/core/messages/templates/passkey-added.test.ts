import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../kit/language.ts";
import { smsSize } from "../segments.ts";
import { passkeyAdded, type PasskeyAdded } from "./passkey-added.ts";

const LINK = `https://verify.aldermoor.example/me/not-me/${"A".repeat(46)}`;
const message: PasskeyAdded = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  language: "en",
  at: Date.UTC(2026, 10, 19, 14, 11),
  until: Date.UTC(2026, 10, 26, 14, 11),
  link: LINK,
  person: "Grace evil.example Mwangi",
};

describe.each(["own", "report"] as const)("a new passkey, told as %s", (told) => {
  it.each(LANGUAGES)("is short by SMS in %s, and has its link and no other", (language) => {
    const text = passkeyAdded(told).sms({ ...message, language });
    expect(text.match(/https?:\/\/\S+/g)).toEqual([LINK]);
    expect(smsSize(text).segments).toBeLessThanOrEqual(language === "he" ? 4 : 2);
  });

  it.each(LANGUAGES)("is told by mail in %s with until when it can be undone, and every word filled in", (language) => {
    const { text, html, subject } = passkeyAdded(told).email({ ...message, language });
    expect(text + subject).not.toMatch(/[{}]|undefined|evil\.example/);
    expect(html).not.toContain("evil.example");
    expect(text).toContain(LINK);
    expect(text).toContain("26");
    expect(text).toContain("020 7946 0123");
  });
});

it("names the person to the manager only", () => {
  expect(passkeyAdded("report").email(message).text).toContain("Grace");
  expect(passkeyAdded("own").email(message).text).not.toContain("Grace");
});
