import { secret } from "../../core/kit/secret.ts";
import type { RenderedMessage } from "../../core/messages/message.ts";
import type { MessageContent } from "../ports/delivery.ts";

/** What a provider is handed; nobody else reads its words or its recipient. */
export function messageContent(recipient: string, rendered: RenderedMessage): MessageContent {
  const to = secret(recipient);
  if (rendered.channel === "sms") {
    return { channel: "sms", to, text: secret(rendered.text) };
  }
  const { fromName, subject, text, html } = rendered;
  return { channel: "email", to, fromName, subject, text: secret(text), html: secret(html) };
}
