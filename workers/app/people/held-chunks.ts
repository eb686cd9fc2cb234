/**
 * The rows of an import's chunks carry no mac, the import's own does: it keeps what they said when they were compared
 * and written. Who was refused stays out, and who is in the file does not leave, so neither is SQL's to say.
 */
import type { Deps } from "../deps.ts";
import type { ChunkRecord, ImportProgress, ImportRecord } from "../ports/directory.ts";

type Held = NonNullable<ImportProgress["held"]>;
type Vault = Pick<Deps["vault"], "tag">;

interface Said {
  readonly what: keyof Held;
  readonly number: number;
  readonly text: string;
}

const tagOf = ({ tag }: Vault, { id }: Pick<ImportRecord, "id">, { what, number, text }: Said): Promise<string> =>
  tag(`import_chunk_${what}`, JSON.stringify([id, number, text]));

/** Of an import that began before it was kept there stays none. */
export async function withHeld(
  vault: Vault,
  { id, progress }: ImportRecord,
  { number, ...said }: { readonly number: number } & Readonly<Partial<Record<keyof Held, unknown>>>,
): Promise<{ readonly held?: Held }> {
  const held = progress.held ?? (number === 0 && progress.compared === 0 ? { replies: [], present: [] } : undefined);
  if (held === undefined) {
    return {};
  }
  const next = async (what: keyof Held): Promise<readonly string[]> =>
    said[what] === undefined
      ? held[what]
      : held[what].toSpliced(number, 1, await tagOf(vault, { id }, { what, number, text: JSON.stringify(said[what]) }));
  return { held: { replies: await next("replies"), present: await next("present") } };
}

/** `present` of a chunk that is written is asked for when the import ends: another request may have written it by now. */
export async function isHeld(
  vault: Vault,
  record: ImportRecord,
  { number, reply, present, written }: ChunkRecord & { readonly number: number },
): Promise<boolean> {
  const { held } = record.progress;
  const holds = async (what: keyof Held, text: string): Promise<boolean> =>
    held?.[what][number] === (await tagOf(vault, record, { what, number, text }));
  return held === undefined || ((await holds("replies", reply)) && (written || (await holds("present", present))));
}

/** Of an import from before it was kept there nobody can say. */
export async function isReplyHeld(
  vault: Vault,
  record: ImportRecord,
  { number, reply }: { readonly number: number; readonly reply: string },
): Promise<boolean> {
  const tag = await tagOf(vault, record, { what: "replies", number, text: reply });
  return record.progress.held?.replies[number] === tag;
}

/** Whether these are the people of each chunk, in the order of the file. */
export async function arePresent(vault: Vault, record: ImportRecord, texts: readonly string[]): Promise<boolean> {
  const { held } = record.progress;
  const tags = await Promise.all(texts.map((text, number) => tagOf(vault, record, { what: "present", number, text })));
  return (
    held === undefined || (tags.length === held.present.length && tags.every((tag, at) => tag === held.present[at]))
  );
}
