/** The audit log for people, for files and for a SIEM. */
import type { z } from "zod";
import type {
  AuditEventsReply,
  AuditReply,
  AuditRow,
  auditEventsQuery,
  auditExportRequest,
  auditQuery,
} from "../../contract/console/audit.ts";
import { defined } from "../../core/kit/defined.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { isSectionId, sectionOf } from "../../core/settings/registry.ts";
import {
  actorWords,
  AUDIT_SUBJECTS,
  AUDIT_WORDS,
  auditWords,
  kindWords,
  WEBHOOK_ACTOR,
} from "../../core/policy/audit-words.ts";
import { whoAnswers } from "../../core/settings/sections/sign-in.ts";
import type { Deps } from "../deps.ts";
import { pluginLabel } from "../settings/plugin-label.ts";
import { connectionLabel } from "../tickets/connections.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { AuditFilter, AuditRecord } from "../ports/audit.ts";

type Names = ReadonlyMap<string, string>;

const PAGE_ROWS = 100;
const EXPORT_ROWS = 1_000;

/** Looked through where nobody says from when: what is rare would be looked for in years of rows. */
const LOOKED_THROUGH_MS = 30 * DAY_MS;

/** Refuses nothing. */
export async function readAudit(deps: Deps, query: z.output<typeof auditQuery>): Promise<AuditReply> {
  const users = await deps.agents.names();
  const since = query.from === undefined ? Math.max(0, (query.to ?? deps.clock()) - LOOKED_THROUGH_MS) : undefined;
  const records = await deps.audit.page({
    filter: { ...filterOf(query), ...defined({ from: query.from ?? since }) },
    ...defined({ before: query.cursor }),
    limit: PAGE_ROWS,
  });
  const last = records.length === PAGE_ROWS ? records.at(-1) : undefined;
  const named = await deps.audit.names(recordsIn(records));
  const names = new Map([...named, ...users]);
  return {
    rows: records.map((record) => ({
      ...rowOf(deps, record, names),
      ...defined({ subjectName: aboutWords(deps, record, names) }),
    })),
    ...defined({ nextCursor: last?.id, since }),
    people: [...named].flatMap(([id, name]) => (id.startsWith("per_") ? [{ id, name }] : [])),
    actors: [...users].map(([id, name]) => ({ id, name })),
    actions: Object.entries(AUDIT_WORDS)
      .map(([id, words]) => ({ id, words }))
      .sort((one, other) => one.words.localeCompare(other.words, "en")),
  };
}

/** What was begun within a moment is written by then, and a count that was rising has come to its end. */
const SETTLED_AFTER_MS = 10_000;

const PERSON = /\bper_[\w-]+/gu;

/** Whom and what the rows are about, and the people who acted or of whom they tell. */
const recordsIn = (records: readonly AuditRecord[]): readonly string[] => [
  ...new Set(
    records.flatMap(({ actor, subject, details }) => [
      subject,
      ...([actor, ...Object.values(details)].join(" ").match(PERSON) ?? []),
    ]),
  ),
];

const carrierLabel = (deps: Deps, id: string): string => pluginLabel(deps, "delivery", id);

/** By how the action begins, the first that fits: most subjects that are no record are names of what is set up. */
const BY_ACTION: Readonly<Record<string, (deps: Deps, subject: string) => string | undefined>> = {
  "connection.": connectionLabel,
  "webhook.": connectionLabel,
  "delivery.tested": carrierLabel,
  "delivery.": () => "A delivery",
  "receipt.": carrierLabel,
  "action_target.": ({ actionTargets }, name) => actionTargets.named(name)?.label,
  "sign_in.tested": ({ config }, name) => whoAnswers(config).get(name)?.label,
};

/** For a page, where nobody reads an id: a file has it beside. */
function aboutWords(deps: Deps, record: AuditRecord, names: Names): string | undefined {
  const { subject, action, details } = record;
  const byAction = Object.entries(BY_ACTION).find(([start]) => action.startsWith(start))?.[1];
  return (
    names.get(subject) ??
    subjectWords(subject) ??
    kindWords(subject, { practice: details["practice"] === true }) ??
    byAction?.(deps, subject)
  );
}

/**
 * Refuses nothing. A row is handed out once, when it changes no more: a counted one after its minute. One that is
 * written later still under an older moment stands before the cursor and is not seen.
 */
export async function readEvents(
  deps: Deps,
  { after, limit }: z.output<typeof auditEventsQuery>,
): Promise<AuditEventsReply> {
  const names = await deps.agents.names();
  const records = await deps.audit.page({ filter: { to: deps.clock() - SETTLED_AFTER_MS }, after, limit });
  return { events: records.map((record) => rowOf(deps, record, names)), next: records.at(-1)?.id ?? after };
}

/** Newest first, page by page. Throws where it cannot be written down, and no row has left then. */
export async function exportAudit(
  deps: Deps,
  by: AgentRecord,
  request: z.output<typeof auditExportRequest>,
): Promise<AsyncIterable<readonly AuditRow[]>> {
  const filter = filterOf(request);
  await deps.agents.addAudit({
    at: deps.clock(),
    actor: by.id,
    action: "audit.exported",
    subject: by.id,
    details: { format: request.format, ...filter },
  });
  return pagesOf(deps, filter);
}

async function* pagesOf(deps: Deps, filter: AuditFilter): AsyncGenerator<readonly AuditRow[]> {
  const names = await deps.agents.names();
  let before: string | undefined;
  do {
    const records = await deps.audit.page({ filter, ...defined({ before }), limit: EXPORT_ROWS });
    yield records.map((record) => rowOf(deps, record, names));
    before = records.length === EXPORT_ROWS ? records.at(-1)?.id : undefined;
  } while (before !== undefined);
}

function filterOf(asked: Pick<z.output<typeof auditQuery>, "from" | "to" | "actor" | "action" | "q">): AuditFilter {
  return defined({
    from: asked.from,
    to: asked.to,
    actor: asked.actor,
    action: asked.action,
    text: asked.q || undefined,
  });
}

function rowOf(deps: Deps, record: AuditRecord, names: Names): AuditRow {
  return {
    ...record,
    user: names.get(record.actor) ?? systemWords(deps, record.actor) ?? actorWords(record.actor),
    words: auditWords(record.action),
    ...defined({ subjectName: names.get(record.subject) ?? subjectWords(record.subject) }),
    source: sourceOf(record.actor),
  };
}

/** A ticket system is called as the settings call it. */
function systemWords(deps: Deps, actor: string): string | undefined {
  return actor.startsWith(WEBHOOK_ACTOR)
    ? `Ticket system ${connectionLabel(deps, actor.slice(WEBHOOK_ACTOR.length))}`
    : undefined;
}

const SETTINGS = "settings:";

function subjectWords(subject: string): string | undefined {
  const section = subject.startsWith(SETTINGS) ? subject.slice(SETTINGS.length) : "";
  return isSectionId(section) ? `Settings: ${sectionOf(section).title}` : AUDIT_SUBJECTS[subject];
}

function sourceOf(actor: string): string {
  if (actor.startsWith("agt_")) {
    return "Console";
  }
  if (actor.startsWith(WEBHOOK_ACTOR)) {
    return "Ticket system";
  }
  return actor === "requester" || actor.startsWith("per_") ? "Portal" : actor === "unknown" ? "Outside" : "Product";
}
