/** An account in Microsoft Entra as it stands now: whose it is, where its password is kept, and who is an administrator. */
import { z } from "zod";
import type { TargetAccount, TargetProblem } from "../../../app/ports/action-targets.ts";
import type { TargetSubject } from "../../../core/actions/grant.ts";
import { err, ok, type Result } from "../../../core/kit/result.ts";
import type { Graph, Said } from "./graph.ts";
import { lacksPermission } from "./rights.ts";

export interface EntraAccount extends Omit<TargetAccount, "rules" | "keepsSecondFactor"> {
  readonly id: string;
}

type Asked<Value> = Promise<Result<Value, TargetProblem>>;

const SELECTED = "id,userPrincipalName,accountEnabled,userType,onPremisesSyncEnabled,lastPasswordChangeDateTime";

const userShape = z.object({
  id: z.guid(),
  userPrincipalName: z.string().min(1),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  lastPasswordChangeDateTime: z.iso.datetime({ offset: true }).nullish(),
});
type User = z.output<typeof userShape>;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By the directory's own id where the person has one of its form, else by the name that is signed in with. */
export async function findUser(graph: Graph, { externalId, userName }: TargetSubject): Asked<User> {
  const byId = externalId !== undefined && GUID.test(externalId);
  const key = byId ? externalId : userName;
  // A guest's name holds a "#", and others a quote or a slash.
  const found = await graph.read(`/users/${encodeURIComponent(key)}?$select=${SELECTED}`, {
    schema: userShape,
    needs: "User.Read.All",
  });
  if (!found.ok) {
    return found;
  }
  const shown = byId ? found.value.id : found.value.userPrincipalName;
  return shown.toLowerCase() === key.toLowerCase() ? found : err({ code: "target.unknown_account" });
}

export const passwordSetAtOf = ({ lastPasswordChangeDateTime: at }: User): number | undefined =>
  typeof at === "string" ? Date.parse(at) : undefined;

/** Everything that decides, read at this moment. Where something may not be read nobody passes for ordinary. */
export async function readAccount(graph: Graph, subject: TargetSubject): Asked<EntraAccount> {
  const found = await findUser(graph, subject);
  if (!found.ok) {
    return found;
  }
  const user = found.value;
  const [groups, active, eligible, elsewhere] = await Promise.all([
    isInRoleGroup(graph, user.id),
    holdsRole(graph, "roleAssignments", user.id),
    holdsRole(graph, "roleEligibilitySchedules", user.id),
    keptElsewhere(graph, user),
  ]);
  for (const one of [groups, active, eligible, elsewhere]) {
    if (!one.ok) {
      return one;
    }
  }
  const passwordSetAt = passwordSetAtOf(user);
  const managedElsewhere = elsewhere.ok ? elsewhere.value : undefined;
  return ok({
    id: user.id,
    enabled: user.accountEnabled === true,
    privileged: [groups, active, eligible].some((one) => one.ok && one.value),
    ...(managedElsewhere === undefined ? {} : { managedElsewhere }),
    ...(passwordSetAt === undefined ? {} : { passwordSetAt }),
  });
}

const membershipPage = z.object({
  value: z.array(
    z.object({
      "@odata.type": z.string(),
      displayName: z.string().nullish(),
      isAssignableToRole: z.boolean().nullish(),
    }),
  ),
  "@odata.nextLink": z.url().optional(),
});

/** Of 999 each. More memberships than that are nobody's whose groups we could be sure of. */
const MOST_PAGES = 10;
const TOO_MANY_GROUPS: TargetProblem = {
  code: "target.forbidden",
  inItsWords: "The account is in more groups than can be looked through.",
};

/** Through a group, however deep: who is in one that may hold roles is an administrator to Microsoft, too. */
async function isInRoleGroup(graph: Graph, id: string): Asked<boolean> {
  let next: string | undefined = `/users/${id}/transitiveMemberOf?$select=id,displayName,isAssignableToRole&$top=999`;
  for (let pages = 0; next !== undefined; pages += 1) {
    if (pages === MOST_PAGES) {
      return err(TOO_MANY_GROUPS);
    }
    const page: Result<z.output<typeof membershipPage>, TargetProblem> = await graph.read(next, {
      schema: membershipPage,
      needs: "User.Read.All",
    });
    if (!page.ok) {
      return page;
    }
    const members = page.value.value;
    if (members.some((one) => one["@odata.type"] === ROLE || one.isAssignableToRole === true)) {
      return ok(true);
    }
    // What may not be read is shown without its fields, and looks like an ordinary group.
    if (members.some((one) => one["@odata.type"] === GROUP && typeof one.displayName !== "string")) {
      return err({ code: "target.forbidden", inItsWords: lacksPermission("GroupMember.Read.All") });
    }
    next = page.value["@odata.nextLink"];
  }
  return ok(false);
}

const ROLE = "#microsoft.graph.directoryRole";
const GROUP = "#microsoft.graph.group";

const assignmentPage = z.object({ value: z.array(z.object({ roleDefinitionId: z.string() })) });

/** Active, or eligible: whoever may take a role by a press is no ordinary person. In the directory or a unit of it. */
function holdsRole(graph: Graph, kind: "roleAssignments" | "roleEligibilitySchedules", id: string): Asked<boolean> {
  return graph.read(rolesPath(kind, id), {
    schema: assignmentPage.transform(({ value }) => value.length > 0),
    needs: "RoleManagement.Read.Directory",
    meaning: (said) => (kind === "roleEligibilitySchedules" && isUnlicensed(said) ? ok(false) : undefined),
  });
}

export const rolesPath = (kind: "roleAssignments" | "roleEligibilitySchedules", id: string): string =>
  `/roleManagement/directory/${kind}?$filter=${encodeURIComponent(`principalId eq '${id}'`)}`;

/** A tenant without the licence for it has nobody who is eligible. */
const isUnlicensed = ({ status, code }: Said): boolean => status === 400 && code === "AadPremiumLicenseRequired";

const domainShape = z.object({ authenticationType: z.string() });

async function keptElsewhere(
  graph: Graph,
  { onPremisesSyncEnabled, userPrincipalName, userType }: User,
): Asked<TargetAccount["managedElsewhere"]> {
  if (onPremisesSyncEnabled === true) {
    return ok("synced");
  }
  // A guest signs in at home, whatever is set here.
  if (userType === "Guest" || userPrincipalName.includes("#EXT#")) {
    return ok("federated");
  }
  const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf("@") + 1);
  const read = await graph.read(`/domains/${encodeURIComponent(domain)}`, {
    schema: domainShape,
    needs: "Domain.Read.All",
  });
  if (!read.ok) {
    return read;
  }
  return ok(read.value.authenticationType === "Managed" ? undefined : "federated");
}
