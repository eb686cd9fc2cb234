/**
 * Microsoft Entra through Microsoft Graph, under an application's own name. What it is allowed, and why: docs/actions.md.
 * No call touches another factor. Entra lets no administrator end a smart lockout, so it unlocks nothing.
 */
import { z } from "zod";
import type { ActionTarget, TargetProblem } from "../../../app/ports/action-targets.ts";
import type { FollowUpCall } from "../../../core/actions/grant.ts";
import type { PasswordRules } from "../../../core/actions/password-rules.ts";
import { err, ok, type Result } from "../../../core/kit/result.ts";
import { secret, type Secret } from "../../../core/kit/secret.ts";
import { SECOND_MS, type Clock, type EpochMs } from "../../../core/kit/time.ts";
import { choice } from "../../../core/settings/choice.ts";
import { actionTargetEntry } from "../entry.ts";
import { findUser, passwordSetAtOf, readAccount } from "./account.ts";
import { graphOf, type Graph, type Said } from "./graph.ts";
import { LACKS_ROLE, lacksPermission } from "./rights.ts";
import { shortcomings } from "./shortcomings.ts";

/** Sign-in and Graph belong together: a token of one cloud is worth nothing in another. */
const CLOUDS = {
  global: { login: "https://login.microsoftonline.com", graph: "https://graph.microsoft.com" },
  us_government: { login: "https://login.microsoftonline.us", graph: "https://graph.microsoft.us" },
  us_defense: { login: "https://login.microsoftonline.us", graph: "https://dod-graph.microsoft.us" },
  china: { login: "https://login.partner.microsoftonline.cn", graph: "https://microsoftgraph.chinacloudapi.cn" },
} as const;
const CLOUD_NAMES = ["global", "us_government", "us_defense", "china"] as const;

const settingsSchema = z.strictObject({
  tenant: z.guid("must be the tenant's id, like 8d3b0c1e-0000-0000-0000-000000000000").meta({
    title: "Tenant ID",
    description: "Directory (tenant) ID, on the overview of the app registration",
    address: true,
  }),
  clientId: z
    .guid("must be the application's id, like 8d3b0c1e-0000-0000-0000-000000000000")
    .meta({ title: "Client ID", description: "Application (client) ID, on the same page" }),
  cloud: choice(CLOUD_NAMES, {
    global: "Global",
    us_government: "US Government (GCC High)",
    us_defense: "US Government (DoD)",
    china: "China (21Vianet)",
  })
    .default("global")
    .meta({ title: "Cloud", description: "Where the tenant is", address: true }),
  keepsSecondFactor: z.boolean().default(false).meta({
    title: "A password alone signs in nowhere",
    description: "Only where Entra asks everybody for a second factor everywhere. Then passwords may be shorter",
  }),
});

const secretsSchema = z.strictObject({
  clientSecret: z
    .string()
    .min(16, "must be the secret's value, at least 16 characters")
    .max(500)
    .transform((value) => secret(value))
    .meta({ title: "Client secret", description: "The value of a client secret of the app registration, not its id" }),
});

/** What Entra asks of every password that is kept in it. Its lists of words that it takes from nobody cannot be read. */
const RULES: PasswordRules = {
  minLength: 8,
  maxLength: 256,
  inWords: [
    "Three of these four: capital letters, small letters, digits, other characters.",
    "Only letters from A to Z, without accents, digits, spaces and the usual signs of a keyboard.",
  ],
};

export const entra = actionTargetEntry({
  id: "entra",
  label: "Microsoft Entra",
  settingsSchema,
  secretsSchema,
  origins: ({ cloud }) => Object.values(CLOUDS[cloud]),
  create: ({ tenant, clientId, cloud, keepsSecondFactor }, { secrets, deps }): ActionTarget => {
    const graph = graphOf({ ...CLOUDS[cloud], tenant, clientId, clientSecret: secrets.clientSecret }, deps);
    return {
      passwordReset: "set_by_person",
      serves:
        "Accounts whose password is kept in this tenant. Administrators, guests, and accounts that are synced or signed in elsewhere are left alone. It unlocks nothing: a lockout there ends by itself.",
      probe: async () => {
        const claims = await graph.claims();
        return claims.ok ? ok() : claims;
      },
      shortcomings: () => shortcomings(graph),
      lookUp: async (subject) => {
        const read = await readAccount(graph, subject);
        if (!read.ok) {
          return read;
        }
        const { id: _, ...account } = read.value;
        return ok({ ...account, keepsSecondFactor, rules: RULES });
      },
      setPassword: async (call, password) => {
        const set = await setPassword(graph, call, password);
        return set.ok ? ok({ setAt: deps.now() }) : set;
      },
      unlock: () => Promise.resolve(err(UNLOCKS_NOTHING)),
      revokeSessions: (call) => revokeSessions(graph, call),
      changedSince: (call) => changedSince(graph, call, deps.now),
    };
  },
});

