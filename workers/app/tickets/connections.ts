/** How the ticket systems are, for the console, and the press that ends a pause. */
import type { ConnectionsReply } from "../../contract/console/connections.ts";
import { ticketId } from "../../core/kit/ids.ts";
import { connectionState } from "../../core/settings/connection-state.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { Deps } from "../deps.ts";

/** Refuses nothing: a connection that was never used has nothing to tell. */
export async function readConnections(deps: Deps): Promise<ConnectionsReply> {
  const names = Object.keys(deps.config.CONNECTIONS);
  const connections = await Promise.all(names.map((name) => deps.connectionHealth.read(name)));
  return {
    connections: connections.map(({ connection, refused, changes }) => ({
      name: connection,
      label: labelOf(deps, connection, names.length),
      state: connectionState({ refused, changes }),
      changes,
      ...(refused === undefined ? {} : { refused }),
    })),
  };
}

function labelOf(deps: Deps, name: string, among: number): string {
  const label = deps.connection(name)?.label;
  return label === undefined ? name : among > 1 ? `${label} (${name})` : label;
}

/** The password was put right: the account is tried again at once. False when there is no such connection. */
export async function retryConnection(deps: Deps, agent: AgentRecord, name: string): Promise<boolean> {
  if (deps.config.CONNECTIONS[name] === undefined) {
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
