/** What is ChangeGear's own about ending a ticket; the rest is asked of every ticket system in `test/contracts`. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startChangeGear, type ChangeGear } from "../../../../dev/changegear/server.ts";
import type { ItsmConnector } from "../../../app/ports/itsm.ts";
import { createHttpClient } from "../../peers/http-client.ts";
import { itsmKinds } from "../registry.ts";
import { changeGearSettings } from "./settings.ts";

const API = { id: 77, name: "imper.ai", username: "imper", password: "pass-of-the-tests" };
const AUTO = { type: "auto", closeType: "Solved" };
let peer: ChangeGear;

beforeEach(async () => {
  peer = await startChangeGear({
    port: 0,
    users: [API],
    people: [],
    demo: [{ summary: "Cannot sign in", category: "Password reset" }],
  });
});

afterEach(() => peer.close());

function connect(closing: object): ItsmConnector {
  return itsmKinds.get("changegear").create(
    { baseUrl: peer.url, closing },
    { username: API.username, password: API.password, webhookPassword: "a-webhook-password" },
    {
      http: createHttpClient({
        allowedOrigins: [peer.url],
        allowLoopbackHttp: true,
        fetch,
        timeoutMs: 5_000,
        maxBytes: 1_000_000,
      }),
      now: Date.now,
      brand: "imper.ai",
      timeZone: "Europe/London",
      equal: (left, right) => Promise.resolve(left === right),
      logIns: { enter: () => Promise.resolve({ open: true }), leave: () => Promise.resolve() },
    },
  );
}

const status = (): string | undefined => peer.store.get(1)?.Status;
const close = (closing: object) =>
  connect(closing).close({ externalId: "1", revision: peer.store.get(1)?.eTag ?? 0, comment: "Done." });
const step = (action: string): void => {
  peer.store.step(1, { action, closeType: "Solved", comment: "x" }, API);
};

describe("closing", () => {
  it("brings close type and comment", async () => {
    expect(await close(AUTO)).toEqual({ ok: true, value: "closed" });
    expect(peer.store.get(1)).toMatchObject({ Status: "Closed", CloseType: "Solved" });
    expect(peer.store.get(1)?.HistoryRecords.at(-1)).toMatchObject({ Action: "Close", Comment: "Done." });
  });

  it("takes Resolve where Close is not offered", async () => {
    peer.faults.set({ notOffered: ["Close"] });
    expect(await close(AUTO)).toEqual({ ok: true, value: "pending" });
    expect(status()).toBe("Pending Close");
  });

  it("never closes past Resolve where that is the first choice", async () => {
    step("Promote");
    expect(status()).toBe("Pending Resolution");
    expect(await close({ ...AUTO, first: "resolve" })).toEqual({ ok: true, value: "not_offered" });
    expect(status()).toBe("Pending Resolution");
  });

  it.each(["close", "resolve"])("writes %s as a status where the site takes it so", async (first) => {
    peer.faults.set({ workflowBy: "status" });
    const written = { ...AUTO, first, written: "status" };
    expect(await close(written)).toEqual({ ok: true, value: first === "close" ? "closed" : "pending" });
    expect(await connect(written).reopen({ externalId: "1", comment: "Not done." })).toEqual({
      ok: true,
      value: "reopened",
    });
  });

  it.each(["action", "status"])("says that a site refused which takes no %s at all", async (written) => {
    peer.faults.set({ workflowBy: "nothing" });
    expect(await close({ ...AUTO, written })).toMatchObject({ ok: false, error: { code: "peer.rejected" } });
    expect(status()).toBe("New");
  });

  it.each(["done", "not_done"] as const)("reads back what a page hides that says nothing: %s", async (putPage) => {
    peer.faults.set({ putPage });
    expect(await close(AUTO)).toEqual({ ok: true, value: putPage === "done" ? "closed" : "still_open" });
  });

  it("of a record that is too large reads what it needs", async () => {
    peer.faults.set({ padRecordBy: 1_500_000 });
    expect(await close(AUTO)).toEqual({ ok: true, value: "closed" });
  });

  it("sets the flag's own value, and knows it again", async () => {
    const flag = { type: "flag", field: "UDF_Done", value: "Ready" };
    expect(await close(flag)).toEqual({ ok: true, value: "flagged" });
    expect(peer.store.get(1)?.custom).toEqual({ UDF_Done: "Ready" });
    expect(await close(flag)).toEqual({ ok: true, value: "flagged" });
    expect(peer.store.get(1)?.eTag).toBe(2);
  });
});

it.each([
  [{ type: "flag", field: "Status" }],
  [{ type: "flag" }],
  [{ type: "auto" }],
  [{ type: "auto", closeType: " " }],
  [{ type: "auto", closeType: "Solved", flag: "InternalNotes" }],
  [{ type: "later" }],
])("refuses %j", (closing) => {
  expect(changeGearSettings.safeParse({ baseUrl: "https://cg.example.com", closing }).success).toBe(false);
});
