/** Which failure of a part is worth a second try, and which is a defect: with what the runtime really throws. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deps, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { newVerificationId } from "../crypto/locator.ts";
import { openDatabase } from "../d1/database.ts";
import { personId } from "../../core/kit/ids.ts";
import { isUnavailable } from "../../core/kit/unavailable.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Undefined when nothing was thrown. */
async function away(run: () => Promise<unknown>): Promise<boolean | undefined> {
  return run().then(
    () => undefined,
    (error: unknown) => isUnavailable(error),
  );
}

describe("the database", () => {
  const { $client } = openDatabase(env.DB);

  it.each([
    ["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", true],
    ["D1_ERROR: Network connection lost.", true],
    ["D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.", true],
    ["D1_ERROR: database or disk is full: SQLITE_FULL", true],
    ["D1_ERROR: UNIQUE constraint failed: tickets.id: SQLITE_CONSTRAINT", false],
    ['D1_ERROR: near "FORM": syntax error at offset 9: SQLITE_ERROR', false],
  ])("%s", async (message, expected) => {
    vi.spyOn(env.DB, "batch").mockRejectedValue(new Error(message));
    expect(await away(() => $client.batch([$client.prepare("SELECT 1")]))).toBe(expected);
  });

  it("a statement that can never work stays what it is", async () => {
    expect(await away(() => $client.prepare("SELECT nothing FROM nowhere").first())).toBe(false);
    expect(await away(async () => $client.prepare("SELECT ?").bind({}).first())).toBe(false);
  });

  it("also under the query builder, alone and in a batch", async () => {
    const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as D1PreparedStatement;
    vi.spyOn(statement, "raw").mockRejectedValue(new Error("D1_ERROR: Network connection lost."));
    vi.spyOn(statement, "all").mockRejectedValue(new Error("D1_ERROR: Network connection lost."));
    expect(await away(() => deps().people.byId(personId.parse("per_nobodyatall1")))).toBe(true);
    vi.restoreAllMocks();
    expect(await away(() => deps().people.byId(personId.parse("per_nobodyatall1")))).toBeUndefined();
  });
});

describe("an object", () => {
  it("that breaks on its own code has a defect, and one whose guard is away has not", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    const made = await seed();
    const session = deps().session(made.session.id);
    vi.spyOn(env.SUBJECT_GUARD, "getByName").mockImplementation(() => {
      throw new Error("lost");
    });
    expect(await away(() => session.create(made))).toBe(true);
    vi.restoreAllMocks();
    await session.create(made);
    await runInDurableObject(stubOf(made), (_instance, state) => {
      state.storage.sql.exec("DROP TABLE outbox");
    });
    expect(await away(() => session.apply({ type: "time.due" }))).toBe(false);
  });

  it.each([
    [{ overloaded: true, remote: true }, true],
    [{ retryable: true, remote: true }, true],
    [{ durableObjectReset: true, remote: true }, true],
    [{}, true],
    [{ remote: true }, false],
  ])("%o", async (marks, expected) => {
    vi.spyOn(env.VERIFICATION_SESSION, "getByName").mockImplementation(() => {
      throw Object.assign(new Error("reset"), marks);
    });
    expect(await away(() => deps().session(newVerificationId()).view({ linkNumber: 1 }))).toBe(expected);
  });
});

it("a queue that takes nothing is away", async () => {
  vi.spyOn(env.NOTE_QUEUE, "sendBatch").mockRejectedValue(new Error("Queue sendBatch failed"));
  expect(await away(() => deps().queues.writeNotes(["tkt_1"]))).toBe(true);
});
