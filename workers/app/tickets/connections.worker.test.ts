import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { deps, fresh, seed, stubOf, drained } from "../../../test/support/worker-fixture.ts";
import { StandInTarget } from "../../../test/support/stand-in-target.ts";
import { err, ok } from "../../core/kit/result.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import type { AccessTokens, IdentityProvider } from "../ports/identity.ts";
import { deliverMessage } from "../delivery/deliver-message.ts";
import { signInByAccess } from "../access/access-sign-in.ts";
import { beginIdentitySignIn } from "../access/identity-sign-in.ts";
import { probeIntegrations } from "../upkeep/probe-integrations.ts";
import { readConnections, readTicketSystems } from "./connections.ts";

type Send = DeliveryProvider["send"];

const takes: Send = async () => ok({ providerMessageId: fresh(), status: "sent" });
const away: Send = async () => err({ code: "peer.unreachable", retryable: true, detail: "" });
const refuses: Send = async () => err({ code: "peer.unauthorised", retryable: false, detail: "" });

function desk(provider: DeliveryProvider, change: Partial<Deps> = {}): Deps {
  const base = deps();
  return {
    ...base,
    security: { ...base.security, channels: [] },
    provider: () => ({ id: "twilio", provider }),
    providerById: (id) => (id === base.config.SMS_PROVIDER ? provider : undefined),
    ...change,
  };
}

async function sms(ready: Deps): Promise<void> {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await drained(stub);
  await deliverMessage(ready, made.session.message.id);
  await drained(stub);
}

const healthOf = async (ready: Deps) => (await readConnections(ready)).integrations.find(({ kind }) => kind === "sms");

const later = (minutes: number) => ({ clock: () => Date.now() + minutes * MINUTE_MS });

beforeEach(() =>
  env.DB.batch(
    ["messages", "verifications", "integration_health", "delivery_tests", "security_notices", "desk_mails"].map(
      (table) => env.DB.prepare(`DELETE FROM ${table}`),
    ),
  ),
);

it("is red at the first message that fails, says what waits, and is well once one goes through", async () => {
  expect(await healthOf(desk({ send: takes }))).toEqual({
    id: "sms",
    kind: "sms",
    label: "Twilio",
    state: "new",
    called: false,
    backlog: { waiting: 0 },
  });
  await sms(desk({ send: takes }));
  expect(await healthOf(desk({ send: takes }))).toMatchObject({ state: "working", backlog: { waiting: 0 } });
  await sms(desk({ send: away }));
  const failing = await healthOf(desk({ send: away }));
  expect(failing).toMatchObject({
    state: "failing",
    failure: { reason: "the provider could not be reached" },
    backlog: { waiting: 1 },
  });
  expect(failing?.backlog.oldestAt).toBe(failing?.failure?.at);
  await sms(desk({ send: takes }));
  expect(await healthOf(desk({ send: takes }))).toMatchObject({ state: "working", backlog: { waiting: 1 } });
});

it("is asked once a minute: what is away is red without a message, and well again", async () => {
  const called = (answer: "ok" | "away"): DeliveryProvider => ({
    send: takes,
    probe: async () => (answer === "ok" ? ok() : err({ code: "peer.timeout", retryable: true, detail: "" })),
  });
  await probeIntegrations(desk(called("ok")));
  const well = await healthOf(desk(called("ok")));
  expect(well).toMatchObject({ state: "working", called: true });
  await probeIntegrations(desk(called("away")));
  await probeIntegrations(desk(called("away"), later(1)));
  const red = await healthOf(desk(called("away")));
  expect(red).toMatchObject({ state: "failing", okAt: well?.okAt });
  // Since the first one that failed.
  expect(red?.failure?.at).toBeLessThan(Date.now() + MINUTE_MS / 2);
  // Another provider took its place, and is not called.
  expect(await healthOf(desk({ send: takes }))).toMatchObject({ state: "new" });
  await probeIntegrations(desk(called("ok")));
  expect(await healthOf(desk(called("ok")))).toMatchObject({ state: "working" });
});

it("is red at the call that fails, also where what is tried again is older than the last success", async () => {
  const made = await seed();
  const stub = stubOf(made);
  await stub.create(made);
  await drained(stub);
  const answers = (send: Send, minutes: number) => desk({ send, probe: async () => ok() }, later(minutes));
  await deliverMessage(answers(away, 0), made.session.message.id);
  await probeIntegrations(answers(away, 1));
  expect(await healthOf(answers(away, 1))).toMatchObject({ state: "working" });
  await deliverMessage(answers(away, 2), made.session.message.id);
  expect(await healthOf(answers(away, 2))).toMatchObject({ state: "failing" });
  await probeIntegrations(answers(away, 3));
  expect(await healthOf(answers(away, 3))).toMatchObject({ state: "working" });
});

