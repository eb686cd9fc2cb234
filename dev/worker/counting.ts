/**
 * Bindings that count what is asked of them, for the bench. The counts are kept per isolate; a
 * local workerd runs the Worker and its objects in one, so they are whole. In a trace every call
 * is kept with the moment it began and ended; moments are numbered, because a Worker's clock
 * stands still between its reads of the outside.
 */
import type { Call, Counters, Span, Trace } from "../../bench/trace.ts";

const START: Counters = { rowsWritten: {}, d1Calls: 0, objectRequests: {}, queueMessages: {} };

let counters: Counters = structuredClone(START);
let trace: Trace | undefined;
let moment = 0;
let asked = 0;

/** The counts since the last time they were taken. */
export function takeCounters(): Counters {
  const taken = counters;
  counters = structuredClone(START);
  return taken;
}

export function startTrace(): void {
  trace = { calls: [], spans: [] };
}

export function takeTrace(): Trace | undefined {
  const taken = trace;
  trace = undefined;
  return taken;
}

const shared = new WeakMap<object, Env>();

/** One set of bindings for all, as the product has it; in a trace one for each that asks. */
export function countedBindings(env: Env, name: string): { readonly env: Env; readonly by: string } {
  if (trace !== undefined) {
    asked += 1;
    const by = `${name} #${String(asked)}`;
    return { env: counted(env, by), by };
  }
  const known = shared.get(env) ?? counted(env, "");
  shared.set(env, known);
  return { env: known, by: "" };
}

export async function spanned<Value>(
  about: { by: string; name: string },
  run: () => Value | Promise<Value>,
): Promise<Value> {
  const span: Span = { ...about, from: next(), to: 0 };
  trace?.spans.push(span);
  try {
    return await run();
  } finally {
    span.to = next();
  }
}

export function countAlarm(className: string): void {
  add(counters.objectRequests, `${className}.alarm`, 1);
}

function next(): number {
  moment += 1;
  return moment;
}

function add(counts: Record<string, number>, name: string, amount: number): void {
  counts[name] = (counts[name] ?? 0) + amount;
}

function counted(env: Env, by: string): Env {
  return {
    ...env,
    DB: countedDatabase(env.DB, by),
    VERIFICATION_SESSION: countedObjects(env.VERIFICATION_SESSION, { by, name: "VerificationSession" }),
    SUBJECT_GUARD: countedObjects(env.SUBJECT_GUARD, { by, name: "SubjectGuard" }),
    CONSOLE_FEED: countedObjects(env.CONSOLE_FEED, { by, name: "ConsoleFeed" }),
    DELIVERY_QUEUE: countedQueue(env.DELIVERY_QUEUE, { by, name: "delivery" }),
    NOTE_QUEUE: countedQueue(env.NOTE_QUEUE, { by, name: "notes" }),
    COVERAGE_QUEUE: countedQueue(env.COVERAGE_QUEUE, { by, name: "coverage" }),
  };
}

async function called<Value>(
  about: Pick<Call, "by" | "kind" | "name"> & Partial<Pick<Call, "statements" | "messages">>,
  run: (call: Call) => Promise<Value>,
): Promise<Value> {
  const call: Call = { statements: 0, messages: 0, ...about, from: next(), to: 0, rowsWritten: 0 };
  trace?.calls.push(call);
  try {
    return await run(call);
  } finally {
    call.to = next();
  }
}

function countedObjects<Namespace extends { getByName(name: string): object }>(
  namespace: Namespace,
  { by, name }: { by: string; name: string },
): Namespace {
  const getByName = (objectName: string): object =>
    new Proxy(namespace.getByName(objectName), {
      get:
        (stub, method) =>
        async (...parts: unknown[]) => {
          const request = `${name}.${String(method)}`;
          add(counters.objectRequests, request, 1);
          // In one expression: what a stub's property is, is told by how it is used.
          const ask = () =>
            (stub as Record<string | symbol, (...parts: unknown[]) => Promise<unknown>>)[method]?.(...parts);
          return called({ by, kind: "object", name: request }, async () => ask());
        },
    });
  return new Proxy(namespace, {
    get: (target, property) => (property === "getByName" ? getByName : Reflect.get(target, property, target)),
  });
}

