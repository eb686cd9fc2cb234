/**
 * Ends and reopens a ticket. `AllowedActions` says what the workflow offers our account; how a save
 * performs an action is not documented, so the form of the save is a setting, and what counts is
 * the status that is read back. A ticket is closed in the revision that was judged, or not at all.
 */
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import type { ClosedHow, ClosingWays, ReopenedHow, TicketToClose } from "../../../app/ports/itsm.ts";
import { err, ok } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import type { ChangeGearApi } from "./api.ts";
import { ownValue, parseTicket, type ChangeGearRecord } from "./record.ts";
import { malformed } from "./replies.ts";
import type { ChangeGearSettings } from "./settings.ts";

export interface ClosingParts {
  readonly settings: ChangeGearSettings;
  readonly api: ChangeGearApi;
  readonly readRecord: (externalId: string) => Promise<Result<ChangeGearRecord, PeerProblem>>;
}

type Auto = Extract<ChangeGearSettings["closing"], { type: "auto" }>;

/** One action of the workflow, and the status that it leads to. */
interface Step {
  readonly action: string;
  readonly status: string;
}

interface TicketNow {
  readonly number: string;
  readonly eTag: number;
  readonly status: string;
  readonly closed: boolean;
  readonly offered: ReadonlySet<string>;
  readonly record: ChangeGearRecord;
}

export async function closingWays(externalId: string, parts: ClosingParts): Promise<Result<ClosingWays, PeerProblem>> {
  const now = await readNow(externalId, parts);
  if (!now.ok) {
    return now;
  }
  const { closing } = parts.settings;
  const { number, offered } = now.value;
  const step = closing.type === "auto" ? stepFor(closing, now.value, parts.settings) : undefined;
  return ok({
    strategy: closing.type,
    number,
    ended: hasEnded(now.value, parts.settings),
    offered: [...offered],
    ...(step === undefined ? {} : { step: step.action }),
    ...flagWords(closing),
  });
}

export async function closeTicket(ticket: TicketToClose, parts: ClosingParts): Promise<Result<ClosedHow, PeerProblem>> {
  const { settings } = parts;
  const { closing } = settings;
  const now = await readNow(ticket.externalId, parts);
  if (!now.ok) {
    return now;
  }
  if (now.value.closed) {
    return ok("closed");
  }
  if (isPending(now.value, closing)) {
    return ok("pending");
  }
  if (now.value.eTag !== ticket.revision) {
    return err({ code: "peer.conflict", retryable: true, detail: "close ticket: it changed since it was judged" });
  }
  const body = closingBody(ticket, now.value, settings);
  if (body === undefined) {
    return ok(hasFlag(now.value, closing) ? "flagged" : "not_offered");
  }
  const saved = await save(ticket.externalId, { name: "close ticket", body, eTag: now.value.eTag }, parts);
  return saved.ok ? readBack(ticket.externalId, parts) : saved;
}

/** By the flag, where one is set and not there yet; by the workflow, where it offers an action. */
function closingBody(
  { comment }: TicketToClose,
  now: TicketNow,
  settings: ChangeGearSettings,
): ChangeGearRecord | undefined {
  const { closing, fields } = settings;
  const step = closing.type === "auto" ? stepFor(closing, now, settings) : undefined;
  if (closing.type === "auto" && step !== undefined) {
    return {
      ...performs(step, closing, settings),
      [fields.closeType]: closing.closeType,
      [fields.closeComment]: comment,
    };
  }
  const flag = flagOf(closing);
  return flag === undefined || hasFlag(now, closing) ? undefined : { [flag.field]: flag.value };
}

async function readBack(externalId: string, parts: ClosingParts): Promise<Result<ClosedHow, PeerProblem>> {
  const { closing } = parts.settings;
  const after = await readAfter(externalId, parts);
  if (!after.ok) {
    return after;
  }
  if (after.value.closed) {
    return ok("closed");
  }
  if (isPending(after.value, closing)) {
    return ok("pending");
  }
  return ok(hasFlag(after.value, closing) ? "flagged" : "still_open");
}

/** After "still not working": whoever was asked to close it is asked no more. */
export async function reopenTicket(
  ticket: Omit<TicketToClose, "revision">,
  parts: ClosingParts,
): Promise<Result<ReopenedHow, PeerProblem>> {
  const { externalId } = ticket;
  const now = await readNow(externalId, parts);
  if (!now.ok) {
    return now;
  }
  const ended = hasEnded(now.value, parts.settings);
  const body = reopeningBody(ticket, now.value, parts.settings);
  if (Object.keys(body).length === 0) {
    return ok(ended ? "not_offered" : "open");
  }
  const saved = await save(externalId, { name: "reopen ticket", body, eTag: now.value.eTag }, parts);
  const after = saved.ok ? await readAfter(externalId, parts) : saved;
  if (!after.ok) {
    return after;
  }
  return ok(hasEnded(after.value, parts.settings) ? "not_offered" : ended ? "reopened" : "open");
}

