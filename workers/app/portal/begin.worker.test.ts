/** A Begin whose reply was lost, and the phone that comes back minutes later. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deps, fresh, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { MINUTE_MS } from "../../core/kit/time.ts";
import type { PortalRequest } from "./request.ts";
import { begin, viewPortal } from "./requester-verbs.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const wait = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function landed() {
  const made = await seed();
  await stubOf(made).create(made);
  const link = { id: made.session.id, locator: fresh(), linkNumber: 1, headers: {} };
  const of = (cookie: string): PortalRequest => ({ ...link, cookie, network: { at: Date.now() } });
  const { screen } = await viewPortal(deps(), of("the phone"));
  wait(1_000);
  return { of, pressToken: "pressToken" in screen ? screen.pressToken : "", session: made.session };
}

it("goes on for as long as the check runs, and only where it began", async () => {
  const { of, pressToken, session } = await landed();
  const { screen: first } = await begin(deps(), of("the phone"), { pressToken });
  expect(first.screen).toBe("question");
  wait(session.policy.sessionMinutes * MINUTE_MS - 1_000);
  expect((await viewPortal(deps(), of("the phone"))).screen).toMatchObject({ screen: "question", ordinal: 1 });
  expect(await begin(deps(), of("the phone"), { pressToken })).toMatchObject({ screen: { screen: "question" } });
  for (const other of ["somebody with the link", ""]) {
    expect((await viewPortal(deps(), of(other))).screen.screen).toBe("other_browser");
    expect(await begin(deps(), of(other), { pressToken })).toMatchObject({ problem: "session.other_browser" });
  }
});