function countedQueue<Body>(queue: Queue<Body>, { by, name }: { by: string; name: string }): Queue<Body> {
  const sendBatch: Queue<Body>["sendBatch"] = (messages, options) => {
    const batch = [...messages];
    add(counters.queueMessages, name, batch.length);
    return called({ by, kind: "queue", name, messages: batch.length }, () => queue.sendBatch(batch, options));
  };
  return new Proxy(queue, {
    get: (target, property) => (property === "sendBatch" ? sendBatch : Reflect.get(target, property, target)),
  });
}

/** What a wrapped statement stands for. */
const inside = new WeakMap<object, { readonly statement: D1PreparedStatement; readonly sql: string }>();

function countedDatabase(db: D1Database, by: string): D1Database {
  const counted: Pick<D1Database, "prepare" | "batch"> = {
    prepare: (sql) => countedStatement(db.prepare(sql), { sql, by }),
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      const inner = statements.map((statement) => inside.get(statement) ?? { statement, sql: "" });
      const about = { by, name: inner.map(({ sql }) => writtenBy(sql)).join(", "), statements: inner.length };
      return onD1(about, async (note) => {
        const results = await db.batch<Row>(inner.map(({ statement }) => statement));
        results.forEach((result, index) => note(inner[index]?.sql ?? "", result.meta));
        return results;
      });
    },
  };
  return new Proxy(db, { get: (target, property) => Reflect.get(property in counted ? counted : target, property) });
}

function countedStatement(statement: D1PreparedStatement, about: { sql: string; by: string }): D1PreparedStatement {
  const { sql, by } = about;
  const one = { by, name: writtenBy(sql), statements: 1 };
  const all = <Row>() =>
    onD1(one, async (note) => {
      const result = await statement.all<Row>();
      note(sql, result.meta);
      return result;
    });
  const wrapped = {
    bind: (...values: unknown[]) => countedStatement(statement.bind(...values), about),
    all,
    run: all,
    // `first` alone does not tell what was written.
    first: async (column?: string) => {
      const row = (await all<Record<string, unknown>>()).results[0];
      return (column === undefined ? row : row?.[column]) ?? null;
    },
    // Nor does `raw`; what a write returns has no two columns of one name, so that `all` will do.
    raw: async (options?: { columnNames?: false }) =>
      one.name === "read"
        ? onD1(one, () => statement.raw(options))
        : (await all<Record<string, unknown>>()).results.map((result) => Object.values(result)),
  } as unknown as D1PreparedStatement;
  inside.set(wrapped, { statement, sql });
  return wrapped;
}

function onD1<Value>(
  about: { by: string; name: string; statements: number },
  run: (note: (sql: string, meta: D1Meta) => void) => Promise<Value>,
): Promise<Value> {
  counters = { ...counters, d1Calls: counters.d1Calls + 1 };
  return called({ ...about, kind: "d1" }, (call) =>
    run((sql, meta) => {
      call.rowsWritten += meta.rows_written;
      if (meta.rows_written > 0) {
        add(counters.rowsWritten, writtenBy(sql), meta.rows_written);
      }
    }),
  );
}

/** "audit insert", or "read". */
function writtenBy(sql: string): string {
  const match = /^\s*(?<verb>insert|update|delete)\s+(?:or\s+\w+\s+)?(?:into\s+|from\s+)?"?(?<table>\w+)/i.exec(sql);
  return match?.groups === undefined
    ? "read"
    : `${match.groups["table"] ?? ""} ${(match.groups["verb"] ?? "").toLowerCase()}`;
}
