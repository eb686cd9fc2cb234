import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import type { NoteFormat, NoteWritten } from "../../../app/ports/itsm.ts";
import { defined } from "../../../core/kit/defined.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { ChangeGearApi } from "./api.ts";
import { isRecord, ownValue } from "./record.ts";
import { malformed } from "./replies.ts";
import type { ChangeGearRecord } from "./record.ts";
import type { ChangeGearSettings } from "./settings.ts";

/** Two agents typing at once cost one round each; more than this is a fault, not a race. */
const TRIES = 4;

export interface NoteWrite {
  readonly externalId: string;
  readonly key: string;
  /** Rendered, in their order, the key in the last. */
  readonly texts: readonly string[];
  /** An earlier write may have happened: write only when the notes could be read. */
  readonly retry: boolean;
}

export interface NoteParts {
  readonly settings: ChangeGearSettings;
  readonly api: ChangeGearApi;
  readonly readRecord: (
    externalId: string,
    columns?: readonly string[],
  ) => Promise<Result<ChangeGearRecord, PeerProblem>>;
}

export async function writeNote(write: NoteWrite, parts: NoteParts): Promise<Result<NoteWritten, PeerProblem>> {
  let last: { problem: PeerProblem; eTag: number } | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const plan = await makePlan(write, parts, write.retry || last?.problem.code === "peer.malformed");
    if (!plan.ok) {
      return plan;
    }
    if (plan.value === "already there") {
      return ok({ alreadyThere: true });
    }
    const { eTag, body, found } = plan.value;
    // How a stale eTag is refused is not documented: any refusal counts as one if the eTag moved.
    if (last?.problem.code === "peer.rejected" && last.eTag === eTag) {
      return err(last.problem);
    }
    const put = await parts.api.call({
      name: "write note",
      method: "PUT",
      path: writePath(write, parts.settings),
      body,
    });
    if (put.ok) {
      return ok({ alreadyThere: false, ...defined({ found }) });
    }
    if (!LOOK_AGAIN.has(put.error.code)) {
      return put;
    }
    last = { problem: put.error, eTag };
  }
  return err(
    last?.problem.code === "peer.malformed"
      ? last.problem
      : { code: "peer.conflict", retryable: true, detail: `write note: the ticket changed ${String(TRIES)} times` },
  );
}

/** After these the ticket is read again: another save was faster, or a page in place of the reply hides what happened. */
const LOOK_AGAIN: ReadonlySet<PeerProblem["code"]> = new Set(["peer.conflict", "peer.rejected", "peer.malformed"]);

async function makePlan(
  write: NoteWrite,
  parts: NoteParts,
  mayBeWritten: boolean,
): Promise<Result<Plan | "already there", PeerProblem>> {
  const { settings, readRecord } = parts;
  const record = await readRecord(write.externalId);
  if (!record.ok) {
    return record;
  }
  const { fields, note } = settings;
  if (note.type !== "history" || !mayBeWritten || Array.isArray(ownValue(record.value, fields.historyRead))) {
    return planWrite(record.value, { write, settings, mayBeWritten });
  }
  // The journal does not come with every record; asked for by name it may.
  const journal = await readRecord(write.externalId, [fields.historyRead]);
  return journal.ok ? planWrite({ ...journal.value, ...record.value }, { write, settings, mayBeWritten }) : journal;
}

function writePath({ externalId }: NoteWrite, settings: ChangeGearSettings): string {
  return `${settings.entityType}/${encodeURIComponent(externalId)}`;
}

interface Plan extends Pick<NoteWritten, "found"> {
  readonly eTag: number;
  readonly body: ChangeGearRecord;
}

function planWrite(
  record: ChangeGearRecord,
  { write, settings, mayBeWritten }: { write: NoteWrite; settings: ChangeGearSettings; mayBeWritten: boolean },
): Result<Plan | "already there", PeerProblem> {
  const { note, fields } = settings;
  const eTag = ownValue(record, fields.revision);
  if (typeof eTag !== "number" || !Number.isSafeInteger(eTag)) {
    return malformed("write note: the record has no revision");
  }
  if (note.type === "history") {
    const comments = journalComments(ownValue(record, fields.historyRead));
    if (comments === undefined && mayBeWritten) {
      return malformed("write note: unknown whether it was written, the journal is not readable");
    }
    if (comments?.some((comment) => containsKey(comment, write.key)) === true) {
      return ok("already there");
    }
    const entries = write.texts.map((text) => ({ Action: note.action, Comment: text }));
    const found = formatOf(comments?.join("\n") ?? "");
    return ok({ eTag, body: { [fields.revision]: eTag, [fields.history]: entries }, ...defined({ found }) });
  }
  return appended(ownValue(record, note.name) ?? "", { write, format: settings.noteFormat }, (value, found) => ({
    eTag,
    body: { [fields.revision]: eTag, [note.name]: value },
    ...defined({ found }),
  }));
}

/** To what stands in the field already. */
function appended(
  existing: unknown,
  { write, format }: { readonly write: NoteWrite; readonly format: NoteFormat },
  planOf: (value: string, found: NoteFormat | undefined) => Plan,
): Result<Plan | "already there", PeerProblem> {
  if (typeof existing !== "string") {
    return malformed("write note: the note field is not text");
  }
  if (containsKey(existing, write.key)) {
    return ok("already there");
  }
  const separator = format === "html" ? "\n<hr>\n" : "\n\n";
  const before = existing.trim() === "" ? [] : [existing.trimEnd()];
  return ok(planOf([...before, ...write.texts].join(separator), formatOf(existing)));
}

/** What an editor of formatted text leaves in a field. */
const TAG = /<(?:p|br|div|span|b|strong|i|em|u|ul|ol|li|a|hr|table|h[1-6])(?:\s[^<>]*)?\/?>/iu;

const formatOf = (notes: string): NoteFormat | undefined =>
  notes.trim() === "" ? undefined : TAG.test(notes) ? "html" : "text";

function journalComments(journal: unknown): readonly string[] | undefined {
  if (!Array.isArray(journal)) {
    return undefined;
  }
  return journal.filter(isRecord).map((entry) => {
    const comment = ownValue(entry, "Comment");
    return typeof comment === "string" ? comment : "";
  });
}

/** The whole key: "not_12" must not be found in "not_123". */
function containsKey(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    if (!/^[A-Za-z0-9_-]/u.test(text.slice(at + key.length))) {
      return true;
    }
  }
  return false;
}
