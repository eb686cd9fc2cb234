/** A second person for a check: who is asked, what exactly is approved, and that nothing in the database makes an approval. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Authenticator } from "../../../test/support/authenticator.ts";
import { addAgent } from "../../../test/support/worker-agent.ts";
import {
  answerAll,
  attested,
  drained,
  seed,
  stored,
  stubOf,
  deps,
  rows,
} from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { addPasskey, beginAddingPasskey, removePasskey } from "../access/passkeys.ts";
import { changeRole, setActive } from "../access/users.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { BEGIN, policy } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import {
  approvalOptions,
  askForApproval,
  giveApproval,
  markSeen,
  readApproval,
  readApprovals,
  readApprovers,
  refuseApproval,
} from "./approvals.ts";
import { holdReply, readHeld, releaseHold, releaseOptions } from "./hold.ts";
import { takeOver } from "./agent-actions.ts";
import { readLive } from "./read-verification.ts";

beforeAll(fillDirectory);

const MISSING = policy({ action: "mfa_reset" });

async function agentNamed(name: string): Promise<AgentRecord> {
  const { email } = await addAgent({ name });
  const agent = await deps().agents.byEmail(email);
  if (agent === undefined) throw new Error("no agent");
  return agent;
}

/** All that it needs is there, and it begins later. */
async function heldPass() {
  const { id, stub, sender } = await answeredCheck({
    policy: { ...policy({ action: "identity_check" }), holdMinutes: 30 },
  });
  expect(await statusOf(stub)).toBe("holding");
  return { id, stub, sender };
}

/** Its questions are over, and a second person is missing. */
const waiting = () => answeredCheck({ policy: MISSING, means: ["second_approver"] });

async function answeredCheck(change: Partial<Session>) {
  const [{ ticket, person }, sender] = await Promise.all([requesterOf(), agentNamed("Sue Sender")]);
  const base = await seed({ agent: { id: sender.id, name: sender.name }, ...change });
  const { session } = base;
  const made = {
    ...base,
    session: {
      ...session,
      ticket: { ...session.ticket, id: ticket },
      person: { ...session.person, id: person },
    },
  };
  const stub = stubOf(made);
  await stub.create(made);
  await stub.apply(BEGIN);
  await answerAll(stub);
  await drained(stub);
  return { id: made.session.id, ticket, stub, sender };
}

async function asked() {
  const check = await waiting();
  const approver = await agentNamed("Ann Approver");
  const done = await askForApproval(deps(), { agent: check.sender, id: check.id, approverId: approver.id });
  expect(done).toEqual({ ok: true });
  await drained(check.stub);
  return { ...check, approver };
}

async function shown({ approver, id }: Awaited<ReturnType<typeof asked>>) {
  const approval = await readApproval(deps(), { agent: approver, id });
  if (approval === undefined) throw new Error("not asked");
  return approval;
}

const statusOf = async (stub: Awaited<ReturnType<typeof waiting>>["stub"]) => (await stored(stub))?.session.status;

