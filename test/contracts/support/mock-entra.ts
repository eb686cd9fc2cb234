/**
 * Microsoft's sign-in and Microsoft Graph v1.0, as far as the documentation says and the connector goes. What it does not
 * know it refuses: a field, a query option, a permission or a role that is missing. Pages, read in November 2026:
 *
 * - https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow: a form with client_id,
 *   scope "{resource}/.default", client_secret and grant_type; errors are JSON with `error` and `error_codes`.
 * - https://learn.microsoft.com/en-us/azure/developer/java/sdk/troubleshooting-authentication-service-principal: 7000215
 *   is a wrong secret, 7000222 one that has expired, 700016 an application that the tenant does not have.
 * - https://learn.microsoft.com/en-us/graph/api/user-get and .../user-update: users by id or userPrincipalName; setting
 *   passwordProfile app-only asks for a permission and for the role User Administrator at least; 204 without a body; not
 *   for federated users.
 * - https://learn.microsoft.com/en-us/graph/api/user-list-transitivememberof: groups and directory roles, also nested;
 *   what the application may not read is shown with its type and id alone. Further pages at `@odata.nextLink`.
 * - https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleassignments and
 *   .../rbacapplication-list-roleeligibilityschedules: filtered by principalId.
 * - https://learn.microsoft.com/en-us/graph/api/domain-get: `authenticationType` is Managed or Federated.
 * - https://learn.microsoft.com/en-us/graph/api/user-revokesigninsessions: 200 with `value: true`.
 * - https://learn.microsoft.com/en-us/graph/resources/passwordprofile and
 *   https://learn.microsoft.com/en-us/entra/identity/authentication/concept-sspr-policy: 8 to 256 characters, three kinds
 *   of four, no others than the usual signs.
 * - https://learn.microsoft.com/en-us/graph/errors and .../graph/throttling: `error.code`, `error.message`; 429 and 503
 *   with Retry-After.
 */
import { z } from "zod";
import { startVendor, type MockVendor, type VendorReply, type VendorRequest } from "./mock-vendor.ts";

export const TENANT = "3f1c0b7e-6f7a-4b7e-9f10-0a6d6f4f5a01";
export const CLIENT = "9c1f2a44-3c55-4a3e-8b1d-1f2e3d4c5b6a";
export const CLIENT_SECRET = "the~value.of-a-client_secret";
const SERVICE_PRINCIPAL = "77aa0c1e-92f4-4d0e-9d3a-4b1c2d3e4f50";
export const USER_ADMINISTRATOR = "fe930be7-5e62-47db-91af-98c3a49a38b1";
export const GLOBAL_READER = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";

export interface MockUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly accountEnabled?: boolean;
  readonly userType?: "Member" | "Guest";
  readonly onPremisesSyncEnabled?: true;
  readonly groups?: readonly { readonly displayName: string; readonly isAssignableToRole?: boolean }[];
  readonly directoryRoles?: readonly string[];
  /** Role definitions. */
  readonly active?: readonly string[];
  readonly eligible?: readonly string[];
  deleted?: true;
  password: string;
  lastPasswordChangeDateTime: string;
  sessionsEnded?: true;
}

/** What a test plays on the next call that matches; `after`: what is asked for was done. */
export type Play = { readonly reply: VendorReply; readonly after?: true } | { readonly cut: "before" | "after" };

export interface MockEntra {
  readonly users: MockUser[];
  readonly permissions: Set<string>;
  /** Of the application: role definition and scope. */
  readonly appRoles: { readonly roleDefinitionId: string; readonly directoryScopeId: string }[];
  readonly domains: Map<string, "Managed" | "Federated">;
  /** Password lists of the tenant. */
  readonly banned: Set<string>;
  readonly plays: { readonly on: RegExp; readonly play: Play }[];
  secret: "right" | "expired";
  licensed: boolean;
  /** Tokens that were given before are not taken any more. */
  expireTokens(): void;
  pageSize: number;
  opaqueTokens: boolean;
  readonly vendor: MockVendor;
  now: () => number;
}

