/**
 * Active Directory by LDAP over TLS. Each question opens a connection of its own: calls are few, and one that was lost
 * is never mistaken for one that is idle.
 */
import { Attribute, Change, Client, EqualityFilter, AndFilter, OrFilter, type Entry } from "ldapts";
import { err, ok, type Result } from "../../../workers/core/kit/result.ts";
import { SECOND_MS, type Clock, type EpochMs } from "../../../workers/core/kit/time.ts";
import type { Answered, Directory, DirectoryProblem, Subject } from "../directory.ts";
import { rulesFor } from "./policy.ts";
import { privilegeOf } from "./privileged.ts";
import { problemOf, signInProblem } from "./problems.ts";
import { numberAt, textAt, timeOf, unicodePwd } from "./values.ts";

export interface LdapSettings {
  /** ldaps only: passwords are taken over an encrypted connection, and the runner's own goes the same way. */
  readonly url: `ldaps://${string}`;
  /** PEM of the authority that signed the domain controllers' certificates; the system's own list when absent. */
  readonly ca?: string;
  readonly bindDn: string;
  readonly bindPassword: string;
  /** DN of the domain. */
  readonly base: string;
  /** DNs of groups that are privileged beside those that are so in every domain. */
  readonly privilegedGroups: readonly string[];
  /** A password alone opens nothing here. */
  readonly keepsSecondFactor: boolean;
  /** Attribute that holds the directory id of the people list; the account has to carry the one that was asked for. */
  readonly externalIdAttribute?: string;
}

const CONNECT_MS = 3 * SECOND_MS;
const ANSWER_MS = 5 * SECOND_MS;

const DISABLED = 0x2;
const LOCKED_OUT = 0x10;

/** `now` is compared with the directory's own times, to the day: when accounts expire. */
export function ldapDirectory(settings: LdapSettings, now: Clock): Directory {
  return {
    lookUp: (subject) =>
      withAccount(settings, subject, async ({ client, user }) => lookUp({ client, user, settings, now })),
    setPassword: (subject, password) => setPassword({ settings, now }, subject, password),
    unlock: (subject) => withAccount(settings, subject, unlock),
    // Tickets of Kerberos live on until they end; there is no call that ends them.
    revokeSessions: () => Promise.resolve(ok({ outcome: "not_supported" })),
  };
}

interface Found {
  readonly client: Client;
  readonly user: Entry;
}

async function lookUp({
  client,
  user,
  settings,
  now,
}: Found & { readonly settings: LdapSettings; readonly now: Clock }): ReturnType<Directory["lookUp"]> {
  const privilege = await privilegeOf(client, user.dn, settings.privilegedGroups);
  if (privilege === "unreadable") {
    return err({
      code: "forbidden",
      inItsWords: "The runner's account may not read the groups of this account, or a group named as privileged.",
    });
  }
  const control = numberAt(user, "userAccountControl");
  const expiresAt = timeOf(textAt(user, "accountExpires"));
  const computed = numberAt(user, "msDS-User-Account-Control-Computed");
  const passwordSetAt = timeOf(textAt(user, "pwdLastSet"));
  return ok({
    enabled: control !== undefined && (control & DISABLED) === 0 && (expiresAt === undefined || expiresAt > now()),
    privileged: privilege === "privileged" || textAt(user, "adminCount") === "1",
    ...(computed === undefined ? {} : { locked: (computed & LOCKED_OUT) !== 0 }),
    keepsSecondFactor: settings.keepsSecondFactor,
    ...(passwordSetAt === undefined ? {} : { passwordSetAt }),
    rules: await rulesFor(client, settings.base, user),
  });
}

interface Sent {
  /** False where the answer was lost. */
  readonly answered: boolean;
  readonly before: EpochMs | undefined;
  readonly after: EpochMs | undefined;
}

async function setPassword(
  { settings, now }: { readonly settings: LdapSettings; readonly now: Clock },
  subject: Subject,
  password: string,
): ReturnType<Directory["setPassword"]> {
  const sent = await withAccount(settings, subject, (found) => replacePassword(found, password));
  if (!sent.ok) {
    return sent;
  }
  const { answered, before, after } = sent.value;
  if (answered && after === undefined) {
    // Taken, by an account that may not read when.
    return ok({ setAt: now() });
  }
  // Another connection may tell what became of a lost one.
  const shown = answered ? ok(after) : await withAccount(settings, subject, passwordTime);
  const at = shown.ok ? shown.value : undefined;
  return at !== undefined && (before === undefined || at > before)
    ? ok({ setAt: at })
    : err({ code: "outcome_unknown" });
}

