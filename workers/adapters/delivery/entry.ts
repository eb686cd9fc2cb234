/**
 * What a delivery provider is to the registry. Settings come from configuration as plain
 * values; the schema documents them, lists every problem and wraps what is secret.
 */
import type { z } from "zod";
import type { DeliveryProvider } from "../../app/ports/delivery.ts";
import type { HttpClient } from "../../app/ports/http.ts";
import type { Clock } from "../../core/kit/time.ts";
import type { Channel } from "../../core/policy/policy.ts";
import type { OpenSocket } from "./smtp/dialogue.ts";

export interface DeliveryDeps {
  readonly http: HttpClient;
  /** `connect` of `cloudflare:sockets`; passed in because that module exists on workerd only. */
  readonly openSocket: OpenSocket;
  readonly now: Clock;
}

export interface DeliveryEntry<Id extends string = string> {
  readonly id: Id;
  /** What people call this provider. */
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly settingsSchema: z.ZodType;
  /** Throws a `ZodError` without values when the settings do not fit; configuration checks them first. */
  create(settings: unknown, deps: DeliveryDeps): DeliveryProvider;
  /** Origins the outbound HTTP client has to allow. */
  origins(settings: unknown): readonly string[];
}

interface Definition<Id extends string, Schema extends z.ZodType> {
  readonly id: Id;
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly settingsSchema: Schema;
  create(settings: z.output<Schema>, deps: DeliveryDeps): DeliveryProvider;
  origins(settings: z.output<Schema>): readonly string[];
}

/** Ties `create` and `origins` to the schema's output and hides that type from the registry. */
export function deliveryEntry<const Id extends string, Schema extends z.ZodType>(
  definition: Definition<Id, Schema>,
): DeliveryEntry<Id> {
  const { id, label, channels, settingsSchema } = definition;
  return {
    id,
    label,
    channels,
    settingsSchema,
    create: (settings, deps) => definition.create(settingsSchema.parse(settings), deps),
    origins: (settings) => definition.origins(settingsSchema.parse(settings)),
  };
}
