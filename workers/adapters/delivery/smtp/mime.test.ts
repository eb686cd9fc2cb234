import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mailboxField, plainMailbox, textField } from "./mailbox.ts";
import { mimeDocument } from "./mime.ts";
import type { MimeMail } from "./mime.ts";

const mail: MimeMail = {
  fromName: "Aldermoor IT Service Desk",
  from: "it@verify.example",
  to: "amara.o@mail.example",
  subject: "Ticket IR-0000039: your link from Aldermoor IT",
  text: ".starts with a dot\nÄ",
  html: "<p>Ä</p>",
  messageId: "<msg_1@verify.example>",
  at: Date.UTC(2026, 10, 19, 14, 2),
};

const decoded = (lines: readonly string[]): string => Buffer.from(lines.join(""), "base64").toString("utf8");

describe("mimeDocument", () => {
  it("has the headers a receiver checks, then both parts", () => {
    const [head = "", text = "", html = "", end] = mimeDocument(mail).split("--=_part");
    expect(head.split("\r\n").slice(0, 8)).toEqual([
      "From: Aldermoor IT Service Desk <it@verify.example>",
      "To: <amara.o@mail.example>",
      "Subject: Ticket IR-0000039: your link from Aldermoor IT",
      "Date: Thu, 19 Nov 2026 14:02:00 +0000",
      "Message-ID: <msg_1@verify.example>",
      "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0",
      'Content-Type: multipart/alternative; boundary="=_part"',
    ]);
    expect(text).toContain("Content-Type: text/plain; charset=utf-8");
    expect(decoded(text.split("\r\n").slice(4))).toBe(mail.text);
    expect(decoded(html.split("\r\n").slice(4))).toBe(mail.html);
    expect(end).toBe("--\r\n");
  });

  it("never has a line that SMTP would misread, whatever the texts", () => {
    const any = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(any, any, any, (fromName, subject, text) => {
        const lines = mimeDocument({ ...mail, fromName, subject, text, html: text }).split("\r\n");
        for (const line of lines) {
          expect(line).toMatch(/^(?!\.)[\x20-\x7e]{0,998}$/);
        }
        const head = lines.slice(0, lines.indexOf(""));
        const names = head.filter((line) => !line.startsWith(" ")).map((line) => line.split(":")[0]);
        expect(names).toEqual([
          "From",
          "To",
          "Subject",
          "Date",
          "Message-ID",
          "Auto-Submitted",
          "MIME-Version",
          "Content-Type",
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a mailbox", () => {
  it.each([
    ["Aldermoor IT", "Aldermoor IT <a@b.example>"],
    ["Reed, Dana", '"Reed, Dana" <a@b.example>'],
    ['Dana "D" <x@evil.example>', '"Dana \\"D\\" <x@evil.example>" <a@b.example>'],
    ["Dana\r\nBcc: x", '"Dana Bcc: x" <a@b.example>'],
    ["", "a@b.example"],
  ])("%j is the same in a header and for a peer that writes its own", (name, written) => {
    expect(mailboxField("From", name, "a@b.example")).toBe(`From: ${written}`);
    expect(plainMailbox(name, "a@b.example")).toBe(written);
  });

  it("is one line of plain text for a peer, whatever the alphabet and the length", () => {
    const long = "Größte Öffentliche Verkehrsbetriebe Süd-West-Österreichs IT Service Desk";
    expect(plainMailbox(long, "a@b.example")).toBe(`${long} <a@b.example>`);
    expect(plainMailbox("Ä, B", "a@b.example")).toBe('"Ä, B" <a@b.example>');
    expect(mailboxField("From", "Ä", "a@b.example")).toBe("From: =?UTF-8?B?w4Q=?= <a@b.example>");
  });
});

describe("header lines", () => {
  const unfolded = (field: string) =>
    field
      .replaceAll("\r\n ", " ")
      .replaceAll(/\?= (?==\?UTF-8)/g, "?=")
      .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_word, base64: string) => decoded([base64]));

  it.each([
    "Ticket IR-0000039: Ihr Link von der IT der Stadtwerke Würzburg-Süd",
    "Ticket 39: הקישור שלך מאת אלדרמור ".repeat(4).trim(),
    `${"x".repeat(80)}ü`,
    "Ticket IR-0000039: your link from the IT of a company whose name is long and has no umlaut",
  ])("are of at most 76 signs and say the same: %s", (text) => {
    for (const field of [textField("Subject", text), mailboxField("From", text, "it-service@verify.example")]) {
      for (const line of field.split("\r\n")) {
        expect(line.length, line).toBeLessThanOrEqual(76);
      }
    }
    expect(unfolded(textField("Subject", text))).toBe(`Subject: ${text}`);
    expect(unfolded(mailboxField("From", text, "it-service@verify.example")).replaceAll('"', "")).toBe(
      `From: ${text} <it-service@verify.example>`,
    );
  });
});
