/** An answer is opened after the end of its check, and by what its session says where SQL changed the record. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { answerAll, answerPost, deps, drained, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { BEGIN } from "../../core/session/session.fixture.ts";
import { openResponse } from "./open-response.ts";
import { readReport } from "./read-report.ts";
import { readTranscript } from "./read-verification.ts";

beforeAll(fillDirectory);

async function answering() {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await stub.apply(BEGIN);
  await stub.apply(await answerPost(stub));
  await drained(stub);
  const { id } = made.session;
  const open = () => openResponse(deps(), newAgent(), { id, ordinal: 1, attempt: 1, purpose: "a dispute" });
  const change = (set: string) => env.DB.prepare(`UPDATE verifications SET ${set} WHERE id = ?`).bind(id).run();
  const audited = () => rows("SELECT id FROM audit WHERE subject = ? AND action = 'transcript.opened'", id);
  return { id, stub, open, change, audited };
}

it("stays closed while the check runs, and is opened on the record after it", async () => {
  const { stub, open, audited } = await answering();
  expect(await open()).toBeUndefined();
  await answerAll(stub);
  await drained(stub);
  expect(await audited()).toEqual([]);
  expect(await open()).toHaveProperty("response");
  expect(await audited()).toHaveLength(1);
});

it.each(["ended_at = 1", "ended_at = 1, mac = NULL"])(
  "stays closed while it runs, whatever its row says: %s",
  async (set) => {
    const { open, change, audited } = await answering();
    await change(set);
    expect(await open()).toBeUndefined();
    expect(await audited()).toEqual([]);
  },
);

it.each(["ended_at = 1", "ended_at = 1, mac = NULL"])(
  "shows no grade while it runs, and makes no report, whatever its row says: %s",
  async (set) => {
    const { id, stub, change } = await answering();
    const graded = async () => (await readTranscript(deps(), id))?.entries.some(({ grade }) => grade !== undefined);
    const report = () => readReport(deps(), newAgent(), id);
    await change(set);
    expect(await graded()).toBe(false);
    expect(await report()).toEqual({ ok: false, error: "report.too_early" });
    await answerAll(stub);
    await drained(stub);
    await change("mac = NULL");
    expect(await graded()).toBe(true);
    // No longer too early; its ticket is none of ours here.
    expect(await report()).toEqual({ ok: false, error: "verification.unknown" });
  },
);

it("is opened of an ended check although the record was changed, or lost its evidence", async () => {
  const { stub, open, change } = await answering();
  await answerAll(stub);
  await drained(stub);
  await change("mac = NULL");
  expect(await open()).toHaveProperty("response");
});
