/** How everything is that this product talks to, for the console, and the press that ends a ticket system's pause. */
import type {
  BacklogReply,
  ConnectionReply,
  ConnectionsReply,
  IntegrationReply,
} from "../../contract/console/connections.ts";
import { defined } from "../../core/kit/defined.ts";
import { ticketId } from "../../core/kit/ids.ts";
import { entry } from "../../core/kit/entry.ts";
import { DAY_MS, type EpochMs } from "../../core/kit/time.ts";
import { connectionState } from "../../core/settings/connection-state.ts";
import { integrationHealth, integrationProblemWords } from "../../core/messages/integration-health.ts";
import { noteProblemWords } from "../../core/tickets/note-problem.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { Deps } from "../deps.ts";
import type { ConnectionHealth } from "../ports/connection-health.ts";
import type { Backlog, IntegrationId, IntegrationReports } from "../ports/integrations.ts";
import { pluginLabel } from "../settings/plugin-label.ts";
import { hasWebhook, probesOf } from "../upkeep/probe-integrations.ts";

/** Refuses nothing: a connection or a provider that was never used has nothing to tell. */
export async function readConnections(deps: Deps): Promise<ConnectionsReply> {
  const [reports, connections, database] = await Promise.all([
    deps.integrations.read(deps.clock() - REMEMBERED_MS),
    readTicketSystems(deps),
    deps.databaseShape.deviations(),
  ]);
  return {
    database,
    integrations: integrationsOf(deps, reports.integrations),
    connections: connections.map((connection) => ({
      ...connection,
      backlog: reports.notes.get(connection.name) ?? { waiting: 0 },
    })),
  };
}

/** Refuses nothing. */
export async function readTicketSystems(deps: Deps): Promise<readonly Omit<ConnectionReply, "backlog">[]> {
  const names = Object.keys(deps.config.CONNECTIONS);
  const connections = await Promise.all(names.map((name) => deps.connectionHealth.read(name)));
  return connections.map(({ connection, refused, changes: { lastFailure, ...changes }, webhook }) => ({
    name: connection,
    label: connectionLabel(deps, connection),
    state: connectionState({ refused, changes }),
    changes,
    ...(changes.problem === undefined ? {} : { reason: noteProblemWords(changes.problem) }),
    ...endedFailure({ ...changes, ...defined({ lastFailure }) }, deps.clock()),
    ...defined({ refused, webhookAt: webhook?.at }),
  }));
}

/** The last failure in words, once it is over. */
function endedFailure(
  { problem, lastFailure }: ConnectionHealth["changes"],
  now: EpochMs,
): Pick<ConnectionReply, "failure"> {
  return problem !== undefined || lastFailure === undefined || lastFailure.at < now - REMEMBERED_MS
    ? {}
    : { failure: { at: lastFailure.at, reason: noteProblemWords(lastFailure.problem) } };
}

/** A failure that is older is nobody's news. */
const REMEMBERED_MS = DAY_MS;

function integrationsOf(deps: Deps, reports: IntegrationReports["integrations"]): readonly IntegrationReply[] {
  const { config, security, providerById, accessTokens, actionTargets, leakedPasswords } = deps;
  const probes = probesOf(deps);
  const carriers = [
    { id: "sms", kind: "sms", provider: config.SMS_PROVIDER },
    { id: "mail", kind: "mail", provider: config.EMAIL_PROVIDER },
  ] as const;
  const signIns = Object.entries(config.SIGN_IN_PROVIDERS).map(
    ([name, { label }]) => ({ id: `sign_in:${name}`, kind: "sign_in", label }) as const,
  );
  const targets = Object.keys(config.ACTION_TARGETS).flatMap((name) => {
    const target = actionTargets.named(name);
    return target === undefined ? [] : [{ id: `action:${name}`, kind: "action", label: target.label } as const];
  });
  const shown: readonly (Pick<IntegrationReply, "kind" | "label"> & { readonly id: IntegrationId })[] = [
    ...carriers.flatMap(({ provider, ...carrier }) =>
      providerById(provider) === undefined ? [] : [{ ...carrier, label: pluginLabel(deps, "delivery", provider) }],
    ),
    ...signIns,
    ...targets,
    ...(leakedPasswords === undefined ? [] : [{ id: "leaked_passwords", kind: "leaked_passwords" } as const]),
    ...(accessTokens === undefined ? [] : [{ id: "access", kind: "access" } as const]),
    ...(hasWebhook(security) ? [{ id: "security_webhook", kind: "security_webhook" } as const] : []),
  ];
  return shown.map((one) => {
    const { probe, ...report } = reports.get(one.id) ?? { failures: [], waiting: 0 };
    const called = probes.has(one.id);
    // What was called before another provider took its place says nothing of this one.
    const { failure, ...health } = integrationHealth({ ...report, ...(called ? defined({ probe }) : {}) });
    return {
      ...one,
      ...health,
      ...(failure === undefined
        ? {}
        : { failure: { at: failure.at, reason: integrationProblemWords(failure.problem) } }),
      called,
      backlog: backlogOf(report),
    };
  });
}

const backlogOf = ({ waiting, oldestAt }: Backlog): BacklogReply => ({
  waiting,
  ...(oldestAt === undefined ? {} : { oldestAt }),
});

/** What people call a ticket system; its name beside where there are several, and alone where it is set up no more. */
export function connectionLabel(deps: Deps, name: string): string {
  const label = deps.connection(name)?.label;
  return label === undefined ? name : Object.keys(deps.config.CONNECTIONS).length > 1 ? `${label} (${name})` : label;
}

/** The password was put right: the account is tried again at once. False when there is no such connection. */
export async function retryConnection(deps: Deps, agent: AgentRecord, name: string): Promise<boolean> {
  if (entry(deps.config.CONNECTIONS, name) === undefined) {
    return false;
  }
  const at = deps.clock();
  const waiting = await deps.connectionHealth.endPause(name, at, {
    key: `${name}:retry`,
    at,
    actor: agent.id,
    action: "connection.retried",
    subject: name,
    details: {},
  });
  if (waiting.length > 0) {
    try {
      await deps.queues.writeNotes(waiting.slice(0, QUEUE_TAKES).map((id) => ticketId.parse(id)));
    } catch (error) {
      // The rows are due; the sweep finds them.
      deps.log.failure("queue.wake", error);
    }
  }
  return true;
}

/** At once; the sweep wakes the others. */
const QUEUE_TAKES = 100;
