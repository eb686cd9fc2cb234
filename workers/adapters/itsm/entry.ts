/** What an ITSM is to the registry: settings and secrets come as plain values, checked by the plug-in's own schemas. */
import type { z } from "zod";
import type { HttpClient } from "../../app/ports/http.ts";
import type { ItsmConnector } from "../../app/ports/itsm.ts";
import type { LogInGate } from "../../app/ports/log-in-gate.ts";
import type { Clock } from "../../core/kit/time.ts";

export interface ItsmDeps {
  readonly http: HttpClient;
  readonly now: Clock;
  /** Printed in the first line of every note. */
  readonly brand: string;
  /** IANA zone that notes write their times in. */
  readonly timeZone: string;
  /** Passed before credentials are tried. */
  readonly logIns: LogInGate;
  /** In constant time, for what a webhook brings as its secret. */
  readonly equal: (left: string, right: string) => Promise<boolean>;
}

export interface ItsmParts<Secrets> {
  readonly secrets: Secrets;
  readonly deps: ItsmDeps;
}

export interface ItsmEntry<Id extends string = string> {
  readonly id: Id;
  /** What people call this ticket system. */
  readonly label: string;
  readonly settingsSchema: z.ZodType;
  /** Of one entry of CONNECTION_SECRETS. What is secret is transformed to a `Secret`. */
  readonly secretsSchema: z.ZodType;
  /** Throws a `ZodError` without values when settings or secrets do not fit; configuration checks them first. */
  create(settings: unknown, secrets: unknown, deps: ItsmDeps): ItsmConnector;
  /** Origins the outbound HTTP client has to allow. */
  origins(settings: unknown): readonly string[];
}

interface Definition<Id extends string, Schema extends z.ZodType, Secrets extends z.ZodType> {
  readonly id: Id;
  readonly label: string;
  readonly settingsSchema: Schema;
  readonly secretsSchema: Secrets;
  create(settings: z.output<Schema>, parts: ItsmParts<z.output<Secrets>>): ItsmConnector;
  origins(settings: z.output<Schema>): readonly string[];
}

/** Ties the functions to the schemas' outputs and hides those types from the registry. */
export function itsmEntry<const Id extends string, Schema extends z.ZodType, Secrets extends z.ZodType>(
  definition: Definition<Id, Schema, Secrets>,
): ItsmEntry<Id> {
  const { id, label, settingsSchema, secretsSchema } = definition;
  return {
    id,
    label,
    settingsSchema,
    secretsSchema,
    create: (settings, secrets, deps) =>
      definition.create(settingsSchema.parse(settings), { secrets: secretsSchema.parse(secrets), deps }),
    origins: (settings) => definition.origins(settingsSchema.parse(settings)),
  };
}
