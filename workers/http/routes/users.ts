/** User Management's API. */
import { usersCsv } from "../../../console/files/users-csv.ts";
import { endOwnSignIn, readOwnSignIns } from "../../app/access/sign-in.ts";
import {
  changeRole,
  deleteUsers,
  exportUsers,
  inviteUser,
  readUsers,
  setActive,
  type Acting,
  type UserProblem,
} from "../../app/access/users.ts";
import {
  activeRequest,
  deleteUsersRequest,
  inviteRequest,
  roleRequest,
  usersExportRequest,
  type DeleteUsersReply,
} from "../../contract/console/users.ts";
import type { Result } from "../../core/kit/result.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import { z } from "zod";
import type { Ctx } from "../context.ts";
import { problem, problemTitle } from "../problems.ts";
import { get, json, type Route } from "../route.ts";
import { sessionOf } from "./console.ts";

const row = (path: string, permission: Permission) =>
  ({ path: `/api${path}`, audience: "console", permission }) as const;

function actingIn(c: Ctx): Acting {
  const { agent, way } = sessionOf(c);
  return { ...agent, way };
}

const idOf = (c: Ctx): string => c.req.param("id") ?? "";

function acted(c: Ctx, result: Result<undefined, UserProblem | "sign_in.unknown">): Response {
  return result.ok ? c.json({}) : problem(c, result.error);
}

export const userRoutes: readonly Route[] = [
  get(row("/users", "users.read"), async (c) => c.json(await readUsers(c.var.deps, sessionOf(c).agent))),
  json(row("/users", "users.change"), inviteRequest, async (c, request) => {
    const invited = await inviteUser(c.var.deps, actingIn(c), request);
    return invited.ok ? c.json(invited.value, 201) : problem(c, invited.error);
  }),
  json(row("/users/delete", "users.change"), deleteUsersRequest, async (c, { ids }) => {
    const done = await deleteUsers(c.var.deps, sessionOf(c).agent, ids);
    const reply: DeleteUsersReply = {
      stay: done.flatMap(({ id, problem: why }) => (why === undefined ? [] : [{ id, why: problemTitle(why) }])),
    };
    return c.json(reply);
  }),
  json(row("/users/export", "users.export"), usersExportRequest, async (c, { kind, decimal }) => {
    const { deps } = c.var;
    const { agent } = sessionOf(c);
    const users = await exportUsers(deps, agent, kind);
    const format = { decimal, timeZone: deps.config.TIME_ZONE };
    const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: format.timeZone }).format(
      deps.clock(),
    );
    return c.body(usersCsv(users, { ...format, kind }), 200, {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${kind === "review" ? "access-review" : "users"}-${day}.csv"`,
    });
  }),
  json(row("/users/:id/role", "users.change"), roleRequest, async (c, { role }) =>
    acted(c, await changeRole(c.var.deps, actingIn(c), { id: idOf(c), role })),
  ),
  json(row("/users/:id/active", "users.change"), activeRequest, async (c, { active }) =>
    acted(c, await setActive(c.var.deps, actingIn(c), { id: idOf(c), active })),
  ),
  get(row("/session/sign-ins", "session.own"), async (c) => c.json(await readOwnSignIns(c.var.deps, sessionOf(c)))),
  json(row("/session/sign-ins/:id/end", "session.own"), z.strictObject({}), async (c) =>
    acted(c, await endOwnSignIn(c.var.deps, sessionOf(c), idOf(c))),
  ),
];