describe("a second approver", () => {
  it("is asked, sees what is missing, and approves exactly that", async () => {
    const check = await asked();
    const { id, approver, stub } = check;
    const { approvals } = await readApprovals(deps(), approver);
    expect(approvals).toMatchObject([{ id, askedBy: "Sue Sender", waiting: true }]);
    const approval = await shown(check);
    expect(approval.signs).toBe(false);
    expect(approval.missing.flat()).toContain("second_approver");
    expect(approval.assessment?.level).toBe("verified");
    expect(await markSeen(deps(), { agent: approver, id })).toEqual({ ok: true });
    expect(await giveApproval(deps(), { agent: approver, id, digest: approval.digest })).toEqual({ ok: true });
    expect(await statusOf(stub)).toBe("passed");
    await drained(stub);
    expect(await readApprovals(deps(), approver)).toEqual({ approvals: [] });
    const record = await deps().verifications.byId(id);
    expect(record).toMatchObject({ integrity: "intact", status: "passed" });
    expect(record?.live.approvals).toMatchObject([{ answer: "given", by: { agentId: approver.id } }]);
  });

  it.each([
    ["was deactivated", { active: false }],
    ["is an auditor now", { role: "auditor" }],
  ] as const)("takes the approval back of who %s, at once", async (_what, to) => {
    const check = await asked();
    const { digest } = await shown(check);
    await giveApproval(deps(), { agent: check.approver, id: check.id, digest });
    await drained(check.stub);
    const until = (await stored(check.stub))?.session.validUntil ?? 0;
    expect(until).toBeGreaterThan(Date.now());
    const { email } = await addAgent({ role: "admin" });
    const admin = await deps().agents.byEmail(email);
    if (admin === undefined) throw new Error("no admin");
    const { id } = check.approver;
    expect(
      "active" in to ? await setActive(deps(), admin, { id, ...to }) : await changeRole(deps(), admin, { id, ...to }),
    ).toEqual({ ok: true });
    expect((await stored(check.stub))?.session.validUntil).toBeLessThanOrEqual(Date.now());
    await drained(check.stub);
    expect(
      await rows(
        "SELECT note FROM ticket_notes WHERE ticket_id = ? AND note LIKE '%Second approval withdrawn%'",
        check.ticket,
      ),
    ).toHaveLength(1);
  });

  it("refuses with a reason, which ends nothing", async () => {
    const { id, approver, stub } = await asked();
    expect(await refuseApproval(deps(), { agent: approver, id, reason: "Not expected" })).toEqual({ ok: true });
    expect(await statusOf(stub)).toBe("approving");
    expect(await stored(stub)).toMatchObject({
      session: { approvals: [{ answer: "refused", reason: "Not expected" }] },
    });
  });

  it("approves nothing else than what was shown", async () => {
    const { id, approver, stub } = await asked();
    const given = await giveApproval(deps(), { agent: approver, id, digest: "x".repeat(43) });
    expect(given).toEqual({ ok: false, error: { code: "approval.other_action" } });
    expect(await statusOf(stub)).toBe("approving");
  });

  it("is nobody but the one who was asked", async () => {
    const check = await asked();
    const { digest } = await shown(check);
    const other = await agentNamed("Olga Other");
    expect(await readApproval(deps(), { agent: other, id: check.id })).toBeUndefined();
    const given = await giveApproval(deps(), { agent: other, id: check.id, digest });
    expect(given).toEqual({ ok: false, error: { code: "approval.unknown" } });
  });

  it("is neither who sends it nor who has been made an agent lately", async () => {
    const { id, sender, stub } = await waiting();
    const young = await agentNamed("Yan Young");
    await env.DB.prepare("UPDATE agents SET created_at = ? WHERE id = ?")
      .bind(Date.now() - DAY_MS, young.id)
      .run();
    await attested("agents", "id", young.id);
    const may = await readApprovers(deps(), id);
    expect(may?.approvers.map((one) => one.id)).not.toContain(sender.id);
    expect(may?.approvers.map((one) => one.id)).not.toContain(young.id);
    expect(may?.others).toContainEqual({ name: "Yan Young", because: "became a user in the last 7 days" });
    for (const approverId of [sender.id, young.id, "agt_nobody"]) {
      const done = await askForApproval(deps(), { agent: sender, id, approverId });
      expect(done).toMatchObject({ ok: false, error: { code: "approval.not_approver" } });
    }
    expect((await stored(stub))?.session.approvals).toBeUndefined();
  });

  it("is nobody any more who took the check over, or was changed since", async () => {
    const check = await asked();
    const { digest } = await shown(check);
    await takeOver(deps(), { agent: check.approver, id: check.id, reason: "The shift has changed" });
    await drained(check.stub);
    const given = await giveApproval(deps(), { agent: check.approver, id: check.id, digest });
    expect(given).toEqual({ ok: false, error: { code: "approval.own_check" } });
    expect(await statusOf(check.stub)).toBe("approving");
  });

  it("is asked by whoever is in charge", async () => {
    const { id } = await waiting();
    const [stranger, approver] = await Promise.all([agentNamed("Sam Stranger"), agentNamed("Ann Approver")]);
    const done = await askForApproval(deps(), { agent: stranger, id, approverId: approver.id });
    expect(done).toEqual({ ok: false, error: { code: "verification.not_in_charge" } });
  });

  it("is offered to whoever is in charge, and to nobody else", async () => {
    const { id, sender } = await waiting();
    expect((await readLive(deps(), sender, id))?.acts).toContain("ask_approver");
    expect((await readLive(deps(), await agentNamed("Sam Stranger"), id))?.acts).not.toContain("ask_approver");
  });
});

