/**
 * The one schema over the Worker's variables and secrets. Every key is documented and defaulted;
 * all problems are listed at once by name, and no value is ever printed.
 */
import { z } from "zod";
import { secret, type Secret } from "./core/kit/secret.ts";
import { ACTIONS } from "./core/verification/policy.ts";

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
const origin = z.url().refine((value) => new URL(value).origin === value, "must be an origin, like https://console.example.com");
const secretText = (minimum: number) => z.string().min(minimum).transform((value): Secret => secret(value));
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

const categoryPolicy = z.strictObject({
  /** What is done once the requester is verified. */
  action: z.enum(ACTIONS),
  /** Ask for six spoken digits: when the agent says the caller is on the line, always, or never. */
  spokenCode: z.enum(["when_on_line", "always", "never"]).default("when_on_line"),
  linkLifetimeMinutes: z.number().int().min(1).max(10).optional(),
  sessionMinutes: z.number().int().min(5).max(60).optional(),
  startsPerPersonPerDay: z.number().int().min(1).max(50).optional(),
});
export type CategoryPolicy = z.infer<typeof categoryPolicy>;

const connection = z.strictObject({
  /** Which ITSM plug-in: see adapters/itsm/registry. */
  kind: z.string().default("changegear"),
  /** Settings of that plug-in, checked by its own schema. */
  settings: z.record(z.string(), z.unknown()),
});

const connectionSecrets = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
  webhookUsername: z.string().min(1),
  webhookPassword: z.string().min(12),
  headers: z.record(z.string(), z.string()).default({}),
});

export const configSchema = z.object({
  /** Name that people see in notes, the console and the portal's data page. */
  BRAND_NAME: z.string().min(1).max(40).default("imper.ai"),
  /** The organisation whose people are verified. */
  ORGANISATION_NAME: z.string().min(1).max(40).default("Example"),
  /** Zone that servers write times in. */
  TIME_ZONE: z.string().default("UTC"),
  /** Origin of the helpdesk console; links in notes are built from it, never from a Host header. */
  CONSOLE_ORIGIN: origin,
  /** Origin of the self-service portal; its own host in production. */
  PORTAL_ORIGIN: origin,
  /** Root of all keys, at least 32 characters. `npm run secrets` makes one. */
  ROOT_SECRET: secretText(32),
  /** Key generations per purpose, newest first, to rotate one kind of key alone. */
  KEY_GENERATIONS: json(z.record(z.string(), generations)).default({}),
  /** ChangeGear connections by name; the name is part of the webhook's address. */
  CONNECTIONS: json(z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), connection)).default({}),
  /** Credentials of each connection, as one JSON secret. */
  CONNECTION_SECRETS: json(z.record(z.string(), connectionSecrets)).transform((value) => secret(value)).default(secret({})),
  /** Ticket categories that need verification. Any other category gets no note. */
  CATEGORIES: json(z.record(z.string(), categoryPolicy)).default({}),
  /** Mail domains of the organisation: refused as a typed destination. */
  CORPORATE_DOMAINS: list.default([]),
  /** Countries (ISO 3166-1 alpha-2) an SMS may be sent to. */
  SMS_COUNTRIES: list.default(["GB"]),
  /** ASNs of the organisation's own egress. */
  ORGANISATION_ASNS: json(z.array(z.number().int())).default([]),
  /** Delivery provider per channel: see adapters/delivery/registry. */
  SMS_PROVIDER: z.string().default("twilio"),
  EMAIL_PROVIDER: z.string().default("resend"),
  /** Settings of the providers by id, without secrets. */
  DELIVERY_SETTINGS: json(z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  /** Secrets of the providers by id, as one JSON secret. */
  DELIVERY_SECRETS: json(z.record(z.string(), z.record(z.string(), z.string()))).transform((value) => secret(value)).default(secret({})),
  /** Shown in the portal: where else to go. */
  DESK_PHONE: z.string().max(40).default(""),
  DESK_PLACE: z.string().max(80).default("the IT desk"),
  DESK_OPEN_UNTIL: z.string().max(10).default("17:00"),
  PRIVACY_CONTACT: z.string().max(120).default(""),
  /** True only on a developer's machine: plain http and loopback peers are allowed. */
  LOCAL_MODE: flag.default(false),
  /** Makes time pass `rate` times as fast since `from`, to see time-outs without waiting; only with LOCAL_MODE. */
  LOCAL_CLOCK: json(z.strictObject({ from: z.number().int().nonnegative(), rate: z.number().min(1).max(3_600) })).optional(),
});

export type Config = z.infer<typeof configSchema>;

export interface ConfigProblem {
  readonly key: string;
  readonly message: string;
}

/** Fails closed: a Worker with an invalid configuration answers 503 and logs the names of the keys. */
export function readConfig(env: object): { ok: true; config: Config } | { ok: false; problems: readonly ConfigProblem[] } {
  const parsed = configSchema.safeParse(env);
  if (parsed.success) {
    return { ok: true, config: parsed.data };
  }
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => ({ key: issue.path.map(String).join("."), message: issue.message })),
  };
}
