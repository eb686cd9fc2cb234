/** What an ITSM is to the registry: settings come as plain values, checked by the plug-in's own schema. */
import type { z } from "zod";
import type { HttpClient } from "../../app/ports/http.ts";
import type { ItsmConnector } from "../../app/ports/itsm.ts";
import type { Secret } from "../../core/kit/secret.ts";
import type { Clock } from "../../core/kit/time.ts";

export interface ItsmSecrets {
  readonly username: Secret;
  readonly password: Secret;
  /** Sent with every call, for example an access gateway's service token. */
  readonly headers?: Readonly<Record<string, Secret>>;
}

export interface ItsmDeps {
  readonly http: HttpClient;
  readonly now: Clock;
  /** Printed in the first line of every note. */
  readonly brand: string;
  /** IANA zone that notes write their times in. */
  readonly timeZone: string;
}

export interface ItsmParts {
  readonly secrets: ItsmSecrets;
  readonly deps: ItsmDeps;
}

export interface ItsmEntry<Id extends string = string> {
  readonly id: Id;
  readonly settingsSchema: z.ZodType;
  /** Throws a `ZodError` without values when the settings do not fit; configuration checks them first. */
  create(settings: unknown, secrets: ItsmSecrets, deps: ItsmDeps): ItsmConnector;
  /** Origins the outbound HTTP client has to allow. */
  origins(settings: unknown): readonly string[];
}

interface Definition<Id extends string, Schema extends z.ZodType> {
  readonly id: Id;
  readonly settingsSchema: Schema;
  create(settings: z.output<Schema>, parts: ItsmParts): ItsmConnector;
  origins(settings: z.output<Schema>): readonly string[];
}

/** Ties the functions to the schema's output and hides that type from the registry. */
export function itsmEntry<const Id extends string, Schema extends z.ZodType>(
  definition: Definition<Id, Schema>,
): ItsmEntry<Id> {
  const { id, settingsSchema } = definition;
  return {
    id,
    settingsSchema,
    create: (settings, secrets, deps) => definition.create(settingsSchema.parse(settings), { secrets, deps }),
    origins: (settings) => definition.origins(settingsSchema.parse(settings)),
  };
}
