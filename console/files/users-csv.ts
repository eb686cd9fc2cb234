/** Who may enter the console, as a file; an access review has room for who reviewed each line, and when. */
import type { UserRow } from "../../workers/contract/console/users.ts";
import { en } from "../copy/desk/en.ts";
import { csvLine, type DecimalSign } from "./csv-line.ts";
import { sortable } from "./sortable.ts";

const words = en.users;

export interface UsersCsvFormat {
  readonly kind: "list" | "review";
  readonly decimal: DecimalSign;
  readonly timeZone: string;
}

/** Without it spreadsheets read names in the letters of the computer's own old code page. */
const BYTE_ORDER_MARK = "\uFEFF";

export function usersCsv(users: readonly UserRow[], { kind, decimal, timeZone }: UsersCsvFormat): string {
  const { columns, review, zoned } = words;
  const heads = [
    columns.name,
    columns.email,
    columns.role,
    columns.status,
    zoned(columns.added, timeZone),
    zoned(columns.seen, timeZone),
    columns.ways,
  ];
  const lines = users.map((user) => [
    user.name,
    user.email,
    en.roles[user.role],
    words.status[user.status],
    sortable(user.addedAt, timeZone),
    sortable(user.lastSeenAt, timeZone),
    user.ways.map((way) => words.ways[way] ?? way).join(", "),
  ]);
  const isReview = kind === "review";
  return [
    BYTE_ORDER_MARK,
    csvLine(isReview ? [...heads, review.keep, review.by, review.on] : heads, decimal),
    ...lines.map((cells) => csvLine(isReview ? [...cells, "", "", ""] : cells, decimal)),
  ].join("");
}
