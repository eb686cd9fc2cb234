/**
 * What an import finds of people and contacts that somebody wrote past the product. They counted for nobody and are
 * written anew; whoever replaces a contact that way is not heard of at that contact, so that others must look.
 */
import type { EpochMs } from "../../core/kit/time.ts";
import type { Changes } from "../../core/people/compare.ts";
import type { Deps } from "../deps.ts";
import { overseerMails } from "../delivery/desk-mails.ts";
import type { ChunkWrite, ImportRecord } from "../ports/directory.ts";

interface Written {
  readonly number: number;
  readonly taken: readonly { readonly changes: Pick<Changes, "spoiled"> }[];
  readonly now: EpochMs;
}

/** A row of the audit log for each chunk, and one mail to each admin for the whole import. Undefined where all is ours. */
export async function spoiledNews(
  deps: Pick<Deps, "clock" | "agents" | "security">,
  { id, startedByName }: ImportRecord,
  { number, taken, now }: Written,
): Promise<ChunkWrite["beside"]> {
  const people = taken.filter(({ changes }) => changes.spoiled).length;
  if (people === 0) {
    return undefined;
  }
  return {
    audit: {
      at: now,
      actor: "job:import",
      action: "directory.spoiled_rows",
      subject: id,
      details: { people, chunk: number },
    },
    mails: await overseerMails(deps, "spoiled_rows", { key: `rows-${id}`, about: { name: startedByName } }),
  };
}
