import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { keyring, seed, stubOf } from "../test/support/worker-fixture.ts";
import { sealedJson } from "./sealed-codes.ts";
import { SessionStore } from "./session-store.ts";

it("is gone for a call that comes while it is discarded", async () => {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await runInDurableObject(stub, async (_instance, { id, storage }) => {
    const store = new SessionStore(storage, sealedJson(keyring.now, id.toString()));
    expect(store.read()?.session.id).toBe(made.session.id);
    const discarded = store.discard();
    expect(store.read()).toBeUndefined();
    await discarded;
    expect(store.read()).toBeUndefined();
  });
});
