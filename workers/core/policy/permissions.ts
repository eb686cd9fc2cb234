/**
 * Who may do what, once: a route and a page of the console name a permission, never a role. Whether this
 * agent may do it to this check is said elsewhere (`may-act`, `may-remediate`, `may-discard`).
 */
import type { Role } from "../kit/roles.ts";
import { BREAK_GLASS } from "./break-glass.ts";
import { MINUTE_MS, type EpochMs } from "../kit/time.ts";

interface PermissionRow {
  readonly roles: readonly Role[];
  /** Continues "may ...". */
  readonly words: string;
  /** Only within five minutes of signing in: what a session left open, or stolen, must not be enough for. */
  readonly stepUp: boolean;
  /** Also of an emergency sign-in: what repairs sign-in, users and connections. */
  readonly repairs?: true;
  /** Of a read that the audit log is told of. */
  readonly audited?: AuditedRead;
}

type AuditedRead = "person.read";

const EVERYONE: readonly Role[] = ["agent", "analyst", "auditor", "admin"];
const ANALYSTS: readonly Role[] = ["analyst", "admin"];
const EVIDENCE: readonly Role[] = ["agent", "analyst", "admin"];
const SENDERS: readonly Role[] = ["agent", "admin"];
const OVERSIGHT: readonly Role[] = ["auditor", "admin"];
const ADMINS: readonly Role[] = ["admin"];

const always = (roles: readonly Role[], words: string): PermissionRow => ({ roles, words, stepUp: false });
const fresh = (roles: readonly Role[], words: string): PermissionRow => ({ roles, words, stepUp: true });

const repairs = (row: PermissionRow): PermissionRow => ({ ...row, repairs: true });

export const PERMISSIONS = {
  "session.own": repairs(always(EVERYONE, "see and end their own sign-in")),
  "passkeys.change": fresh(EVERYONE, "add and remove their own passkeys and make recovery codes"),
  "accounts.link": repairs(fresh(EVERYONE, "link their own company account")),
  "tickets.read": always(EVERYONE, "see the tickets that wait for a check"),
  "verifications.read": always(EVERYONE, "see checks, their outcomes and reports"),
  "verifications.export": fresh(EVERYONE, "take the table along as a file"),
  "reports.export": fresh(EVERYONE, "take the report of a check along as a file"),
  "verifications.send": always(SENDERS, "send links and act on running checks"),
  "approvals.ask": always(SENDERS, "ask a colleague to approve a check"),
  "approvals.read": always(SENDERS, "see what they are asked to approve, and refuse it"),
  "approvals.give": fresh(SENDERS, "approve a colleague's check"),
  "passes.use": always(SENDERS, "act on a pass, and record what they did"),
  "answers.read": always(EVIDENCE, "see how answers were graded"),
  "answers.open": fresh(EVIDENCE, "open the text of an answer"),
  "checks.report": always(EVIDENCE, "report a check and raise an incident"),
  "checks.judge": fresh(EVIDENCE, "say by hand what a check was"),
  "people.find": always(EVIDENCE, "find people of the directory"),
  "people.read": { ...always(EVIDENCE, "see a person's masked contacts, blocks and checks"), audited: "person.read" },
  "people.erase": fresh(ADMINS, "erase a person from the directory"),
  "coverage.read": always(ANALYSTS, "count for whom of the directory a check can pass, and see for whom not"),
  "coverage.export": fresh(ANALYSTS, "take the lists of those people along as a file"),
  "blocks.lift": fresh(SENDERS, "lift a block of a person, or free their checks of the day"),
  "delivery.read": always(EVIDENCE, "see what waits to be delivered"),
  "delivery.act": always(SENDERS, "retry or discard what waits"),
  "connections.read": repairs(always(EVERYONE, "see the state of ticket systems and providers")),
  "connections.retry": repairs(always(ADMINS, "end the pause after refused credentials")),
  "checks.replay": always(OVERSIGHT, "judge ended checks again, by today's rules or by a draft of a policy"),
  "settings.read": repairs(always(OVERSIGHT, "read the settings")),
  "settings.change": repairs(fresh(ADMINS, "change the settings")),
  "set_up.read": always(EVERYONE, "see whether the set-up is finished"),
  "set_up.act": always(ADMINS, "set the desk up and check themselves for practice"),
  "connections.test": repairs(always(ADMINS, "try a ticket system out, with a note on a ticket that they name")),
  "actions.test": always(ADMINS, "read their own account in a system that sets passwords"),
  "sign_in.test": repairs(always(ADMINS, "try a company's sign-in out")),
  "delivery.test": fresh(
    ADMINS,
    "try the providers out, with a mail to themselves or an SMS to a number that they type",
  ),
  "directory.import": always(ADMINS, "compare and read in a file of people"),
  "directory.write": fresh(ADMINS, "let a file of people change the directory"),
  "audit.read": always(OVERSIGHT, "read the audit log"),
  "audit.export": fresh(OVERSIGHT, "take the audit log along as a file"),
  "users.read": repairs(always(OVERSIGHT, "see who may enter the console")),
  "users.export": fresh(OVERSIGHT, "take the list of users along as a file"),
  "users.change": repairs(fresh(ADMINS, "invite users, change roles, deactivate and delete")),
} as const satisfies Readonly<Record<string, PermissionRow>>;

export type Permission = keyof typeof PERMISSIONS;

const ALL = Object.keys(PERMISSIONS) as readonly Permission[];

export function may(role: Role, permission: Permission): boolean {
  return PERMISSIONS[permission].roles.includes(role);
}

/** Whether a sign-in of this way may, as far as that goes: one made in an emergency repairs. */
export function wayMay(way: string | undefined, permission: Permission): boolean {
  const { repairs: repairing }: PermissionRow = PERMISSIONS[permission];
  return way !== BREAK_GLASS || repairing === true;
}

export function permissionsOf(role: Role, way?: string): readonly Permission[] {
  return ALL.filter((permission) => may(role, permission) && wayMay(way, permission));
}

/** Under which action each use of it stands in the audit log; undefined where what is done says so itself. */
export function auditedAs(permission: Permission): AuditedRead | undefined {
  const row: PermissionRow = PERMISSIONS[permission];
  return row.audited;
}

const FRESH_MS = 5 * MINUTE_MS;

/** Whether who is signed in has shown that lately enough for what asks for it. */
export function isFreshSignIn(authenticatedAt: EpochMs, now: EpochMs): boolean {
  return now - authenticatedAt <= FRESH_MS;
}
