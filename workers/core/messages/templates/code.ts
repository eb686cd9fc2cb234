/**
 * A code that shows that the reader of this message and the browser on the page are one
 * person: for "Continue here instead" and for a second contact. Carries no link at all, so
 * that nothing in it can be forwarded into another browser.
 */
import { caption, emailDocument, largeCode, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { groupedCode, ticketReference } from "../variables.ts";

export interface CodeMessage extends Sender {
  readonly ticketNumber: string;
  /** Six digits. */
  readonly code: string;
  /** Host of the portal, without scheme. Phones offer the code on this host only. */
  readonly portalHost: string;
  readonly expiresAt: number;
}

export const codeTemplate: Template<CodeMessage> = { sms: codeSms, email: codeEmail };

/** The last line is the domain-bound form: https://wicg.github.io/sms-one-time-codes/ */
function codeSms(message: CodeMessage): string {
  return smsText(`${codeLine(message)}\n\n@${message.portalHost} #${message.code}`);
}

function codeLine(message: CodeMessage): string {
  const { words, sender } = senderWords(message);
  return fillText(words.code.line, { code: groupedCode(message.code), sender, advice: words.code.advice });
}

function codeEmail(message: CodeMessage): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, clock } = senderWords(message);
  const { code, lang, dir } = words;
  const values = { sender, ticket: ticketReference(message.ticketNumber), time: clock(message.expiresAt) };
  const subject = fillText(code.subject, values);
  return {
    fromName: desk,
    subject,
    preview: code.advice,
    text: [codeLine(message), fillText(code.until, values), code.care, foot].join("\n\n"),
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview: code.advice,
      heading: fillText(code.heading, values),
      blocks: [
        largeCode(groupedCode(message.code)),
        paragraph(html`${code.advice}`),
        caption(fillHtml(code.until, values)),
        paragraph(html`${code.care}`),
      ],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
