/**
 * An LDAP server that behaves as Active Directory does in what a password reset touches: unicodePwd in its own form, its
 * policies, its constructed attributes, its refusals with the codes of Windows.
 */
import { fileTimeOf } from "../../../dev/runner/ldap/values.ts";
import { startLdapServer, type LdapEntry, type LdapResult, type Modification } from "./ldap-server.ts";
import { createAuthority } from "./tls-identity.ts";

export const BASE = "DC=corp,DC=halden,DC=example";
const USERS = `OU=Staff,${BASE}`;
export const RUNNER_DN = `CN=Runner,OU=Services,${BASE}`;
export const RUNNER_PASSWORD = "runner-of-the-tests";

export interface AdUser {
  readonly userName: string;
  /** Groups that a sign-in would carry, by name in `groups`. */
  groups: readonly string[];
  password: string;
  passwordSetAt: number;
  lockedOut?: boolean;
  disabled?: boolean;
  expiresAt?: number;
  adminCount?: number;
  employeeId?: string;
  /** Name of a fine-grained policy. */
  policy?: string;
}

export interface AdOptions {
  readonly users: readonly AdUser[];
  /** Last numbers of the groups' ids. */
  readonly groups: Readonly<Record<string, number>>;
  readonly policies?: Readonly<Record<string, { readonly minLength: number; readonly complex: boolean }>>;
  readonly now: () => number;
}

/** What the runner's account may do, and what goes wrong. */
export interface AdSwitches {
  mayReadGroups: boolean;
  mayReadPolicies: boolean;
  mayReadPasswordTime: boolean;
  mayResetPasswords: boolean;
  mayUnlock: boolean;
  /** Code of a refused sign-in of the runner's own account. */
  signInCode?: string;
  /** Cuts the connection instead of answering a change. */
  cut?: "before" | "after";
}

export interface ActiveDirectory {
  readonly url: `ldaps://${string}`;
  readonly ca: string;
  readonly may: AdSwitches;
  readonly user: (userName: string) => AdUser;
  close(): Promise<void>;
}

const DOMAIN = [21, 11, 22, 33];

export function sidBytes(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 + 4 * numbers.length);
  bytes.set([1, numbers.length]);
  bytes.writeUIntBE(5, 2, 6);
  numbers.forEach((number, place) => bytes.writeUInt32LE(number, 8 + 4 * place));
  return bytes;
}

/** Those of BUILTIN have another beginning than those of the domain. */
const groupSid = (id: number): Buffer => (id >= 544 && id < 600 ? sidBytes(32, id) : sidBytes(...DOMAIN, id));

const MIN_LENGTH = 7;

const OK: LdapResult = { code: 0 };
const NO_SUCH_OBJECT: LdapResult = {
  code: 32,
  message: "0000208D: NameErr: DSID-0310023E, problem 2001 (NO_OBJECT), data 0",
};
const NO_RIGHT: LdapResult = {
  code: 50,
  message: "00000005: SecErr: DSID-031A11EF, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0",
};
const NO_RIGHT_TO_UNLOCK: LdapResult = {
  code: 50,
  message: "00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0",
};
const NOT_ITS_FORM: LdapResult = {
  code: 53,
  message: "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0",
};
const RESTRICTED: LdapResult = {
  code: 19,
  message: "0000052D: AtrErr: DSID-03190F80, #1:\n\t0: 0000052D: DSID-03190F80, problem 1005 (CONSTRAINT_ATT_TYPE)",
};

const sameDn = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
const dnOf = ({ userName }: AdUser): string => `CN=${userName},${USERS}`;

export async function startActiveDirectory(options: AdOptions): Promise<ActiveDirectory> {
  const authority = createAuthority(options.now());
  const users = options.users.map((user) => ({ ...user }));
  const may: AdSwitches = {
    mayReadGroups: true,
    mayReadPolicies: true,
    mayReadPasswordTime: true,
    mayResetPasswords: true,
    mayUnlock: true,
  };
  const server = await startLdapServer(
    {
      bind: (dn, password) =>
        sameDn(dn, RUNNER_DN) && password === RUNNER_PASSWORD && may.signInCode === undefined
          ? OK
          : {
              code: 49,
              message: `80090308: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data ${may.signInCode ?? "52e"}, v4563`,
            },
      search: ({ base, scope, filter }) => {
        const all = entriesOf(options, users, may);
        if (scope === "sub") {
          const entries = all.filter(({ attributes }) => filter.matches(textsOnly(attributes)));
          // Constructed only for the one entry that is asked for by its name.
          return {
            result: OK,
            entries: entries.map(({ dn, attributes }) => ({ dn, attributes: withoutGroups(attributes) })),
          };
        }
        const entries = all.filter(({ dn }) => sameDn(dn, base));
        return { result: entries.length === 0 ? NO_SUCH_OBJECT : OK, entries };
      },
      modify: (modification) => {
        const user = users.find((one) => sameDn(dnOf(one), modification.dn));
        if (user === undefined || may.cut === "before") {
          return may.cut === "before" ? undefined : NO_SUCH_OBJECT;
        }
        const refused = modification.changes.map((change) => refusalOf(change, { user, options, may })).find(Boolean);
        if (refused !== undefined) {
          return refused;
        }
        modification.changes.forEach((change) => apply(change, user, options.now()));
        return may.cut === "after" ? undefined : OK;
      },
    },
    authority.issue("localhost"),
  );
  return {
    url: server.url,
    ca: authority.cert,
    may,
    user: (userName) => users.find((one) => one.userName === userName)!,
    close: () => server.close(),
  };
}