describe("who has a passkey signs", () => {
  const origin = deps().config.CONSOLE_ORIGIN;

  async function withPasskey(agent: AgentRecord): Promise<Authenticator> {
    const key = new Authenticator(origin);
    const begun = await beginAddingPasskey(deps(), agent);
    if (!begun.ok) throw new Error(begun.error);
    const { challenge } = begun.value as { challenge: string };
    await addPasskey(deps(), agent, { name: "Laptop", credential: await key.create(challenge) });
    // Long ago: one that is new keeps from approving.
    await env.DB.prepare("UPDATE passkeys SET added_at = 0 WHERE credential_id = ?").bind(key.id).run();
    await attested("passkeys", "credential_id", key.id);
    return key;
  }

  async function signing() {
    const check = await asked();
    const key = await withPasskey(check.approver);
    const { digest, signs } = await shown(check);
    expect(signs).toBe(true);
    const { id, approver: agent, stub } = check;
    return { id, agent, stub, key, digest };
  }

  const challengeOf = async (scene: Awaited<ReturnType<typeof signing>>): Promise<string> => {
    const options = await approvalOptions(deps(), scene);
    if (!options.ok) throw new Error(options.error.code);
    return (options.value as { challenge: string }).challenge;
  };

  it("what was shown", async () => {
    const scene = await signing();
    const credential = await scene.key.assert(await challengeOf(scene));
    expect(await giveApproval(deps(), { ...scene, credential })).toEqual({ ok: true });
    expect(await statusOf(scene.stub)).toBe("passed");
  });

  it("or approves nothing", async () => {
    const scene = await signing();
    expect(await giveApproval(deps(), scene)).toEqual({ ok: false, error: { code: "approval.needs_passkey" } });
    // Signed for another check that the same agent is asked to approve.
    const { id, sender, stub } = await waiting();
    await askForApproval(deps(), { agent: sender, id, approverId: scene.agent.id });
    await drained(stub);
    const digest = (await readApproval(deps(), { agent: scene.agent, id }))?.digest ?? "";
    const credential = await scene.key.assert(await challengeOf({ ...scene, id, digest }));
    expect(await giveApproval(deps(), { ...scene, credential })).toEqual({
      ok: false,
      error: { code: "passkey.refused" },
    });
    expect(await statusOf(scene.stub)).toBe("approving");
  });

  it("what exactly is released from a hold, or releases nothing", async () => {
    const { agent, key } = await signing();
    const held = await heldPass();
    const record = await deps().verifications.byId(held.id);
    const { release } = (record && (await holdReply(deps(), agent, record))) ?? {};
    expect(release?.signs).toBe(true);
    const own = { agent, id: held.id, digest: release?.digest ?? "" };
    const refusal = async (change: Partial<Parameters<typeof releaseHold>[1]>) => {
      const done = await releaseHold(deps(), { ...own, ...change });
      return done.ok ? undefined : done.error.code;
    };
    expect(await refusal({})).toBe("approval.needs_passkey");
    expect(await refusal({ digest: "x".repeat(43) })).toBe("approval.other_action");
    // Signed for another one that the same agent may release.
    const another = await heldPass();
    const theirs = await deps().verifications.byId(another.id);
    const other = (theirs && (await holdReply(deps(), agent, theirs)))?.release?.digest ?? "";
    const sign = async (id: typeof held.id, digest: string) => {
      const options = await releaseOptions(deps(), { agent, id, digest });
      if (!options.ok) throw new Error(options.error.code);
      return key.assert((options.value as { challenge: string }).challenge);
    };
    expect(await refusal({ credential: await sign(another.id, other) })).toBe("passkey.refused");
    expect(await statusOf(held.stub)).toBe("holding");
    expect((await readHeld(deps(), agent)).held.map(({ id }) => id)).toContain(held.id);
    expect((await readHeld(deps(), held.sender)).held.map(({ id }) => id)).not.toContain(held.id);
    expect(await refusal({ credential: await sign(held.id, own.digest) })).toBeUndefined();
    expect(await statusOf(held.stub)).toBe("passed");
    await drained(held.stub);
    expect(await refusal({})).toBe("session.ended");
  });

  const setNow = (column: string) => async (scene: Awaited<ReturnType<typeof signing>>) => {
    const { id } = scene.key;
    await env.DB.prepare(`UPDATE passkeys SET ${column} = ? WHERE credential_id = ?`).bind(Date.now(), id).run();
    await attested("passkeys", "credential_id", id);
  };
  const LOST = "had a passkey removed or suspended within the last 7 days";

  it.each([
    ["removed the passkey", ({ agent, key }) => removePasskey(deps(), agent, key.id), LOST],
    ["had the passkey suspended", setNow("suspended_at"), LOST],
    ["has a new passkey", setNow("added_at"), "added a way to sign in within the last 7 days"],
  ] as readonly (readonly [string, (scene: Awaited<ReturnType<typeof signing>>) => Promise<unknown>, string])[])(
    "and does not approve who %s",
    async (_what, change, because) => {
      const scene = await signing();
      await change(scene);
      expect(await giveApproval(deps(), scene)).toEqual({ ok: false, error: { code: "approval.not_any_more" } });
      const { others } = (await readApprovers(deps(), scene.id)) ?? {};
      expect(others).toContainEqual({ name: scene.agent.name, because });
      expect(await statusOf(scene.stub)).toBe("approving");
    },
  );
});

