/** What the agent chose on the Send page, checked before it leaves. The server checks everything again. */
import type { SendPageReply, SendRequest } from "../../../workers/contract/console.ts";
import { en } from "../../copy/en.ts";

export interface SendForm {
  /** A contact's id, or "typed", or nothing chosen yet. */
  readonly choice: string;
  readonly channel: "sms" | "email";
  readonly country: string;
  readonly number: string;
  readonly address: string;
  readonly reason: string;
  readonly callerOnLine: boolean;
}

export const TYPED = "typed";

export type SendField = "choice" | "number" | "address" | "reason";

export function firstForm(page: SendPageReply): SendForm {
  return {
    choice: page.contacts.find((contact) => contact.trusted)?.id ?? "",
    channel: "sms",
    country: page.countries[0]?.country ?? "",
    number: "",
    address: "",
    reason: "",
    callerOnLine: page.spokenCode !== "never",
  };
}

/** The first thing that is missing, in the order of the form. */
export function missing(form: SendForm): { readonly field: SendField; readonly message: string } | undefined {
  if (form.choice === "") return { field: "choice", message: en.send.missingChoice };
  if (form.choice !== TYPED) return undefined;
  if (form.channel === "sms" && form.number.replaceAll(/\D/g, "").length < 3) {
    return { field: "number", message: en.send.missingNumber };
  }
  if (form.channel === "email" && !/^\S+@\S+\.\S+$/.test(form.address.trim())) {
    return { field: "address", message: en.send.missingAddress };
  }
  if (form.reason === "") return { field: "reason", message: en.send.missingReason };
  return undefined;
}

export function toRequest(
  form: SendForm,
  { ticketId, idempotencyKey }: { readonly ticketId: string; readonly idempotencyKey: string },
): SendRequest {
  return { ticketId, destination: destinationOf(form), callerOnLine: form.callerOnLine, idempotencyKey };
}

function destinationOf(form: SendForm): SendRequest["destination"] {
  if (form.choice !== TYPED) return { type: "contact", contactId: form.choice };
  const { reason } = form;
  return form.channel === "sms"
    ? { type: "sms", country: form.country, number: form.number.trim(), reason }
    : { type: "email", address: form.address.trim(), reason };
}

/** Which channel and which words the requester will see: a typed destination gets no name and no ticket text. */
export function previewOf(
  page: SendPageReply,
  form: SendForm,
): { channel: "sms" | "email"; message: string; screen: string } {
  const typed = form.choice === TYPED;
  const chosen = page.contacts.find((contact) => contact.id === form.choice);
  const channel = typed ? form.channel : (chosen?.channel ?? "sms");
  const sms = typed ? page.preview.smsTyped : page.preview.sms;
  return {
    channel,
    message: channel === "sms" ? sms : page.preview.emailSubject,
    screen: typed ? page.preview.firstScreenTyped : page.preview.firstScreen,
  };
}
