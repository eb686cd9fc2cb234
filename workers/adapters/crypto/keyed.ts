/**
 * Core's keyed functions (`core/kit/keyed.ts`): HMAC-SHA-256 under a key of their own, derived
 * from the root secret for a purpose and then for one subject of it. From `node:crypto`
 * because core decides without an await, in the Worker and in the session object alike.
 */
import { createHmac, createSecretKey } from "node:crypto";
import type { Keyed } from "../../core/kit/keyed.ts";

/** `options`: a person's wrong options, their order and fact keys. `selection`: which of equal questions is asked. */
export type KeyedPurpose = "options" | "selection";

/** Rotates with the purpose `tags`: its generation is part of the derivation. */
export function keyedBy(rootSecret: string, generation: number): (purpose: KeyedPurpose, subject: string) => Keyed {
  // Key objects throughout: bytes are prepared anew for every digest, and a pool takes hundreds.
  const keyOf = (purpose: KeyedPurpose) =>
    createSecretKey(
      createHmac("sha256", rootSecret)
        .update(`imper-edge/keyed/${purpose}/${String(generation)}`)
        .digest(),
    );
  const keys = { options: keyOf("options"), selection: keyOf("selection") };
  return (purpose, subject) => {
    // Derived with the first label: most events of a session select nothing.
    let key: ReturnType<typeof keyOf> | undefined;
    return (label) => {
      key ??= createSecretKey(createHmac("sha256", keys[purpose]).update(subject).digest());
      return createHmac("sha256", key).update(label).digest("hex");
    };
  };
}
