/** Who is weak, as a file. Its last line says of which count and list, how many came, and the digest of all before it. */
import type { WeakPerson } from "../../workers/contract/console/coverage.ts";
import { en } from "../copy/desk/en.ts";
import { csvLine, type DecimalSign } from "./csv-line.ts";
import { sortable } from "./sortable.ts";
import type { TextDigest } from "./text-digest.ts";

const words = en.coverage;

export interface CoverageCsvFormat {
  readonly decimal: DecimalSign;
  readonly timeZone: string;
  /** When the count began. */
  readonly countedAt: number;
  readonly list: string;
  readonly deskPlace?: string;
  readonly digest: TextDigest;
}

/** Without it spreadsheets read names in the letters of the computer's own old code page. */
const BYTE_ORDER_MARK = "\uFEFF";

export async function* coverageCsv(
  pages: AsyncIterable<readonly WeakPerson[]>,
  format: CoverageCsvFormat,
): AsyncGenerator<string> {
  const { decimal, timeZone, countedAt, list, digest } = format;
  let count = 0;
  const counted = (text: string): string => {
    digest.update(text);
    return text;
  };
  yield counted(BYTE_ORDER_MARK + csvLine(Object.values(words.file), decimal));
  for await (const people of pages) {
    count += people.length;
    if (people.length > 0) yield counted(people.map((person) => lineOf(person, format)).join(""));
  }
  const end = { list, counted: sortable(countedAt, timeZone), zone: timeZone, count, sha256: digest.hex() };
  yield csvLine(["End", JSON.stringify(end)], decimal);
}

function lineOf(person: WeakPerson, { decimal, deskPlace }: CoverageCsvFormat): string {
  const { id, name, email, department, office, because, lacks, way } = person;
  return csvLine(
    [
      name,
      email,
      department,
      office,
      because.map((reason) => words.because[reason]).join("; "),
      lacks.map((lack) => words.lacks[lack]).join(", "),
      words.way(way, deskPlace),
      [...new Set(because.map((reason) => words.add[reason]))].join("; "),
      id,
    ],
    decimal,
  );
}
