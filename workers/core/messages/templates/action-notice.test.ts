import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../kit/language.ts";
import type { NoticeEvent } from "../../policy/notice-event.ts";
import { ACTIONS } from "../../policy/policy.ts";
import { smsSize } from "../segments.ts";
import { messageWords } from "../words/words.ts";
import { actionNotice, type ActionNotice } from "./action-notice.ts";

const LINK = `https://verify.aldermoor.example/me/stop/${"A".repeat(46)}`;
const AT = Date.UTC(2026, 10, 19, 14, 11);
const EVENTS: readonly NoticeEvent[] = [
  ...ACTIONS.map((action) => ({ cause: "sent", action }) as const),
  ...ACTIONS.flatMap((action) => (action === "identity_check" ? [] : [{ cause: "done", action } as const])),
];
const message: ActionNotice = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  language: "en",
  events: [{ cause: "done", action: "password_reset", at: AT }],
  link: LINK,
  person: "Grace evil.example Mwangi",
};

describe.each(["own", "report"] as const)("a notice, told as %s", (told) => {
  describe.each(LANGUAGES)("in %s", (language) => {
    it.each(EVENTS)("is short by SMS for $cause $action, and has its link and no other", (event) => {
      const text = actionNotice(told).sms({ ...message, language, events: [{ ...event, at: AT }] });
      expect(text.match(/https?:\/\/\S+/g)).toEqual([LINK]);
      expect(smsSize(text).segments).toBeLessThanOrEqual(language === "he" ? 4 : 2);
      expect(text).not.toMatch(/[{}]|undefined/);
    });

    it.each(EVENTS)("is told by mail for $cause $action, every word filled in", (event) => {
      const { text, html, subject } = actionNotice(told).email({
        ...message,
        language,
        events: [{ ...event, at: AT }],
      });
      expect(text + subject).not.toMatch(/[{}]|undefined|evil\.example/);
      expect(html).not.toContain("evil.example");
      expect(text).toContain(LINK);
      expect(text).toContain("14:11");
      expect(text).toContain("020 7946 0123");
    });
  });
});

it("lists all that it gathers, and none of it in its title", () => {
  const events = [
    { cause: "sent", action: "mfa_reset", at: AT },
    { cause: "done", action: "mfa_reset", at: AT + 60_000 },
  ] as const;
  const { text, subject } = actionNotice("own").email({ ...message, events });
  const { actionNotice: words } = messageWords("en");
  expect(subject).toContain(words.several);
  expect(text).toContain(`14:11 London time: ${words.sent.mfa_reset}.`);
  expect(text).toContain(`14:12 London time: ${words.done.mfa_reset}.`);
});

it("names the person to the manager only", () => {
  expect(actionNotice("report").email(message).text).toContain("Grace");
  expect(actionNotice("own").email(message).text).not.toContain("Grace");
});
