import { expect, it } from "vitest";
import { settingsEmail, type SettingsMail } from "./settings.ts";

const mail: SettingsMail = {
  organisation: "Aldermoor",
  timeZone: "Europe/London",
  event: "proposed",
  at: Date.UTC(2026, 10, 19, 14, 12),
  section: "Request categories and policies",
  by: "Dana Reed",
  appliesAt: Date.UTC(2026, 10, 20, 14, 12),
  weakens: ["Reset: no longer strict for everybody"],
  url: "https://console.example.com/settings/categories",
};

it("says who proposed what, what protects less, when it takes place and where to decide", () => {
  expect(settingsEmail(mail)).toMatchObject({
    subject: "Settings: a change that protects less waits",
    text: [
      'Dana Reed proposed it for "Request categories and policies", 2026-11-19, 14:12 London time. It takes place 2026-11-20, 14:12 London time, or a day after this reached you if that is later, unless another admin refuses it; earlier when one approves it.',
      "- Reset: no longer strict for everybody",
      mail.url,
      "Aldermoor IT Service Desk. Sent by the verification service to all admins and the security contact. Please do not reply to this email.",
    ].join("\n\n"),
  });
});

it("says what became of it, and of a deployment that what it said before serves", () => {
  expect(settingsEmail({ ...mail, event: "applied" }).text).toContain("It serves since");
  expect(settingsEmail({ ...mail, event: "withdrawn" }).text).toContain("Nothing changed");
  expect(settingsEmail({ ...mail, event: "lapsed" }).text).toContain("is no active admin any more");
  const { section: _section, by: _by, appliesAt: _appliesAt, ...deployed } = mail;
  expect(settingsEmail({ ...deployed, event: "deployed" }).text).toContain("What they said before goes on serving");
});

it("holds no link but its own, whatever a category is called", () => {
  const { text, html } = settingsEmail({ ...mail, weakens: ["https://evil.example/\nnew line <b>a@b.example</b>: x"] });
  expect(text.match(/https?:\/\/\S+/gu)).toEqual([mail.url]);
  expect(text).toContain("- https:evil.example/ new line");
  expect(html).not.toContain("<b>a");
  expect(`${text}${html}`).not.toContain("a@b");
});

it("is not longer than somebody reads", () => {
  const { text } = settingsEmail({ ...mail, weakens: Array.from({ length: 50 }, (_, at) => `line ${String(at)}`) });
  expect(text).toContain("- and 30 more");
});