/** A locked account is unlocked with it, as administrators' own tools do: the new password would open nothing. */
async function replacePassword({ client, user }: Found, password: string): Promise<Result<Sent, DirectoryProblem>> {
  const before = timeOf(textAt(user, "pwdLastSet"));
  const locked = ((numberAt(user, "msDS-User-Account-Control-Computed") ?? 0) & LOCKED_OUT) !== 0;
  const set = new Change({
    operation: "replace",
    modification: new Attribute({ type: "unicodePwd", values: [unicodePwd(password)] }),
  });
  try {
    await client.modify(user.dn, locked ? [set, unlocking()] : [set]);
  } catch (error) {
    const problem = problemOf(error);
    return problem === undefined ? ok({ answered: false, before, after: undefined }) : err(problem);
  }
  return ok({ answered: true, before, after: await readBack(client, user.dn) });
}

const passwordTime = async ({ user }: Found): Promise<Result<EpochMs | undefined, DirectoryProblem>> =>
  ok(timeOf(textAt(user, "pwdLastSet")));

async function unlock({ client, user }: Found): ReturnType<Directory["unlock"]> {
  try {
    await client.modify(user.dn, [unlocking()]);
    return ok({});
  } catch (error) {
    return err(problemOf(error) ?? { code: "outcome_unknown" });
  }
}

async function readBack(client: Client, dn: string): Promise<EpochMs | undefined> {
  try {
    const { searchEntries } = await client.search(dn, { scope: "base", attributes: ["pwdLastSet"] });
    return searchEntries[0] === undefined ? undefined : timeOf(textAt(searchEntries[0], "pwdLastSet"));
  } catch {
    return undefined;
  }
}

const unlocking = (): Change =>
  new Change({ operation: "replace", modification: new Attribute({ type: "lockoutTime", values: ["0"] }) });

async function withAccount<Value>(
  settings: LdapSettings,
  subject: Subject,
  work: (found: Found) => Promise<Result<Value, DirectoryProblem>>,
): Answered<Value> {
  const { url, ca, bindDn, bindPassword } = settings;
  const client = new Client({
    url,
    timeout: ANSWER_MS,
    connectTimeout: CONNECT_MS,
    tlsOptions: { minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca: [ca] }) },
  });
  try {
    const refused = await client.bind(bindDn, bindPassword).then(() => undefined, signInProblem);
    const user = refused === undefined ? await accountOf(client, settings, subject) : undefined;
    return user === undefined ? err(refused ?? { code: "unknown_account" }) : await work({ client, user });
  } catch (error) {
    return err(problemOf(error) ?? { code: "away" });
  } finally {
    // Closes the connection also where nobody was let in.
    await client.unbind().catch(() => undefined);
  }
}

const READ = [
  "userAccountControl",
  "accountExpires",
  "pwdLastSet",
  "adminCount",
  "msDS-User-Account-Control-Computed",
  "msDS-ResultantPSO",
];

/** Undefined for none and for several: nothing is done to an account that might be another's. */
async function accountOf(
  client: Client,
  { base, externalIdAttribute }: LdapSettings,
  { userName, externalId }: Subject,
): Promise<Entry | undefined> {
  const equals = (attribute: string, value: string): EqualityFilter => new EqualityFilter({ attribute, value });
  const { searchEntries } = await client.search(base, {
    scope: "sub",
    filter: new AndFilter({
      filters: [
        equals("objectCategory", "person"),
        equals("objectClass", "user"),
        new OrFilter({ filters: [equals("sAMAccountName", userName), equals("userPrincipalName", userName)] }),
      ],
    }),
    attributes: [...READ, ...(externalIdAttribute === undefined ? [] : [externalIdAttribute])],
    sizeLimit: 2,
  });
  const [user, another] = searchEntries;
  const agrees =
    externalIdAttribute === undefined ||
    externalId === undefined ||
    (user !== undefined && textAt(user, externalIdAttribute) === externalId);
  return another === undefined && agrees ? user : undefined;
}