it("asks security's webhook and the service for leaked passwords, too, and a company's sign-in says at once that it did not answer", async () => {
  const base = deps();
  let answers = true;
  const AWAY = { code: "peer.unreachable", retryable: true, detail: "" } as const;
  const asked = async () => (answers ? ok() : err(AWAY));
  const identity = {
    address: async () => err({ code: "identity.unreachable", detail: "" } as const),
    probe: async () => ok(),
  } as unknown as IdentityProvider;
  const config = {
    ...base.config,
    SIGN_IN_PROVIDERS: { work: { label: "Work account" } },
  } as unknown as Deps["config"];
  const ready = desk(
    { send: takes },
    {
      config,
      identityProvider: () => identity,
      security: { ...base.security, channels: ["webhook"], probe: asked },
      leakedPasswords: { isLeaked: async () => (answers ? ok(false) : err(AWAY)) },
    },
  );
  const states = async () =>
    Object.fromEntries((await readConnections(ready)).integrations.map(({ id, state }) => [id, state]));
  expect((await readConnections(ready)).integrations).toContainEqual(
    expect.objectContaining({ id: "sign_in:work", label: "Work account" }),
  );
  await probeIntegrations(ready);
  expect(await states()).toMatchObject({
    security_webhook: "working",
    leaked_passwords: "working",
    "sign_in:work": "working",
  });
  answers = false;
  await probeIntegrations(ready);
  await beginIdentitySignIn(ready, { provider: "work", fresh: false });
  expect(await states()).toMatchObject({
    security_webhook: "failing",
    leaked_passwords: "failing",
    "sign_in:work": "failing",
  });
});

describe("Cloudflare Access", () => {
  const access = (change: Partial<AccessTokens>) =>
    desk(
      { send: takes },
      { accessTokens: { examine: async () => ({ keys: ok(2), token: "absent" }), ...change } as AccessTokens },
    );
  const signIn = (ready: Deps) =>
    signInByAccess(ready, { assertion: "a.b.c", fresh: false, browser: { browserTag: "" } });
  const stateOf = async (ready: Deps) =>
    (await readConnections(ready)).integrations.find(({ kind }) => kind === "access")?.state;

  it("has no line where it is not set up", async () => {
    expect(await stateOf(desk({ send: takes }))).toBeUndefined();
  });

  it("is red at the first sign-in that finds no keys, until the minute's call finds them", async () => {
    const ready = access({ identify: async () => err({ code: "identity.unreachable", detail: "" }) });
    expect(await stateOf(ready)).toBe("new");
    expect((await signIn(ready)).ok).toBe(false);
    expect(await stateOf(ready)).toBe("failing");
    await probeIntegrations(ready);
    expect(await stateOf(ready)).toBe("working");
  });

  it("is not made red by a token of a visitor's own making", async () => {
    const ready = access({ identify: async () => err({ code: "identity.not_trusted", detail: "" }) });
    await probeIntegrations(ready);
    expect((await signIn(ready)).ok).toBe(false);
    expect(await stateOf(ready)).toBe("working");
  });

  it.each([
    ["peer.unreachable", "the provider could not be reached"],
    ["peer.not_found", "what it says of itself does not fit what is set here"],
  ] as const)("is red by the minute's call: %s", async (code, reason) => {
    const ready = access({ examine: async () => ({ keys: err(code), token: "absent" }) });
    await probeIntegrations(ready);
    const line = (await readConnections(ready)).integrations.find(({ kind }) => kind === "access");
    expect(line).toMatchObject({ state: "failing", failure: { reason }, called: true });
  });
});

