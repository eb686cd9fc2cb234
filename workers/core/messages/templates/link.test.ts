import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smsSize } from "../segments.ts";
import { linkTemplate } from "./link.ts";
import type { LinkMessage } from "./link.ts";

const LINK = "https://verify.example.com/v/AaB3kQ9vZ2mTx7LrWc5HnY8sPdE4uJ6gK1fRq0XbVtMz3e";

const message: LinkMessage = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  ticketNumber: "IR-0000039",
  link: LINK,
  lifetimeMinutes: 10,
  expiresAt: Date.UTC(2026, 10, 19, 14, 12),
  agentName: "Dana Reed",
};

const { agentName: _agent, ...typed } = message;

const linksIn = (text: string): string[] => [...text.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link);

describe("link by SMS", () => {
  it("is one segment and reads as agreed", () => {
    expect(linkTemplate.sms(message)).toBe(
      `Aldermoor IT, ticket IR-0000039: open within 10 min. Not you? Open it and tell us. ${LINK}`,
    );
    expect(smsSize(linkTemplate.sms(message))).toEqual({ alphabet: "gsm-7", units: 158, segments: 1 });
  });

  it("drops the ticket where it would cost a second segment", () => {
    const long = linkTemplate.sms({ ...message, organisation: "Aldermoor Group" });
    expect(long).toBe(`Aldermoor Group IT: open within 10 min. Not you? Open it and tell us. ${LINK}`);
  });

  it("keeps the ticket at exactly 160 and drops it at 161", () => {
    expect(smsSize(linkTemplate.sms({ ...message, ticketNumber: "IR-000000039" })).units).toBe(160);
    expect(linkTemplate.sms({ ...message, ticketNumber: "IR-0000000039" })).not.toContain("ticket");
  });

  it("is one segment also for a name with signs of a word processor", () => {
    expect(smsSize(linkTemplate.sms({ ...message, organisation: "O’Neill – Co" }))).toMatchObject({ segments: 1 });
  });

  it("never names the agent", () => {
    expect(linkTemplate.sms(message)).not.toContain("Dana");
  });
});

describe("link by email", () => {
  it("says who, what for, how long and how to say no", () => {
    const { fromName, subject, preview, text } = linkTemplate.email(message);
    expect({ fromName, subject, preview }).toEqual({
      fromName: "Aldermoor IT Service Desk",
      subject: "Ticket IR-0000039: your link from Aldermoor IT",
      preview: "Works for 10 minutes. Not you? Open it and tell us.",
    });
    expect(text).toMatchInlineSnapshot(`
      "Check that it's you, then go on

      Dana Reed from the IT Service Desk sent you this link for ticket IR-0000039. It takes about 2 minutes.

      Open the page:
      https://verify.example.com/v/AaB3kQ9vZ2mTx7LrWc5HnY8sPdE4uJ6gK1fRq0XbVtMz3e

      The link works until 14:12 London time. Nothing happens until you choose on the page.

      Not you? Open the link and press "This wasn't me". We then stop the request.

      Keep it to yourself. Do not forward this email. IT never asks you for a password or to read out a code.

      Aldermoor IT Service Desk, 020 7946 0123. Please do not reply to this email.
      "
    `);
  });

  it("names no agent for a typed destination", () => {
    const { text, html } = linkTemplate.email(typed);
    expect(text).toContain("\n\nThe IT Service Desk sent you this link for ticket IR-0000039.");
    expect(text + html).not.toContain("Dana");
  });

  it("has one button and the same address as text, and loads nothing", () => {
    const { html } = linkTemplate.email(message);
    expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([LINK, LINK]);
    expect(html).toContain(`>${LINK}</a>`);
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object)\b|url\(|@import|src=/i);
  });

  it("has dark colours and a hidden preview", () => {
    const { html } = linkTemplate.email(message);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).toMatch(/display:none[^>]*>Works for 10 minutes/);
  });
});

describe("a hostile ticket number or name", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.constantFrom(
      "\r\nBcc: x@evil.example",
      "<script>alert(1)</script>",
      '"><a href="https://evil.example">',
      "https://evil.example/",
      "evil.example",
      "\u202Egpj.exe",
      "{{7*7}}",
      "%0d%0aX: y",
      "&lt;b&gt;",
    ),
  );

  it("adds no link, no line and no markup to any channel", () => {
    const tags = (html: string): number => [...html.matchAll(/<[a-z!/]/gi)].length;
    const expected = tags(linkTemplate.email(message).html);
    fc.assert(
      fc.property(nasty, nasty, (ticketNumber, agentName) => {
        const hostile = { ...message, ticketNumber, agentName };
        const sms = linkTemplate.sms(hostile);
        const { fromName, subject, text, html } = linkTemplate.email(hostile);
        expect(linksIn(sms)).toEqual([LINK]);
        expect(linksIn(text)).toEqual([LINK]);
        expect(new Set(linksIn(html))).toEqual(new Set([LINK]));
        expect(tags(html)).toBe(expected);
        expect(`${sms}${subject}${fromName}`).not.toMatch(/[\r\n\u2028\u2029]/u);
        expect(subject + text).not.toContain("evil.example");
      }),
      { numRuns: 500 },
    );
  });
});
