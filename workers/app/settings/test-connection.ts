/**
 * Trying a ticket system out: really signs in, reads, writes a note that has to be found again, and looks how a ticket
 * would be closed.
 */
import type {
  ClosingTested,
  ConnectionTestReply,
  SeenCategoriesReply,
  TestStep,
} from "../../contract/console/settings.ts";
import { usualCategories } from "../../core/settings/usual-categories.ts";
import { defined } from "../../core/kit/defined.ts";
import { connectionTested } from "../../core/tickets/report-texts.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { ClosingWays, ItsmConnector, NoteFormat } from "../ports/itsm.ts";

const CATEGORIES_OFFERED = 50;

/** Undefined when there is no such connection. A ticket system that refuses is a step of the reply. */
export async function testConnection(
  deps: Deps,
  agent: AgentRecord,
  { name, ticket }: { readonly name: string; readonly ticket?: string | undefined },
): Promise<ConnectionTestReply | undefined> {
  // A session that was opened before says nothing of the credentials as they are now.
  const itsm = deps.connection(name, { ownSession: true })?.itsm;
  if (itsm === undefined) {
    return undefined;
  }
  const [changed, lastTicketAt] = await Promise.all([itsm.changedSince(), deps.tickets.lastDelivery(name)]);
  const read: TestStep = changed.ok ? { ok: true } : await failed(deps, name, changed.error.code);
  if (changed.ok) {
    // What the minute's reading would say; where it goes on from stays its own.
    await deps.connectionHealth.changesRead(name, { now: deps.clock(), foundLate: 0 });
  }
  const tried = ticket === undefined || !read.ok ? undefined : await testNote(deps, { itsm, agent, ticket });
  const note = tried?.step;
  await audit(deps, agent, { name, read, note });
  const changes = changed.ok ? changed.value : [];
  // A ticket that took no note is said already.
  const looksOn = read.ok && note?.ok !== false;
  const tickets = ticket === undefined ? changes.map(({ externalId }) => externalId) : [ticket];
  const closing = looksOn ? await closingOf(itsm, tickets) : undefined;
  return {
    read,
    categories: countCategories(changes.map(({ category }) => category)),
    ...defined({ note, found: tried?.found, closing, lastTicketAt }),
  };
}

async function failed(deps: Deps, name: string, problem: string): Promise<TestStep> {
  const { refused } = problem === "peer.credentials_refused" ? await deps.connectionHealth.read(name) : {};
  return { ok: false, problem, ...(refused === undefined ? {} : { nextTryAt: refused.nextTryAt }) };
}

/** Refuses nothing: a ticket system that is away, or refuses, offers none. */
export async function readSeenCategories(deps: Deps): Promise<SeenCategoriesReply> {
  const connections = Object.keys(deps.config.CONNECTIONS).map(async (name) => {
    const itsm = deps.connection(name)?.itsm;
    const changed = await itsm?.changedSince();
    if (itsm === undefined || changed?.ok !== true) {
      return { name, categories: [], types: [] };
    }
    const seen = countCategories(changed.value.map(({ category }) => category));
    return { name, categories: seen.map((category) => category.name), types: await itsm.ticketTypes() };
  });
  const read = await Promise.all(connections);
  const names = new Set(read.flatMap(({ categories }) => categories));
  return { connections: read, usual: usualCategories([...names]) };
}

function countCategories(names: readonly string[]): ConnectionTestReply["categories"] {
  const counts = new Map<string, number>();
  names.filter((name) => name !== "").forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return [...counts]
    .map(([name, tickets]) => ({ name, tickets }))
    .sort((one, other) => other.tickets - one.tickets || one.name.localeCompare(other.name))
    .slice(0, CATEGORIES_OFFERED);
}

/** Written once; the second time it has to be there already, or it was written to where nobody reads. */
async function testNote(
  deps: Deps,
  { itsm, agent, ticket }: { readonly itsm: ItsmConnector; readonly agent: AgentRecord; readonly ticket: string },
): Promise<{ readonly step: TestStep; readonly found?: NoteFormat }> {
  const at = deps.clock();
  const key = `imper-test ${deps.vault.newId()}`;
  const note = connectionTested({ key, brand: deps.config.BRAND_NAME, agent: agent.name });
  const written = await itsm.addInternalNote({ externalId: ticket, note, at, retry: false });
  if (!written.ok) {
    return { step: { ok: false, problem: written.error.code } };
  }
  const { found } = written.value;
  const again = await itsm.addInternalNote({ externalId: ticket, note, at, retry: true });
  const problem = !again.ok ? again.error.code : again.value.alreadyThere ? undefined : "note.not_read_back";
  return { step: problem === undefined ? { ok: true } : { ok: false, problem }, ...defined({ found }) };
}

/** Most of the tickets that changed last may have ended. */
const LOOKED_AT = 5;

/** Newest first. Changes nothing. */
export async function closingOf(
  itsm: Pick<ItsmConnector, "closingWays">,
  tickets: readonly string[],
): Promise<ClosingTested> {
  let ended: ClosingWays | undefined;
  for (const ticket of tickets.slice(0, LOOKED_AT)) {
    const ways = await itsm.closingWays(ticket);
    if (!ways.ok) {
      return { state: "unread", problem: ways.error.code };
    }
    if (ways.value.strategy === "note_only") {
      return { state: "note_only" };
    }
    if (!ways.value.ended) {
      return wayOf(ways.value);
    }
    ended = ways.value;
  }
  return { state: "none_open", ...(tickets.length === 1 ? defined({ ticket: ended?.number }) : {}) };
}

function wayOf({ number: ticket, step, flag, offered }: ClosingWays): ClosingTested {
  if (step !== undefined) {
    return { state: "closes", ticket, step };
  }
  return flag === undefined ? { state: "stays_open", ticket, offered } : { state: "marked", ticket, flag };
}

function audit(
  deps: Deps,
  agent: AgentRecord,
  { name, read, note }: { readonly name: string; readonly read: TestStep; readonly note: TestStep | undefined },
): Promise<void> {
  const outcome = (step: TestStep): string => (step.ok ? "ok" : step.problem);
  return deps.agents.addAudit({
    at: deps.clock(),
    actor: agent.id,
    action: "connection.tested",
    subject: name,
    details: { read: outcome(read), ...(note === undefined ? {} : { note: outcome(note) }) },
  });
}
