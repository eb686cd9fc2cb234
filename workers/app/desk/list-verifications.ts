/** One page of the Helpdesk Verifications table, newest first, by keyset. */
import { z } from "zod";
import type { listQuery, ListReply } from "../../contract/console/verifications.ts";
import { STANDINGS, type Standing } from "../../core/verdict/standing.ts";
import { frameOf, rowOf } from "./row.ts";
import type { Deps } from "../deps.ts";
import type { VerificationFilter } from "../ports/verifications.ts";

const cursorShape = z.tuple([z.number().int(), z.string().max(80)]);

/** Refuses nothing: what no row can match finds nothing, and a cursor that is not ours starts at the beginning. */
export async function listVerifications(deps: Deps, input: z.output<typeof listQuery>): Promise<ListReply> {
  const filter = filterOf(input);
  const after = readCursor(input.cursor);
  const [records, total] = await Promise.all([
    // One more than asked for tells whether there is a next page.
    deps.verifications.list({ filter, ...(after === undefined ? {} : { after }), limit: input.limit + 1 }),
    deps.verifications.count(filter),
  ]);
  const page = records.slice(0, input.limit);
  const last = records.length > input.limit ? page.at(-1)?.record : undefined;
  return {
    rows: page.map((sources) => rowOf(sources, frameOf(deps))),
    // Of a page that is all there is the rows themselves are counted: SQL counts changed ones too.
    total: after === undefined && last === undefined ? page.length : total,
    ...(last === undefined ? {} : { nextCursor: JSON.stringify([last.createdAt, last.id]) }),
  };
}

export function filterOf(input: Omit<z.output<typeof listQuery>, "cursor" | "limit">): VerificationFilter {
  return {
    // Where every word is unknown nothing is found, rather than everything.
    ...(input.status === undefined || input.status === "" ? {} : { standings: parts(input.status).filter(isStanding) }),
    levels: parts(input.level),
    ...(input.q === undefined || input.q === "" ? {} : { q: input.q }),
    ...(input.category === undefined ? {} : { category: input.category }),
    ...(input.referrer === undefined ? {} : { referrer: input.referrer }),
    ...(input.asked === undefined ? {} : { personAsked: true }),
    ...(input.from === undefined ? {} : { from: input.from }),
    ...(input.to === undefined ? {} : { to: input.to }),
  };
}

function isStanding(word: string): word is Standing {
  return Object.hasOwn(STANDINGS, word);
}

/** Each word once: repeated ones would add up to more than one statement of the database can hold. */
function parts(list: string | undefined): readonly string[] {
  return list === undefined || list === "" ? [] : [...new Set(list.split(","))].slice(0, 20);
}

/** A cursor that is not ours starts at the beginning. */
function readCursor(cursor: string | undefined): { createdAt: number; id: string } | undefined {
  try {
    const [createdAt, id] = cursorShape.parse(JSON.parse(cursor ?? ""));
    return { createdAt, id };
  } catch {
    return undefined;
  }
}
