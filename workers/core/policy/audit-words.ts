import type { Actor } from "../kit/actor.ts";
import type { AgentId, PersonId } from "../kit/ids.ts";

/** What each row of the audit log tells, in words. A test finds every action that the code writes. */
export const AUDIT_WORDS = {
  "sign_in.succeeded": "Signed in",
  "sign_in.refused": "A sign-in was refused",
  "sign_in_link.issued": "Made a sign-in link",
  "admin_invitation.taken": "Took the deployment's invitation of an admin",
  "admin_invitation.refused": "An invitation of an admin that is not the deployment's was refused",
  "sign_in.confirmed": "Showed once more who is there",
  "passkey.added": "Added a passkey",
  "passkey.removed": "Removed a passkey",
  "passkey.suspended": "A copy of a passkey turned up; suspended",
  "recovery_codes.made": "Made new recovery codes",
  "recovery_code.used": "Used a recovery code",
  sign_out: "Signed out",
  "session.expired": "A sign-in ran out",
  "session.other_browser": "A sign-in's cookie turned up in another browser; ended",
  "session.ended_by_user": "Ended one of the own sign-ins",
  "session.ended_by_admin": "A sign-in was ended by an admin's change",
  "agent.entered": "Entered for the first time, by a group of the company",
  "agent.linked": "Linked a company account with a user",
  "agent.role_changed": "Took over a role from a group of the company",
  "user.invited": "Invited a user",
  "user.role_changed": "Changed a user's role",
  "user.activated": "Activated a user",
  "user.deactivated": "Deactivated a user",
  "user.deleted": "Deleted a user",
  "users.exported": "Exported the list of users",
  "users.reviewed": "Exported an access review",
  "audit.exported": "Exported the audit log",
  "audit.refused": "A call for the audit log without its token was refused",
  "webhook.refused": "A ticket system's call was refused",
  "receipt.refused": "A delivery provider's call without valid credentials was refused",
  "settings.changed": "Changed the settings",
  "settings.unfit": "Tried to save settings that do not fit",
  "settings.proposed": "Proposed a change of the settings",
  "settings.refused": "Refused a change of the settings",
  "settings.withdrawn": "Withdrew a change of the settings",
  "settings.applied": "A change of the settings came into force",
  "settings.lapsed": "A change of the settings was dropped: whoever proposed it is no active admin any more",
  "settings.outdated": "A change of the settings no longer fitted and was dropped",
  "settings.spoiled": "Found settings that were changed in the database",
  "deployment.weakened": "The deployment's variables protect less than before",
  "directory.baseline_proposed": "Proposed an import of people as the baseline",
  "directory.file_refused": "Chose a file of people that is no table",
  "directory.import_started": "Started an import of people",
  "directory.import_stopped": "Stopped an import of people",
  "directory.import_resumed": "Resumed an import of people",
  "directory.import_finished": "Finished an import of people",
  "directory.spoiled_rows": "An import found people or contacts that were changed in the database",
  "directory.undo_started": "Started to undo an import of people",
  "directory.import_undone": "Undid an import of people",
  "people.searched": "Looked for people of the directory",
  "person.signed_in": "Signed in at the own page",
  "person.sign_in_refused": "A sign-in at a person's own page was refused",
  "person.signed_out": "A sign-in at a person's own page ended",
  "person.account_linked": "A company account was linked with a person",
  "person.data_taken": "Took the own data along as a file",
  "person.read": "Opened the page of a person",
  "person.erased": "Erased a person from the directory",
  "coverage.counted": "Began to count for whom a check can pass",
  "coverage.listed": "Opened a list of people for whom no check can pass, or who cannot be reached",
  "coverage.exported": "Exported such a list",
  "block.lifted": "Lifted a block, or freed the checks of a day",
  "send.blocked": "Was refused a check of a person who is blocked",
  "agent.over_limit": "Reached a limit of the day and was stopped",
  "security.told_of_limit": "Security is told that an agent reached a limit",
  "connection.retried": "Ended the pause after refused credentials",
  "connection.tested": "Tried out the connection to a ticket system",
  "sign_in.tested": "Tried out a company's sign-in",
  "delivery.tested": "Sent a test message to try a provider out",
  "database.compared": "Found the database as the product made it",
  "database.changed": "Found what the product did not make in the database",
  "retention.finished": "Deleted what is kept no longer",
  "ticket.created": "A ticket came in",
  "ticket.updated": "A ticket was updated",
  "ticket.closing": "A ticket was to be closed",
  "ticket.reopening": "A ticket was to be reopened",
  "delivery.retried": "Tried a delivery again",
  "delivery.discarded": "Gave up a delivery",
  "transcript.opened": "Opened an answer",
  "verifications.exported": "Exported verifications",
  "report.made": "Made an Analysis Report",
  "own_check.code_sent": "Sent a code to a contact, for an own check",
  "own_check.confirmed": "Confirmed a contact, for an own check",
  "verification.created": "Sent a verification",
  "verification.resent": "Sent the link again",
  "verification.taken_over": "Took a check over",
  "verification.approving": "The questions were over; somebody else has to confirm it",
  "approval.asked": "Asked somebody to approve a check",
  "approval.seen": "Looked at a check that they were asked to approve",
  "approval.given": "Approved a check",
  "approval.refused": "Refused to approve a check",
  "passkey.shown": "The requester showed their passkey",
  "verification.passed": "The check passed",
  "verification.failed": "The check failed",
  "verification.not_enough_questions": "Too little was known to ask about",
  "verification.timed_out": "The check timed out",
  "verification.cancelled": "The check was cancelled",
  "verification.reported": "The check was reported",
  "verification.incident": "Reported an incident",
  "verification.judged": "Said by hand what a check was",
  "verification.voided": "Void after a report of another check",
  "code.renewed": "Made a new spoken code",
  "code.wrong": "A wrong spoken code",
  "code.matched": "The spoken code matched",
  "answer.given": "An answer was given",
  "link.seen": "The link was opened",
  "session.begun": "The requester began",
  "session.checked": "Browser and network were looked at",
  "move.requested": "Another browser asked to go on",
  "move.confirmed": "The check moved to another browser",
  "move.wrong": "A wrong code for another browser",
  "time.extended": "More time was given",
  "feedback.given": "The requester said how it was",
  "person.asked": "The requester asked for a person",
  "report.late": "“This wasn't me” after the end",
  "report.again": "“This wasn't me” once more",
  "report.former_destination": "“This wasn't me” from a former destination",
  "message.queued": "A message was queued",
  "message.sending": "A message is being sent",
  "message.sent": "A message was sent",
  "message.delivered": "A message was delivered",
  "message.failed": "A message could not be delivered",
} as const satisfies Readonly<Record<string, string>>;

