/** What stands beside an action in the audit log: the row keeps names and codes, people read words. */
import type { AuditCode, KeptClass } from "../../../workers/contract/console/audit.ts";
import { en } from "./en.ts";
import { signInProblem } from "./sign-in.ts";

/** What a clean-up counts. */
const KEPT: Readonly<Record<KeptClass, string>> = {
  answers: "answers",
  contact: "messages",
  evidence: "evidence",
  ticketText: "texts of tickets",
  leaver: "people who have left",
  phone: "known phones",
  record: "records",
  access: "sign-ins and links",
};

const NAMES: ReadonlyMap<string, string> = new Map([
  ["way", "by"],
  ["ways", "by"],
  ["issued_by", "link made by"],
  ["mailed", "sent by mail"],
  ["emergency", "break-glass"],
  ["q", "text"],
  ["item", "id"],
  ["finishedAt", "finished"],
  ["ordinal", "question"],
  ["revision", "change of the ticket"],
  ...Object.entries(KEPT),
  ["idsInTickets", "ids of the ticket system"],
]);

/** A code without words is a type error. */
export const CODES: Readonly<Record<AuditCode, string>> = {
  agent: "by the agent",
  agent_limit: "an agent reached a limit",
  agent_report: "reported by the agent",
  answers: "opened answers",
  asked: "somebody asked for it",
  daily: "as every day",
  import: "an import",
  away: "the ticket system was away for too long",
  blocking: "something that blocks a pass",
  caller_refused: "the caller refused",
  changed_since_tried: "it was changed after it should have been closed",
  closed: "closed",
  dead_letter: "a message that could not be read",
  declined: "declined by its recipient",
  desk: "a mail of the desk",
  does_not_know: "the requester does not know of it",
  flagged: "marked to be closed",
  high_risk: "high risk",
  incident: "an incident",
  incident_webhook: "the webhook for incidents",
  mail: "mail",
  message: "a message",
  manager_warned: "a caller had asked the manager to vouch",
  must_not_proceed: "must not proceed",
  never_delivered: "never delivered",
  never_opened: "never opened",
  not_finished: "not finished",
  not_offered: "the ticket system offers no way to close it",
  not_passed: "no check that passed stands for it",
  note: "a ticket note",
  on_call: "the on-call mailbox",
  on_record: "a contact on record",
  open: "open",
  other_requester: "the ticket names another requester",
  pending: "resolved, not closed yet",
  typed: "a typed contact",
  outbox: "a part of a check",
  overrides: "overrides",
  people: "people looked up",
  proof_missing: "a required proof is missing",
  refused: "the ticket system refused",
  reopened: "reopened",
  reported: "reported by its recipient",
  report: "a report",
  requester_changed: "the ticket names somebody else",
  risk_high: "high risk",
  risk_medium: "medium risk",
  security: "a notice to security",
  skipped_too_many: "too many questions were skipped",
  still_open: "it was open when it was read back",
  taken_back: "the check was reported or taken back",
  someone_contacted_me: "somebody had contacted the requester",
  ticket_closed: "the ticket was closed",
  too_few_facts: "too little is known of the person",
  used_up: "the checks of the day",
  webhook: "the webhook",
};

const VALUES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    link: "a one-time link",
    break_glass: "a break-glass link",
    oidc: "a company account",
    provider: "a company account",
    access: "Cloudflare Access",
    passkey: "a passkey",
    recovery_code: "a recovery code",
    groups: "a group of the company",
    owner: "the user",
    installer: "the deployment",
    callback: "a call back to a contact on record",
    colleague: "another agent",
    genuine: "Confirmed genuine",
    impostor: "Confirmed impostor",
    sms: "SMS",
    email: "mail",
    true: "yes",
    false: "no",
    unattested: "changed outside of this product",
    ...CODES,
    ...en.roles,
  }),
);

const ID = /^[a-z]{3}_[\w-]+$/;
/** A file of the log has them all. */
const LISTED = 3;

/** Names under which a row keeps a moment. */
const MOMENTS: ReadonlySet<string> = new Set(["finishedAt", "from", "to"]);

export interface DetailContext {
  /** Of whoever the id is of; undefined where nobody is. */
  readonly nameOf: (id: string) => string | undefined;
  /** A moment, in the desk's zone. */
  readonly when: (at: number) => string;
}

/** One part of a row's details, like "by a passkey" or "rows: 12". */
export function detailWords(name: string, value: string | number | boolean, context: DetailContext): string {
  const called = NAMES.get(name) ?? name.replaceAll("_", " ");
  const said =
    typeof value === "number" && MOMENTS.has(name) ? context.when(value) : valueWords(String(value), context.nameOf);
  return called === "by" ? `by ${said}` : `${called}: ${said}`;
}

/** A code, an id or several of them; any other text stands as it is. */
function valueWords(text: string, nameOf: DetailContext["nameOf"]): string {
  const problem = signInProblem(text)?.text;
  if (problem !== undefined) {
    return problem.slice(0, problem.indexOf(".") + 1).replace(/\.$/, "");
  }
  const parts = text.split(/[ ,]/);
  const named = parts.map((part) => nameOf(part) ?? VALUES.get(part) ?? (ID.test(part) ? part : undefined));
  if (!named.every((part) => part !== undefined)) return text;
  return named.length > LISTED + 1
    ? `${named.slice(0, LISTED).join(", ")} and ${String(named.length - LISTED)} more`
    : named.join(", ");
}