const graphError = (status: number, code: string, message: string): VendorReply => ({
  status,
  json: {
    error: { code, message, innerError: { date: "2026-11-20T10:00:00", "request-id": "r", "client-request-id": "c" } },
  },
});
const DENIED = graphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
const badRequest = (message: string): VendorReply => graphError(400, "Request_BadRequest", message);
const COMPLEXITY = badRequest(
  "The specified password does not comply with password complexity requirements. Please provide a different password.",
);

const tokenForm = z.strictObject({
  client_id: z.string(),
  scope: z.string(),
  client_secret: z.string(),
  grant_type: z.literal("client_credentials"),
});
const passwordBody = z.strictObject({
  passwordProfile: z.strictObject({ forceChangePasswordNextSignIn: z.boolean(), password: z.string() }),
});
const USER_FIELDS = [
  "id",
  "userPrincipalName",
  "accountEnabled",
  "userType",
  "onPremisesSyncEnabled",
  "lastPasswordChangeDateTime",
] as const;

export async function startEntra(users: MockUser[]): Promise<MockEntra> {
  const tokens = new Map<string, boolean>();
  const state: Omit<MockEntra, "vendor"> = {
    users,
    permissions: new Set([
      "User.Read.All",
      "GroupMember.Read.All",
      "RoleManagement.Read.Directory",
      "Domain.Read.All",
      "User-PasswordProfile.ReadWrite.All",
      "User.RevokeSessions.All",
    ]),
    appRoles: [{ roleDefinitionId: USER_ADMINISTRATOR, directoryScopeId: "/" }],
    domains: new Map([
      ["halden.example", "Managed"],
      ["partner.example", "Federated"],
    ]),
    banned: new Set(),
    plays: [],
    secret: "right",
    licensed: true,
    expireTokens: () => tokens.forEach((_, token) => tokens.set(token, false)),
    pageSize: 999,
    opaqueTokens: false,
    now: Date.now,
  };
  const answer = (request: VendorRequest): VendorReply => {
    const [, host = "", ...rest] = request.path.split("/");
    const path = `/${rest.join("/")}`;
    return host.startsWith("login.")
      ? signIn(state, tokens, { ...request, path })
      : graph(state, tokens, { ...request, path });
  };
  const vendor = await startVendor((request) => {
    const at = state.plays.findIndex(({ on }) => on.test(`${request.method} ${decodeURIComponent(request.path)}`));
    const [played] = at === -1 ? [] : state.plays.splice(at, 1);
    if (played === undefined) return answer(request);
    if ("cut" in played.play) {
      if (played.play.cut === "after") answer(request);
      return undefined;
    }
    if (played.play.after === true) answer(request);
    return played.play.reply;
  });
  return Object.assign(state, { vendor });
}

function signIn(state: Omit<MockEntra, "vendor">, tokens: Map<string, boolean>, request: VendorRequest): VendorReply {
  const refused = (status: number, error: string, code: number): VendorReply => ({
    status,
    json: { error, error_description: `AADSTS${String(code)}: words with a trace id`, error_codes: [code] },
  });
  if (request.method !== "POST" || request.headers["content-type"] !== "application/x-www-form-urlencoded") {
    return refused(400, "invalid_request", 900144);
  }
  if (request.path !== `/${TENANT}/oauth2/v2.0/token`) {
    return refused(400, "invalid_request", 90002);
  }
  const form = tokenForm.safeParse(Object.fromEntries(new URLSearchParams(request.body)));
  if (!form.success) return refused(400, "invalid_request", 900144);
  if (form.data.client_id !== CLIENT) return refused(400, "unauthorized_client", 700016);
  if (form.data.client_secret !== CLIENT_SECRET) return refused(401, "invalid_client", 7000215);
  if (state.secret === "expired") return refused(401, "invalid_client", 7000222);
  if (form.data.scope !== "https://graph.microsoft.com/.default") return refused(400, "invalid_scope", 70011);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { oid: SERVICE_PRINCIPAL, roles: [...state.permissions], n: tokens.size };
  const token = state.opaqueTokens ? `opaque-${String(tokens.size)}` : `${part({ alg: "RS256" })}.${part(claims)}.c2ln`;
  tokens.set(token, true);
  return { status: 200, json: { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: token } };
}

