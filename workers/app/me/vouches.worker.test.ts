/** A manager's word: who can be asked, what is shown to whom, and that nothing but the digits gives it. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { addAgent } from "../../../test/support/worker-agent.ts";
import {
  answerAll,
  attested,
  deps,
  drained,
  rows,
  seed,
  stored,
  stubOf,
} from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { requesterOf } from "../../../test/support/worker-send-form.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { askForApproval, giveApproval, readApproval, readApprovers } from "../desk/approvals.ts";
import type { Deps } from "../deps.ts";
import type { PersonSignIn } from "../ports/person-sign-ins.ts";
import { personId, type PersonId } from "../../core/kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { BEGIN, policy, session as fixture } from "../../core/session/session.fixture.ts";
import { signInProvider } from "../../core/settings/sections/sign-in.ts";
import { producible } from "../sending/later-means.ts";
import { giveVouch, readVouches, refuseVouch } from "./vouches.ts";

beforeAll(fillDirectory);

const PROVIDER = {
  label: "Work",
  issuer: "https://id.example",
  clientId: "desk",
  people: { claim: "oid" },
  secondFactor: { amr: ["mfa"] },
};

/** People sign in here, with a second factor unless said otherwise. */
function ready(change: object = {}): Deps {
  const base = deps();
  const work = signInProvider.parse({ ...PROVIDER, ...change });
  return { ...base, config: { ...base.config, SIGN_IN_PROVIDERS: { work } } };
}

async function agentNamed(name: string): Promise<AgentRecord> {
  const { email } = await addAgent({ name });
  const agent = await deps().agents.byEmail(email);
  if (agent === undefined) throw new Error("no agent");
  return agent;
}

async function setPerson(id: PersonId, column: string, value: string | number | null): Promise<void> {
  await env.DB.prepare(`UPDATE people SET ${column} = ? WHERE id = ?`).bind(value, id).run();
  await attested("people", "id", id);
}

async function signInOf(id: PersonId, change: Partial<PersonSignIn> = {}): Promise<PersonSignIn> {
  const person = await deps().people.byId(id);
  if (person === undefined) throw new Error("no person");
  const now = Date.now();
  const times = { createdAt: now, authenticatedAt: now, lastSeenAt: now, expiresAt: now + DAY_MS };
  return { idHash: "x", person, provider: "work", secondFactor: true, browserTag: "b", ...times, ...change };
}

/** Somebody with a manager, and an agent who would send to them. */
async function team() {
  const [asked, lead, sender] = await Promise.all([requesterOf(), requesterOf(), agentNamed("Sue Sender")]);
  await setPerson(asked.person, "manager_id", lead.person);
  await setPerson(lead.person, "display_name", "Nkechi Obi");
  return { ...asked, manager: lead.person, sender };
}

type Team = Awaited<ReturnType<typeof team>>;

/** A check of that person, which lacks an independent proof. `over`: its questions are answered. */
async function check(made: Team, { over = true, privileged = false } = {}) {
  const base = await seed({
    agent: { id: made.sender.id, name: made.sender.name },
    policy: policy({ action: "mfa_reset" }),
    means: ["second_approver", "manager_vouch"],
  });
  const person = { ...fixture().person, id: made.person, name: "Grace Mwangi", privileged };
  const seeded = { ...base, session: { ...base.session, ticket: { ...base.session.ticket, id: made.ticket }, person } };
  const stub = stubOf(seeded);
  await stub.create(seeded);
  await stub.apply(BEGIN);
  if (over) await answerAll(stub);
  await drained(stub);
  return { ...made, id: seeded.session.id, stub };
}

async function asked(options: { over?: boolean; privileged?: boolean } = {}) {
  const made = await check(await team(), options);
  expect(await ask(made)).toEqual({ ok: true });
  return made;
}

type Check = Awaited<ReturnType<typeof check>>;

async function ask({ id, sender, manager, stub }: Check, approverId: string = manager) {
  const done = await askForApproval(ready(), { agent: sender, id, approverId });
  await drained(stub);
  return done;
}

async function shown(made: Check) {
  const current = await signInOf(made.manager);
  const queue = await readVouches(ready(), current);
  const one = queue.state === "shown" ? queue.asked.find(({ id }) => id === made.id) : undefined;
  if (one === undefined) throw new Error("not asked");
  return { ...one, current };
}

