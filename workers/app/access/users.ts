/** User Management: who may enter the console. A verification never changes any of this. */
import type { UserRow, UsersReply } from "../../contract/console/users.ts";
import { defined } from "../../core/kit/defined.ts";
import { shownName } from "../../core/kit/shown-name.ts";
import { agentId, type AgentId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { ROLES, type Role } from "../../core/kit/roles.ts";
import { becomesAdmin, ceasesAsAdmin, mayMakeAdmins } from "../../core/policy/break-glass.ts";
import { PERMISSIONS, permissionsOf } from "../../core/policy/permissions.ts";
import type { Deps } from "../deps.ts";
import type { AgentChange, AgentRecord, ListedAgent } from "../ports/agents.ts";
import { appearanceFor } from "../people/appearance.ts";
import { dropLostApprovers } from "../desk/lost-approvers.ts";
import { overseerMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import { endSignIns, issueLinkTo, mayBeLinked, type IssuedLink } from "./sign-in.ts";

/** More than one agent has approved within an hour. */
const CHECKS_AT_ONCE = 100;

export type UserProblem = "user.unknown" | "user.self" | "user.last_admin" | "user.known" | "user.emergency";

/** Whoever acts, and by which way of signing in. */
export type Acting = AgentRecord & { readonly way?: string | undefined };

/** Refuses nothing. */
export async function readUsers(deps: Deps, reader: AgentRecord): Promise<UsersReply> {
  const users = await deps.agents.list();
  return {
    users: users.map((user) => rowOf(deps, user, reader)),
    roles: ROLES.map((role) => ({ role, may: permissionsOf(role).map((one) => PERMISSIONS[one].words) })),
  };
}

function rowOf(deps: Pick<Deps, "config">, user: ListedAgent, reader: AgentRecord): UserRow {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    appearance: appearanceFor(deps, user),
    role: user.role,
    status: !user.active ? "inactive" : user.lastSeenAt === undefined ? "invited" : "active",
    addedAt: user.createdAt,
    ...defined({ lastSeenAt: user.lastSeenAt }),
    ways: user.ways,
    byGroups: user.byGroups,
    self: user.id === reader.id,
    mayBeLinked: mayBeLinked(user, reader),
  };
}

/** Refused for an address that a user has already, and for an admin in an emergency; one who was taken off the list comes back. */
export async function inviteUser(
  deps: Deps,
  by: Acting,
  { name, email, role }: { readonly name: string; readonly email: string; readonly role: Role },
): Promise<Result<IssuedLink & { readonly id: AgentId }, "user.known" | "user.emergency">> {
  const makesAdmin = becomesAdmin(undefined, { role, active: true });
  if (makesAdmin && !mayMakeAdmins(by.way)) {
    return err("user.emergency");
  }
  const at = deps.clock();
  const invited = {
    id: agentId.parse(`agt_${deps.vault.newId()}`),
    email: email.toLowerCase(),
    name: shownName(name) || email,
    role,
    active: true,
  };
  const mails = makesAdmin ? await adminNews(deps, "admin_made", invited) : [];
  const id = await deps.agents.add(invited, {
    audit: { at, actor: by.id, action: "user.invited", details: { name: invited.name, email: invited.email, role } },
    mails,
  });
  if (id === undefined) {
    return err("user.known");
  }
  await wakeDeskMails(deps, mails);
  return ok({ id, ...(await issueLinkTo(deps, { ...invited, id }, by.id)) });
}

/** Who may approve what protects less, or stop it: every other admin and security hear of who becomes one or is one no more. */
const adminNews = (deps: Deps, kind: "admin_made" | "admin_gone", about: Pick<AgentRecord, "id" | "name">) =>
  overseerMails(deps, kind, { key: deps.vault.newId(), about });

/** Refused: an unknown user, oneself, the last admin, and in an emergency whoever would become an admin. Works with the next request; sockets end. */
export async function changeRole(
  deps: Deps,
  by: Acting,
  { id, role }: { readonly id: string; readonly role: Role },
): Promise<Result<undefined, UserProblem>> {
  return change(deps, by, { id, to: { role }, action: "user.role_changed", details: { role } });
}

/** Refused as a change of the role is. Whoever is deactivated is signed out everywhere. */
export async function setActive(
  deps: Deps,
  by: Acting,
  { id, active }: { readonly id: string; readonly active: boolean },
): Promise<Result<undefined, UserProblem>> {
  return change(deps, by, { id, to: { active }, action: active ? "user.activated" : "user.deactivated", details: {} });
}

/** Each user whole or not at all; one who cannot be deleted keeps no other from it. Refused one by one, as a change of the role is. */
export async function deleteUsers(
  deps: Deps,
  by: AgentRecord,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly problem?: UserProblem }[]> {
  const done = [];
  // One after another: of the last two admins the second stays.
  for (const id of new Set(ids)) {
    const to = { active: false, removedAt: deps.clock() };
    const result = await change(deps, by, { id, to, action: "user.deleted", details: {} });
    done.push(result.ok ? { id } : { id, problem: result.error });
  }
  return done;
}

interface Change {
  readonly id: string;
  readonly to: AgentChange;
  readonly action: string;
  readonly details: Readonly<Record<string, string>>;
}

async function change(
  deps: Deps,
  by: Acting,
  { id, to, action, details }: Change,
): Promise<Result<undefined, UserProblem>> {
  const parsed = agentId.safeParse(id);
  const user = parsed.success ? await deps.agents.byId(parsed.data) : undefined;
  if (user === undefined) {
    return err("user.unknown");
  }
  if (user.id === by.id) {
    return err("user.self");
  }
  const after = { role: to.role ?? user.role, active: to.active ?? user.active };
  const makesAdmin = becomesAdmin(user, after);
  if (makesAdmin && !mayMakeAdmins(by.way)) {
    return err("user.emergency");
  }
  const at = deps.clock();
  const before = { name: user.name, email: user.email, before: user.role };
  const news = makesAdmin ? "admin_made" : ceasesAsAdmin(user, after) ? "admin_gone" : undefined;
  const mails = news === undefined ? [] : await adminNews(deps, news, user);
  const done = await deps.agents.change(user.id, to, {
    audit: { at, actor: by.id, action, subject: user.id, details: { ...before, ...details } },
    mails,
  });
  if (done !== "changed") {
    return err(done === "last_admin" ? "user.last_admin" : "user.unknown");
  }
  await Promise.all([
    endSignIns(deps, user.id, { actor: by.id, reason: action }),
    wakeDeskMails(deps, mails),
    // What is away now is found by the sweep.
    dropLostApprovers(deps, CHECKS_AT_ONCE).catch((error: unknown) => deps.log.failure("approver.left", error)),
  ]);
  return ok();
}

/** Refuses nothing; throws where it cannot be written down, and nothing has left then. */
export async function exportUsers(deps: Deps, by: AgentRecord, kind: "list" | "review"): Promise<readonly UserRow[]> {
  const { users } = await readUsers(deps, by);
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: by.id,
    action: kind === "review" ? "users.reviewed" : "users.exported",
    subject: by.id,
    details: { rows: users.length },
  });
  return users;
}
