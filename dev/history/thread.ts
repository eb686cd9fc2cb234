/** A thread of its own: its clock is moved, its network is the ticket system alone, and it makes no noise. */
import { parentPort, workerData } from "node:worker_threads";
import { answerFaster } from "./platform/faster.ts";
import { speakPlainly } from "./platform/http.ts";
import { Clockwork } from "./platform/clockwork.ts";
import type { HistoryOrder, HistoryPart } from "./history.ts";
import { firstMoment, makeHistory } from "./make-history.ts";

answerFaster();
speakPlainly();
const order = workerData as HistoryOrder & { readonly part: HistoryPart };
const clockwork = new Clockwork(firstMoment(order.now));
Date.now = clockwork.now;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(await makeHistory(order, clockwork));
