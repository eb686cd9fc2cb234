/**
 * Tells a person that a phone counts as theirs from now on, at a contact other than the one that made
 * it so. Carries no link: whoever did it may read it too, and the desk's number is known otherwise.
 */
import { zonedTime } from "../../kit/zoned-time.ts";
import { emailDocument, paragraph, smallPrint, strong } from "../email-layout.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { configuredText, ticketReference } from "../variables.ts";

export interface PhoneKnownMessage extends Sender {
  readonly ticketNumber: string;
  /** When the check ended that made it known. */
  readonly at: number;
}

export const phoneKnownTemplate: Template<PhoneKnownMessage> = { sms: phoneKnownSms, email: phoneKnownEmail };

function phoneKnownSms(message: PhoneKnownMessage): string {
  const desk = configuredText(message.deskNumber);
  return smsText(
    `${configuredText(message.organisation)} IT: a phone passed your check and now counts as yours. Not you? Call ${desk === "" ? "the desk" : desk}.`,
  );
}

function phoneKnownEmail(message: PhoneKnownMessage): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(message.organisation);
  const desk = configuredText(message.deskNumber);
  const words = {
    subject: `A phone now counts as yours at ${organisation} IT`,
    preview: "Not you? Call the IT Service Desk.",
    heading: "A phone now counts as yours",
    what: `On ${day(message)} at ${zonedTime(message.at, message.timeZone)} a phone passed the check for ticket ${ticketReference(message.ticketNumber)}. From next week on it speaks for you when IT checks who you are.`,
    notYou: `Call the IT Service Desk${desk === "" ? "" : `, ${desk}`}, and say that a phone was added that is not yours.`,
    foot: `${organisation} IT Service Desk${desk === "" ? "" : `, ${desk}`}. Please do not reply to this email.`,
  };
  return {
    fromName: `${organisation} IT Service Desk`,
    subject: words.subject,
    preview: words.preview,
    text: `${[words.heading, words.what, `Not you? ${words.notYou}`, words.foot].join("\n\n")}\n`,
    html: emailDocument({
      organisation,
      subject: words.subject,
      preview: words.preview,
      heading: words.heading,
      blocks: [paragraph(html`${words.what}`), paragraph(html`${strong("Not you?")} ${words.notYou}`)],
      foot: [smallPrint(html`${words.foot}`)],
    }),
  };
}

function day({ at, timeZone }: PhoneKnownMessage): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone }).format(at);
}
