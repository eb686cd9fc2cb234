import { createHash } from "node:crypto";
import type { TextDigest } from "../../console/files/text-digest.ts";

/** Of a text that is never in memory whole. */
export function sha256(): TextDigest {
  const hash = createHash("sha256");
  return { update: (text) => void hash.update(text), hex: () => hash.digest("hex") };
}