const digitsOf = async ({ stub }: Check) => (await stored(stub))?.session.vouches?.[0]?.digits ?? "";
const statusOf = async ({ stub }: Check) => (await stored(stub))?.session.status;

async function give(made: Check, digits?: string) {
  const { current, id, digest } = await shown(made);
  return giveVouch(ready(), { current, id, digest, digits: digits ?? (await digitsOf(made)) });
}

describe("a manager", () => {
  it("is named to the desk with how they are reached, and vouches with what the person reads", async () => {
    const made = await check(await team());
    const { manager } = (await readApprovers(ready(), made.id)) ?? {};
    expect(manager).toEqual({ id: made.manager, name: "Nkechi Obi", by: ["email", "sms"] });
    await ask(made);
    const messages = await rows(
      "SELECT kind, channel FROM messages WHERE verification_id = ? AND kind = 'vouch_asked' ORDER BY channel",
      made.id,
    );
    expect(messages).toEqual([
      { kind: "vouch_asked", channel: "email" },
      { kind: "vouch_asked", channel: "sms" },
    ]);
    expect(await shown(made)).toMatchObject({
      person: "Grace Mwangi",
      action: "mfa_reset",
      askedBy: "Sue",
      triesLeft: 3,
    });
    expect((await stored(made.stub))?.session.approvals?.[0]?.seenAt).toBeDefined();
    expect(await give(made)).toEqual({ ok: true, value: "given" });
    expect(await statusOf(made)).toBe("passed");
  });

  it("reads nothing without a second factor, or with an old sign-in", async () => {
    const made = await asked();
    const weak = await signInOf(made.manager, { secondFactor: false });
    const old = await signInOf(made.manager, { authenticatedAt: Date.now() - 6 * MINUTE_MS });
    expect(await readVouches(ready(), weak)).toEqual({ state: "second_factor" });
    expect(await readVouches(ready(), old)).toEqual({ state: "fresh" });
    expect((await stored(made.stub))?.session.approvals?.[0]?.seenAt).toBeUndefined();
  });

  it("is nobody else", async () => {
    const made = await asked();
    const other = await signInOf((await requesterOf()).person);
    expect(await readVouches(ready(), other)).toEqual({ state: "shown", asked: [] });
    const { id, digest } = await shown(made);
    const digits = await digitsOf(made);
    const given = await giveVouch(ready(), { current: other, id, digest, digits });
    expect(given).toEqual({ ok: false, error: { code: "approval.unknown" } });
    const refused = await refuseVouch(ready(), { current: other, id, how: "warned" });
    expect(refused).toEqual({ ok: false, error: { code: "approval.unknown" } });
    expect(await statusOf(made)).toBe("approving");
  });

  it("vouches for nothing else than what was shown", async () => {
    const made = await asked();
    const { id, current } = await shown(made);
    const given = await giveVouch(ready(), { current, id, digest: "x".repeat(43), digits: await digitsOf(made) });
    expect(given).toEqual({ ok: false, error: { code: "approval.other_action" } });
  });

  it("may mishear twice", async () => {
    const made = await asked();
    const right = Number(await digitsOf(made));
    const wrong = (place: number) => String((right + place) % 100).padStart(2, "0");
    expect(await give(made, wrong(1))).toEqual({ ok: true, value: "wrong" });
    expect(await give(made, wrong(2))).toEqual({ ok: true, value: "wrong" });
    expect(await shown(made)).toMatchObject({ triesLeft: 1 });
    expect(await give(made, wrong(3))).toEqual({ ok: true, value: "used_up" });
    expect(await statusOf(made)).toBe("approving");
    const [current, digits] = [await signInOf(made.manager), await digitsOf(made)];
    const late = await giveVouch(ready(), { current, id: made.id, digest: "x".repeat(43), digits });
    expect(late.ok).toBe(false);
  });

  it("has nothing to type while the person is still answering", async () => {
    const made = await asked({ over: false });
    expect(await shown(made)).not.toHaveProperty("triesLeft");
    expect(await give(made)).toEqual({ ok: false, error: { code: "approval.not_yet" } });
  });

  it("ends the check, and has security told, when a caller had asked for it", async () => {
    const made = await asked();
    const { id, current } = await shown(made);
    expect(await refuseVouch(ready(), { current, id, how: "warned" })).toEqual({ ok: true });
    await drained(made.stub);
    expect(await rows("SELECT status, detail FROM verifications WHERE id = ?", id)).toEqual([
      { status: "cancelled", detail: "manager_warned" },
    ]);
    const notes = await rows<{ kind: string }>("SELECT kind FROM ticket_notes WHERE verification_id = ?", id);
    expect(notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["approval_refused", "cancelled"]));
  });
});

