import { expect, it } from "vitest";
import { ACCESS_NEWS_KINDS, OWNER_NEWS_KINDS } from "../desk-mail.ts";
import { deskEmail, type DeskMailMessage } from "./desk.ts";

const message: DeskMailMessage = {
  organisation: "Aldermoor",
  timeZone: "Europe/London",
  kind: "invitation",
  about: "Kim <b>evil.example</b> Park",
  at: Date.UTC(2026, 10, 19, 14, 11),
  until: Date.UTC(2026, 10, 26, 14, 11),
  url: "https://console.example/sign-in#token",
};

it("invites with one link, and says until when and what to do about it", () => {
  const { subject, text } = deskEmail({ ...message, about: "Kim Park" });
  expect(subject).toBe("You are invited to the Helpdesk Console");
  expect(text).toMatchInlineSnapshot(`
    "Hello Kim Park, this link signs you in. It works once, until 2026-11-26, 14:11 London time; hand it to nobody.

    https://console.example/sign-in#token

    You did not expect it? Ask your IT Service Desk before you open it.

    Aldermoor IT Service Desk. Sent by the verification service. Please do not reply to this email."
  `);
});

it.each([...ACCESS_NEWS_KINDS, ...OWNER_NEWS_KINDS])(
  "%s leads to our own address alone, whatever somebody is called",
  (kind) => {
    const { text, html } = deskEmail({ ...message, kind });
    expect(text.match(/https?:\/\/\S+/g)).toEqual([message.url]);
    expect(new Set(html.match(/href="[^"]*"/g))).toEqual(new Set([`href="${message.url}"`]));
    expect(html).not.toContain("<b>evil");
  },
);

it.each(OWNER_NEWS_KINDS)("%s says what to do when it was somebody else", (kind) => {
  expect(deskEmail({ ...message, kind, about: "Blue key" }).text).toMatch(/Was it not you\?|You did not ask for it\?/);
});

it("says how many codes are left", () => {
  const { text } = deskEmail({ ...message, kind: "own_recovery_code_used", about: "3" });
  expect(text).toContain("Codes left: 3.");
});