function reopeningBody(
  { comment }: Omit<TicketToClose, "revision">,
  now: TicketNow,
  settings: ChangeGearSettings,
): ChangeGearRecord {
  const { closing, fields } = settings;
  const flag = flagOf(closing);
  const auto = closing.type === "auto" && hasEnded(now, settings) ? closing : undefined;
  const step = auto === undefined ? undefined : REOPENING.find(({ action }) => offers(now, action));
  return {
    ...(auto === undefined || step === undefined
      ? {}
      : { ...performs(step, auto, settings), [fields.closeComment]: comment }),
    // A rule that has not run yet would close it again.
    ...(flag !== undefined && hasFlag(now, closing) ? { [flag.field]: "" } : {}),
  };
}

const hasEnded = (now: TicketNow, { closing }: ChangeGearSettings): boolean => now.closed || isPending(now, closing);

/** The factory workflow's two ways back. */
const REOPENING: readonly Step[] = [
  { action: "Reopen", status: "New" },
  { action: "Resolution Failed", status: "In-Progress" },
];

/** The first that is offered. Who wants a resolved ticket confirmed does not want it closed past that. */
function stepFor(closing: Auto, now: TicketNow, { closedStatuses }: ChangeGearSettings): Step | undefined {
  const [closedStatus = "Closed"] = closedStatuses;
  const close = { action: closing.closeAction, status: closedStatus };
  const resolve = { action: closing.resolveAction, status: closing.pendingStatus };
  const wanted = closing.first === "close" ? [close, resolve] : [resolve];
  return wanted.find(({ action }) => offers(now, action));
}

function performs(
  { action, status }: Step,
  { written }: Auto,
  { fields }: ChangeGearSettings,
): Readonly<Record<string, string>> {
  return written === "action" ? { [fields.action]: action } : { [fields.status]: status };
}

const folded = (words: string): string => words.trim().toLowerCase();

const offers = ({ offered }: TicketNow, action: string): boolean =>
  [...offered].some((name) => folded(name) === folded(action));

function isPending({ status }: TicketNow, closing: ChangeGearSettings["closing"]): boolean {
  return closing.type === "auto" && folded(status) === folded(closing.pendingStatus);
}

function flagOf(
  closing: ChangeGearSettings["closing"],
): { readonly field: string; readonly value: string } | undefined {
  if (closing.type === "flag") {
    return closing;
  }
  return closing.type === "auto" && closing.flag !== undefined ? { field: closing.flag, value: FLAG_VALUE } : undefined;
}

/** Of a flag that stands in for an action that is not offered. */
export const FLAG_VALUE = "Yes";

function flagWords(closing: ChangeGearSettings["closing"]): Pick<ClosingWays, "flag"> {
  const flag = flagOf(closing);
  return flag === undefined ? {} : { flag: { field: flag.field, value: flag.value } };
}

function hasFlag({ record }: TicketNow, closing: ChangeGearSettings["closing"]): boolean {
  const flag = flagOf(closing);
  const value = flag === undefined ? undefined : ownValue(record, flag.field);
  return flag !== undefined && typeof value === "string" && folded(value) === folded(flag.value);
}

/** Why it could not be read back says nothing of the save, which was made. */
async function readAfter(externalId: string, parts: ClosingParts): Promise<Result<TicketNow, PeerProblem>> {
  const after = await readNow(externalId, parts);
  return after.ok
    ? after
    : err({ code: "peer.failed", retryable: true, detail: `saved, and not read back: ${after.error.detail}` });
}

async function readNow(externalId: string, parts: ClosingParts): Promise<Result<TicketNow, PeerProblem>> {
  const record = await parts.readRecord(externalId);
  if (!record.ok) {
    return record;
  }
  const ticket = parseTicket(record.value, parts.settings);
  if (!ticket.ok) {
    return malformed(`read ticket: ${ticket.error.problems.join(", ")}`);
  }
  const actions = ownValue(record.value, parts.settings.fields.allowedActions);
  return ok({
    number: ticket.value.number,
    eTag: ticket.value.revision,
    status: ticket.value.status,
    closed: ticket.value.closed,
    offered: new Set(actionsIn(actions)),
    record: record.value,
  });
}

/** "Close, Resubmit, More Info"; none where our account is not told. */
function actionsIn(value: unknown): readonly string[] {
  return typeof value === "string"
    ? value
        .split(",")
        .map((action) => action.trim())
        .filter((action) => action !== "")
    : [];
}

/** Whether a page in place of a reply did it shows when the ticket is read again. */
async function save(
  externalId: string,
  { name, body, eTag }: { readonly name: string; readonly body: ChangeGearRecord; readonly eTag: number },
  { settings, api }: ClosingParts,
): Promise<Result<unknown, PeerProblem>> {
  const put = await api.call({
    name,
    method: "PUT",
    path: `${settings.entityType}/${encodeURIComponent(externalId)}`,
    body: { [settings.fields.revision]: eTag, ...body },
  });
  return put.ok || put.error.code === "peer.malformed" ? ok(undefined) : put;
}

/** What is read where the whole record is too large, beside what a snapshot is made of. */
export function closingColumns({ closing, fields }: ChangeGearSettings): readonly string[] {
  const flag = flagOf(closing);
  return [fields.allowedActions, ...(flag === undefined ? [] : [flag.field])];
}