const WORDS: Readonly<Record<string, string>> = AUDIT_WORDS;

/** Its own name for an action of a version that this one does not know. */
export const auditWords = (action: string): string => WORDS[action] ?? action;

export const WEBHOOK_ACTOR = "webhook:";

const ACTORS: Readonly<Record<Exclude<Actor, AgentId | PersonId | `webhook:${string}`>, string>> = {
  requester: "The requester",
  system: "The product itself",
  installer: "The deployment",
  unknown: "Somebody unknown",
  "job:settings": "The product: changes that wait",
  "job:coverage": "The product: Coverage",
  "job:retention": "The product: clean-up",
  "job:import": "The product: imports",
  "job:database": "The product: the database's shape",
};

/** Who acted, where it is no user; its own name for one of a version that this one does not know. */
export function actorWords(actor: string): string {
  const known: Readonly<Record<string, string>> = ACTORS;
  return (
    known[actor] ?? (actor.startsWith(WEBHOOK_ACTOR) ? `Ticket system ${actor.slice(WEBHOOK_ACTOR.length)}` : actor)
  );
}

/** What a row is about, where it is no record; sections of the settings are called by their titles. */
export const AUDIT_SUBJECTS: Readonly<Record<string, string>> = {
  audit: "The audit log",
  database: "The database",
  deployment: "The deployment's variables",
  retention: "What is kept",
  directory: "The directory",
  sign_in: "Sign-in",
  unknown: "An unknown connection",
};

/** By how an id begins, where its record has no name, or is not there any more. */
const KINDS: readonly (readonly [string, string])[] = [
  ["vrf_", "A check that is kept no longer"],
  ["per_", "A person who is not in the directory"],
  ["tkt_", "A ticket that is kept no longer"],
  ["agt_", "A user who was deleted"],
  ["imp_", "An import of people"],
  ["cov_", "A count of Coverage"],
];

/** What a record without a name is. An own check is on no list, so it has none. */
export const kindWords = (id: string, { practice }: { readonly practice: boolean }): string | undefined =>
  practice ? "An own check" : KINDS.find(([start]) => id.startsWith(start))?.[1];
