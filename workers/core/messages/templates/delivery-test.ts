/** What an admin sends himself to try a provider out. It holds nothing, so that nothing is lost with it. */
import { emailDocument, paragraph, smallPrint } from "../email-layout.ts";
import { html } from "../html.ts";
import { brandedFoot, type MailBrand } from "../mail-brand.ts";
import type { RenderedMessage } from "../message.ts";
import { smsText } from "../segments.ts";
import { configuredText } from "../variables.ts";

export function deliveryTestMessage(
  channel: "sms" | "email",
  input: { readonly organisation: string; readonly brand?: MailBrand },
): RenderedMessage {
  const organisation = configuredText(input.organisation);
  const sender = `${organisation} IT`;
  const what = `This is a test of how ${sender} reaches you. There is nothing to do.`;
  if (channel === "sms") {
    return { channel, text: smsText(`${sender}: a test message. There is nothing to do.`) };
  }
  const subject = `Test message from ${sender}`;
  const foot = brandedFoot(
    input.brand,
    `${sender} Service Desk. An administrator sent it from Settings, Delivery. Please do not reply to this email.`,
  );
  return {
    channel,
    fromName: `${sender} Service Desk`,
    subject,
    preview: what,
    text: [what, foot].join("\n\n"),
    html: emailDocument({
      brand: input.brand,
      lang: "en",
      dir: "ltr",
      organisation,
      sender,
      subject,
      preview: what,
      heading: "A test message",
      blocks: [paragraph(html`${what}`)],
      foot: [smallPrint(html`${foot}`)],
    }),
  };
}
