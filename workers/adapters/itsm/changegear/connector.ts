import type { ItsmConnector, TicketSnapshot } from "../../../app/ports/itsm.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { defined } from "../../../core/kit/defined.ts";
import { err } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import { renderNotes } from "../../../core/tickets/render.ts";
import { basicMatches } from "../../peers/basic-auth.ts";
import { createApi } from "./api.ts";
import type { ChangeGearApi } from "./api.ts";
import { changedSince } from "./changes.ts";
import { closeTicket, closingColumns, closingWays, reopenTicket, type ClosingParts } from "./closing.ts";
import { writeNote, type NoteParts } from "./notes.ts";
import { findPersonByEmail, findPersonById } from "./people.ts";
import { firstRecord, parseTicket, recordId, snapshotColumns } from "./record.ts";
import type { ChangeGearRecord } from "./record.ts";
import { malformed } from "./replies.ts";
import { changeGearSecrets, changeGearSettings } from "./settings.ts";
import type { ChangeGearSecrets, ChangeGearSettings } from "./settings.ts";
import { ticketTypes } from "./types.ts";
import { itsmEntry } from "../entry.ts";
import type { ItsmParts } from "../entry.ts";

export const changegear = itsmEntry({
  id: "changegear",
  label: "ChangeGear",
  settingsSchema: changeGearSettings,
  secretsSchema: changeGearSecrets,
  create,
  origins: (settings) => [new URL(settings.baseUrl).origin],
});

function create(settings: ChangeGearSettings, { secrets, deps }: ItsmParts<ChangeGearSecrets>): ItsmConnector {
  const api = createApi({ settings, secrets, http: deps.http, logIns: deps.logIns, now: deps.now });
  const readForNote: NoteParts["readRecord"] = (externalId, columns) =>
    readRecord(externalId, { settings, api, ...defined({ columns }), instead: noteColumns(settings) });
  const closing: ClosingParts = {
    settings,
    api,
    readRecord: (externalId) =>
      readRecord(externalId, { settings, api, instead: [...snapshotColumns(settings), ...closingColumns(settings)] }),
  };
  const webhook = { username: secrets.webhookUsername.reveal(), password: secrets.webhookPassword.reveal() };
  return {
    webhookUser: webhook.username,
    isFromPeer: ({ headers }) => basicMatches(headers.get("authorization"), webhook, deps.equal),
    parseTicket: (body) => parseTicket(body, settings),
    readTicket: async (externalId) => {
      const found = await readRecord(externalId, { settings, api, instead: snapshotColumns(settings) });
      return found.ok ? snapshotOf(found.value, settings) : found;
    },
    addInternalNote: ({ externalId, note, at, retry }) => {
      const { brand, timeZone } = deps;
      const texts = renderNotes(note, { brand, timeZone, at, format: settings.noteFormat });
      return writeNote({ externalId, key: note.key, texts, retry }, { settings, api, readRecord: readForNote });
    },
    closingWays: (externalId) => closingWays(externalId, closing),
    close: (ticket) => closeTicket(ticket, closing),
    reopen: (ticket) => reopenTicket(ticket, closing),
    changedSince: (since) => changedSince(since, { settings, api }),
    ticketTypes: () => ticketTypes({ settings, api }),
    findPersonByEmail: (email) => findPersonByEmail(email, { settings, api }),
    findPersonById: (externalId) => findPersonById(externalId, { settings, api }),
    ticketUrl: (externalId) => ticketUrl(externalId, settings),
  };
}

interface Reading {
  readonly settings: ChangeGearSettings;
  readonly api: ChangeGearApi;
}

/** Whole, unless columns are named: whether the eTag comes with chosen columns is not documented. */
async function readRecord(
  externalId: string,
  reading: Reading & { readonly columns?: readonly string[]; readonly instead: readonly string[] },
): Promise<Result<ChangeGearRecord, PeerProblem>> {
  const { settings, api, columns = [], instead } = reading;
  const notFound: PeerProblem = { code: "peer.not_found", retryable: false, detail: "read ticket: no such ticket" };
  const id = recordId.safeParse(externalId);
  if (!id.success) {
    return err(notFound);
  }
  const query = columns.map((column) => `columns=${column}`).join("&");
  const reply = await api.call({
    name: "read ticket",
    method: "GET",
    path: `entity/${settings.entityType}/${id.data}${query === "" ? "" : `?${query}`}`,
  });
  if (!reply.ok) {
    // A screenshot in the description, or hundreds of journal entries: what is needed alone will fit.
    return reply.error.code === "peer.too_large" && columns.length === 0
      ? readRecord(externalId, { ...reading, columns: instead })
      : reply;
  }
  if (Array.isArray(reply.value) && reply.value.length === 0) {
    return err(notFound);
  }
  const found = firstRecord(reply.value);
  return found === undefined ? malformed("read ticket: expected a record") : { ok: true, value: found };
}

/** What a note is planned from. */
function noteColumns({ fields, note }: ChangeGearSettings): readonly string[] {
  return [fields.revision, note.type === "field" ? note.name : fields.historyRead];
}

function snapshotOf(record: ChangeGearRecord, settings: ChangeGearSettings): Result<TicketSnapshot, PeerProblem> {
  const parsed = parseTicket(record, settings);
  return parsed.ok ? parsed : malformed(`read ticket: ${parsed.error.problems.join(", ")}`);
}

function ticketUrl(externalId: string, { baseUrl, webUrl, entityType }: ChangeGearSettings): string {
  const root = (webUrl ?? baseUrl).replace(/\/+$/u, "");
  // Screens know a type by its interface name: IncidentRequest is IIncidentRequest there.
  const table = /^I[A-Z_]/u.test(entityType) ? entityType : `I${entityType}`;
  const query = new URLSearchParams({ boundtable: table, ID: externalId, CloseOnPerformAction: "false" });
  return `${root}/CGWeb/MainUI/ServiceDesk/SDItemEditPanel.aspx?${query.toString()}`;
}
