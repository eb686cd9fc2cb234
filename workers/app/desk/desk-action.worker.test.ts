/** An agent acts on a pass: one of many, while it holds, on the ticket and the person as they are now. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { answerAll, deps, drained, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import { BEGIN } from "../../core/session/session.fixture.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { beginDeskAction, endDeskAction } from "./desk-action.ts";
import { readDetails } from "./read-verification.ts";

beforeAll(fillDirectory);

async function agentNamed(name: string): Promise<AgentRecord> {
  const { email } = await addAgent({ name });
  return (await deps().agents.byEmail(email)) ?? expect.fail("no agent");
}

async function passed() {
  const [who, agent, other] = await Promise.all([requesterOf(), agentNamed("Kim Park"), agentNamed("Sue Reed")]);
  const base = await seed({ agent: { id: agent.id, name: agent.name } });
  const { session } = base;
  const made = {
    ...base,
    session: {
      ...session,
      ticket: { ...session.ticket, id: who.ticket },
      person: { ...session.person, id: who.person },
    },
  };
  const stub = stubOf(made);
  await stub.create(made);
  await stub.apply(BEGIN);
  await answerAll(stub);
  await drained(stub);
  return { id: session.id, stub, agent, other, who };
}

type Check = Awaited<ReturnType<typeof passed>>;

const refused = (code: string) => ({ ok: false, error: { code } });

async function seen({ id, stub }: Check, agent: AgentRecord) {
  await drained(stub);
  return (await readDetails(deps(), agent, id)) ?? expect.fail("no check");
}

describe("a pass on which an agent acts", () => {
  it("is offered, taken by one of many at once, recorded and told", async () => {
    const check = await passed();
    const { id, agent, other } = check;
    expect((await seen(check, other)).deskAction).toEqual({ offer: "begin" });
    const presses = await Promise.all(
      [agent, other, agent, other].map((by) => beginDeskAction(deps(), { agent: by, id })),
    );
    const own = presses[0]?.ok ? agent : other;
    const late = own === agent ? other : agent;
    expect(presses.filter(({ ok }) => ok)).toHaveLength(2);
    expect(presses).toContainEqual(refused("desk_action.taken"));
    const mine = await seen(check, own);
    expect(mine.deskAction).toMatchObject({ offer: "record", taken: { own: true, by: own.name } });
    expect(mine.banner).toMatchObject({ verb: "PROCEED", headline: "you act now, then record what you did" });
    const theirs = await seen(check, late);
    expect(theirs.deskAction?.offer).toBeUndefined();
    expect(theirs.banner).toMatchObject({ verb: "NOTHING TO DO" });
    expect(await endDeskAction(deps(), { agent: late, id, outcome: "done" })).toEqual(refused("desk_action.not_yours"));
    expect(await endDeskAction(deps(), { agent: own, id, outcome: "done" })).toEqual({ ok: true });
    const after = await seen(check, late);
    expect(after.banner).toMatchObject({ verb: "DONE", line: expect.stringMatching(/^Recorded at/) as string });
    expect(after.row.verdict.reason).toMatch(/^done by/);
    expect(after.deskAction?.offer).toBeUndefined();
    expect(after.notes.map(({ title }) => title)).toContain("Done by the agent: password reset");
    expect(after.told).toMatchObject([{ cause: "done", action: "password_reset" }]);
    const told = await rows<{ action: string; actor: string }>(
      "SELECT action, actor FROM audit WHERE subject = ? AND action LIKE 'action.agent%' ORDER BY id",
      id,
    );
    expect(told).toEqual([
      { action: "action.agent_began", actor: own.id },
      { action: "action.agent_done", actor: own.id },
    ]);
    expect(await beginDeskAction(deps(), { agent: late, id })).toEqual(refused("desk_action.recorded"));
  });

  it("is no longer one when the ticket names somebody else, or the record was written to", async () => {
    const check = await passed();
    await env.DB.prepare(
      "UPDATE tickets SET requester_name = 'Somebody Else', requester_email = 'e@else.test' WHERE id = ?",
    )
      .bind(check.who.ticket)
      .run();
    expect(await beginDeskAction(deps(), check)).toEqual(refused("desk_action.over"));
    const spoiled = await passed();
    await env.DB.prepare("UPDATE verifications SET valid_until = valid_until + 1 WHERE id = ?").bind(spoiled.id).run();
    expect(await beginDeskAction(deps(), spoiled)).toEqual(refused("verification.changed"));
  });

  it("is not the requester's own, nor anybody's before the check has passed", async () => {
    const check = await passed();
    const self = { ...check.agent, personId: check.who.person };
    expect(await beginDeskAction(deps(), { agent: self, id: check.id })).toEqual(refused("desk_action.not_allowed"));
    expect((await seen(check, self)).deskAction).toBeUndefined();
    const running = await seed();
    await stubOf(running).create(running);
    await drained(stubOf(running));
    expect(await beginDeskAction(deps(), { agent: check.agent, id: running.session.id })).toEqual(
      refused("desk_action.over"),
    );
  });
});
