/** Every kind of message. A new one is a template file, one line in `MessageInputs` and one in `templates`. */
import type { RenderedMessage, Template } from "./message.ts";
import { actionNotice, type ActionNotice } from "./templates/action-notice.ts";
import { codeTemplate } from "./templates/code.ts";
import type { CodeMessage } from "./templates/code.ts";
import { holdOver, type HoldOver } from "./templates/hold-over.ts";
import { linkTemplate } from "./templates/link.ts";
import type { LinkMessage } from "./templates/link.ts";
import { passkeyAdded, type PasskeyAdded } from "./templates/passkey-added.ts";
import { personNotice, type PersonNotice } from "./templates/person-notice.ts";
import { vouchAsked, type VouchAsked } from "./templates/vouch-asked.ts";

export interface MessageInputs {
  readonly action_notice: ActionNotice;
  readonly report_action_notice: ActionNotice;
  readonly link: LinkMessage;
  readonly code: CodeMessage;
  readonly phone_known: PersonNotice;
  readonly block_lifted: PersonNotice;
  readonly contact_replaced: PersonNotice;
  readonly contact_added: PersonNotice;
  readonly account_linked: PersonNotice;
  readonly passkey_added: PasskeyAdded;
  readonly report_passkey_added: PasskeyAdded;
  readonly hold_over: HoldOver;
  readonly vouch_asked: VouchAsked;
}

export type MessageKind = keyof MessageInputs;

const templates: { readonly [Kind in MessageKind]: Template<MessageInputs[Kind]> } = {
  action_notice: actionNotice("own"),
  report_action_notice: actionNotice("report"),
  link: linkTemplate,
  code: codeTemplate,
  phone_known: personNotice("phoneKnown"),
  block_lifted: personNotice("blockLifted"),
  contact_replaced: personNotice("contactReplaced"),
  contact_added: personNotice("contactAdded"),
  account_linked: personNotice("accountLinked"),
  passkey_added: passkeyAdded("own"),
  report_passkey_added: passkeyAdded("report"),
  hold_over: holdOver,
  vouch_asked: vouchAsked,
};

export interface MessageRequest<Kind extends MessageKind> {
  readonly kind: Kind;
  readonly channel: "sms" | "email";
  readonly input: MessageInputs[Kind];
}

/** The words of one message in one channel. The result holds a link or a code: wrap it as a secret. */
export function renderMessage<Kind extends MessageKind>({
  kind,
  channel,
  input,
}: MessageRequest<Kind>): RenderedMessage {
  const template: Template<MessageInputs[Kind]> = templates[kind];
  return channel === "sms" ? { channel, text: template.sms(input) } : { channel, ...template.email(input) };
}
