/** An answer is opened after the end of its check, and by what its session says where SQL changed the record. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { answerAll, answerPost, deps, drained, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { BEGIN } from "../../core/session/session.fixture.ts";
import { openResponse } from "./open-response.ts";

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
  return { stub, open, change, audited };
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

it("is opened of an ended check although the record was changed, or lost its evidence", async () => {
  const { stub, open, change } = await answering();
  await answerAll(stub);
  await drained(stub);
  await change("mac = NULL");
  expect(await open()).toHaveProperty("response");
});
