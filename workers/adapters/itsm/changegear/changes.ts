/**
 * The list of changed tickets: what a webhook that was lost or refused would have told. Sorted by
 * the peer, read page by page until the time asked for. No filter by time: how the API would
 * write one is not documented. Only small columns, so that no page is too large.
 */
import type { TicketChange } from "../../../app/ports/itsm.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { defined } from "../../../core/kit/defined.ts";
import { ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { ChangeGearApi } from "./api.ts";
import { isRecord, moment, ownValue, recordId } from "./record.ts";
import { malformed } from "./replies.ts";
import type { ChangeGearSettings } from "./settings.ts";

const PAGE_SIZE = 100;
/** A thousand tickets: more than changes while a desk sleeps. */
const PAGES = 10;

interface Reading {
  readonly settings: ChangeGearSettings;
  readonly api: ChangeGearApi;
}

export async function changedSince(
  since: number | undefined,
  reading: Reading,
): Promise<Result<readonly TicketChange[], PeerProblem>> {
  const found: TicketChange[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const read = await readPage(page, reading);
    if (!read.ok) {
      return read;
    }
    const wanted = read.value.filter(({ changedAt }) => since === undefined || changedAt >= since);
    found.push(...wanted);
    if (wanted.length < PAGE_SIZE || since === undefined) {
      break;
    }
  }
  return ok(found);
}

async function readPage(page: number, { settings, api }: Reading): Promise<Result<TicketChange[], PeerProblem>> {
  const { entityType, fields, categoryField } = settings;
  const query = new URLSearchParams([
    ...[fields.id, fields.revision, categoryField, fields.changedAt].map((column) => ["columns", column]),
    ["sort", `${fields.changedAt} desc`],
    ["pagesize", String(PAGE_SIZE)],
    ["page", String(page)],
  ]);
  const reply = await api.call({
    name: "list changes",
    method: "GET",
    path: `entity/${entityType}?${query.toString().replaceAll("+", "%20")}`,
  });
  if (!reply.ok) {
    return reply;
  }
  if (!Array.isArray(reply.value)) {
    return malformed("list changes: expected a list");
  }
  const changes = reply.value.map((row) => changeOf(row, settings)).filter((change) => change !== undefined);
  // A peer that sorts otherwise would make us stop too early and never know.
  return changes.length < reply.value.length || !isNewestFirst(changes)
    ? malformed("list changes: not sorted by change, or a column is missing")
    : ok(changes);
}

function changeOf(row: unknown, { fields, categoryField }: ChangeGearSettings): TicketChange | undefined {
  if (!isRecord(row)) {
    return undefined;
  }
  const id = recordId.safeParse(ownValue(row, fields.id));
  const changedAt = moment(ownValue(row, fields.changedAt));
  const revision = ownValue(row, fields.revision);
  const category = ownValue(row, categoryField);
  return id.success && changedAt !== undefined
    ? {
        externalId: id.data,
        changedAt,
        category: typeof category === "string" || typeof category === "number" ? String(category).trim() : "",
        ...defined({ revision: typeof revision === "number" ? revision : undefined }),
      }
    : undefined;
}

function isNewestFirst(changes: readonly TicketChange[]): boolean {
  return changes.every(({ changedAt }, index) => index === 0 || changedAt <= (changes[index - 1]?.changedAt ?? 0));
}
