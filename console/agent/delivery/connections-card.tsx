/** How everything is that the product talks to: what went through, what did not and why, and what waits. */
import { useEffect, useState } from "preact/hooks";
import type { BacklogReply, ConnectionReply, IntegrationReply } from "../../../workers/contract/console/connections.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Mark } from "../../ui/status.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { readConnections, retryConnection } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { When } from "../frame/when.tsx";

const words = en.delivery.connection;

const LOOK = {
  refused: { tone: "bad", icon: "octagonX" },
  unread: { tone: "bad", icon: "octagonX" },
  working: { tone: "ok", icon: "checkCircle" },
  new: { tone: "neutral", icon: "dash" },
} as const;

const HEALTH = {
  failing: LOOK.refused,
  working: LOOK.working,
  new: LOOK.new,
} as const;

/** Nothing tells of a call that failed and is tried again, nor of the minute's calls. */
const READ_AGAIN_MS = 10_000;

/** `turn`: when the page was read; another one reads this again. */
export function ConnectionsCard({ turn }: { turn: number | undefined }) {
  const { api } = useApp();
  const { value, reload } = useResource("connections", (signal) => readConnections(api, signal));
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(reload, [turn, reload]);
  useEffect(() => {
    const timer = setInterval(reload, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const retry = async (name: string): Promise<void> => {
    const result = await retryConnection(api, name);
    setProblem(result.ok ? undefined : result.problem);
    reload();
  };
  if (value === undefined) return null;
  return (
    <section class="card">
      <h2 class="card-head">{words.title}</h2>
      <ul class="plain lines">
        <li>
          <DatabaseLine found={value.database} />
        </li>
        {value.connections.map((connection) => (
          <li key={connection.name}>
            <Connection connection={connection} retry={() => void retry(connection.name)} />
          </li>
        ))}
        {value.integrations.map((integration) => (
          <li key={integration.id}>
            <Integration integration={integration} />
          </li>
        ))}
      </ul>
      <ProblemLine problem={problem} />
    </section>
  );
}

/** A trigger acts later and in nobody's name. */
export function DatabaseLine({ found }: { found: readonly string[] }) {
  const state = found.length === 0 ? "working" : "failing";
  return (
    <div class="connection">
      <b>{words.database.title}</b>
      <Mark {...HEALTH[state]}>{words.database[state]}</Mark>
      {found.length > 0 && <span class="grow muted small">{words.database.found(found)}</span>}
    </div>
  );
}

function Connection({ connection, retry }: { connection: ConnectionReply; retry: () => void }) {
  const { role } = useApp().session.agent;
  const { label, refused, state } = connection;
  return (
    <div class="connection">
      <b>{label}</b>
      <Mark {...LOOK[state]}>{words.states[state]}</Mark>
      <span class="grow muted small">
        <ConnectionFacts connection={connection} />
      </span>
      {refused !== undefined && role === "admin" && (
        <button type="button" class="button small-button" onClick={retry}>
          <Icon name="refresh" />
          {words.retry}
        </button>
      )}
    </div>
  );
}

export function Integration({ integration }: { integration: IntegrationReply }) {
  const { kind, label, state, okAt, failure, called, backlog } = integration;
  return (
    <div class="connection">
      <b>{words.integrations[kind](label ?? "")}</b>
      <Mark {...HEALTH[state]}>{words.health[state]}</Mark>
      <span class="grow muted small">
        {failure !== undefined && (
          <span>
            {state === "failing" ? words.fails(failure.reason) : words.failed(failure.reason)} <When at={failure.at} />
            .{" "}
          </span>
        )}
        {okAt !== undefined && (
          <span>
            {words.okAt} <When at={okAt} />.{" "}
          </span>
        )}
        {!called && <span>{words.notCalled} </span>}
        <Waiting backlog={backlog} />
      </span>
    </div>
  );
}

function Waiting({ backlog: { waiting, oldestAt } }: { backlog: BacklogReply }) {
  // What else waits stands in the list below.
  if (waiting === 0) return null;
  return (
    <span>
      {words.waiting(waiting)}
      {oldestAt !== undefined && (
        <>
          {words.oldest} <When at={oldestAt} />
        </>
      )}
      .
    </span>
  );
}

function ConnectionFacts({ connection }: { connection: ConnectionReply }) {
  const { refused, changes, reason, failure, webhookAt, backlog } = connection;
  const { readAt, foundLate, foundLateAt } = changes;
  return (
    <>
      {refused !== undefined && (
        <span>
          {words.refused(refused.times)} <When at={refused.since} />
          {words.nextTry} <When at={refused.nextTryAt} />.{" "}
        </span>
      )}
      {reason !== undefined && <span>{words.unread(reason)} </span>}
      {failure !== undefined && (
        <span>
          {words.failed(failure.reason)} <When at={failure.at} />.{" "}
        </span>
      )}
      {readAt !== undefined && (
        <span>
          {words.readAt} <When at={readAt} />.{" "}
        </span>
      )}
      {webhookAt !== undefined && (
        <span>
          {words.calledAt} <When at={webhookAt} />.{" "}
        </span>
      )}
      {foundLate > 0 && (
        <span>
          {words.foundLate(foundLate)}
          {foundLateAt !== undefined && (
            <>
              {words.lastLate} <When at={foundLateAt} />
            </>
          )}
          .{" "}
        </span>
      )}
      <Waiting backlog={backlog} />
    </>
  );
}
