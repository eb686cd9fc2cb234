/**
 * A ChangeGear record as a `TicketSnapshot`. Reads only the mapped fields, and only the
 * record's own: a body with `__proto__` is refused, a mapped name can never reach a
 * prototype. Problems name the field as this site calls it, never its value.
 */
import { z } from "zod";
import type { TicketSnapshot } from "../../../app/ports/itsm.ts";
import { textOfHtml } from "../html-text.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { ChangeGearSettings } from "./settings.ts";

export type ChangeGearRecord = Readonly<Record<string, unknown>>;

export type TicketProblem = { readonly code: "ticket.malformed"; readonly problems: readonly string[] };

const DESCRIPTION_LIMIT = 8_000;

/** Ids travel as numbers or strings, depending on the field and the version. */
export const recordId = z
  .union([
    z.int().nonnegative(),
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{1,64}$/),
  ])
  .transform(String);

/** 0 is ChangeGear's "nobody". What cannot be an id is no requester, not a broken ticket. */
const optionalId = recordId.transform((id) => (id === "0" ? undefined : id)).catch(undefined);

/** Cuts by code point: half a character would be refused by D1 and by ChangeGear alike. */
const words = (limit: number) =>
  z
    .union([z.string(), z.number().transform(String), z.null().transform(() => ""), z.undefined().transform(() => "")])
    .transform((text) =>
      text.length <= limit
        ? text
        : Array.from(text.slice(0, limit * 2))
            .slice(0, limit)
            .join(""),
    );

const optionalWords = (limit: number) => words(limit).transform((text) => text.trim() || undefined);

/** Never cut: a shorter address is somebody else's. */
const optionalEmail = z.string().trim().max(254).pipe(z.email()).optional().catch(undefined);

const snapshot = z.object({
  externalId: recordId,
  number: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
  revision: z.int().nonnegative(),
  category: words(200).transform((text) => text.trim()),
  summary: words(500),
  description: z.unknown().transform(readable).pipe(words(DESCRIPTION_LIMIT)),
  status: words(100).transform((text) => text.trim()),
  requesterExternalId: optionalId,
  requesterName: optionalWords(200),
  requesterEmail: optionalEmail,
  openedAt: z.unknown().transform(moment),
});

/** Accepts a webhook's `{Entity: {...}}` and a bare record. */
export function parseTicket(body: unknown, settings: ChangeGearSettings): Result<TicketSnapshot, TicketProblem> {
  if (!isRecord(body)) {
    return problems(["body: expected an object"]);
  }
  const record = Object.hasOwn(body, "Entity") ? body["Entity"] : body;
  if (!isRecord(record)) {
    return problems(["Entity: expected an object"]);
  }
  if (Object.hasOwn(body, "__proto__") || Object.hasOwn(record, "__proto__")) {
    return problems(["__proto__: not allowed"]);
  }
  const names = { ...fieldNames(settings) };
  const parsed = snapshot.safeParse(
    Object.fromEntries(Object.entries(names).map(([key, name]) => [key, ownValue(record, name)])),
  );
  if (!parsed.success) {
    return problems(parsed.error.issues.map((issue) => `${nameOf(issue.path[0], names)}: ${issue.code}`));
  }
  const closedStatuses = settings.closedStatuses.map((status) => status.trim().toLowerCase());
  return ok(defined({ ...parsed.data, closed: closedStatuses.includes(parsed.data.status.toLowerCase()) }));
}

/** Columns that a snapshot is made of; without the description where the whole record is too large. */
export function snapshotColumns(settings: ChangeGearSettings): readonly string[] {
  const { description: _large, ...names } = fieldNames(settings);
  return Object.values(names);
}

function fieldNames({ fields, categoryField }: ChangeGearSettings): Record<keyof z.input<typeof snapshot>, string> {
  return {
    externalId: fields.id,
    number: fields.number,
    revision: fields.revision,
    category: categoryField,
    summary: fields.summary,
    description: fields.description,
    status: fields.status,
    requesterExternalId: fields.requesterId,
    requesterName: fields.requesterName,
    requesterEmail: fields.requesterEmail,
    openedAt: fields.openedAt,
  };
}

function nameOf(key: PropertyKey | undefined, names: Readonly<Record<string, string>>): string {
  return names[String(key)] ?? "record";
}

type Parsed = z.infer<typeof snapshot> & { readonly closed: boolean };

/** Leaves absent fields out instead of carrying `undefined` into stores that refuse it. */
function defined(parsed: Parsed): TicketSnapshot {
  return Object.fromEntries(
    Object.entries(parsed).filter(([, value]) => value !== undefined),
  ) as unknown as TicketSnapshot;
}

function readable(value: unknown): unknown {
  return typeof value === "string" ? textOfHtml(value, DESCRIPTION_LIMIT) : value;
}

/**
 * Year 1 is "never". Beside ISO times (now and then with a space, or without a zone, which is
 * UTC then) .NET writes "/Date(milliseconds)/", with an offset that changes nothing.
 */
export function moment(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  const dotNet = /^\/Date\((?<ms>-?\d{1,15})(?:[+-]\d{4})?\)\/$/u.exec(text)?.groups?.["ms"];
  const at = dotNet === undefined ? isoMoment(text) : Number(dotNet);
  return Number.isNaN(at) || at <= 0 ? undefined : at;
}

function isoMoment(text: string): number {
  const iso = /^(?<day>\d{4}-\d{2}-\d{2})[T ](?<time>[\d:.]+) ?(?<zone>Z|[+-]\d{2}:?\d{2})?$/iu.exec(text)?.groups;
  return iso === undefined ? Number.NaN : Date.parse(`${iso["day"]}T${iso["time"]}${iso["zone"] ?? "Z"}`);
}

export function isRecord(value: unknown): value is ChangeGearRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function ownValue(record: ChangeGearRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** One item comes back as an array with one object; accept the object alone too. */
export function firstRecord(reply: unknown): ChangeGearRecord | undefined {
  const first: unknown = Array.isArray(reply) ? reply[0] : reply;
  return isRecord(first) ? first : undefined;
}

function problems(list: readonly string[]): Result<never, TicketProblem> {
  return err({ code: "ticket.malformed", problems: list });
}
