import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../kit/language.ts";
import { smsSize } from "../segments.ts";
import { linkTemplate } from "./link.ts";
import type { LinkMessage } from "./link.ts";

const LINK = "https://verify.example.com/v/AaB3kQ9vZ2mTx7LrWc5HnY8sPdE4uJ6gK1fRq0XbVtMz3e";

const message: LinkMessage = {
  organisation: "Aldermoor",
  deskNumber: "020 7946 0123",
  timeZone: "Europe/London",
  language: "en",
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

describe("in other languages", () => {
  it.each([
    ["es", 1],
    ["pt", 1],
    ["de", 1],
    ["fr", 1],
    // Another alphabet: the link alone is more than one.
    ["he", 3],
  ] as const)("%s: SMS of %i segments, and the one link", (language, segments) => {
    const text = linkTemplate.sms({ ...message, language });
    expect(smsSize(text).segments).toBe(segments);
    expect(linksIn(text)).toEqual([LINK]);
    expect(text).not.toContain("Dana");
  });

  it("the mail is marked with its language, reads its way, and keeps names in theirs", () => {
    const { html, text, subject } = linkTemplate.email({ ...message, language: "he" });
    expect(html).toContain('<html lang="he" dir="rtl">');
    expect(html).toContain('<td align="right"');
    expect(html).toContain("<bdi>Dana Reed</bdi>");
    expect(html).toContain("14:12 (London)");
    expect(subject).toContain("IR-0000039");
    expect(linksIn(text)).toEqual([LINK]);
  });

  it("never breaks a ticket's number in two", () => {
    for (const language of LANGUAGES) {
      expect(linkTemplate.email({ ...message, language }).html).toContain(
        '<bdi style="white-space:nowrap">IR-0000039</bdi>',
      );
    }
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
    // A name of which nothing is left to show is no name.
    const expected = [message, typed].map((values) => tags(linkTemplate.email(values).html));
    fc.assert(
      fc.property(nasty, nasty, (ticketNumber, agentName) => {
        const hostile = { ...message, ticketNumber, agentName };
        const sms = linkTemplate.sms(hostile);
        const { fromName, subject, text, html } = linkTemplate.email(hostile);
        expect(linksIn(sms)).toEqual([LINK]);
        expect(linksIn(text)).toEqual([LINK]);
        expect(new Set(linksIn(html))).toEqual(new Set([LINK]));
        expect(expected).toContain(tags(html));
        expect(`${sms}${subject}${fromName}`).not.toMatch(/[\r\n\u2028\u2029]/u);
        expect(subject + text).not.toContain("evil.example");
      }),
      { numRuns: 500 },
    );
  });
});
