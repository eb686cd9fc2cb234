import type { ItsmConnector, TicketSnapshot } from "../../../app/ports/itsm.ts";
import type { PeerProblem } from "../../../app/ports/peer-problem.ts";
import { err } from "../../../core/kit/result.ts";
import type { Result } from "../../../core/kit/result.ts";
import { renderNote } from "../../../core/tickets/render.ts";
import { createApi, malformed } from "./api.ts";
import type { ChangeGearApi } from "./api.ts";
import { writeNote } from "./notes.ts";
import { findPersonByEmail, findPersonById } from "./people.ts";
import { firstRecord, parseTicket, recordId } from "./record.ts";
import type { ChangeGearRecord } from "./record.ts";
import { changeGearSettings } from "./settings.ts";
import type { ChangeGearSettings } from "./settings.ts";
import { itsmEntry } from "../entry.ts";
import type { ItsmParts } from "../entry.ts";

export const changegear = itsmEntry({
  id: "changegear",
  settingsSchema: changeGearSettings,
  create,
  origins: (settings) => [new URL(settings.baseUrl).origin],
});

function create(settings: ChangeGearSettings, { secrets, deps }: ItsmParts): ItsmConnector {
  const api = createApi({ settings, secrets, http: deps.http, now: deps.now });
  const record = (externalId: string) => readRecord(externalId, { settings, api });
  return {
    parseTicket: (body) => parseTicket(body, settings),
    readTicket: async (externalId) => {
      const found = await record(externalId);
      return found.ok ? snapshotOf(found.value, settings) : found;
    },
    addInternalNote: ({ externalId, note, at, retry }) => {
      const { brand, timeZone } = deps;
      const text = renderNote(note, { brand, timeZone, at, format: settings.noteFormat });
      return writeNote({ externalId, key: note.key, text, retry }, { settings, api, readRecord: record });
    },
    findPersonByEmail: (email) => findPersonByEmail(email, { settings, api }),
    findPersonById: (externalId) => findPersonById(externalId, { settings, api }),
    ticketUrl: (externalId) => ticketUrl(externalId, settings),
  };
}

async function readRecord(
  externalId: string,
  { settings, api }: { settings: ChangeGearSettings; api: ChangeGearApi },
): Promise<Result<ChangeGearRecord, PeerProblem>> {
  const notFound: PeerProblem = { code: "peer.not_found", retryable: false, detail: "read ticket: no such ticket" };
  const id = recordId.safeParse(externalId);
  if (!id.success) {
    return err(notFound);
  }
  // Whole, without `columns`: whether the eTag comes with chosen columns is not documented.
  const reply = await api.call({
    name: "read ticket",
    method: "GET",
    path: `entity/${settings.entityType}/${id.data}`,
  });
  if (!reply.ok) {
    return reply;
  }
  if (Array.isArray(reply.value) && reply.value.length === 0) {
    return err(notFound);
  }
  const found = firstRecord(reply.value);
  return found === undefined ? malformed("read ticket: expected a record") : { ok: true, value: found };
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
