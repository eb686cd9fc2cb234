/** What the application lacks, as far as its own token and its own roles say: for whoever sets it up. */
import { z } from "zod";
import type { TargetProblem } from "../../../app/ports/action-targets.ts";
import { ok, type Result } from "../../../core/kit/result.ts";
import { rolesPath } from "./account.ts";
import type { Graph } from "./graph.ts";
import { lacksPermission, PERMISSION_NAMES, type Permission } from "./rights.ts";

/** Broader ones that hold it within. */
const BROADER: Readonly<Record<Permission, readonly string[]>> = {
  "User.Read.All": ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  "GroupMember.Read.All": [
    "GroupMember.ReadWrite.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
  "RoleManagement.Read.Directory": ["RoleManagement.ReadWrite.Directory", "RoleManagement.Read.All"],
  "Domain.Read.All": ["Domain.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
  "User-PasswordProfile.ReadWrite.All": [],
  "User.RevokeSessions.All": ["User.ReadWrite.All", "Directory.ReadWrite.All"],
};

/** Ids of Microsoft's own roles: User Administrator, Privileged Authentication Administrator, Global Administrator. */
const ROLES_THAT_RESET: ReadonlySet<string> = new Set([
  "fe930be7-5e62-47db-91af-98c3a49a38b1",
  "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
  "62e90394-69f5-4237-9190-012177145e10",
]);

const OPAQUE = "Which permissions the application has cannot be read from its token.";
const NO_ROLE =
  "The application holds no role User Administrator of its own, without which Entra lets it set no password.";
const IN_UNITS =
  "The application's role holds in administrative units only: people outside them are refused. That is as it should be where everybody who may use the portal is in one.";

const ownRoles = z.object({
  value: z.array(z.object({ roleDefinitionId: z.string(), directoryScopeId: z.string().nullish() })),
});

export async function shortcomings(graph: Graph): Promise<Result<readonly string[], TargetProblem>> {
  const claims = await graph.claims();
  if (!claims.ok) {
    return claims;
  }
  const { roles: given, oid } = claims.value;
  if (given === undefined || oid === undefined) {
    return ok([OPAQUE]);
  }
  const lacking = PERMISSION_NAMES.filter((name) => ![name, ...BROADER[name]].some((one) => given.includes(one)));
  const words = lacking.map(lacksPermission);
  if (lacking.includes("RoleManagement.Read.Directory")) {
    return ok(words);
  }
  const roles = await graph.read(rolesPath("roleAssignments", oid), {
    schema: ownRoles,
    needs: "RoleManagement.Read.Directory",
  });
  if (!roles.ok) {
    return roles;
  }
  const resetting = roles.value.value.filter(({ roleDefinitionId }) => ROLES_THAT_RESET.has(roleDefinitionId));
  const everywhere = resetting.some(({ directoryScopeId }) => directoryScopeId === "/");
  return ok([...words, ...(resetting.length === 0 ? [NO_ROLE] : everywhere ? [] : [IN_UNITS])]);
}