describe("an approval that only stands in the database", () => {
  it("hides none that was asked for, however many there are", async () => {
    const { id, approver } = await asked();
    const columns = (await rows<{ name: string }>("SELECT name FROM pragma_table_info('verifications')")).map(
      ({ name }) =>
        name === "id" ? "'vrf_----' || json_each.value" : name === "deadline_at" ? "1" : `verifications.${name}`,
    );
    await env.DB.prepare(
      `INSERT INTO verifications SELECT ${columns.join(", ")} FROM verifications, json_each(?2) WHERE verifications.id = ?1`,
    )
      .bind(id, JSON.stringify(Array.from({ length: 150 }, (_, place) => 1_000 + place)))
      .run();
    expect((await readApprovals(deps(), approver)).approvals.map((one) => one.id)).toEqual([id]);
    await env.DB.prepare("DELETE FROM verifications WHERE id GLOB 'vrf_----*'").run();
  });

  it("is shown to nobody and counts for nothing", async () => {
    const { id, stub, sender } = await waiting();
    const approver = await agentNamed("Ann Approver");
    const { live } = (await deps().verifications.byId(id)) ?? {};
    const forged = {
      ...live,
      approvals: [
        {
          id: "apr_forged0001",
          kind: "second_approver",
          by: { agentId: approver.id, name: approver.name },
          askedAt: 1,
          askedBy: { id: sender.id, name: sender.name },
        },
      ],
    };
    await env.DB.prepare("UPDATE verifications SET live = ?, proofs = ? WHERE id = ?")
      .bind(JSON.stringify(forged), JSON.stringify([{ proof: "second_approver", at: 1 }]), id)
      .run();
    expect(await readApprovals(deps(), approver)).toEqual({ approvals: [] });
    expect(await readApproval(deps(), { agent: approver, id })).toBeUndefined();
    expect(await markSeen(deps(), { agent: approver, id })).toEqual({ ok: false, error: { code: "approval.unknown" } });
    expect(await statusOf(stub)).toBe("approving");
    expect((await deps().verifications.byId(id))?.proofs).toEqual([]);
  });
});
