/** Whoever can write to the database, and has no root secret: makes a pass of a check by SQL, and nobody may act on it. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { attested, deps, drained, fresh, keyring, rows, stored } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { formFor, newAgent, requesterOf, sendDeps } from "../../../test/support/worker-send-form.ts";
import { listVerifications } from "../../app/desk/list-verifications.ts";
import { readDetails } from "../../app/desk/read-verification.ts";
import { sendVerification } from "../../app/sending/send-verification.ts";
import { listQuery } from "../../contract/console/verifications.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { newVerificationId } from "../crypto/locator.ts";
import { createKeyring } from "../crypto/keyring.ts";
import type { MacRow } from "../crypto/row-macs.ts";
import { insertAttested } from "./attested.ts";
import { sessionRecords } from "./session-records.ts";

beforeAll(fillDirectory);

const CHANGED = { word: "Passed, void", reason: "changed outside of this product", tone: "bad" };

/** A link that nobody has opened. */
async function unopened(): Promise<VerificationId> {
  const request = formFor(await requesterOf());
  const sent = await sendVerification(sendDeps(), { agent: newAgent(), agentSide: {}, request });
  if (!sent.ok) throw new Error(sent.error.code);
  await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
  return sent.value.id;
}

/** One that passed a minute ago, of somebody whom the ticket names. */
async function passed(validUntil = Date.now() + HOUR_MS): Promise<VerificationId> {
  const { ticket, person, email } = await requesterOf();
  const from = inStatus("passed");
  const id = newVerificationId();
  const session = {
    ...from,
    id,
    validUntil,
    moments: { ...from.moments, endedAt: Date.now() - MINUTE_MS },
    ticket: { ...from.ticket, id: ticket },
    person: { ...from.person, id: person, email },
  };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  return id;
}

async function change(id: VerificationId, assignment: string): Promise<void> {
  const { meta } = await env.DB.prepare(`UPDATE verifications SET ${assignment} WHERE id = ?`).bind(id).run();
  expect(meta.changes).toBe(1);
}

const forge = (id: VerificationId) =>
  change(
    id,
    `status = 'passed', score = 0.4, level = 'verified', proofs = '["contact_on_record"]', version = 999,
     ended_at = ${String(Date.now())}, valid_until = ${String(Date.now() + HOUR_MS)}`,
  );

const detailsOf = (id: VerificationId) => readDetails(deps(), newAgent(), id);
const verbOf = async (id: VerificationId) => (await detailsOf(id))?.banner.verb;
const listed = async (id: VerificationId) => (await listVerifications(deps(), listQuery.parse({ q: id }))).rows[0];

describe("a check that nobody has begun", () => {
  it("passes nowhere by what is written into its row", async () => {
    const id = await unopened();
    expect(await verbOf(id)).toBe("WAIT");
    await forge(id);
    const details = await detailsOf(id);
    expect(details?.banner).toMatchObject({
      verb: "DO NOT PROCEED",
      tone: "bad",
      headline: "changed outside of this product",
    });
    expect(details?.row.verdict).toMatchObject(CHANGED);
    expect(details?.history[0]?.verdict).toMatchObject(CHANGED);
    expect(details?.assurance.proven).toEqual([]);
    const row = await listed(id);
    expect(row?.verdict).toMatchObject(CHANGED);
    expect(row?.verdict.risk).toBeUndefined();
    expect(row).not.toHaveProperty("validUntil");
  });

  it("says what its session says from the next event on, whatever version was written", async () => {
    const id = await unopened();
    await forge(id);
    const stub = env.VERIFICATION_SESSION.getByName(id);
    const { id: actor, name } = newAgent();
    await stub.apply({ type: "agent.cancelled", actor: { id: actor, name } });
    await drained(stub);
    expect(await verbOf(id)).toBe("CANCELLED");
    expect(await rows("SELECT status, version, score, proofs FROM verifications WHERE id = ?", id)).toEqual([
      { status: "cancelled", version: (await stored(stub))?.session.version, score: null, proofs: "[]" },
    ]);
  });

  it.each([
    ["who it is about", "person_id = 'per_another1'"],
    ["its ticket", "ticket_id = 'tkt_another1'"],
    ["when it began", "created_at = created_at + 1"],
    ["when it ended", "ended_at = 1"],
    ["its destination", "destination_tag = 'x'"],
    ["its mac", "mac = NULL, version = 999"],
  ])("has %s back with the next event", async (_what, assignment) => {
    const id = await unopened();
    const read = () =>
      rows<MacRow>("SELECT person_id, ticket_id, created_at, destination_tag FROM verifications WHERE id = ?", id);
    const before = await read();
    const stub = env.VERIFICATION_SESSION.getByName(id);
    await change(id, assignment);
    const { id: actor, name } = newAgent();
    await stub.apply({ type: "agent.cancelled", actor: { id: actor, name } });
    await drained(stub);
    expect(await read()).toEqual(before);
    expect((await deps().verifications.byId(id))?.integrity).toBe("intact");
  });
});

