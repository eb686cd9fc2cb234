/** What the set-up finds of what is really there, and for whom. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { attested, deps, fresh, keyring } from "../../../test/support/worker-fixture.ts";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import type { SetUpStepId } from "../../contract/console/set-up.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { agentId } from "../../core/kit/ids.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import { readSetUp } from "./read-set-up.ts";

const { config } = deps();
const CARRIER: DeliveryProvider = { send: () => Promise.reject(new Error("nothing is sent here")) };
const empty = { ...config, CONNECTIONS: {}, CATEGORIES: {}, SIGN_IN_PROVIDERS: {} };
const connected = {
  ...empty,
  ORGANISATION_NAME: "Halden",
  CONNECTIONS: { main: { kind: "changegear", settings: {} } },
};

const READER: AgentRecord = {
  id: agentId.parse("agt_set-up-reader"),
  email: "jonas@halden.test",
  name: "Jonas",
  role: "admin",
  active: true,
};

const done = async (of = deps({ config: connected })): Promise<readonly SetUpStepId[]> =>
  ((await readSetUp(of, READER)).steps ?? []).filter((step) => step.done).map(({ id }) => id);

/** Its id. */
async function person(active: boolean): Promise<string> {
  const word = fresh();
  await env.DB.prepare(
    `INSERT INTO people (id, user_name, email, given_name, family_name, display_name, active, updated_at)
     VALUES (?, ?, ?, 'A', 'B', 'A B', ?, 0)`,
  )
    .bind(`per_${word}`, word, `${word}@halden.test`, active ? 1 : 0)
    .run();
  await attested("people", "user_name", word);
  return `per_${word}`;
}

it("says how many have a contact of their own, and counts nobody who has left", async () => {
  await env.DB.prepare("DELETE FROM people").run();
  const [one, , gone] = [await person(true), await person(true), await person(false)];
  const contact = env.DB.prepare(
    `INSERT INTO person_contacts (id, person_id, channel, value_sealed, value_tag, masked, masked_plain, source, changed_at)
     VALUES (?1, ?2, ?3, '', '', '', '', 'directory', 0)`,
  );
  await env.DB.batch([
    contact.bind(`con_${fresh()}`, one, "sms"),
    contact.bind(`con_${fresh()}`, one, "email"),
    contact.bind(`con_${fresh()}`, gone, "sms"),
  ]);
  const { steps = [] } = await readSetUp(deps({ config: connected }), READER);
  const notes = steps.find(({ id }) => id === "people")?.notes;
  expect(notes).toContainEqual({ code: "people.with_contact", count: 1, of: 2 });
});

it("tells whoever cannot change it only that something blocks", async () => {
  const nothing = deps({ config: empty });
  expect(await readSetUp(nothing, { ...READER, role: "agent" })).toEqual({ open: true });
  expect((await readSetUp(nothing, READER)).steps).toHaveLength(7);
});

it("takes a step for done by what is there", async () => {
  await env.DB.prepare("DELETE FROM people").run();
  await person(false);
  expect(await done()).not.toContain("people");
  await person(true);
  expect(await done()).toContain("people");

  expect(await done()).not.toContain("ticket_system");
  await deps().connectionHealth.changesRead("main", { now: Date.now(), foundLate: 0 });
  expect(await done()).toContain("ticket_system");

  expect(await done()).not.toContain("sign_in");
  const { id, email } = { id: `agt_${fresh()}`, email: `${fresh()}@desk.test` };
  await env.DB.prepare(
    "INSERT INTO agents (id, email, name, role, active, created_at) VALUES (?, ?, 'A', 'admin', 1, 0)",
  )
    .bind(id, email)
    .run();
  await attested("agents", "id", id);
  const signedIn = (way: string) =>
    env.DB.prepare(
      "INSERT INTO agent_sessions (id_hash, agent_id, created_at, last_seen_at, expires_at, way) VALUES (?, ?, 0, 0, 0, ?)",
    )
      .bind(fresh(), id, way)
      .run();
  await signedIn("link");
  expect(await done()).not.toContain("sign_in");
  await signedIn("oidc");
  expect(await done()).toContain("sign_in");

  // Set up is not yet tried: somebody has to come through it.
  const issuer = `https://${fresh()}.example`;
  const work = { label: "Halden account", issuer } as (typeof config)["SIGN_IN_PROVIDERS"][string];
  const withProvider = deps({ config: { ...connected, SIGN_IN_PROVIDERS: { work } } });
  expect(await done(withProvider)).not.toContain("sign_in");
  const owner = await newAdmin();
  const audit = { at: 0, actor: owner.id, action: "agent.linked", subject: owner.id, details: {} };
  await deps().identities.link(owner, { issuer, subject: "1", byGroups: false }, { at: 0, audit, mails: [] });
  expect(await done(withProvider)).toContain("sign_in");

  const carriers = (ids: readonly string[]) =>
    deps({ config: connected, providerById: (id) => (ids.includes(id) ? CARRIER : undefined) });
  expect(await done(carriers([]))).not.toContain("delivery");
  expect(await done(carriers([config.EMAIL_PROVIDER]))).toContain("delivery");
  // By its default name messages would speak of nobody; what the deployment says is said.
  const mailed = { ...carriers([config.EMAIL_PROVIDER]), config: { ...connected, ORGANISATION_NAME: "Example" } };
  const byDeployment = (is: boolean) => ({ ...mailed, settings: { ...mailed.settings, isSetByDeployment: () => is } });
  expect(await done(byDeployment(false))).not.toContain("delivery");
  expect(await done(byDeployment(true))).toContain("delivery");

  expect(await done()).not.toContain("own_check");
  await sessionRecords(env.DB, keyring).write({
    session: { ...inStatus("passed"), id: newVerificationId() },
    pool: [],
    rows: [],
  });
  expect(await done()).toContain("own_check");
});

it("offers what the reader's own address says of the organisation, to whom can set it", async () => {
  expect(await readSetUp(deps({ config: empty }), READER)).toMatchObject({
    suggested: { name: "Halden", domain: "halden.test" },
  });
});

it("is not done with a carrier whose last test failed, until something goes through it", async () => {
  const of = deps({
    config: connected,
    providerById: (id) => (id === config.EMAIL_PROVIDER ? CARRIER : undefined),
  });
  const blocks = async () =>
    (await readSetUp(of, READER)).steps?.find(({ id }) => id === "delivery")?.blocks.map(({ code }) => code);
  expect(await blocks()).toEqual([]);
  const test = {
    id: fresh(),
    agentId: READER.id,
    channel: "email" as const,
    provider: config.EMAIL_PROVIDER,
    masked: "j…@halden.test",
    at: Date.now(),
  };
  const audit = { at: 0, actor: READER.id, action: "delivery.tested", subject: "mail", details: {} };
  await of.deliveryTests.begin(test, audit);
  await of.deliveryTests.answered(test, { status: "failed", problem: "account_refused" });
  expect(await blocks()).toEqual(["delivery.mail_fails"]);
  const again = { ...test, id: fresh(), at: test.at + 1 };
  await of.deliveryTests.begin(again, audit);
  await of.deliveryTests.answered(again, { status: "delivered", providerMessageId: "1" });
  expect(await blocks()).toEqual([]);
});
