/**
 * The one schema over the Worker's variables and secrets. Every key is documented and defaulted;
 * all problems are listed at once by name, and no value is ever printed.
 */
import { z } from "zod";
import { readOpeningHours } from "./core/policy/opening-hours.ts";
import { secret, type Secret } from "./core/kit/secret.ts";
import { LANGUAGES } from "./core/kit/language.ts";
import { REGIONS } from "./core/kit/region.ts";
import { isTimeZone } from "./core/kit/zoned-time.ts";
import { ACTIONS } from "./core/policy/policy.ts";

/** Variables may be TOML tables or JSON text (a secret or a dashboard variable is always text). */
function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") {
      return value;
    }
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
  }, schema);
}

const flag = z.preprocess((value) => (typeof value === "string" ? value === "true" : value), z.boolean());
const origin = z
  .url()
  .refine((value) => URL.parse(value)?.origin === value, "must be an origin, like https://console.example.com");
const secretText = (minimum: number) =>
  z
    .string()
    .min(minimum)
    .transform((value): Secret => secret(value));
/** "a, b" or ["a", "b"]. */
const list = z.preprocess(
  (value) =>
    typeof value === "string"
      ? value
          .split(",")
          .map((item) => item.trim())
          .filter(Boolean)
      : value,
  z.array(z.string()),
);
const generations = z.array(z.number().int().min(1).max(255)).min(1);
/** A zone that nobody knows would make every page that names the hours fail. */
const openingHours = z
  .string()
  .max(300)
  .refine((text) => {
    const hours = readOpeningHours(text);
    return hours !== undefined && isTimeZone(hours.timeZone ?? "UTC");
  }, "must be like Mon-Fri 08:00-18:00, Sat 09:00-12:00");
const timeZone = z.string().refine(isTimeZone, "must be an IANA time zone, like Europe/Lisbon");
const countries = list.pipe(
  z.array(z.string().regex(/^[A-Z]{2}$/, "must be a country of two capital letters, like PT")).min(1),
);

export const categoryPolicy = z.strictObject({
  action: z.enum(ACTIONS).describe("What is done once the requester is verified"),
  spokenCode: z
    .enum(["when_on_line", "always", "never"])
    .default("when_on_line")
    .describe(
      "Ask for six spoken digits: for a password reset when the agent says the caller is on the line, always, or never",
    ),
  linkLifetimeMinutes: z.number().int().min(1).max(10).optional().describe("Time to press Begin; 10 unless set"),
  sessionMinutes: z.number().int().min(5).max(60).optional().describe("Time from Begin to the end; 15 unless set"),
  startsPerPersonPerDay: z
    .number()
    .int()
    .min(1)
    .max(50)
    .optional()
    .describe("Checks of one person in 24 hours; 5 unless set"),
});

export const connection = z.strictObject({
  kind: z.string().default("changegear").describe("Which ITSM plug-in"),
  settings: z.record(z.string(), z.unknown()).describe("Settings of that plug-in, checked by its own schema"),
});

export const securityContact = z.strictObject({
  mail: z.email().optional().describe("Mailbox of the security team; one mail per person and ten minutes"),
  onCall: z.email().optional().describe("Mailbox that wakes whoever is on call; only when an agent reports a check"),
  webhook: z.url().optional().describe("Gets a signed event for each notice, with ids and a link and nothing else"),
  incidentWebhook: z.url().optional().describe("Gets a signed event when an agent reports an incident"),
});

const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and at least 24 bytes in base64");

export const securitySecrets = z.strictObject({
  webhook: webhookSecret.optional().describe("Signs the events for `webhook`, as Standard Webhooks defines it"),
  incidentWebhook: webhookSecret.optional().describe("Signs the events for `incidentWebhook`"),
});

/** Whoever may set a secret of the deployment may name an admin; whoever can only write to the database may not. */
export const adminInvitation = z.strictObject({
  email: z.email().transform((email) => email.toLowerCase()),
  /** SHA-256 of a token of 256 random bits, base64url. */
  tokenHash: z.string().length(43),
  until: z.number().int(),
});

