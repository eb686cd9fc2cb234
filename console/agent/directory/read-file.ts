/** A file of the directory, from its bytes to rows of cells. What is no table is one sentence, and nothing of it is used. */
import Papa from "papaparse";
import type { RefusedFileRequest } from "../../../workers/contract/console/people.ts";

export type FileProblem = Exclude<RefusedFileRequest["problem"], "unreadable">;

export interface ReadFile {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** SHA-256 in hex. */
  readonly hash: string;
}

export type FileResult =
  | { readonly ok: true; readonly file: ReadFile }
  /** `row`: the first that cannot be read, as a spreadsheet numbers them. */
  | { readonly ok: false; readonly problem: FileProblem; readonly row?: number };

/** The server refuses a longer cell by its row; what is beyond is not sent. */
const LONGEST_CELL = 301;
const MOST_COLUMNS = 200;
/** How ZIP archives and PDF begin: spreadsheets are the first. */
const NOT_TEXT = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
];

/** UTF-8, or UTF-16 with a mark; undefined for what is neither. */
export function decode(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export async function readFile(bytes: Uint8Array<ArrayBuffer>): Promise<FileResult> {
  if (NOT_TEXT.some((start) => start.every((byte, place) => bytes[place] === byte))) return failed("spreadsheet");
  const text = decode(bytes);
  if (text === undefined) return failed("encoding");
  if (text.includes("\0")) return failed("no_table");
  const { data, errors, meta } = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" });
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken !== undefined) return failed("broken_quotes", (broken.row ?? 0) + 1);
  const [heads = [], ...rows] = data;
  // A text without a separator is one column, whatever was taken for its separator.
  if (heads.filter((head) => head.trim() !== "").length < 2 || meta.delimiter === "") return failed("no_table");
  if (heads.length > MOST_COLUMNS) return failed("too_many_columns");
  if (rows.length === 0) return failed("no_rows");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return {
    ok: true,
    file: {
      heads: heads.map((head) => head.trim()),
      rows: rows.map((row) => row.map((cell) => cell.slice(0, LONGEST_CELL))),
      hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    },
  };
}

const failed = (problem: FileProblem, row?: number): FileResult => ({
  ok: false,
  problem,
  ...(row === undefined ? {} : { row }),
});
