/**
 * Tells a person that a phone counts as theirs from now on, at a contact other than the one that made
 * it so. Carries no link: whoever did it may read it too, and the desk's number is known otherwise.
 */
import { emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { senderWords } from "../sender.ts";
import { ticketReference } from "../variables.ts";

export interface PhoneKnownMessage extends Sender {
  readonly ticketNumber: string;
  /** When the check ended that made it known. */
  readonly at: number;
}

export const phoneKnownTemplate: Template<PhoneKnownMessage> = { sms: phoneKnownSms, email: phoneKnownEmail };

function phoneKnownSms(message: PhoneKnownMessage): string {
  const { words, sender, number } = senderWords(message);
  const { sms, smsWithoutNumber } = words.phoneKnown;
  return smsText(fillText(number === "" ? smsWithoutNumber : sms, { sender, number }));
}

function phoneKnownEmail(message: PhoneKnownMessage): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, commaNumber, clock } = senderWords(message);
  const { phoneKnown, lang, dir } = words;
  const values = {
    sender,
    number: commaNumber,
    day: day(message, lang),
    time: clock(message.at),
    ticket: ticketReference(message.ticketNumber),
  };
  const subject = fillText(phoneKnown.subject, values);
  const { preview, heading, what, notYou } = phoneKnown;
  return {
    fromName: desk,
    subject,
    preview,
    text: `${[...[heading, what, notYou].map((line) => fillText(line, values)), foot].join("\n\n")}\n`,
    html: emailDocument({
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

function day({ at, timeZone }: PhoneKnownMessage, lang: string): string {
  return new Intl.DateTimeFormat(lang, { day: "numeric", month: "long", timeZone }).format(at);
}
