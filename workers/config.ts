/**
 * The one schema over the Worker's variables and secrets. Every key is documented and defaulted;
 * all problems are listed at once by name, and no value is ever printed. What a section of the
 * settings names may be set in the product instead (`core/settings`).
 */
import { z } from "zod";
import { isLocalOrLiteral, isLoopback } from "./core/kit/host.ts";
import { REGIONS } from "./core/kit/region.ts";
import { secret } from "./core/kit/secret.ts";
import { flag, json, secretText } from "./core/settings/fields.ts";
import { sectionKeys } from "./core/settings/held-back.ts";
import { issueWords } from "./core/settings/issue-words.ts";
import { SECTIONS } from "./core/settings/registry.ts";
import { PUBLIC_LEAKS } from "./core/settings/sections/actions.ts";

const origin = z
  .url()
  .refine((value) => URL.parse(value)?.origin === value, "must be an origin, like https://console.example.com");
const generations = z.array(z.number().int().min(1).max(255)).min(1);

/** Whoever may set a secret of the deployment may name an admin; whoever can only write to the database may not. */
export const adminInvitation = z.strictObject({
  email: z.email().transform((email) => email.toLowerCase()),
  /** SHA-256 of a token of 256 random bits, base64url. */
  tokenHash: z.string().length(43),
  until: z.number().int(),
});

/** Only the deployment says these: they decide where the product lives and what it is locked with. */
const deployment = {
  CONSOLE_ORIGIN: origin.describe(
    "Origin of the helpdesk console; links in notes are built from it, never from a Host header",
  ),
  PORTAL_ORIGIN: origin.describe("Origin of the self-service portal; its own host in production"),
  JURISDICTION: z
    .enum(REGIONS)
    .optional()
    .describe(
      "Region of the objects of checks, the same as the database's and the queues'. Chosen before anything is made: with another one every object is a new one",
    ),
  ROOT_SECRET: secretText(32).meta({ description: "Root of all keys, at least 32 characters", secret: true }),
  KEY_GENERATIONS: json(z.partialRecord(z.enum(["links", "fields", "tags", "rows", "settings"]), generations))
    .default({})
    .describe("JSON. Key generations per purpose, newest first, to rotate one kind of key alone"),
  ADMIN_INVITATION: json(adminInvitation)
    .transform((value) => secret(value))
    .optional()
    .meta({
      description:
        "JSON. One invitation for an admin, put there by `npm run admin`: works once, and only until its end",
      secret: true,
    }),
  AUDIT_TOKEN: secretText(32).optional().meta({
    description:
      "Bearer token with which a SIEM reads the audit log at `/api/audit/events`; without it nobody is answered there",
    secret: true,
  }),
  LOCAL_MODE: flag
    .default(false)
    .describe("True only on a developer's machine: plain http and loopback peers are allowed"),
  LOCAL_CLOCK: json(z.strictObject({ from: z.number().int().nonnegative(), rate: z.number().min(1).max(3_600) }))
    .optional()
    .describe(
      "JSON. Makes time pass `rate` times as fast since `from`, to see time-outs without waiting; only with LOCAL_MODE",
    ),
  DEMO_DATA: z.iso
    .date()
    .optional()
    .describe(
      "The day on which the people and checks in the database were invented; every page says so. Set by `npm start`; only with LOCAL_MODE",
    ),
};

export const deploymentKeys: readonly string[] = Object.keys(deployment);

/** `description` and `secret` are read by `dev/docs/docs.ts`, which writes docs/configuration.md. */
export const configSchema = z.object({
  ...deployment,
  ...SECTIONS.organisation.fields,
  ...SECTIONS.branding.fields,
  ...SECTIONS.ticket_systems.fields,
  ...SECTIONS.categories.fields,
  ...SECTIONS.actions.fields,
  ...SECTIONS.delivery.fields,
  ...SECTIONS.security_contact.fields,
  ...SECTIONS.sign_in.fields,
  ...SECTIONS.retention.fields,
  ...SECTIONS.agent_limits.fields,
});

export type Config = z.infer<typeof configSchema>;

export interface ConfigProblem {
  readonly key: string;
  readonly message: string;
}

/**
 * What no key can say alone. A mistake here would stop nothing, it would weaken it in silence: a
 * cookie over plain http, one origin for both audiences, a webhook that nobody can sign in to.
 */
