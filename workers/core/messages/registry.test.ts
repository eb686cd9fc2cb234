import { describe, expect, it } from "vitest";
import { renderMessage, type MessageInputs, type MessageKind } from "./registry.ts";

const sender = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "UTC",
  language: "en",
  ticketNumber: "IR-1",
  expiresAt: 0,
} as const;
const told = {
  ...sender,
  events: [{ cause: "done", action: "password_reset", at: 0 }],
  link: "https://verify.example.com/me/stop/x",
  person: "Grace Mwangi",
} as const;
const inputs: MessageInputs = {
  action_notice: told,
  report_action_notice: told,
  link: { ...sender, link: "https://verify.example.com/v/x", lifetimeMinutes: 10 },
  code: { ...sender, code: "482916", portalHost: "verify.example.com" },
  phone_known: { ...sender, at: 0 },
  block_lifted: { ...sender, at: 0 },
  contact_replaced: { ...sender, at: 0 },
  contact_added: { ...sender, at: 0 },
  account_linked: { ...sender, at: 0 },
  passkey_added: { ...sender, at: 0, until: 1, link: "https://verify.example.com/me/not-me/x", person: "Grace Mwangi" },
  report_passkey_added: {
    ...sender,
    at: 0,
    until: 1,
    link: "https://verify.example.com/me/not-me/x",
    person: "Grace Mwangi",
  },
  hold_over: { ...sender, link: "https://verify.example.com/v/x" },
  vouch_asked: { ...sender, page: "verify.example.com/me" },
};

describe.each(Object.keys(inputs) as MessageKind[])("message %s", (kind) => {
  it("is one text by SMS", () => {
    const rendered = renderMessage({ kind, channel: "sms", input: inputs[kind] });
    expect(Object.keys(rendered)).toEqual(["channel", "text"]);
  });

  it("has every part of a mail, headers on one line each", () => {
    const rendered = renderMessage({ kind, channel: "email", input: inputs[kind] });
    expect(rendered.channel).toBe("email");
    if (rendered.channel === "email") {
      for (const header of [rendered.fromName, rendered.subject, rendered.preview]) {
        expect(header).toMatch(/^[^\r\n]+$/);
      }
      expect(rendered.html).toMatch(/^<!doctype html>/);
      expect(rendered.text).not.toMatch(/[<>]/);
    }
  });
});
