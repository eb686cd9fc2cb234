/** What somebody may do on their own page, once: a route names one of these, and the guards follow from it. */
import { isFreshSignIn } from "./permissions.ts";
import type { EpochMs } from "../kit/time.ts";

interface PersonPermissionRow {
  /** Only within five minutes of signing in, by more than a password. */
  readonly strong: boolean;
}

export const PERSON_PERMISSIONS = {
  "me.read": { strong: false },
  "me.end": { strong: false },
  "me.passkeys": { strong: true },
  "me.vouch": { strong: true },
} as const satisfies Readonly<Record<string, PersonPermissionRow>>;

export type PersonPermission = keyof typeof PERSON_PERMISSIONS;

export const isPersonPermission = (permission: string): permission is PersonPermission =>
  Object.hasOwn(PERSON_PERMISSIONS, permission);

export interface ShownBy {
  readonly authenticatedAt: EpochMs;
  readonly secondFactor: boolean;
}

/** What a sign-in still lacks for what asks for a strong one; undefined where it lacks nothing. */
export function strengthLacking(
  { authenticatedAt, secondFactor }: ShownBy,
  now: EpochMs,
): "second_factor" | "fresh" | undefined {
  if (!secondFactor) {
    return "second_factor";
  }
  return isFreshSignIn(authenticatedAt, now) ? undefined : "fresh";
}
