/** The audit log as a file. Its last line says what was asked and how much came, with the digest of all before it. */
import type { AuditRow } from "../../workers/contract/console/audit.ts";
import { detailWords } from "../copy/desk/audit-details.ts";
import { csvLine } from "./csv-line.ts";
import { sortable } from "./sortable.ts";
import type { TextDigest } from "./text-digest.ts";

export interface AuditFileFormat {
  readonly format: "csv" | "jsonl";
  readonly timeZone: string;
  readonly filter: Readonly<Record<string, string | number>>;
  readonly digest: TextDigest;
}

const HEADS = [
  "Timestamp",
  "User",
  "Action",
  "Subject",
  "Details",
  "Source",
  "Action id",
  "User id",
  "Row id",
  "Details in words",
];

export async function* auditFile(
  pages: AsyncIterable<readonly AuditRow[]>,
  { format, timeZone, filter, digest }: AuditFileFormat,
): AsyncGenerator<string> {
  let first: string | undefined;
  let last: string | undefined;
  let count = 0;
  const counted = (text: string): string => {
    digest.update(text);
    return text;
  };
  if (format === "csv") {
    const [head = "", ...heads] = HEADS;
    yield counted(csvLine([`${head} (${timeZone})`, ...heads], "."));
  }
  for await (const rows of pages) {
    first ??= rows[0]?.id;
    last = rows.at(-1)?.id ?? last;
    count += rows.length;
    if (rows.length > 0) yield counted(rows.map((row) => lineOf(row, { format, timeZone })).join(""));
  }
  const end = { filter, zone: timeZone, first, last, count, sha256: digest.hex() };
  yield format === "csv" ? csvLine(["End", JSON.stringify(end)], ".") : `${JSON.stringify({ end })}\n`;
}

function lineOf(row: AuditRow, { format, timeZone }: Pick<AuditFileFormat, "format" | "timeZone">): string {
  if (format === "jsonl") {
    return `${JSON.stringify(row)}\n`;
  }
  const { at, user, words, subject, subjectName, details, source, action, actor, id } = row;
  const about = subjectName === undefined ? subject : `${subjectName} (${subject})`;
  return csvLine(
    [
      sortable(at, timeZone),
      user,
      words,
      about,
      JSON.stringify(details),
      source,
      action,
      actor,
      id,
      inWords(details, timeZone),
    ],
    ".",
  );
}

function inWords(details: AuditRow["details"], timeZone: string): string {
  const context = { nameOf: () => undefined, when: (at: number) => sortable(at, timeZone) ?? String(at) };
  return Object.entries(details)
    .map(([name, value]) => detailWords(name, value, context))
    .join(", ");
}
