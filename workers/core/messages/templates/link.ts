/**
 * The verification link. The SMS shows on locked screens: no name, no subject, no purpose.
 * A typed destination may belong to a stranger, so the mail then names no agent either.
 */
import { addressLink, button, caption, emailDocument, paragraph, rule, smallPrint } from "../email-layout.ts";
import { fillHtml, fillText, type Values } from "../fill.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsSize, smsText } from "../segments.ts";
import { counted, senderWords } from "../sender.ts";
import { personName, ticketReference } from "../variables.ts";

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

/** The ticket is named where it costs no further segment. */
function linkSms(message: LinkMessage): string {
  const { words, sender } = senderWords(message);
  const values = {
    sender,
    ticket: ticketReference(message.ticketNumber),
    n: String(message.lifetimeMinutes),
    link: message.link,
  };
  const bare = smsText(fillText(words.link.sms, values));
  const full = smsText(fillText(words.link.smsWithTicket, values));
  return smsSize(full).segments <= smsSize(bare).segments ? full : bare;
}

function linkEmail(message: LinkMessage): Omit<RenderedEmail, "channel"> {
  const { words, organisation, sender, desk, foot, clock } = senderWords(message);
  const { link, lang, dir, minutes } = words;
  const agent = message.agentName === undefined ? "" : personName(message.agentName);
  const intro = agent === "" ? link.fromDesk : link.fromAgent;
  const values: Values = {
    sender,
    agent,
    ticket: ticketReference(message.ticketNumber),
    minutes: counted(minutes, message.lifetimeMinutes, lang),
    time: clock(message.expiresAt),
    link: message.link,
  };
  const [subject, preview] = [fillText(link.subject, values), fillText(link.preview, values)];
  // The plain part has no button, so the address stands where the button would.
  const lines = [link.heading, intro, `${link.button}:\n{link}`, link.until, link.notYou, link.care];
  return {
    fromName: desk,
    subject,
    preview,
    text: `${[...lines.map((line) => fillText(line, values)), foot].join("\n\n")}\n`,
    html: emailDocument({
      brand: message.brand,
      lang,
      dir,
      organisation,
      sender,
      subject,
      preview,
      heading: link.heading,
      blocks: [
        paragraph(fillHtml(intro, values)),
        button({ label: link.button, url: message.link, brand: message.brand }),
        caption(fillHtml(link.until, values)),
        rule(),
        paragraph(fillHtml(link.notYou, values)),
        paragraph(fillHtml(link.care, values)),
      ],
      foot: [
        smallPrint(html`${link.copyAddress}<br />${addressLink(message.link, message.brand)}`),
        smallPrint(html`${foot}`),
      ],
    }),
  };
}
