import { expect, it } from "vitest";
import type { Api, ApiResult } from "../frame/api.ts";
import type { RunContext } from "../frame/persist.ts";
import { allProblems, sendChunks, untilDone } from "./run-import.ts";

const rows = Array.from({ length: 1_200 }, (_, index) => ({ row: index + 2, cells: {} }));
const reply = { tally: {}, problems: [] };
const lost = { ok: false, problem: { code: "network.unreachable", status: 0, errors: [] } } as const;

function context(
  answer: (path: string, body: { number?: number }) => ApiResult<unknown>,
): RunContext & { asked: unknown[] } {
  const asked: unknown[] = [];
  const post = (path: string, body: unknown) => {
    asked.push((body as { number?: number }).number ?? path);
    return Promise.resolve(answer(path, body as { number?: number }));
  };
  return {
    asked,
    api: { post } as unknown as Api,
    signal: new AbortController().signal,
    wait: () => Promise.resolve(),
  };
}

const run = (change: { done?: number } = {}) => ({
  id: "imp_1",
  phase: "comparing" as const,
  rows,
  done: 0,
  chunks: 3,
  onPart: () => undefined,
  ...change,
});

it("sends each part once, and begins where the server is", async () => {
  const going = context(() => ({ ok: true, value: reply }));
  await sendChunks(going, run({ done: 1 }));
  expect(going.asked).toEqual([1, 2]);
});

it("sends a part again whose reply was lost", async () => {
  let times = 0;
  const going = context(() => (times++ === 1 ? lost : { ok: true, value: reply }));
  expect(await sendChunks(going, run())).toMatchObject({ ok: true });
  expect(going.asked).toEqual([0, 1, 1, 2]);
});

it("gives up on what is refused, at once", async () => {
  const refused = { ok: false, problem: { code: "import.conflict", status: 409, errors: [] } } as const;
  const going = context(() => refused);
  expect(await sendChunks(going, run())).toEqual(refused);
  expect(going.asked).toEqual([0]);
});

it("stops between two parts, and says nothing of the one that was on its way", async () => {
  const stop = new AbortController();
  let said = 0;
  const going = context(() => {
    stop.abort();
    return { ok: true, value: reply };
  });
  const sent = await sendChunks({ ...going, signal: stop.signal }, { ...run(), onPart: () => (said += 1) });
  expect(sent).toMatchObject({ problem: { code: "network.aborted" } });
  expect(going.asked).toEqual([0]);
  expect(said).toBe(0);
});

it("asks until nothing is left to do", async () => {
  let steps = 0;
  const going = context(() => ({ ok: true, value: { state: ++steps < 3 ? "finishing" : "done" } }));
  expect(await untilDone(going, { id: "imp_1", what: "finish" })).toMatchObject({ value: { state: "done" } });
  expect(steps).toBe(3);
});

it("reads what was not taken page by page, and whether some of it is gone", async () => {
  const asked: string[] = [];
  const problem = (row: number) => ({ row, column: "email", reason: "email.missing", refused: true });
  const get = (path: string) => {
    asked.push(path);
    const last = path.endsWith("=40");
    const value = {
      problems: [problem(asked.length)],
      gone: !last,
      more: last,
      ...(last ? {} : { next: asked.length * 20 }),
    };
    return Promise.resolve({ ok: true, value });
  };
  const going = { ...context(() => lost), api: { get } as unknown as Api };
  expect(await allProblems(going, "imp_1")).toEqual({
    ok: true,
    value: { problems: [problem(1), problem(2), problem(3)], gone: true, more: true },
  });
  expect(asked.map((path) => path.split("from=")[1])).toEqual(["0", "20", "40"]);
});
