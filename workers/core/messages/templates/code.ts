/**
 * A code that shows that the reader of this message and the browser on the page are one
 * person: for "Continue here instead" and for a second contact. Carries no link at all, so
 * that nothing in it can be forwarded into another browser.
 */
import { zonedTime } from "../../kit/zoned-time.ts";
import { caption, emailDocument, largeCode, paragraph, smallPrint } from "../email-layout.ts";
import { html } from "../html.ts";
import type { RenderedEmail, Sender, Template } from "../message.ts";
import { smsText } from "../segments.ts";
import { configuredText, groupedCode, ticketReference } from "../variables.ts";

export interface CodeMessage extends Sender {
  readonly ticketNumber: string;
  /** Six digits. */
  readonly code: string;
  /** Host of the portal, without scheme. Phones offer the code on this host only. */
  readonly portalHost: string;
  readonly expiresAt: number;
}

const ADVICE = "Type it only on the page you opened. Never read it out.";

export const codeTemplate: Template<CodeMessage> = { sms: codeSms, email: codeEmail };

/** The last line is the domain-bound form: https://wicg.github.io/sms-one-time-codes/ */
function codeSms(message: CodeMessage): string {
  return smsText(
    `${groupedCode(message.code)} is your ${configuredText(message.organisation)} IT code. ${ADVICE}\n\n@${message.portalHost} #${message.code}`,
  );
}

function codeEmail(message: CodeMessage): Omit<RenderedEmail, "channel"> {
  const organisation = configuredText(message.organisation);
  const code = groupedCode(message.code);
  const words = {
    subject: `Ticket ${ticketReference(message.ticketNumber)}: your code from ${organisation} IT`,
    heading: `Your ${organisation} IT code`,
    until: `The code works until ${zonedTime(message.expiresAt, message.timeZone)}.`,
    care: "Do not forward this email. IT never asks you for a password or to read out a code.",
    foot: `${organisation} IT Service Desk, ${configuredText(message.deskNumber)}. Please do not reply to this email.`,
  };
  return {
    fromName: `${organisation} IT Service Desk`,
    subject: words.subject,
    preview: ADVICE,
    text: [`${code} is your ${organisation} IT code. ${ADVICE}`, words.until, words.care, words.foot].join("\n\n"),
    html: emailDocument({
      organisation,
      subject: words.subject,
      preview: ADVICE,
      heading: words.heading,
      blocks: [
        largeCode(code),
        paragraph(html`${ADVICE}`),
        caption(html`${words.until}`),
        paragraph(html`${words.care}`),
      ],
      foot: [smallPrint(html`${words.foot}`)],
    }),
  };
}
