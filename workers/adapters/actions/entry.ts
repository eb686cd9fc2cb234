/** What a target system is to the registry: settings and secrets come as plain values, checked by its own schemas. */
import type { z } from "zod";
import type { ActionTarget } from "../../app/ports/action-targets.ts";
import type { HttpClient } from "../../app/ports/http.ts";
import type { Clock } from "../../core/kit/time.ts";

export interface ActionTargetDeps {
  readonly http: HttpClient;
  /** The true time: signatures are refused when they are minutes off. */
  readonly now: Clock;
}

export interface ActionTargetParts<Secrets> {
  readonly secrets: Secrets;
  readonly deps: ActionTargetDeps;
}

export interface ActionTargetEntry<Id extends string = string> {
  readonly id: Id;
  /** What people call this kind of system. */
  readonly label: string;
  readonly settingsSchema: z.ZodType;
  /** Of one entry of ACTION_SECRETS. What is secret is transformed to a `Secret`. */
  readonly secretsSchema: z.ZodType;
  /** Throws a `ZodError` without values when settings or secrets do not fit; configuration checks them first. */
  create(settings: unknown, secrets: unknown, deps: ActionTargetDeps): ActionTarget;
  /** Origins the outbound HTTP client has to allow. */
  origins(settings: unknown): readonly string[];
}

interface Definition<Id extends string, Schema extends z.ZodType, Secrets extends z.ZodType> {
  readonly id: Id;
  readonly label: string;
  readonly settingsSchema: Schema;
  readonly secretsSchema: Secrets;
  create(settings: z.output<Schema>, parts: ActionTargetParts<z.output<Secrets>>): ActionTarget;
  origins(settings: z.output<Schema>): readonly string[];
}

/** Ties the functions to the schemas' outputs and hides those types from the registry. */
export function actionTargetEntry<const Id extends string, Schema extends z.ZodType, Secrets extends z.ZodType>(
  definition: Definition<Id, Schema, Secrets>,
): ActionTargetEntry<Id> {
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
