/** Tells whoever answered that a held request goes on. Its link opens in the browser of before alone, and names nobody. */
import { addressLink, button, caption, emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { ticketReference } from "../variables.ts";

export interface HoldOver extends Sender {
  readonly ticketNumber: string;
  readonly link: string;
  readonly expiresAt: number;
}

export const holdOver: Template<HoldOver> = { sms, email };

function sms(message: HoldOver): string {
  const { words, sender, clock } = senderWords(message);
  return smsText(fillText(words.holdOver.sms, { sender, time: clock(message.expiresAt), link: message.link }));
}

function email(message: HoldOver): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber, clock } = senderWords(message);
  const { lang, dir, holdOver: notice, link: linkWords } = words;
  const values = {
    sender,
    ticket: ticketReference(message.ticketNumber),
    time: clock(message.expiresAt),
    number: commaNumber,
    link: message.link,
  };
  const { heading } = notice;
  const [subject, preview] = [fillText(notice.subject, values), fillText(notice.preview, values)];
  const lines = [notice.what, `${notice.button}:\n{link}`, notice.until, notice.notYou];
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
      blocks: [
        paragraph(fillHtml(notice.what, values)),
        button({ label: notice.button, url: message.link, brand: message.brand }),
        caption(fillHtml(notice.until, values)),
        paragraph(fillHtml(notice.notYou, values)),
      ],
      foot: [
        smallPrint(html`${linkWords.copyAddress}<br />${addressLink(message.link, message.brand)}`),
        smallPrint(html`${foot}`),
      ],
    }),
  };
}