const withoutGroups = (attributes: LdapEntry["attributes"]): LdapEntry["attributes"] =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== "tokenGroups"));

/** Names of attributes are the same in any case; a filter that was read has them small. */
const textsOnly = (attributes: LdapEntry["attributes"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      typeof value === "string" ? [[name.toLowerCase(), value]] : [],
    ),
  );

function entriesOf(
  { groups, policies = {} }: AdOptions,
  users: readonly AdUser[],
  may: AdSwitches,
): readonly LdapEntry[] {
  return [
    { dn: BASE, attributes: { objectClass: "domainDNS", minPwdLength: String(MIN_LENGTH), pwdProperties: "1" } },
    ...users.map((user) => ({
      dn: dnOf(user),
      attributes: {
        objectCategory: "person",
        objectClass: "user",
        sAMAccountName: user.userName,
        userPrincipalName: `${user.userName}@corp.halden.example`,
        userAccountControl: user.disabled === true ? "514" : "512",
        accountExpires: user.expiresAt === undefined ? "9223372036854775807" : fileTimeOf(user.expiresAt),
        "msDS-User-Account-Control-Computed": user.lockedOut === true ? "16" : "0",
        ...(may.mayReadPasswordTime ? { pwdLastSet: fileTimeOf(user.passwordSetAt) } : {}),
        ...(user.adminCount === undefined ? {} : { adminCount: String(user.adminCount) }),
        ...(user.employeeId === undefined ? {} : { employeeID: user.employeeId }),
        ...(user.policy === undefined ? {} : { "msDS-ResultantPSO": `CN=${user.policy},CN=Policies,${BASE}` }),
        ...(may.mayReadGroups ? { tokenGroups: user.groups.map((name) => groupSid(groups[name] ?? 513)) } : {}),
      },
    })),
    ...Object.entries(groups).map(([name, id]) => ({
      dn: `CN=${name},OU=Groups,${BASE}`,
      attributes: { objectClass: "group", objectSid: groupSid(id) },
    })),
    ...Object.entries(policies).map(([name, { minLength, complex }]) => ({
      dn: `CN=${name},CN=Policies,${BASE}`,
      attributes: {
        objectClass: "msDS-PasswordSettings",
        ...(may.mayReadPolicies
          ? {
              "msDS-MinimumPasswordLength": String(minLength),
              "msDS-PasswordComplexityEnabled": complex ? "TRUE" : "FALSE",
            }
          : {}),
      },
    })),
  ];
}

type Change = Modification["changes"][number];

const isPassword = ({ attribute }: Change): boolean => attribute.toLowerCase() === "unicodepwd";
const typedIn = ({ values }: Change): string => values[0]?.toString("utf16le") ?? "";

function refusalOf(
  change: Change,
  { user, options, may }: { readonly user: AdUser; readonly options: AdOptions; readonly may: AdSwitches },
): LdapResult | undefined {
  if (!isPassword(change)) {
    return may.mayUnlock ? undefined : NO_RIGHT_TO_UNLOCK;
  }
  if (!may.mayResetPasswords) {
    return NO_RIGHT;
  }
  const typed = typedIn(change);
  if (!/^".*"$/su.test(typed)) {
    return NOT_ITS_FORM;
  }
  const password = typed.slice(1, -1);
  const { minLength, complex } = options.policies?.[user.policy ?? ""] ?? { minLength: MIN_LENGTH, complex: true };
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\d/u, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  return password.length < minLength || (complex && kinds < 3) ? RESTRICTED : undefined;
}

function apply(change: Change, user: AdUser, now: number): void {
  if (isPassword(change)) {
    user.password = typedIn(change).slice(1, -1);
    user.passwordSetAt = now;
  } else {
    user.lockedOut = false;
  }
}
