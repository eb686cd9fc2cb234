/**
 * One mail as bytes for SMTP: a text and an HTML part, both in base64. Base64 lines never
 * start with a dot or a hyphen, so neither dot-stuffing nor a random boundary is needed.
 */
import type { EpochMs } from "../../../core/kit/time.ts";
import { mailboxField, textField } from "./mailbox.ts";
import { base64FromText } from "../../peers/signature.ts";

export interface MimeMail {
  readonly fromName: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With angle brackets. The same on every try, so that receivers can drop a repeat. */
  readonly messageId: string;
  readonly at: EpochMs;
}

const BOUNDARY = "=_part";

/** Lines end in CR LF; the closing dot is the transport's. */
export function mimeDocument(mail: MimeMail): string {
  return [
    mailboxField("From", mail.fromName, mail.from),
    `To: <${mail.to}>`,
    textField("Subject", mail.subject),
    `Date: ${new Date(mail.at).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${mail.messageId}`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    "",
    ...part("text/plain", mail.text),
    ...part("text/html", mail.html),
    `--${BOUNDARY}--`,
    "",
  ].join("\r\n");
}

function part(type: string, content: string): string[] {
  const lines = base64FromText(content).match(/.{1,76}/g) ?? [];
  return [`--${BOUNDARY}`, `Content-Type: ${type}; charset=utf-8`, "Content-Transfer-Encoding: base64", "", ...lines];
}
