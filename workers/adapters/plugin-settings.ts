/**
 * Checks what the configuration says of plug-ins against their own schemas, so that a misspelt
 * setting is one clear line in the log at the first request, and not a note that is never written.
 * Problems name keys and never a value.
 */
import type { z } from "zod";
import type { Registry } from "../core/kit/registry.ts";
import { issueWords } from "../core/settings/issue-words.ts";
import { secretKeys } from "../core/settings/section.ts";
import { actionTargetKinds } from "./actions/registry.ts";
import { deliveryProviders } from "./delivery/registry.ts";
import { itsmKinds } from "./itsm/registry.ts";

export interface ConnectionConfig {
  readonly kind: string;
  readonly settings: unknown;
  /** Absent: told as missing elsewhere. */
  readonly secrets?: unknown;
}

export interface PluginConfig {
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
  readonly actionTargets?: Readonly<Record<string, ConnectionConfig>>;
  /** Settings and secrets of each provider together, by its id. */
  readonly providers: Readonly<Record<string, unknown>>;
  readonly chosenProviders: { readonly SMS_PROVIDER: string; readonly EMAIL_PROVIDER: string };
  /** Providers that only a local build has. */
  readonly extraProviders: readonly string[];
  /** Providers that have to be complete, also where nothing is set of them. */
  readonly wanted?: readonly string[];
}

export interface PluginProblem {
  readonly key: string;
  readonly message: string;
}

export function pluginProblems(config: PluginConfig): readonly PluginProblem[] {
  const unset = (config.wanted ?? []).filter((id) => deliveryProviders.find(id) !== undefined);
  const providers = { ...Object.fromEntries(unset.map((id) => [id, {}])), ...config.providers };
  return [
    ...connectionProblems(config.connections, { kinds: itsmKinds, keys: ["CONNECTIONS", "CONNECTION_SECRETS"] }),
    ...connectionProblems(config.actionTargets ?? {}, {
      kinds: actionTargetKinds,
      keys: ["ACTION_TARGETS", "ACTION_SECRETS"],
    }),
    ...Object.entries(providers).flatMap(([id, settings]) => providerProblems(id, settings)),
    ...Object.entries(config.chosenProviders)
      .filter(([, id]) => deliveryProviders.find(id) === undefined && !config.extraProviders.includes(id))
      .map(([key]) => ({ key, message: `must be one of ${ids(deliveryProviders.all)}` })),
  ];
}

interface Kinds {
  readonly kinds: Registry<{
    readonly id: string;
    readonly settingsSchema: z.ZodType;
    readonly secretsSchema: z.ZodType;
  }>;
  /** Of the settings and of the secrets. */
  readonly keys: readonly [string, string];
}

const connectionProblems = (
  entries: Readonly<Record<string, ConnectionConfig>>,
  { kinds, keys: [key, secretsKey] }: Kinds,
): PluginProblem[] =>
  Object.entries(entries).flatMap(([name, { kind, settings, secrets }]) => {
    const entry = kinds.find(kind);
    return entry === undefined
      ? [{ key: `${key}.${name}.kind`, message: `must be one of ${ids(kinds.all)}` }]
      : [
          ...schemaProblems(`${key}.${name}.settings`, entry.settingsSchema, settings),
          ...(secrets === undefined ? [] : schemaProblems(`${secretsKey}.${name}`, entry.secretsSchema, secrets)),
        ];
  });

function providerProblems(id: string, settings: unknown): PluginProblem[] {
  const entry = deliveryProviders.find(id);
  if (entry === undefined) {
    return [{ key: `DELIVERY_SETTINGS.${id}`, message: `must be one of ${ids(deliveryProviders.all)}` }];
  }
  const secret = secretKeys(entry.settingsSchema);
  return issuesIn(entry.settingsSchema, settings).map(({ path, message }) => ({
    key: [secret.has(path[0] ?? "") ? "DELIVERY_SECRETS" : "DELIVERY_SETTINGS", id, ...path].join("."),
    message,
  }));
}

const schemaProblems = (key: string, schema: z.ZodType, settings: unknown): PluginProblem[] =>
  issuesIn(schema, settings).map(({ path, message }) => ({ key: [key, ...path].join("."), message }));

interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

function issuesIn(schema: z.ZodType, settings: unknown): readonly Issue[] {
  const parsed = schema.safeParse(settings, { error: issueWords });
  return (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path.map(String), message }));
}

const ids = (entries: readonly { readonly id: string }[]): string => entries.map(({ id }) => id).join(", ");
