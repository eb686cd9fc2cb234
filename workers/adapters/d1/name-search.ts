/** Part of a name, as SQL: see `core/people/search-name.ts`. */
import { sql, type SQL } from "drizzle-orm";
import { searchForms } from "../../core/people/search-name.ts";

const hasOne = (text: SQL, parts: readonly SQL[]): SQL =>
  sql`(${sql.join(
    parts.map((part) => sql`instr(${text}, ${part}) > 0`),
    sql` OR `,
  )})`;

const formsOf = (typed: string): readonly SQL[] => searchForms(typed).map((form) => sql`${form}`);

/** Of a name as it is written: what has more than ASCII is found by its search name, or as it was typed. */
export const isNamed = (name: SQL, typed: string): SQL =>
  hasOne(sql`lower(${name})`, [sql`lower(${typed})`, ...formsOf(typed)]);

/** A row of `people` whose name has more than ASCII. */
export const hasSearchName = (typed: string): SQL =>
  sql`search_name IS NOT NULL AND ${hasOne(sql`search_name`, formsOf(typed))}`;