function graph(state: Omit<MockEntra, "vendor">, tokens: Map<string, boolean>, request: VendorRequest): VendorReply {
  const token = /^Bearer (?<token>.+)$/.exec(request.headers.authorization ?? "")?.groups?.["token"];
  if (token === undefined || tokens.get(token) !== true) {
    return graphError(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
  }
  const url = new URL(request.path, "http://graph");
  const [version, resource, ...segments] = url.pathname.slice(1).split("/").map(decodeURIComponent);
  if (version !== "v1.0") return graphError(400, "BadRequest", "Invalid version.");
  const query = Object.fromEntries(url.searchParams);
  const route = `${request.method} ${resource ?? ""}${segments.length > 1 ? `/${segments.slice(1).join("/")}` : ""}`;
  switch (route) {
    case "GET users":
      return withUser(state, segments[0], (user) => getUser(state, user, query));
    case "GET users/transitiveMemberOf":
      return withUser(state, segments[0], (user) => memberships(state, user, query));
    case "PATCH users":
      return withUser(state, segments[0], (user) => patchUser(state, user, request));
    case "POST users/revokeSignInSessions":
      return withUser(state, segments[0], (user) => {
        if (!state.permissions.has("User.RevokeSessions.All")) return DENIED;
        user.sessionsEnded = true;
        return { status: 200, json: { value: true } };
      });
    case "GET roleManagement/roleAssignments":
      return roles(state, query, "active");
    case "GET roleManagement/roleEligibilitySchedules":
      return roles(state, query, "eligible");
    case "GET domains":
      return domain(state, segments[0] ?? "", query);
    default:
      return graphError(400, "BadRequest", `Resource not found for the segment: ${route}`);
  }
}

function withUser(
  { users }: Pick<MockEntra, "users">,
  key: string | undefined,
  then: (user: MockUser) => VendorReply,
): VendorReply {
  const wanted = (key ?? "").toLowerCase();
  const user = users.find(
    (one) => one.deleted !== true && [one.id, one.userPrincipalName].some((name) => name.toLowerCase() === wanted),
  );
  return user === undefined
    ? graphError(404, "Request_ResourceNotFound", `Resource '${key ?? ""}' does not exist.`)
    : then(user);
}

/** Only these options, and each of them understood. */
function unknownOption(query: Readonly<Record<string, string>>, known: readonly string[]): VendorReply | undefined {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  return unknown === undefined ? undefined : badRequest(`Unrecognized query option ${unknown}`);
}

function selected(query: Readonly<Record<string, string>>, fields: readonly string[]): readonly string[] | undefined {
  const wanted = (query["$select"] ?? "").split(",");
  return wanted.every((field) => fields.includes(field)) ? wanted : undefined;
}

function getUser(
  { permissions }: Pick<MockEntra, "permissions">,
  user: MockUser,
  query: Readonly<Record<string, string>>,
): VendorReply {
  if (!permissions.has("User.Read.All")) return DENIED;
  const wanted = selected(query, USER_FIELDS);
  const wrong = unknownOption(query, ["$select"]);
  if (wrong !== undefined || wanted === undefined) return wrong ?? badRequest("Could not find a property named so.");
  const all: Record<string, unknown> = {
    accountEnabled: true,
    userType: "Member",
    onPremisesSyncEnabled: null,
    ...user,
  };
  return { status: 200, json: Object.fromEntries(wanted.map((field) => [field, all[field]])) };
}

function memberships(
  { permissions, pageSize }: Pick<MockEntra, "permissions" | "pageSize">,
  { id, groups = [], directoryRoles = [] }: MockUser,
  query: Readonly<Record<string, string>>,
): VendorReply {
  if (!permissions.has("User.Read.All")) return DENIED;
  const wanted = selected(query, ["id", "displayName", "isAssignableToRole"]);
  const wrong = unknownOption(query, ["$select", "$top", "$skiptoken"]);
  if (wrong !== undefined || wanted === undefined) return wrong ?? badRequest("Could not find a property named so.");
  const readable = permissions.has("GroupMember.Read.All");
  const all = [
    ...groups.map(({ displayName, isAssignableToRole = null }, at) => ({
      "@odata.type": "#microsoft.graph.group",
      id: `group-${String(at)}`,
      displayName: readable ? displayName : null,
      isAssignableToRole: readable ? isAssignableToRole : null,
    })),
    ...directoryRoles.map((displayName, at) => ({
      "@odata.type": "#microsoft.graph.directoryRole",
      id: `role-${String(at)}`,
      displayName,
    })),
  ];
  const from = Number(query["$skiptoken"] ?? "0");
  const next = from + pageSize;
  return {
    status: 200,
    json: {
      value: all.slice(from, next),
      ...(next < all.length
        ? {
            "@odata.nextLink": `https://graph.microsoft.com/v1.0/users/${id}/transitiveMemberOf?${String(
              new URLSearchParams({ $select: query["$select"] ?? "", $skiptoken: String(next) }),
            )}`,
          }
        : {}),
    },
  };
}

function roles(
  { users, permissions, appRoles, licensed }: Omit<MockEntra, "vendor">,
  query: Readonly<Record<string, string>>,
  kind: "active" | "eligible",
): VendorReply {
  if (!permissions.has("RoleManagement.Read.Directory")) return DENIED;
  const principal = /^principalId eq '(?<id>[0-9a-f-]{36})'$/.exec(query["$filter"] ?? "")?.groups?.["id"];
  const wrong = unknownOption(query, ["$filter"]);
  if (wrong !== undefined || principal === undefined) return wrong ?? badRequest("Invalid filter clause");
  if (kind === "eligible" && !licensed) {
    return graphError(400, "AadPremiumLicenseRequired", "The tenant needs a licence for this.");
  }
  const own = users.find(({ id }) => id === principal)?.[kind] ?? [];
  const held = principal === SERVICE_PRINCIPAL && kind === "active" ? appRoles : [];
  return {
    status: 200,
    json: {
      value: [
        ...own.map((roleDefinitionId) => ({
          id: "a",
          principalId: principal,
          roleDefinitionId,
          directoryScopeId: "/",
        })),
        ...held.map((role) => ({ id: "b", principalId: principal, ...role })),
      ],
    },
  };
}

function domain(
  { permissions, domains }: Pick<MockEntra, "permissions" | "domains">,
  id: string,
  query: Readonly<Record<string, string>>,
): VendorReply {
  if (!permissions.has("Domain.Read.All")) return DENIED;
  const authenticationType = domains.get(id);
  return (
    unknownOption(query, []) ??
    (authenticationType === undefined
      ? graphError(404, "Request_ResourceNotFound", "Resource does not exist.")
      : { status: 200, json: { id, authenticationType, isVerified: true } })
  );
}

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

function patchUser(state: Omit<MockEntra, "vendor">, user: MockUser, { headers, body }: VendorRequest): VendorReply {
  const parsed = passwordBody.safeParse(JSON.parse(body));
  if (headers["content-type"] !== "application/json" || !parsed.success) {
    return badRequest("Invalid property in the request.");
  }
  const isAdmin = [user.active, user.directoryRoles].some((held) => (held ?? []).length > 0);
  const mayReset = state.appRoles.some(
    ({ roleDefinitionId, directoryScopeId }) => roleDefinitionId === USER_ADMINISTRATOR && directoryScopeId === "/",
  );
  if (!state.permissions.has("User-PasswordProfile.ReadWrite.All") || !mayReset || isAdmin) return DENIED;
  if (
    user.onPremisesSyncEnabled === true ||
    state.domains.get(user.userPrincipalName.split("@")[1] ?? "") !== "Managed"
  ) {
    return badRequest("Unable to update the specified properties for objects that are kept elsewhere.");
  }
  const { password, forceChangePasswordNextSignIn } = parsed.data.passwordProfile;
  if (forceChangePasswordNextSignIn) return badRequest("The tests want it to be false.");
  if (password.length < 8 || password.length > 256 || KINDS.filter((kind) => kind.test(password)).length < 3) {
    return COMPLEXITY;
  }
  if (state.banned.has(password)) {
    return badRequest(`The password of ${user.userPrincipalName} holds a word that makes it easily guessable.`);
  }
  user.password = password;
  // Whole seconds.
  user.lastPasswordChangeDateTime = `${new Date(state.now()).toISOString().slice(0, 19)}Z`;
  return { status: 204, raw: "" };
}