describe("for a privileged person", () => {
  it("it takes the manager and a second approver, who is never the manager", async () => {
    const made = await asked({ privileged: true });
    const lead = await agentNamed("Nkechi Obi");
    await env.DB.prepare("UPDATE agents SET person_id = ? WHERE id = ?").bind(made.manager, lead.id).run();
    await attested("agents", "id", lead.id);
    expect(await ask(made, lead.id)).toMatchObject({ ok: false, error: { code: "approval.not_approver" } });
    const second = await agentNamed("Ann Approver");
    expect(await ask(made, second.id)).toEqual({ ok: true });
    expect(await give(made)).toEqual({ ok: true, value: "given" });
    expect(await statusOf(made)).toBe("approving");
    const approval = await readApproval(ready(), { agent: second, id: made.id });
    await giveApproval(ready(), { agent: second, id: made.id, digest: approval?.digest ?? "" });
    expect(await statusOf(made)).toBe("passed");
  });
});

describe("nobody is asked", () => {
  const reason = async (made: Check) => {
    const found = await readApprovers(ready(), made.id);
    expect(found?.manager).toBeUndefined();
    expect(await ask(made)).toMatchObject({ ok: false, error: { code: "approval.not_approver" } });
    return found?.others.find(({ name }) => name === "Nkechi Obi")?.because;
  };

  it("who became the manager within 7 days, also when they were asked before that was known", async () => {
    const made = await check(await team());
    await setPerson(made.person, "manager_changed_at", Date.now() - 6 * DAY_MS);
    expect(await reason(made)).toBe("became the manager within the last 7 days");
    await setPerson(made.person, "manager_changed_at", Date.now() - 8 * DAY_MS);
    expect(await ask(made)).toEqual({ ok: true });
    await setPerson(made.person, "manager_changed_at", Date.now());
    expect(await give(made)).toEqual({ ok: false, error: { code: "approval.own_check" } });
  });

  it("for whom the person has vouched within 30 days", async () => {
    const first = await asked();
    await give(first);
    await drained(first.stub);
    const { ticket } = await requesterOf();
    await setPerson(first.manager, "manager_id", first.person);
    await setPerson(first.person, "display_name", "Nkechi Obi");
    const back = await check({ ...first, ticket, person: first.manager, manager: first.person });
    expect(await reason(back)).toBe("got this person's word within the last 30 days");
  });

  it("by whom the check is handled, or approved", async () => {
    const made = await team();
    await env.DB.prepare("UPDATE agents SET person_id = ? WHERE id = ?").bind(made.manager, made.sender.id).run();
    await attested("agents", "id", made.sender.id);
    expect(await reason(await check(made))).toBe("has a hand in this check");
  });

  it("who has three requests open", async () => {
    const made = await team();
    const open = [];
    for (const _ of [1, 2, 3, 4]) {
      const { person, ticket } = await requesterOf();
      await setPerson(person, "manager_id", made.manager);
      open.push(await check({ ...made, person, ticket }));
    }
    const [one, two, three, four] = open;
    if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error("four");
    for (const each of [one, two, three]) expect(await ask(each)).toEqual({ ok: true });
    expect(await ask(four)).toMatchObject({ ok: false });
    expect(await rows("SELECT id FROM messages WHERE verification_id = ? AND kind = 'vouch_asked'", four.id)).toEqual(
      [],
    );
    // Those that are open can be answered, and then there is room again.
    expect(await give(two)).toEqual({ ok: true, value: "given" });
    await drained(two.stub);
    expect(await ask(four)).toEqual({ ok: true });
  });

  it("where nobody can sign in with a second factor, or the row was changed by SQL", async () => {
    const made = await team();
    const person = { id: made.person, email: "x@y.test", privileged: true };
    const asks = (using: Deps) => producible(using, { sender: made.sender.id, person });
    expect(await asks(ready())).toContain("manager_vouch");
    expect(await asks(ready({ secondFactor: {} }))).not.toContain("manager_vouch");
    expect(await asks(deps())).not.toContain("manager_vouch");
    await env.DB.prepare("UPDATE people SET manager_id = ? WHERE id = ?")
      .bind(personId.parse("per_other00001"), made.person)
      .run();
    expect(await asks(ready())).not.toContain("manager_vouch");
  });
});
