/**
 * Asks a manager to look at their own page. Names the page's host and nobody: who it is about stands behind the
 * company's sign-in. Carries no link, so that nobody learns to sign in through one.
 */
import { emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";

export interface VouchAsked extends Sender {
  /** Host and path of the page, without a scheme. */
  readonly page: string;
}

export const vouchAsked: Template<VouchAsked> = { sms, email };

function sms(message: VouchAsked): string {
  const { words, sender } = senderWords(message);
  return smsText(fillText(words.vouchAsked.sms, { sender, page: message.page }));
}

function email(message: VouchAsked): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber } = senderWords(message);
  const { lang, dir, vouchAsked: notice } = words;
  const values = { sender, page: message.page, number: commaNumber };
  const { preview, heading } = notice;
  const subject = fillText(notice.subject, values);
  const lines = [notice.what, notice.how, notice.care];
  return {
    fromName: desk,
    subject,
    preview,
    text: `${[heading, ...lines.map((line) => fillText(line, values)), foot].join("\n\n")}\n`,
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview,
      heading,
      blocks: lines.map((line) => paragraph(fillHtml(line, values))),
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
