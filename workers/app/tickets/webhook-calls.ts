/** What came of a ticket system's webhook: kept as calls come in, and read by whoever sets it up and waits for one. */
import type { WebhookRefusedReply, WebhookReply, WebhookTicketReply } from "../../contract/console/connections.ts";
import { defined } from "../../core/kit/defined.ts";
import type { TicketId } from "../../core/kit/ids.ts";
import { HOUR_MS, MINUTE_MS, type EpochMs } from "../../core/kit/time.ts";
import { categoryFor } from "../../core/settings/category-policy.ts";
import { WEBHOOK_REFUSALS, type WebhookRefusal } from "../../core/tickets/webhook-refusal.ts";
import { noteRefusal } from "../audit/note-refusal.ts";
import type { Deps } from "../deps.ts";
import type { AuditRecord } from "../ports/audit.ts";
import { findRequester } from "./find-requester.ts";

const ACTION = "webhook.refused";
/** How long each call is kept once somebody waits for one. */
const AWAITED_MS = 10 * MINUTE_MS;
/** One row is a minute's calls of one reason. */
const REFUSALS_READ = 120;
const DETAIL_LIMIT = 200;

/** Refuses nothing: a call that was taken stays so, also where this cannot be written. Nothing that the list of changes found comes here. */
export async function noteWebhook(
  { connectionHealth, clock, log }: Pick<Deps, "connectionHealth" | "clock" | "log">,
  connection: string,
  ticket: TicketId,
): Promise<void> {
  await connectionHealth
    .webhookTaken(connection, { at: clock(), ticket })
    .catch((error: unknown) => log.failure("webhook.note", error));
}

/** Of a name that is no connection only that somebody called it: strangers must write nothing of their own. */
export async function noteWebhookRefusal(
  deps: Pick<Deps, "audit" | "clock">,
  { connection, reason, detail }: { connection?: string; reason: WebhookRefusal; detail?: string },
): Promise<void> {
  await noteRefusal(deps, {
    action: ACTION,
    subject: connection ?? UNKNOWN,
    reason,
    ...(connection === undefined ? {} : { actor: `webhook:${connection}` }),
    ...defined({ detail: detail?.slice(0, DETAIL_LIMIT) }),
  });
}

const UNKNOWN = "unknown";

/** Undefined when there is no such connection. */
export async function readWebhook(deps: Deps, connection: string): Promise<WebhookReply | undefined> {
  const itsm = deps.connection(connection)?.itsm;
  if (itsm === undefined) {
    return undefined;
  }
  const { webhook } = await deps.connectionHealth.read(connection);
  const from = Math.max(deps.clock() - HOUR_MS, webhook?.at ?? 0);
  const [ticket, refused] = await Promise.all([
    webhook === undefined ? undefined : readTicket(deps, webhook.ticket),
    readRefused(deps, connection, from),
  ]);
  return {
    ...defined({ userName: itsm.webhookUser }),
    ...(webhook === undefined ? {} : { taken: { at: webhook.at, ...defined({ ticket }) } }),
    refused,
  };
}

/** False when there is no such connection. */
export async function awaitWebhook(deps: Deps, connection: string): Promise<boolean> {
  if (deps.connection(connection) === undefined) {
    return false;
  }
  await deps.connectionHealth.awaitWebhook(connection, deps.clock() + AWAITED_MS);
  return true;
}

/** As everything else here would read it now, and not as it came. */
async function readTicket(deps: Deps, id: TicketId): Promise<WebhookTicketReply | undefined> {
  const ticket = await deps.tickets.byId(id);
  if (ticket === undefined) {
    return undefined;
  }
  const { number, category } = ticket;
  const found = await findRequester(deps, ticket);
  return {
    number,
    category,
    required: categoryFor(deps.config, ticket) !== undefined,
    requester: found.ok ? "found" : found.error,
  };
}

async function readRefused(deps: Deps, connection: string, from: EpochMs): Promise<readonly WebhookRefusedReply[]> {
  const rows = await Promise.all(
    [
      { actor: `webhook:${connection}`, subject: connection },
      { actor: "unknown", subject: UNKNOWN },
    ].map(async ({ actor, subject }) => {
      const page = await deps.audit.page({ filter: { actor, action: ACTION, from }, limit: REFUSALS_READ });
      return page.filter((row) => row.subject === subject);
    }),
  );
  const byReason = Map.groupBy(rows.flat(), ({ details }) => JSON.stringify([details["reason"], details["detail"]]));
  return [...byReason.values()].flatMap(refusedOf).toSorted((one, other) => other.at - one.at);
}

function refusedOf(rows: readonly AuditRecord[]): readonly WebhookRefusedReply[] {
  const { reason, detail } = rows[0]?.details ?? {};
  const known = WEBHOOK_REFUSALS.find((one) => one === reason);
  return known === undefined
    ? []
    : [
        {
          reason: known,
          times: rows.reduce((sum, { details }) => sum + Number(details["count"] ?? 1), 0),
          at: Math.max(...rows.map(({ at }) => at)),
          ...(typeof detail === "string" ? { detail } : {}),
        },
      ];
}
