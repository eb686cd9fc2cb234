/** "This wasn't me" while the database is away: the page, the press, and what it must bring about at once. */
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { deps, fresh, rows, seed, stored, stubOf } from "../../../test/support/worker-fixture.ts";
import { observed } from "../../core/session/session.fixture.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import type { Deps } from "../deps.ts";
import type { PortalRequest } from "./request.ts";
import { report, reportPage, viewPortal } from "./requester-verbs.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Every batch of the object and every look-up of the Worker fails. */
function withoutDatabase(): Deps {
  const ready = deps();
  vi.spyOn(env.DB, "batch").mockRejectedValue(new Error("D1 is away"));
  return { ...ready, verifications: { ...ready.verifications, byId: () => Promise.reject(new Error("D1 is away")) } };
}

async function opened(change: Parameters<typeof seed>[0] = {}) {
  const made = await seed(change);
  const stub = stubOf(made);
  await stub.create(made);
  const request: PortalRequest = {
    id: made.session.id,
    locator: fresh(),
    linkNumber: 1,
    network: { at: Date.now() },
    headers: {},
  };
  return { request, stub, person: made.session.person.id, made };
}

it("is read, pressed and blocks the person at once; the record follows", async () => {
  const { request, stub, person } = await opened();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  const away = withoutDatabase();
  const { screen } = await reportPage(away, request);
  expect(screen).toMatchObject({ screen: "report", typed: false, channel: "sms" });
  vi.setSystemTime(Date.now() + 1_000);
  const pressed = await report(away, request, "pressToken" in screen ? screen.pressToken : "");
  expect(pressed.screen.screen).toBe("reported");
  expect((await stored(stub))?.session.status).toBe("reported");
  const guard = env.SUBJECT_GUARD.getByName(`person:${person}`);
  await vi.waitFor(async () => expect((await guard.state(Date.now())).fencedUntil).toBeDefined());
  vi.restoreAllMocks();
  await stub.apply({ type: "time.due" });
  await vi.waitFor(async () =>
    expect(await rows("SELECT status FROM verifications WHERE id = ?", request.id)).toEqual([{ status: "reported" }]),
  );
});

it("can be said again from its page once the block was lifted, and not before", async () => {
  const { request, stub, person } = await opened();
  await stub.apply({ type: "report.confirmed", observation: observed() });
  const guard = env.SUBJECT_GUARD.getByName(`person:${person}`);
  await vi.waitFor(async () => expect((await guard.state(Date.now())).fencedUntil).toBeDefined());
  await vi.waitFor(async () =>
    expect(await rows("SELECT status FROM verifications WHERE id = ?", request.id)).toEqual([{ status: "reported" }]),
  );
  expect((await viewPortal(deps(), request)).screen).toMatchObject({ screen: "reported", again: false });
  const { fencedUntil: seenUntil = 0 } = await guard.state(Date.now());
  await deps().guards.lift(person, { what: "report", agentId: newAgent().id, seenUntil, now: Date.now() });
  expect((await viewPortal(deps(), request)).screen).toMatchObject({ screen: "reported", again: true });
  expect((await viewPortal(withoutDatabase(), request)).screen).toMatchObject({ again: false });
});

it("says of a link what it does for that link, not for the one after it", async () => {
  const { request, stub, made } = await opened({
    formerLinks: [{ number: 1, origin: "typed", channel: "email", tag: "given up" }],
    link: { number: 2, issuedAt: 0, expiresAt: 0 },
  });
  expect(await stub.linkTarget(2)).toEqual({ origin: "on_record", channel: made.session.destination.channel });
  expect((await reportPage(deps(), request)).screen).toMatchObject({ typed: true, channel: "email" });
});