/** `description` and `secret` are read by `dev/docs/docs.ts`, which writes docs/configuration.md. */
export const configSchema = z.object({
  BRAND_NAME: z
    .string()
    .min(1)
    .max(40)
    .default("imper.ai")
    .describe("Name that people see in notes, the console and the portal's data page"),
  LANGUAGE: z
    .enum(LANGUAGES)
    .default("en")
    .describe(
      "Language of messages to people whose directory names none, and of the portal where the browser asks for none of ours",
    ),
  ORGANISATION_NAME: z
    .string()
    .min(1)
    .max(40)
    .default("Example")
    .describe("The organisation whose people are verified"),
  TIME_ZONE: timeZone.default("UTC").describe("IANA zone that servers write times in"),
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
  KEY_GENERATIONS: json(z.partialRecord(z.enum(["links", "fields", "tags", "rows"]), generations))
    .default({})
    .describe("JSON. Key generations per purpose, newest first, to rotate one kind of key alone"),
  CONNECTIONS: json(z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), connection))
    .default({})
    .describe("JSON. ITSM connections by name; the name is part of the webhook's address"),
  CONNECTION_SECRETS: json(z.record(z.string(), z.record(z.string(), z.unknown())))
    .transform((value) => secret(value))
    .default(secret({}))
    .meta({
      description: "JSON. Credentials of each connection, by the same name, checked by the plug-in's own schema",
      secret: true,
    }),
  CATEGORIES: json(z.record(z.string(), categoryPolicy))
    .default({})
    .describe("JSON. Ticket categories that need verification. A ticket of any other category gets no note"),
  CORPORATE_DOMAINS: list
    .default([])
    .describe("List. Mail domains of the organisation: refused as a typed destination"),
  SMS_COUNTRIES: countries
    .default(["GB"])
    .describe("List. Countries (ISO 3166-1 alpha-2) that an SMS may be typed for; the first is the default"),
  ORGANISATION_ASNS: json(z.array(z.number().int()))
    .default([])
    .describe("JSON. Network numbers (ASN) of the organisation's own way out"),
  SMS_PROVIDER: z.string().default("twilio").describe("Delivery provider for SMS"),
  EMAIL_PROVIDER: z.string().default("resend").describe("Delivery provider for email"),
  DELIVERY_SETTINGS: json(z.record(z.string(), z.record(z.string(), z.unknown())))
    .default({})
    .describe("JSON. Settings of the providers by id, without secrets"),
  DELIVERY_SECRETS: json(z.record(z.string(), z.record(z.string(), z.string())))
    .transform((value) => secret(value))
    .default(secret({}))
    .meta({ description: "JSON. Secret settings of the providers by id", secret: true }),
  SECURITY_CONTACT: json(securityContact)
    .default({})
    .describe("JSON. Whom the product tells when a check is reported or rejected. Until it is set, nothing says so"),
  SECURITY_SECRETS: json(securitySecrets)
    .transform((value) => secret(value))
    .default(secret({}))
    .meta({ description: "JSON. Signing secrets of the webhooks in SECURITY_CONTACT", secret: true }),
  DESK_PHONE: z.string().max(40).default("").describe("The desk's number, in messages and in the portal"),
  DESK_PLACE: z.string().max(80).default("the IT desk").describe("Where else to go; shown in the portal"),
  DESK_HOURS: openingHours
    .default("")
    .describe("When the desk is open, like `Mon-Fri 08:00-18:00, Sat 09:00-12:00`; the portal says until when today"),
  PRIVACY_CONTACT: z.string().max(120).default("").describe("Whom to ask about personal data; shown in the portal"),
  ADMIN_INVITATION: json(adminInvitation)
    .transform((value) => secret(value))
    .optional()
    .meta({
      description:
        "JSON. One invitation for an admin, put there by `npm run admin`: works once, and only until its end",
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
    .map((name) => ({ key: `CONNECTION_SECRETS.${name}`, message: "is missing: CONNECTIONS has this name" }));
  const signing = config.SECURITY_SECRETS.reveal();
  const unsignedWebhooks = (["webhook", "incidentWebhook"] as const)
    .filter((name) => config.SECURITY_CONTACT[name] !== undefined && signing[name] === undefined)
    .map((name) => ({ key: `SECURITY_SECRETS.${name}`, message: "is missing: SECURITY_CONTACT has this webhook" }));
  return [...unsigned, ...unsignedWebhooks, ...(config.LOCAL_MODE ? notLocal(config) : onlyLocal(config))];
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
    ...(["LOCAL_CLOCK", "DEMO_DATA"] as const)
      .filter((key) => config[key] !== undefined)
      .map((key) => ({ key, message: "only with LOCAL_MODE" })),
  ];
}

/** Fails closed: a Worker with an invalid configuration answers 503 and logs the names of the keys. */
export function readConfig(
  env: object,
): { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] } {
  const parsed = configSchema.safeParse(env);
  if (parsed.success) {
    const problems = contradictions(parsed.data);
    return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
  }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({ key: issue.path.map(String).join("."), message: issue.message })),
  };
}