describe("a pass", () => {
  it.each([
    ["a longer life", "valid_until = valid_until + 1"],
    ["another person", "person_id = 'per_another1', requester_name = 'M'"],
    ["another account", "account_id = 'acc_another1', account_user_name = 'adm', account_label = 'A'"],
    ["another action", "action = 'mfa_reset'"],
    ["another level", "level = 'medium'"],
    ["another proof", `proofs = '[{"proof":"passkey","at":1}]'`],
    ["another needed proof", `required_proofs = '["passkey"]'`],
    ["another rule", "pass_line = 99"],
    ["another version", "version = version + 1"],
    ["another destination", "origin = 'typed'"],
    ["another moment", "created_at = created_at + 1"],
    ["a report of its own", "live = json_set(live, '$.lateReportAt', 1)"],
    ["the mac of another", "mac = '1.' || hex(randomblob(32))"],
    ["an empty mac", "mac = ''"],
  ])("that was given %s is none", async (_what, assignment) => {
    const id = await passed();
    expect((await listed(id))?.verdict).toMatchObject({ word: "Passed", tone: "ok" });
    await change(id, assignment);
    expect((await listed(id))?.verdict).toMatchObject(CHANGED);
  });

  it("is found as one no more once it was changed, nor by its level, and the page goes on behind it", async () => {
    const [first, second] = [await passed(), await passed()];
    const marked = fresh();
    for (const id of [first, second]) {
      await change(id, `ticket_number = '${marked}', created_at = ${id === first ? 1 : 2}`);
      await attested("verifications", "id", id);
    }
    const page = async (query: Record<string, string>) => {
      const { rows: found, total } = await listVerifications(deps(), listQuery.parse({ q: marked, ...query }));
      return { total, ids: found.map(({ id }) => id) };
    };
    const query = { status: "passed", limit: "1" };
    expect(await page(query)).toEqual({ total: 2, ids: [second] });
    await change(second, "valid_until = valid_until + 1");
    expect(await page(query)).toEqual({ total: 1, ids: [first] });
    expect(await page({ level: "verified" })).toEqual({ total: 1, ids: [first] });
    expect(await page({ status: "passed,void" })).toEqual({ total: 2, ids: [second, first] });
  });

  it("of another keyring, or with the mac of another check, is none", async () => {
    const [id, other] = [await passed(), await passed()];
    const [row] = await rows<MacRow>("SELECT * FROM verifications WHERE id = ?", id);
    const guessed = createKeyring("a-root-secret-that-is-not-ours-at-all-not-at-all", {});
    for (const mac of [guessed.rows.make("verifications", row ?? {}), (await macOf(other)) ?? ""]) {
      await env.DB.prepare("UPDATE verifications SET mac = ? WHERE id = ?").bind(mac, id).run();
      expect((await listed(id))?.verdict).toMatchObject(CHANGED);
    }
    // The test itself can: it has the secret.
    await attested("verifications", "id", id);
    expect(await verbOf(id)).toBe("PROCEED");
  });

  it("without a mac is history, and nobody acts on it", async () => {
    const [id, over] = [await passed(), await passed(Date.now() - 1)];
    const before = (await listed(over))?.verdict;
    await change(id, "mac = NULL");
    await change(over, "mac = NULL");
    expect(await verbOf(id)).toBe("EXPIRED");
    expect((await listed(over))?.verdict).toEqual(before);
  });

  it("that somebody else wrote vouches for nothing", async () => {
    const id = await passed();
    const personId = (await deps().verifications.byId(id))?.personId;
    if (personId === undefined) throw new Error("no record");
    const [past, seen] = [
      () => deps().verifications.past({ personId, from: 0 }),
      () => deps().verifications.lastSeen(personId),
    ];
    const tag = fresh();
    const known = { person_id: personId, key_tag: tag, verification_id: id, added_at: 1, vouches: 1 };
    await insertAttested(env.DB, keyring.rows, { table: "known_phones", row: known }).run();
    const phone = async () => (await deps().people.phoneOwners(tag))[0];
    expect((await phone())?.vouches).toBe(true);
    expect([(await past())[0]?.status, (await seen()) === undefined]).toEqual(["passed", false]);
    await change(id, "network_asn = 64500, network_country = 'PT'");
    expect([(await past())[0]?.status, (await seen()) === undefined]).toEqual(["reported", true]);
    expect((await phone())?.vouches).toBe(false);
    await change(id, "mac = NULL");
    expect((await past())[0]).toMatchObject({ status: "passed", stronglyProven: false });
  });
});

it.each([
  ["live", "'{'"],
  ["live", "'5'"],
  ["proofs", "'['"],
  ["required_proofs", "'nonsense'"],
  ["status", "'nonsense'"],
])("a row whose %s is %s takes no list with it", async (column, value) => {
  const id = await passed();
  await change(id, `${column} = ${value}`);
  expect((await listed(id))?.verdict.reason).toBe("changed outside of this product");
  expect(await verbOf(id)).toBe("DO NOT PROCEED");
  await change(id, "mac = NULL");
  expect((await listed(id))?.verdict.tone).not.toBe("ok");
});

it("a replay of what was written changes nothing, and neither does an older one", async () => {
  const session = { ...inStatus("passed"), id: newVerificationId(), version: 7 };
  const write = (version: number) =>
    sessionRecords(env.DB, keyring).write({ session: { ...session, version }, pool: [], rows: [] });
  await write(7);
  const before = await rows("SELECT * FROM verifications WHERE id = ?", session.id);
  await write(7);
  await write(6);
  expect(await rows("SELECT * FROM verifications WHERE id = ?", session.id)).toEqual(before);
});

async function macOf(id: VerificationId): Promise<string | undefined> {
  return (await rows<{ mac: string }>("SELECT mac FROM verifications WHERE id = ?", id))[0]?.mac;
}
