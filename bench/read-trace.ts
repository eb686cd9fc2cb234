/** Turns the trace of one verification, played alone and slowly, into a recipe. */
import type { Call, Span, Trace } from "./trace.ts";
import type { Groups, Recipe, Step, Work } from "./recipe.ts";

/** Requests of the client in order, named as the reports name them. */
export interface PlayedStep {
  readonly name: string;
  /** Start of the span's name, for example "POST /v/". */
  readonly request: string;
}

export function readTrace(trace: Trace, played: readonly PlayedStep[]): Recipe {
  const objectSpans = trace.spans.filter((span) => span.name.startsWith("VerificationSession."));
  const groupsOf = (calls: readonly Call[]): Groups => grouped(calls).map((group) => group.map(workOf));

  function workOf(call: Call): Work {
    switch (call.kind) {
      case "d1":
        return { kind: "d1", statements: call.statements, rowsWritten: call.rowsWritten };
      case "queue":
        return { kind: "queue", name: call.name, messages: call.messages };
      case "object":
        return { kind: "object", name: call.name, ...insideOf(call) };
    }
  }

  /** What the object did before it replied, and what it went on with until it was next called. */
  function insideOf(call: Call): { sync: Groups; later: Groups } {
    const span = objectSpans.find(
      (other) => other.name === call.name && other.from > call.from && other.from < call.to,
    );
    if (span === undefined) {
      return { sync: [], later: [] };
    }
    const until = Math.min(
      ...objectSpans.filter((other) => other.by === span.by && other.from > span.from).map((other) => other.from),
    );
    const own = trace.calls.filter((inner) => inner.by === span.by && inner.from > span.from && inner.from < until);
    const isSync = (inner: Call): boolean => inner.to < span.to;
    return { sync: groupsOf(own.filter(isSync)), later: groupsOf(own.filter((inner) => !isSync(inner))) };
  }

  const callsBy = (span: Span | undefined): readonly Call[] =>
    span === undefined ? [] : trace.calls.filter((call) => call.by === span.by);
  const requests = trace.spans.filter((span) => /^(?:GET|POST) \//.test(span.name));
  const webhooks = requests.filter((span) => span.name.startsWith("POST /webhooks/"));
  const [, back] = webhooks;
  const others = requests.filter((span) => !webhooks.slice(1).includes(span));
  let next = 0;
  const steps = played.map(({ name, request }): Step => {
    const at = others.findIndex((span, index) => index >= next && span.name.startsWith(request));
    next = at + 1;
    return { name, groups: groupsOf(callsBy(others[at])) };
  });
  const batches = Object.fromEntries(
    trace.spans
      .filter((span) => span.name.startsWith("queue "))
      .map((span) => [span.name.includes("notes") ? "notes" : "delivery", groupsOf(callsBy(span))]),
  );
  return { steps, batches, webhookBack: groupsOf(callsBy(back)) };
}

/** Calls that overlap belong together; the next group begins when all of them have ended. */
function grouped(calls: readonly Call[]): Call[][] {
  const groups: Call[][] = [];
  let end = -1;
  for (const call of calls.toSorted((a, b) => a.from - b.from)) {
    if (call.from > end) {
      groups.push([]);
    }
    groups.at(-1)?.push(call);
    end = Math.max(end, call.to);
  }
  return groups;
}
