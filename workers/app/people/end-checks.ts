/** A check of whoever is no longer active, or no longer there, must not run on: it ends in "do not proceed". */
import type { Deps } from "../deps.ts";

/** How many were found open; the next call finds what is beyond the limit. One that has ended meanwhile stays as it is. */
export async function endChecksOfInactive(
  { directory, session }: Pick<Deps, "directory" | "session">,
  limit: number,
): Promise<number> {
  const checks = await directory.checksOfInactive(limit);
  await Promise.all(checks.map((id) => session(id).apply({ type: "requester.left" })));
  return checks.length;
}