const UNLOCKS_NOTHING: TargetProblem = {
  code: "target.forbidden",
  inItsWords: "Microsoft Entra lets no administrator unlock an account; it ends by itself.",
};

type Asked<Value> = Promise<Result<Value, TargetProblem>>;

/** The account is read anew: administrators, and whoever's password is kept elsewhere, are left alone whoever calls. */
async function setPassword(graph: Graph, { subject }: FollowUpCall, password: Secret): Asked<undefined> {
  const account = await readAccount(graph, subject);
  if (!account.ok) {
    // Only read so far: whatever failed, nothing was sent that changes anything.
    return err(notBegun(account.error));
  }
  const { id, enabled, privileged, managedElsewhere } = account.value;
  const inTheWay = privileged
    ? "The account holds an administrator role, or may take one."
    : !enabled
      ? "The account is disabled."
      : managedElsewhere !== undefined
        ? "The password of this account is kept elsewhere."
        : undefined;
  if (inTheWay !== undefined) {
    return err({ code: "target.forbidden", inItsWords: inTheWay });
  }
  return graph.change(`/users/${id}`, {
    method: "PATCH",
    body: { passwordProfile: { forceChangePasswordNextSignIn: false, password: password.reveal() } },
    meaning: (said) => refusalOf(graph, said),
  });
}

const NOT_REACHED: ReadonlySet<TargetProblem["code"]> = new Set([
  "peer.timeout",
  "peer.failed",
  "peer.malformed",
  "peer.too_large",
  "peer.redirected",
]);

const notBegun = (problem: TargetProblem): TargetProblem =>
  NOT_REACHED.has(problem.code)
    ? { code: "peer.unreachable", retryable: true, detail: "Microsoft Graph could not be read before the change" }
    : problem;

async function refusalOf(graph: Graph, said: Said): Promise<TargetProblem | undefined> {
  if (said.status === 400) {
    return { code: "target.refused", inItsWords: wordsOf(said) };
  }
  if (said.status !== 403) {
    return undefined;
  }
  const claims = await graph.claims();
  const roles = claims.ok ? claims.value.roles : undefined;
  return {
    code: "target.forbidden",
    inItsWords:
      roles === undefined || roles.includes("User-PasswordProfile.ReadWrite.All")
        ? LACKS_ROLE
        : lacksPermission("User-PasswordProfile.ReadWrite.All"),
  };
}

/** Graph's own text may name the person; what is known is said anew. */
const KNOWN_REFUSALS: readonly (readonly [RegExp, string])[] = [
  [
    /complexity/i,
    "Microsoft Entra asks for at least 8 characters, and three of: capital letters, small letters, digits, other characters.",
  ],
  [/banned|guess|common|weak/i, "Microsoft Entra does not take this password: too easy to guess. Take another one."],
  [/history|used before|previous|recent/i, "Microsoft Entra does not take a password that was used before."],
  [/too long|maximum|length/i, "Microsoft Entra does not take a password of this length."],
];

const wordsOf = ({ message }: Said): string =>
  KNOWN_REFUSALS.find(([known]) => known.test(message))?.[1] ??
  "Microsoft Entra does not take this password. Take another one.";

async function revokeSessions(graph: Graph, { subject }: FollowUpCall): Asked<"revoked" | "not_supported"> {
  const user = await findUser(graph, subject);
  if (!user.ok) {
    return user;
  }
  const revoked = await graph.change(`/users/${user.value.id}/revokeSignInSessions`, {
    method: "POST",
    meaning: ({ status }) =>
      Promise.resolve(
        status === 403
          ? { code: "target.forbidden", inItsWords: lacksPermission("User.RevokeSessions.All") }
          : undefined,
      ),
  });
  return revoked.ok ? ok("revoked") : revoked;
}

/** Entra's replicas, and its clock beside ours. */
const SETTLES_MS = 30 * SECOND_MS;
const CLOCKS_APART_MS = 5 * SECOND_MS;

/**
 * Entra says when a password was last set in whole seconds: one of the same second may have been before. What it shows
 * soon after the call may be from before it arrived there.
 */
async function changedSince(
  graph: Graph,
  { subject, reservedAt }: FollowUpCall,
  now: Clock,
): Asked<"changed" | "unchanged" | "cannot_tell"> {
  const user = await findUser(graph, subject);
  if (!user.ok) {
    return user;
  }
  const setAt: EpochMs | undefined = passwordSetAtOf(user.value);
  if (setAt === undefined) {
    return ok("cannot_tell");
  }
  if (setAt >= reservedAt) {
    return ok("changed");
  }
  const isNear = setAt > reservedAt - CLOCKS_APART_MS;
  return ok(isNear || now() < reservedAt + SETTLES_MS ? "cannot_tell" : "unchanged");
}
