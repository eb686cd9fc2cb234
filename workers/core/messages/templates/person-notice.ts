/**
 * Tells a person of something that happened to them here, at a contact of theirs. Carries no link: whoever did it may
 * read it too, and the desk's number is known otherwise.
 */
import { emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { ticketReference } from "../variables.ts";
import type { NoticeKind } from "../words/message-words.ts";

export interface PersonNotice extends Sender {
  /** Absent where no ticket has to do with it. */
  readonly ticketNumber?: string;
  /** When it happened. */
  readonly at: number;
}

export function personNotice(kind: NoticeKind): Template<PersonNotice> {
  return { sms: (message) => sms(message, kind), email: (message) => email(message, kind) };
}

function sms(message: PersonNotice, kind: NoticeKind): string {
  const { words, sender, number } = senderWords(message);
  const { sms: text, smsWithoutNumber } = words[kind];
  return smsText(fillText(number === "" ? smsWithoutNumber : text, { sender, number }));
}

function email(message: PersonNotice, kind: NoticeKind): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber, clock } = senderWords(message);
  const { lang, dir } = words;
  const notice = words[kind];
  const values = {
    sender,
    number: commaNumber,
    day: day(message, lang),
    time: clock(message.at),
    ticket: ticketReference(message.ticketNumber ?? ""),
  };
  const subject = fillText(notice.subject, values);
  const { preview, heading, what, notYou } = notice;
  return {
    fromName: desk,
    subject,
    preview,
    text: `${[...[heading, what, notYou].map((line) => fillText(line, values)), foot].join("\n\n")}\n`,
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview,
      heading,
      blocks: [paragraph(fillHtml(what, values)), paragraph(fillHtml(notYou, values))],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}

function day({ at, timeZone }: PersonNotice, lang: string): string {
  return new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone }).format(at);
}
