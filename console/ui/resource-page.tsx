/** What is read from the server, in its four states: coming, failed, there, and there but old. */
import type { ComponentChildren } from "preact";
import { useApp } from "../agent/frame/app-context.ts";
import { clock } from "../agent/frame/format.ts";
import { useFeedState, type Resource } from "../agent/frame/hooks.ts";
import { ProblemPage } from "../agent/frame/problem.tsx";
import { en } from "../copy/desk/en.ts";
import { Icon } from "./icon.tsx";
import { Skeleton } from "./states.tsx";

export interface ResourcePageProps<Value> {
  readonly resource: Resource<Value>;
  /** Grey lines while it comes. */
  readonly rows: number;
  /** The lines of a table reach from edge to edge. */
  readonly table?: boolean;
  readonly children: (value: Value) => ComponentChildren;
}

export function ResourcePage<Value>({ resource, rows, table = false, children }: ResourcePageProps<Value>) {
  const { value, problem, reload } = resource;
  if (value === undefined) {
    return problem === undefined ? (
      <Skeleton rows={rows} label={en.common.loading} table={table} />
    ) : (
      <ProblemPage problem={problem} retry={reload} />
    );
  }
  return (
    <>
      <StaleNotice resource={resource} />
      {children(value)}
    </>
  );
}

/** Says as of when the screen is true, once it may be no longer. */
function StaleNotice({ resource }: { resource: Resource<unknown> }) {
  const { timeZone } = useApp().session;
  const offline = useFeedState() === "offline";
  if ((resource.problem === undefined && !offline) || resource.readAt === undefined) return null;
  return (
    <p class="notice tone-warn" role="status">
      <Icon name="triangle" />
      <span>{en.common.stale(clock(resource.readAt, timeZone))}</span>
    </p>
  );
}
