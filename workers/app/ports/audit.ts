import type { Actor } from "../../core/kit/actor.ts";
import type { EpochMs } from "../../core/kit/time.ts";

export interface AuditEntry {
  readonly at: EpochMs;
  readonly actor: Actor;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** Equal keys of one moment are one row. */
export type KeyedAuditEntry = AuditEntry & { readonly key: string };
