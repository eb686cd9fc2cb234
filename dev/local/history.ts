/**
 * The history of `npm start`: made in threads of its own, because their clocks are moved, while
 * workerd starts. The thread's file is bundled with the Worker, see build.ts.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { ROOT } from "./cli.ts";
import { HISTORY_BUNDLE } from "./build-stamp.ts";
import type { History, HistoryOrder, HistoryPart } from "../history/history.ts";
import { mergeHistories } from "../history/merge.ts";
import { rowsInto, type SeedDatabase, type SeedStatement } from "./seed.ts";

/** Two processors are what the smallest machines have. */
const PARTS = 2;

export async function makeHistory(order: HistoryOrder): Promise<History> {
  const parts = Array.from({ length: PARTS }, (_, index) => makePart(order, { index, of: PARTS }));
  return mergeHistories(await Promise.all(parts));
}

function makePart(order: HistoryOrder, part: HistoryPart): Promise<History> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(join(ROOT, HISTORY_BUNDLE), {
      workerData: { ...order, part },
      // What the product logs of those days is nothing that happens now.
      stdout: true,
    });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("the demo history was not made")));
  });
}

/** To be written in one go with the people whom it is about. */
export function historyStatements(db: SeedDatabase, { tables }: History): readonly SeedStatement[] {
  return tables.flatMap(({ table, rows }) => rowsInto(db, { table }, rows));
}
