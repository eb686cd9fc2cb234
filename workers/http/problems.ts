/**
 * One table from error codes to a status and a public sentence. Internal reasons never reach the
 * wire; codes that would tell an attacker something share one sentence.
 */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { OverLimit } from "../app/desk/agent-limit.ts";
import { SECOND_MS } from "../core/kit/time.ts";
import { zonedTime } from "../core/kit/zoned-time.ts";
import type { ProblemDocument } from "../contract/problem.ts";
import type { Ctx } from "./context.ts";

interface PublicProblem {
  readonly status: ContentfulStatusCode;
  readonly title: string;
}

const PROBLEMS = {
  "request.malformed": { status: 400, title: "The request could not be read" },
  "request.unauthenticated": { status: 401, title: "Sign in first" },
  "webhook.unauthenticated": { status: 401, title: "The webhook's credentials are missing or wrong" },
  "audit.unauthenticated": { status: 401, title: "The token is missing or wrong" },
  "delivery.unauthenticated": { status: 403, title: "The callback's signature is missing or wrong" },
  "request.forbidden": { status: 403, title: "Your role does not allow this" },
  "request.break_glass": {
    status: 403,
    title: "An emergency sign-in repairs sign-in, users and ticket systems, and nothing else",
  },
  "step_up.needed": { status: 403, title: "This needs a fresh sign-in" },
  "request.cross_site": { status: 403, title: "The request came from another site" },
  "request.not_found": { status: 404, title: "There is nothing here" },
  "request.method": { status: 405, title: "This address does not answer that method" },
  "request.too_large": { status: 413, title: "The request is too large" },
  "request.wrong_type": { status: 415, title: "The request has the wrong content type" },
  "request.too_many": { status: 429, title: "Too many requests. Try again in a minute" },
  "server.fault": { status: 500, title: "Something went wrong on our side" },
  "server.unavailable": { status: 503, title: "A part of the service does not answer. Try again in a moment" },
  "sign_in.refused": { status: 410, title: "This sign-in link was used or has expired" },
  "sign_in.link_closed": {
    status: 403,
    title: "Your desk signs in with company accounts. Use yours; with this link you can connect it",
  },
  "agent.has_way": { status: 409, title: "This user signs in without a link. Nobody signs in for somebody else" },
  "passkey.refused": { status: 403, title: "This passkey was not accepted. Try again, or go another way" },
  "passkey.suspended": {
    status: 403,
    title: "A copy of this passkey has turned up, so it is suspended. Go another way, remove it and tell security",
  },
  "passkey.company": {
    status: 403,
    title: "You sign in with your company account. This passkey is for confirming who you are once you are in",
  },
  "recovery_code.refused": { status: 403, title: "This recovery code was used or is not one. Check it sign by sign" },
  "passkey.known": { status: 409, title: "This passkey is registered already" },
  "passkey.too_many": { status: 409, title: "You have as many passkeys as anybody may have. Remove one first" },
  "passkey.unknown": { status: 404, title: "There is no such passkey any more" },
  "sign_in.unknown": { status: 404, title: "This sign-in has ended" },
  "user.unknown": { status: 404, title: "There is no such user any more" },
  "user.self": { status: 403, title: "Another admin has to change your account" },
  "user.emergency": {
    status: 403,
    title: "An emergency sign-in makes no admin. Repair the company's sign-in first, or have the deployment invite one",
  },
  "user.last_admin": { status: 409, title: "At least one active admin has to stay" },
  "user.known": { status: 409, title: "A user with this address is there already" },
  "sign_in.provider_unknown": { status: 404, title: "There is no such identity provider" },
  "sign_in.no_cookie": { status: 400, title: "Your browser did not keep what this sign-in began with. Begin again" },
  "sign_in.lost": { status: 400, title: "This answer belongs to another sign-in, or was used already. Begin again" },
  "sign_in.taken": { status: 409, title: "This company account is linked with another user here" },
  "sign_in.mail_only": {
    status: 409,
    title: "Only a mail address says whose account this is. An administrator's sign-in link links it",
  },
  "sign_in.signed_out": { status: 401, title: "You were signed out meanwhile. Sign in, and link the account again" },
  "sign_in.no_access": {
    status: 403,
    title: "Your company account opens nothing here yet. Link it under Your sign-ins, or ask for an invitation",
  },
  "sign_in.not_linked": {
    status: 403,
    title:
      "Your company account is not linked with your account here. Ask an administrator for a sign-in link, and use it to sign in",
  },
  "sign_in.inactive": { status: 403, title: "Your access here has ended" },
  "sign_in.second_factor": { status: 403, title: "Sign in with a second factor" },
  "sign_in.stale": { status: 403, title: "Your company's sign-in did not ask who you are. Sign out there first" },
  "sign_in.other_account": {
    status: 409,
    title: "Another company account of this provider is linked already",
  },
  "sign_in.other_person": { status: 409, title: "This is another person than the one who is signed in here" },
  "identity.unreachable": { status: 503, title: "Your company's sign-in does not answer. Try again in a moment" },
  "identity.absent": { status: 403, title: "Cloudflare Access did not say who you are" },
  "identity.declined": { status: 403, title: "Your company's sign-in did not sign you in" },
  "identity.client_refused": {
    status: 502,
    title: "Your company's sign-in refused this console, so nobody was signed in. Tell an administrator",
  },
  "identity.not_trusted": {
    status: 502,
    title: "What your company's sign-in answered could not be trusted, so nobody was signed in. Tell an administrator",
  },
  "agent.unknown": { status: 422, title: "There is no active agent with this address" },
  "ticket.unknown": { status: 404, title: "There is no such ticket" },
  "ticket.malformed": { status: 400, title: "The ticket could not be read" },
  "person.unknown": { status: 404, title: "There is no such person in the directory" },
  "person.changed": {
    status: 409,
    title: "This record was changed outside of this product. Have the directory imported again first",
  },
  "erase.own_account": { status: 403, title: "This is about you: another admin has to do that" },
  "erase.check_open": { status: 409, title: "A check of this person is running. Erase them when it has ended" },
  "lift.nothing": { status: 409, title: "Nothing is locked here any more. Reload the page" },
  "lift.too_early": { status: 409, title: "The check behind this is still being written. Try again in a moment" },
  "lift.no_call_back": {
    status: 422,
    title: "A call back counts to a trusted phone on record, since the lock and within the last hour",
  },
  "lift.own_account": { status: 403, title: "This is about you: a colleague has to do that" },
  "lift.again": {
    status: 403,
    title: "You freed this person within 24 hours. A colleague has to judge what came since",
  },
  "lift.own_checks": {
    status: 403,
    title: "You sent one of the checks behind this, or were refused one: a colleague has to do that",
  },
  "verification.unknown": { status: 404, title: "There is no such verification" },
  "report.too_early": { status: 409, title: "There is no report before the check has ended" },
  "verification.changed": {
    status: 409,
    title: "This check was changed outside of this product. Nobody can act on it; tell security and start another one",
  },
  "verification.not_in_charge": { status: 403, title: "Another agent is in charge of this check. Take over first" },
  "remediate.not_allowed": { status: 403, title: "This check is about you: a colleague has to do that" },
  "security.not_set": { status: 409, title: "Nobody to tell is set up. Tell security yourself" },
  "security.own_mailbox": {
    status: 409,
    title: "This check is about whoever would read it. Tell somebody else in security yourself",
  },
  "judgement.too_early": { status: 409, title: "The check still runs. Say it after its end" },
  "delivery.unknown": { status: 404, title: "This is not waiting any more. Reload the page" },
  "delivery.not_allowed": { status: 403, title: "Somebody else has to do that" },
  "send.refused": { status: 409, title: "A link cannot be sent for this ticket" },
  "send.conflict": { status: 409, title: "This form was already sent with other values. Reload the page" },
  "send.destination_refused": { status: 422, title: "This request needs a contact on record" },
  "send.cannot_pass": {
    status: 422,
    title: "This check alone cannot pass. Say that you want it as evidence only, or verify another way",
  },
  "coverage.unknown": { status: 404, title: "This count is not there any more. Reload the page" },
  "import.unknown": { status: 404, title: "There is no such import" },
  "import.running": { status: 409, title: "Another import is under way. Stop it or let it end first" },
  "import.conflict": { status: 409, title: "This is not the file that the import began with. Choose that one again" },
  "import.not_allowed": { status: 409, title: "That is not possible at this point of the import. Reload the page" },
  "import.out_of_order": { status: 409, title: "A part of the file before this one is missing. Go on from there" },
  "import.spoiled": {
    status: 409,
    title: "What this import keeps was changed in the database. Stop it, tell security, and begin again",
  },
  "import.needs_confirmation": { status: 409, title: "This file changes so much that it has to be confirmed" },
  "import.baseline_taken": {
    status: 409,
    title: "There was an import before. What changes now counts after seven days",
  },
  "import.own_change": { status: 403, title: "Another admin accepts what you proposed as the baseline" },
  "import.approver_new": {
    status: 403,
    title: "Whoever accepts the baseline was an active admin for 7 days before it was proposed",
  },
  "import.approver_linked": { status: 403, title: "You signed in by a link that an admin made within 7 days" },
  "import.approver_made": { status: 403, title: "Whoever proposed the baseline made you an admin within 30 days" },
  "import.proposer_made": {
    status: 403,
    title: "You made whoever proposed the baseline an admin within 30 days: another admin proposes or accepts it",
  },
  "import.proposer_new": {
    status: 403,
    title: "Whoever proposed the baseline was no active admin for 7 days before: another admin proposes it",
  },
  "import.proposer_linked": {
    status: 403,
    title:
      "Whoever proposed the baseline signed in by a link that an admin made within 7 days: another one proposes it",
  },
  "account.unknown": { status: 422, title: "This account is not one of the requester's" },
  "agent.over_limit": { status: 429, title: "You have reached the limit of a day for this" },
  "agent.too_many": { status: 429, title: "You have sent many links in a short time. Wait a few minutes" },
  "guard.open": { status: 409, title: "A check of this person is already open" },
  "guard.daily_limit": { status: 409, title: "This person was checked too often today" },
  "guard.fenced": { status: 409, title: "Checks of this person are blocked after a report" },
  "guard.lifted_by_agent": { status: 409, title: "You freed this person: a colleague must check them for 24 hours" },
  "guard.destination_fenced": { status: 409, title: "This destination was reported and is blocked" },
  "destination.invalid": { status: 422, title: "This does not look like a private mobile number or email address" },
  "destination.corporate": {
    status: 422,
    title: "A work address is not accepted: whoever took the account reads it too",
  },
  "destination.country": { status: 422, title: "Messages to this country are not switched on" },
  "destination.type": { status: 422, title: "This kind of number cannot get a secure link. Use a mobile number" },
  "destination.no_reason": { status: 422, title: "Say why the contacts on record cannot be used" },
  "contact.unknown": { status: 422, title: "This contact is not on record" },
  "contact.not_trusted": { status: 422, title: "This contact changed in the last days. Start a new check to use it" },
  "session.ended": { status: 409, title: "This check has ended" },
  "session.gone": { status: 410, title: "This check is gone" },
  "session.not_allowed": { status: 409, title: "That is not possible at this point of the check" },
  "session.other_browser": { status: 409, title: "The check goes on in another browser" },
  "link.revoked": { status: 410, title: "This link was replaced" },
  "answer.out_of_order": { status: 409, title: "That question is not open" },
  "answer.conflict": { status: 409, title: "That question was already answered" },
  "resend.too_soon": { status: 429, title: "Wait a moment before you send again" },
  "resend.other_channel": { status: 422, title: "Links of this request do not go by this channel" },
  "resend.none_left": { status: 409, title: "The link was sent again as often as allowed" },
  "approval.unknown": { status: 404, title: "You are not asked to approve this, or not any more" },
  "approval.answered": { status: 409, title: "This one has been asked, or has answered, already" },
  "approval.none_left": { status: 409, title: "As many are asked as may be. Wait for one of them" },
  "approval.not_needed": { status: 409, title: "Nothing is missing that they could give" },
  "approval.not_any_more": { status: 403, title: "You may not approve checks now. Whoever asked sees why" },
  "approval.own_check": { status: 403, title: "Who sends a check, takes it over or is checked does not approve it" },
  "approval.other_action": { status: 409, title: "What is to be approved has changed. Look at it again" },
  "approval.approver": { status: 403, title: "You approved this check: it stays with somebody else" },
  "approval.not_yet": { status: 409, title: "The person is still answering: there is nothing to read to you yet" },
  "approval.needs_passkey": { status: 403, title: "Approve it with your passkey" },
  "approval.not_approver": { status: 422, title: "This one may not be asked about this check" },
  "passkey.not_asked": { status: 409, title: "No passkey is asked for here, or not any more" },
  "passkey.too_new": { status: 403, title: "This passkey counts seven days after it was added" },
  "time.none_left": { status: 409, title: "No more time can be added" },
  "password.not_taken": { status: 422, title: "This was not taken. The page says why" },
  "grant.none": { status: 409, title: "There is nothing to do here any more" },
  "grant.expired": { status: 410, title: "The time for this is over" },
  "grant.in_use": { status: 409, title: "This is being done at this moment" },
  "grant.used": { status: 409, title: "This was done already" },
  "grant.none_left": { status: 409, title: "This was tried as often as allowed" },
  "grant.not_held": { status: 409, title: "Another attempt came after this one" },
  "desk_action.taken": { status: 409, title: "A colleague has this pass already. Reload the page" },
  "desk_action.requester_acts": { status: 409, title: "The requester does it in the portal now. Change nothing" },
  "desk_action.over": { status: 409, title: "Nobody may act on this check now. Reload the page" },
  "desk_action.recorded": { status: 409, title: "What was done is recorded already. Reload the page" },
  "desk_action.not_yours": { status: 403, title: "You did not take this pass, so there is nothing of yours to record" },
  "desk_action.not_allowed": { status: 403, title: "This check is about you: a colleague has to do that" },
  "move.none_left": { status: 409, title: "The check was moved as often as allowed" },
  "settings.invalid": { status: 422, title: "Some values do not fit" },
  "settings.conflict": { status: 409, title: "Somebody else changed this meanwhile. Nothing was overwritten" },
  "settings.by_deployment": { status: 422, title: "The deployment sets this. Change it there" },
  "settings.version_unknown": { status: 404, title: "There is no such version" },
  "settings.waiting": { status: 409, title: "A change of this section waits already. Decide on it first" },
  "settings.not_waiting": { status: 409, title: "No change waits here any more" },
  "settings.approver_new": {
    status: 403,
    title: "Whoever approves was an active admin for 7 days before the change was proposed",
  },
  "settings.approver_linked": { status: 403, title: "You signed in by a link that an admin made within 7 days" },
  "settings.approver_made": { status: 403, title: "Whoever proposed the change made you an admin within 30 days" },
  "settings.proposer_made": {
    status: 403,
    title:
      "You made whoever proposed the change an admin within 30 days: another admin approves it, or it waits its day",
  },
  "settings.proposer_new": {
    status: 403,
    title: "Whoever proposed the change was no active admin for 7 days before: it waits its day",
  },
  "settings.proposer_linked": {
    status: 403,
    title: "Whoever proposed the change signed in by a link that an admin made within 7 days: it waits its day",
  },
  "settings.own_change": { status: 403, title: "Another admin decides on a change; you can withdraw your own" },
  "own_check.no_carrier": { status: 409, title: "Nobody carries such messages yet. Set up delivery first" },
  "delivery_test.not_same": { status: 422, title: "The two numbers are not the same. Type yours twice" },
  "delivery_test.no_carrier": { status: 409, title: "No provider is set up for this. Save one first" },
  "own_check.not_sent": { status: 422, title: "The code was not sent" },
  "own_check.no_code": { status: 409, title: "No code is open. Ask for a new one" },
  "own_check.wrong_code": { status: 422, title: "This is not the code that was sent" },
  "own_check.not_confirmed": { status: 409, title: "Confirm a contact first" },
  "own_check.facts": {
    status: 422,
    title: "These facts make no three questions. Take a month that has begun, and a group by its full name",
  },
  "message.unknown": { status: 409, title: "That message was replaced" },
} as const satisfies Readonly<Record<string, PublicProblem>>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemExtras {
  /** In place of the code's own sentence, where that must name a time. */
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Members of this problem alone, as RFC 9457 has them. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export function statusOf(code: ProblemCode): ContentfulStatusCode {
  return PROBLEMS[code].status;
}

/** The public sentence, where several are told in one reply. */
export function problemTitle(code: ProblemCode): string {
  return PROBLEMS[code].title;
}

export function problem(c: Ctx, code: ProblemCode, extras: ProblemExtras = {}): Response {
  const { status, title } = PROBLEMS[code];
  const document: ProblemDocument = {
    type: `urn:imper-edge:problem:${code}`,
    title: extras.title ?? title,
    status,
    code,
    ...extras.more,
    ...(extras.detail === undefined ? {} : { detail: extras.detail }),
    ...(extras.errors === undefined ? {} : { errors: extras.errors }),
  };
  return c.body(JSON.stringify(document), status, { ...extras.headers, "content-type": "application/problem+json" });
}

const LIMITS: Readonly<Record<OverLimit["limit"], string>> = {
  answers: "You have opened as many answers as one agent may within 24 hours",
  people: "You have looked up as many people as one agent may within 24 hours",
  overrides: "You have overridden as much as one agent may within 24 hours",
  destination: "You have sent the links of as many people to this destination as one agent may within 24 hours",
};

/** Says when it goes on. */
export function overLimitProblem(c: Ctx, { code, limit, until }: OverLimit): Response {
  const { clock, config } = c.var.deps;
  const now = clock();
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: config.TIME_ZONE });
  const at = `${zonedTime(until, config.TIME_ZONE)}${day.format(until) === day.format(now) ? "" : ` on ${day.format(until)}`}`;
  return problem(c, code, {
    title: `${LIMITS[limit]}. It goes on at ${at}. Security is told, where a contact is set up`,
    headers: { "retry-after": String(Math.max(1, Math.ceil((until - now) / SECOND_MS))) },
  });
}

/** Errors that name the form field they belong to, for messages beside it. */
export function fieldProblem(c: Ctx, code: ProblemCode, field: string): Response {
  return problem(c, code, { errors: [{ field, message: PROBLEMS[code].title }] });
}