function contradictions(config: Config): ConfigProblem[] {
  const secrets = config.CONNECTION_SECRETS.reveal();
  const unsigned = Object.keys(config.CONNECTIONS)
    .filter((name) => !Object.hasOwn(secrets, name))
    .map((name) => ({ key: `CONNECTION_SECRETS.${name}`, message: "is missing: a ticket system has this name" }));
  const actionSecrets = config.ACTION_SECRETS.reveal();
  const unsignedTargets = Object.keys(config.ACTION_TARGETS)
    .filter((name) => !Object.hasOwn(actionSecrets, name))
    .map((name) => ({ key: `ACTION_SECRETS.${name}`, message: "is missing: a system has this name" }));
  const signing = config.SECURITY_SECRETS.reveal();
  const unsignedWebhooks = (["webhook", "incidentWebhook"] as const)
    .filter((name) => config.SECURITY_CONTACT[name] !== undefined && signing[name] === undefined)
    .map((name) => ({ key: `SECURITY_SECRETS.${name}`, message: "is missing: the security contact has this webhook" }));
  return [
    ...unsigned,
    ...unsignedTargets,
    ...unsignedWebhooks,
    ...halfOfAccess(config),
    ...leaksElsewhere(config),
    ...(config.LOCAL_MODE ? notLocal(config) : onlyLocal(config)),
  ];
}

/** Half of it would look like a way in that nobody can use, or like one that was switched off. */
function halfOfAccess({ CLOUDFLARE_ACCESS: { team, audience } }: Config): ConfigProblem[] {
  const missing = team === undefined ? "team" : "audience";
  return (team === undefined) === (audience === undefined)
    ? []
    : [{ key: `CLOUDFLARE_ACCESS.${missing}`, message: "is missing: team and audience are set together" }];
}

/** LOCAL_MODE lets plain http and loopback peers in: it must not survive a copy of a developer's settings. */
function notLocal(config: Config): ConfigProblem[] {
  const isLocal = ({ hostname }: URL): boolean =>
    hostname === "127.0.0.1" || hostname === "localhost" || /\.(?:localhost|test)$/u.test(hostname);
  return isLocal(new URL(config.CONSOLE_ORIGIN)) && isLocal(new URL(config.PORTAL_ORIGIN))
    ? []
    : [{ key: "LOCAL_MODE", message: "only with origins on this machine" }];
}

function onlyLocal(config: Config): ConfigProblem[] {
  return [
    ...(["CONSOLE_ORIGIN", "PORTAL_ORIGIN"] as const)
      .filter((key) => !config[key].startsWith("https://"))
      .map((key) => ({ key, message: "must be https" })),
    ...(config.CONSOLE_ORIGIN === config.PORTAL_ORIGIN
      ? [{ key: "PORTAL_ORIGIN", message: "must be another origin than CONSOLE_ORIGIN" }]
      : []),
    ...Object.entries(config.SIGN_IN_PROVIDERS)
      .filter(([, { issuer }]) => !issuer.startsWith("https://"))
      .map(([name]) => ({ key: `SIGN_IN_PROVIDERS.${name}.issuer`, message: "must be https" })),
    ...(config.CLOUDFLARE_ACCESS.team?.startsWith("https://") === false
      ? [{ key: "CLOUDFLARE_ACCESS.team", message: "must be https" }]
      : []),
    ...(["LOCAL_CLOCK", "DEMO_DATA"] as const)
      .filter((key) => config[key] !== undefined)
      .map((key) => ({ key, message: "only with LOCAL_MODE" })),
  ];
}

/** Anything after the origin, and a host that the outbound client refuses, would end every request. */
function leaksElsewhere({ LEAKED_PASSWORDS_ORIGIN: origin, LOCAL_MODE: local }: Config): ConfigProblem[] {
  const url = URL.parse(origin);
  const isOrigin = url !== null && url.origin === origin;
  const isOutside = isOrigin && url.protocol === "https:" && !isLocalOrLiteral(url.hostname);
  return origin === "" || isOutside || (local && isOrigin && isLoopback(url.hostname))
    ? []
    : [
        {
          key: "LEAKED_PASSWORDS_ORIGIN",
          message: `must be an origin with https and a named host, like ${PUBLIC_LEAKS}`,
        },
      ];
}

/** Whether the deployment says this itself; then nothing that is stored counts for it. */
export const isSetByDeployment = (env: object, key: string): boolean =>
  key in env && (env as Readonly<Record<string, unknown>>)[key] !== undefined;

/** What the deployment says of what admins may set, as it wrote it. */
export const deployedIn = (env: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(env).filter(([key]) => sectionKeys.has(key) && isSetByDeployment(env, key)));

/** As if the deployment had said this of what admins may set. */
export const withDeployed = (env: object, deployed: Readonly<Record<string, unknown>>): object => ({
  ...Object.fromEntries(Object.entries(env).filter(([key]) => !sectionKeys.has(key))),
  ...deployed,
});

/**
 * `stored`: what admins have set, by key; the deployment's own variables stand before it. Fails closed:
 * a Worker whose own variables are invalid answers 503 and logs the names of the keys.
 */
export function readConfig(
  env: object,
  stored: Readonly<Record<string, unknown>> = {},
): { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] } {
  const wanted = Object.entries(stored).filter(([key]) => !isSetByDeployment(env, key));
  const parsed = configSchema.safeParse({ ...env, ...Object.fromEntries(wanted) }, { error: issueWords });
  if (parsed.success) {
    const problems = contradictions(parsed.data);
    return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
  }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({ key: issue.path.map(String).join("."), message: issue.message })),
  };
}