describe("a system that sets passwords", () => {
  const peer = new StandInTarget();
  const probe = vi.spyOn(peer.target, "probe");
  const ready = (minutes: number) => {
    const base = deps();
    const config = {
      ...base.config,
      ACTION_TARGETS: { directory: { kind: "runner", settings: {} } },
    } as Deps["config"];
    return desk({ send: takes }, { config, actionTargets: peer.targets, ...later(minutes) });
  };
  const line = async (at: Deps) => (await readConnections(at)).integrations.find(({ id }) => id === "action:directory");

  it("is asked each minute whether it lets us in", async () => {
    expect(await line(ready(0))).toMatchObject({ kind: "action", label: "Company directory", state: "new" });
    await probeIntegrations(ready(0));
    expect(await line(ready(0))).toMatchObject({ state: "working", called: true });
    peer.lookUpProblem = { code: "peer.timeout", retryable: true, detail: "" };
    await probeIntegrations(ready(1));
    expect(await line(ready(1))).toMatchObject({
      state: "failing",
      failure: { reason: "the provider could not be reached" },
    });
  });

  it("is asked seldom while it refuses our account", async () => {
    peer.lookUpProblem = { code: "target.forbidden", inItsWords: "Its password is wrong." };
    await probeIntegrations(ready(2));
    expect(await line(ready(2))).toMatchObject({ failure: { reason: "the provider refused our account" } });
    probe.mockClear();
    for (let minutes = 3; minutes < 18; minutes += 1) {
      await probeIntegrations(ready(minutes));
    }
    expect(probe).toHaveBeenCalledTimes(1);
  });
});

it("that answers stays red while it refuses our account", async () => {
  const answers: DeliveryProvider = { send: refuses, probe: async () => ok() };
  await sms(desk(answers));
  await probeIntegrations(desk(answers, later(1)));
  expect(await healthOf(desk(answers))).toMatchObject({
    state: "failing",
    failure: { reason: "the provider refused our account" },
  });
});

it("one call that fails, or throws, keeps no other from being made", async () => {
  const base = deps();
  const identity = { probe: async () => ok() } as unknown as IdentityProvider;
  const throwing = (): never => {
    throw new Error("a defect");
  };
  const config = { ...base.config, SIGN_IN_PROVIDERS: { work: {} } } as unknown as Deps["config"];
  const ready = desk(
    { send: takes, probe: throwing },
    { config, identityProvider: () => identity, log: { ...base.log, failure: () => undefined } },
  );
  await probeIntegrations(ready);
  const { integrations } = await readConnections(ready);
  expect(integrations.map(({ id, state }) => [id, state])).toEqual([
    ["sms", "new"],
    ["sign_in:work", "working"],
  ]);
});

describe("mail", () => {
  const mailBy = (provider: DeliveryProvider, change: Partial<Deps> = {}) =>
    desk(provider, { providerById: (id) => (id === deps().config.EMAIL_PROVIDER ? provider : undefined), ...change });
  const mail = async (ready: Deps) => (await readConnections(ready)).integrations.find(({ kind }) => kind === "mail");

  it("went through last with a mail of the desk, too", async () => {
    const ready = mailBy({ send: takes });
    const at = Date.now();
    await env.DB.prepare(
      `INSERT INTO desk_mails (id, recipient, kind, about, created_at, not_after, status, next_at, sent_at)
       VALUES (?1, 'security:mail', 'admin_made', 'Lee', ?2, ?2, 'sent', 0, ?2)`,
    )
      .bind(`dml_${fresh()}`, at)
      .run();
    expect(await mail(ready)).toMatchObject({ state: "working", okAt: at });
  });

  it("is logged in to seldom while the account is refused", async () => {
    let calls = 0;
    const refused: DeliveryProvider = {
      send: takes,
      probeLogsIn: true,
      probe: async () => {
        calls += 1;
        return err({ code: "peer.unauthorised", retryable: false, detail: "" });
      },
    };
    for (let minute = 1; minute <= 20; minute += 1) {
      await probeIntegrations(mailBy(refused, { clock: () => minute * MINUTE_MS }));
    }
    expect(calls).toBe(2);
    expect(await mail(mailBy(refused))).toMatchObject({ state: "failing", called: true });
  });
});

it("says of a ticket system what failed last, also once it is read again, for a day", async () => {
  const name = fresh().toLowerCase();
  const base = deps();
  const config = { ...base.config, CONNECTIONS: { [name]: {} } } as unknown as Deps["config"];
  const shown = async (at: number) => (await readTicketSystems(deps({ config, clock: () => at })))[0];
  const at = Date.now();
  await base.connectionHealth.changesFailed(name, { at, problem: "peer.unreachable" });
  const failing = await shown(at);
  expect(failing).toMatchObject({ state: "unread", reason: expect.any(String) as string });
  expect(failing?.failure).toBeUndefined();
  await base.connectionHealth.changesRead(name, { now: at + MINUTE_MS, foundLate: 0 });
  const well = await shown(at + MINUTE_MS);
  expect(well).toMatchObject({ state: "working", failure: { at, reason: failing?.reason } });
  expect((await shown(at + DAY_MS + MINUTE_MS))?.failure).toBeUndefined();
});
