/**
 * The verification link. The SMS shows on locked screens: no name, no subject, no purpose.
 * A typed destination may belong to a stranger, so the mail then names no agent either.
 */
import { zonedTime } from "../../kit/zoned-time.ts";
import { addressLink, button, caption, emailDocument, paragraph, rule, smallPrint, strong } from "../email-layout.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsSize, smsText } from "../segments.ts";
import { configuredText, personName, ticketReference } from "../variables.ts";

export interface LinkMessage extends Sender {
  readonly ticketNumber: string;
  /** Full address, made from configuration. */
  readonly link: string;
  readonly lifetimeMinutes: number;
  readonly expiresAt: number;
  /** The sending agent; absent when the destination was typed and is not on record. */
  readonly agentName?: string;
}

export const linkTemplate: Template<LinkMessage> = { sms: linkSms, email: linkEmail };

function linkSms(message: LinkMessage): string {
  const sender = `${configuredText(message.organisation)} IT`;
  const rest = `: open within ${message.lifetimeMinutes} min. Not you? Open it and tell us. ${message.link}`;
  const full = smsText(`${sender}, ticket ${ticketReference(message.ticketNumber)}${rest}`);
  return smsSize(full).segments === 1 ? full : smsText(sender + rest);
}

function linkEmail(message: LinkMessage): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(message.organisation);
  const words = linkWords(message, organisation);
  return {
    fromName: `${organisation} IT Service Desk`,
    subject: words.subject,
    preview: words.preview,
    text: linkText(message, words),
    html: emailDocument({
      organisation,
      subject: words.subject,
      preview: words.preview,
      heading: words.heading,
      blocks: [
        paragraph(html`${words.intro}`),
        button(words.button, message.link),
        caption(html`${words.until}`),
        rule(),
        paragraph(
          html`${strong("Not you?")} Open the link and press ${strong("This wasn't me")}. We then stop the request.`,
        ),
        paragraph(html`${strong("Keep it to yourself.")} ${words.care}`),
      ],
      foot: [smallPrint(html`${words.copyAddress}<br />${addressLink(message.link)}`), smallPrint(html`${words.foot}`)],
    }),
  };
}

function linkWords(message: LinkMessage, organisation: string) {
  const ticket = ticketReference(message.ticketNumber);
  const agent = message.agentName === undefined ? "" : personName(message.agentName);
  const who = agent === "" ? "The IT Service Desk" : `${agent} from the IT Service Desk`;
  const minutes = message.lifetimeMinutes === 1 ? "1 minute" : `${message.lifetimeMinutes} minutes`;
  return {
    subject: `Ticket ${ticket}: your link from ${organisation} IT`,
    preview: `Works for ${minutes}. Not you? Open it and tell us.`,
    heading: "Check that it's you, then go on",
    intro: `${who} sent you this link for ticket ${ticket}. It takes about 2 minutes.`,
    button: "Open the page",
    until: `The link works until ${zonedTime(message.expiresAt, message.timeZone)}. Nothing happens until you choose on the page.`,
    care: "Do not forward this email. IT never asks you for a password or to read out a code.",
    copyAddress: "Button not working? Copy this address:",
    foot: `${organisation} IT Service Desk, ${configuredText(message.deskNumber)}. Please do not reply to this email.`,
  };
}

/** The plain part has no button, so the address stands where the button would. */
function linkText(message: LinkMessage, words: ReturnType<typeof linkWords>): string {
  const paragraphs = [
    words.heading,
    words.intro,
    `${words.button}:\n${message.link}`,
    words.until,
    'Not you? Open the link and press "This wasn\'t me". We then stop the request.',
    `Keep it to yourself. ${words.care}`,
    words.foot,
  ];
  return `${paragraphs.join("\n\n")}\n`;
}
