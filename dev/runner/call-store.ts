/**
 * Calls that were begun, and what became of them, on disk: the same call is done once, also when it comes again after a
 * restart. One line of JSON per step, flushed before the directory is touched. Holds no name and no password.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { z } from "zod";
import { runnerProblem } from "../../workers/adapters/actions/runner-protocol.ts";
import { DAY_MS, type Clock } from "../../workers/core/kit/time.ts";

/** What the account showed before: a later reading tells whether the call came through. */
const shownBefore = z.object({ passwordSetAt: z.number().optional(), locked: z.boolean().optional() });

const outcome = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.record(z.string(), z.unknown()) }),
  z.object({ ok: z.literal(false), error: runnerProblem }),
]);

const line = z.object({
  id: z.string(),
  at: z.number(),
  /** "closed": never begun, and never to be begun: whoever asked has been told so. */
  state: z.enum(["begun", "done", "closed"]),
  before: shownBefore.optional(),
  outcome: outcome.optional(),
});

export type Call = z.output<typeof line>;
type ShownBefore = z.output<typeof shownBefore>;
export type Outcome = z.output<typeof outcome>;

/** Signatures are refused after minutes; a day is for whoever looks into the file. */
const KEPT_MS = DAY_MS;

export interface CallStore {
  get(id: string): Call | undefined;
  begin(id: string, before: ShownBefore): void;
  end(id: string, outcome: Outcome): void;
  close(id: string): void;
  dispose(): void;
}

export function openCallStore(path: string, now: Clock): CallStore {
  const calls = new Map(readCalls(path, now() - KEPT_MS).map((call) => [call.id, call]));
  rewrite(path, [...calls.values()]);
  const file = openSync(path, "a", 0o600);
  const append = (call: Call): void => {
    writeSync(file, `${JSON.stringify(call)}\n`);
    fsyncSync(file);
    calls.set(call.id, call);
  };
  return {
    get: (id) => calls.get(id),
    begin: (id, shown) => append({ id, at: now(), state: "begun", before: shown }),
    end: (id, result) => append({ ...calls.get(id), id, at: now(), state: "done", outcome: result }),
    close: (id) => append({ id, at: now(), state: "closed" }),
    dispose: () => closeSync(file),
  };
}

/** The newest line of each call. A last line that a crash cut short was never acted on. */
function readCalls(path: string, since: number): readonly Call[] {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const read = lines.flatMap((text, place) => {
    const parsed = line.safeParse(jsonOf(text));
    if (!parsed.success && text !== "" && place < lines.length - 1) {
      throw new Error(`${path}: line ${String(place + 1)} cannot be read`);
    }
    return parsed.success ? [parsed.data] : [];
  });
  return [...new Map(read.map((call) => [call.id, call])).values()].filter(({ at }) => at >= since);
}

function rewrite(path: string, calls: readonly Call[]): void {
  const next = `${path}.next`;
  writeFileSync(next, calls.map((call) => `${JSON.stringify(call)}\n`).join(""), { mode: 0o600, flush: true });
  renameSync(next, path);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
