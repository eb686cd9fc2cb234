import type {
  AccountReply,
  ContactReply,
  FormerCheck,
  SendPageReply,
  SendRequest,
} from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { headings, typedHeading } from "../../copy/portal/en.ts";

export interface SendForm {
  /** Id of the account to act on; empty for the requester's own. */
  readonly accountId: string;
  /** A contact's id, or "typed", or nothing chosen yet. */
  readonly choice: string;
  readonly channel: "sms" | "email";
  readonly country: string;
  readonly number: string;
  readonly address: string;
  readonly reason: string;
  readonly callerOnLine: boolean;
  /** Wanted although the check cannot pass. */
  readonly evidenceOnly: boolean;
}

export const TYPED = "typed";

export type SendField = "choice" | "number" | "address" | "reason" | "evidenceOnly";

export function firstForm(page: SendPageReply): SendForm {
  return {
    accountId: "",
    choice: firstChoice(page, page.accounts[0]),
    channel: page.channels[0] ?? "sms",
    country: page.countries[0]?.country ?? "",
    number: "",
    address: "",
    reason: "",
    callerOnLine: page.spokenCode !== "never",
    evidenceOnly: false,
  };
}

/** A contact that is too new, or that another one is wanted for, is chosen on purpose or not at all. */
function firstChoice(page: SendPageReply, account: AccountReply | undefined): string {
  const former = formerOf(page)?.contactId;
  const contact = page.contacts.find(({ id, trusted }) => trusted && id !== former);
  return contact === undefined || account?.refused.trusted !== undefined ? "" : contact.id;
}

/** The check that another contact is wanted for. */
export function formerOf({ former }: SendPageReply): FormerCheck | undefined {
  return former === "unknown" ? undefined : former;
}

/** What the address asks for and the page cannot give. */
export function formerProblem(page: SendPageReply): string | undefined {
  if (page.former === undefined) return undefined;
  if (page.former === "unknown") return en.send.formerUnknown;
  const { contactId } = page.former;
  return page.contacts.some(({ id, trusted }) => trusted && id !== contactId) ? undefined : en.send.noOther;
}

/** The chosen account; the requester's own when the chosen one is gone. Undefined without a person only. */
export function accountOf(page: SendPageReply, form: SendForm): AccountReply | undefined {
  return page.accounts.find(({ id }) => id === form.accountId) ?? page.accounts[0];
}

/** Another account has other rules: what they refuse is no longer chosen, and evidence is agreed to anew. */
export function withAccount(page: SendPageReply, form: SendForm, accountId: string): SendForm {
  const changed = { ...form, accountId, evidenceOnly: false };
  const account = accountOf(page, changed);
  return refusalOf(page, account, form.choice) === undefined
    ? changed
    : { ...changed, choice: firstChoice(page, account) };
}

export type FurtherProof = "passkey" | "second_person" | "two_people" | "either";

/**
 * Who has to give a proof beside the check, for this account and where the link goes: the requester, who has a passkey;
 * somebody else; or one of the two, where nobody has looked whether there is a passkey.
 */
export function furtherProof(page: SendPageReply, form: SendForm): FurtherProof | undefined {
  const outlook = accountOf(page, form)?.outlook;
  if (outlook?.canPass === true && outlook.asks !== undefined) {
    if (outlook.asks.some((way) => way.every((proof) => proof === "passkey"))) return "passkey";
    return outlook.asks.every((way) => way.length > 1) ? "two_people" : "second_person";
  }
  const contact = page.contacts.find(({ id }) => id === form.choice);
  const weak = form.choice === TYPED || contact?.trusted === false;
  return weak && page.typedCost.secondApprover ? "either" : undefined;
}

/** Minutes that a pass would be held, for this account and where the link goes. */
export function heldFor(page: SendPageReply, form: SendForm): number | undefined {
  const held = accountOf(page, form)?.held;
  if (form.choice === TYPED) return held?.typed;
  const contact = page.contacts.find(({ id }) => id === form.choice);
  return contact === undefined ? undefined : contact.trusted ? held?.trusted : held?.fresh;
}

type Refusal = AccountReply["refused"]["typed"];

/** Why Send would refuse this choice for the account. */
export function refusalOf(page: SendPageReply, account: AccountReply | undefined, choice: string): Refusal {
  if (choice === TYPED) return account?.refused.typed;
  const contact = page.contacts.find(({ id }) => id === choice);
  return contact === undefined ? undefined : contactRefusal(account, contact);
}

export function contactRefusal(account: AccountReply | undefined, contact: ContactReply): Refusal {
  return contact.trusted ? account?.refused.trusted : account?.refused.fresh;
}

/** The first thing that is missing, in the order of the form. */
export function missing(page: SendPageReply, form: SendForm): Missing | undefined {
  if (accountOf(page, form)?.outlook.canPass === false && !form.evidenceOnly) {
    return { field: "evidenceOnly", message: en.send.cannotPass.missing };
  }
  if (form.choice === "") return { field: "choice", message: en.send.missingChoice };
  return form.choice === TYPED ? missingTyped(form) : undefined;
}

export interface Missing {
  readonly field: SendField;
  readonly message: string;
}

function missingTyped(form: SendForm): Missing | undefined {
  if (form.channel === "sms" && form.number.replaceAll(/\D/g, "").length < 3) {
    return { field: "number", message: en.send.missingNumber };
  }
  if (form.channel === "email" && !/^\S+@\S+\.\S+$/.test(form.address.trim())) {
    return { field: "address", message: en.send.missingAddress };
  }
  if (form.reason === "") return { field: "reason", message: en.send.missingReason };
  return undefined;
}

export function toRequest(page: SendPageReply, form: SendForm, idempotencyKey: string): SendRequest {
  const accountId = accountOf(page, form)?.id;
  return {
    ticketId: page.ticket.id,
    destination: destinationOf(form),
    callerOnLine: form.callerOnLine,
    ...(accountId === undefined ? {} : { accountId }),
    ...(form.evidenceOnly ? { evidenceOnly: true } : {}),
    idempotencyKey,
  };
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
    screen: typed ? typedHeading : headings[page.ticket.action],
  };
}
