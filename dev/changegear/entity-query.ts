/**
 * The query of api/entity/{type}: filter, sort, pagesize, page, columns. The filter knows what
 * was seen in the field, `[Name] like 'value'`, and `=`, joined by "and"; a quote is doubled.
 */
export type Row = Readonly<Record<string, unknown>>;

export interface EntityQuery {
  readonly filter?: string;
  readonly sort?: string;
  readonly pageSize?: string;
  readonly page?: string;
  readonly columns: readonly string[];
}

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

interface Condition {
  readonly field: string;
  readonly operator: "like" | "=";
  readonly value: string;
}

/** `undefined` when the query cannot be read. */
export function queryRows(rows: readonly Row[], query: EntityQuery): Row[] | undefined {
  const conditions = query.filter === undefined || query.filter === "" ? [] : parseFilter(query.filter);
  const pageSize = wholeNumber(query.pageSize, DEFAULT_PAGE_SIZE);
  const page = wholeNumber(query.page, 1);
  if (conditions === undefined || pageSize === undefined || page === undefined) {
    return undefined;
  }
  const size = Math.min(pageSize, MAX_PAGE_SIZE);
  const matching = rows.filter((row) => conditions.every((condition) => matches(row, condition)));
  return sorted(matching, query.sort)
    .slice((page - 1) * size, page * size)
    .map((row) => pickColumns(row, query.columns));
}

/** All columns when none are named. */
export function pickColumns(row: Row, columns: readonly string[]): Row {
  const wanted = new Set(columns.map((column) => column.toLowerCase()));
  return columns.length === 0
    ? row
    : Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name.toLowerCase())));
}

function parseFilter(filter: string): Condition[] | undefined {
  const condition = /\s*\[(?<field>\w+)\]\s*(?<operator>like|=)\s*'(?<value>(?:[^']|'')*)'\s*(?:and\b|$)/iy;
  const conditions: Condition[] = [];
  while (condition.lastIndex < filter.length) {
    const groups = condition.exec(filter)?.groups;
    if (groups === undefined) {
      return undefined;
    }
    conditions.push({
      field: groups["field"] ?? "",
      operator: groups["operator"]?.toLowerCase() === "like" ? "like" : "=",
      value: (groups["value"] ?? "").replaceAll("''", "'"),
    });
  }
  return conditions;
}

function matches(row: Row, { field, operator, value }: Condition): boolean {
  const actual = String(columnValue(row, field)).toLowerCase();
  return operator === "=" ? actual === value.toLowerCase() : likePattern(value).test(actual);
}

/** SQL's wildcards, ignoring case as SQL Server does by default. */
function likePattern(value: string): RegExp {
  const pattern = value
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${pattern}$`, "su");
}

function sorted(rows: readonly Row[], sort: string | undefined): Row[] {
  const [name, direction] = (sort ?? "").trim().split(/\s+/u);
  if (name === undefined || name === "") {
    return [...rows];
  }
  const sign = direction?.toLowerCase() === "desc" ? -1 : 1;
  return rows.toSorted((left, right) => sign * compare(columnValue(left, name), columnValue(right, name)));
}

/** Columns are named in any case; what is neither text nor number cannot be compared. */
function columnValue(row: Row, name: string): string | number {
  const value = Object.entries(row).find(([column]) => column.toLowerCase() === name.toLowerCase())?.[1];
  return typeof value === "number" || typeof value === "string" ? value : "";
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : Number(left > right);
}

function wholeNumber(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) {
    return fallback;
  }
  return /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : undefined;
}
