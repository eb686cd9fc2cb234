/** A password reset to its end: the demo directory takes the new password, through the runner and over HTTP. */
import { afterAll, describe, expect, it } from "vitest";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { eventually } from "../../dev/walkthrough/client.ts";
import { changeTicket } from "../../dev/walkthrough/story.ts";
import { ACTION_STEPS } from "../../workers/core/actions/steps.ts";
import { sha1, startRange } from "../contracts/support/mock-range.ts";
import { textOf, useJourney, type Sent, type SendOptions } from "../support/journey.ts";
import { RunnerLine, type LineFault } from "../support/runner-line.ts";

const line = new RunnerLine();
const range = await startRange();
const journey = useJourney({
  directoryPort: 0,
  settings: CLOSES_TICKETS,
  runnerThrough: line.through,
  variables: {
    LEAKED_PASSWORDS_ORIGIN: range.vendor.url,
    CATEGORIES: {
      "Password reset": { action: "password_reset" },
      "Account unlock": { action: "account_unlock", agentActs: true },
    },
  },
});
afterAll(async () => {
  line.close();
  await range.vendor.close();
});

const GOOD = "Copper-maple-drift-swan-7";

async function offered(options: SendOptions = {}): Promise<Sent> {
  const sent = await journey.sendTo(options);
  const page = await journey.answerRight(sent, await sent.phone.begin());
  expect(page.step).toBe("action");
  expect(textOf(page)).toContain("Set your new password");
  return sent;
}

const directory = () => {
  const { demoDirectory } = journey.instance;
  return demoDirectory ?? expect.fail("no directory runs");
};

async function signIn({ person }: Sent, password: string): Promise<string> {
  const body = new URLSearchParams({ user: person.userName, password });
  return (await fetch(directory().url, { method: "POST", body })).text();
}

/** Keys of the calls that reached the directory. */
const keysOf = ({ person }: Sent) =>
  line.passwordCallsOf(person.userName).flatMap(({ key, passedOn }) => (passedOn ? [key] : []));

const type = ({ phone }: Pick<Sent, "phone">, password = GOOD) => phone.press("password", { password });

async function closed({ ticket }: Sent): Promise<void> {
  await eventually(
    () => journey.tickets.ticket(ticket.id),
    ({ record }) => record.Status === "Closed",
    { what: "the closed ticket", withinMs: 20_000 },
  );
}

async function runsOf({ id }: Sent) {
  const db = await journey.instance.miniflare.getD1Database("DB");
  const { results } = await db
    .prepare("SELECT answer, grant_id FROM action_runs WHERE verification_id = ? ORDER BY started_at")
    .bind(id)
    .all<{ answer: string; grant_id: string }>();
  return { answers: results.map(({ answer }) => answer), grants: new Set(results.map((run) => run.grant_id)).size };
}

it("refused, then taken: signs in with the new one, and the ticket is told", async () => {
  const sent = await offered();
  expect((await journey.ended(sent)).banner.verb).toBe("NOTHING TO DO");
  const short = await sent.phone.press("password", { password: "Short-1" });
  expect([short.step, textOf(short)]).toEqual(["action", expect.stringContaining("Too short")]);
  const own = await sent.phone.press("password", { password: `${sent.person.userName}-and-more` });
  expect(textOf(own)).toMatch(/did not take it:.*user name/);
  const suggested = await sent.phone.press("password", { suggest: "1" });
  expect(suggested.html).toMatch(/value="[A-Z][a-z]+(?:-[a-z]+){3,}-\d"/);
  expect((await sent.phone.press("password", { password: GOOD })).step).toBe("action_done");
  expect(await signIn(sent, GOOD)).toContain("Second factor");
  const { banner } = await eventually(
    async () => (await sent.desk.details(sent.id)).body,
    (body) => body.banner.verb === "DONE",
    { what: "the banner", withinMs: 20_000 },
  );
  expect(banner.headline).toBe("the user set a new password");
  const { actionCard, deskAction } = await eventually(
    async () => (await sent.desk.details(sent.id)).body,
    (body) => body.actionCard?.closing?.status === "written",
    { what: "the closed ticket on the card", withinMs: 20_000 },
  );
  expect(actionCard?.attempts.map(({ answer }) => answer)).toEqual(["refused", "done"]);
  const steps = actionCard?.attempts[1]?.steps ?? [];
  expect(steps.map(({ step }) => step)).toEqual([...ACTION_STEPS]);
  expect(steps.find(({ step }) => step === "close")?.result).toBe("done");
  expect(actionCard).toMatchObject({ refusals: 1, policyVersion: expect.stringMatching(/^policy-/) as string });
  // What was done needs no agent.
  expect(deskAction).toBeUndefined();
  const notes = await journey.notesWith(sent.ticket, "Action done: password reset");
  expect(notes.join()).not.toContain(GOOD);
  expect(journey.log.join()).not.toContain(GOOD);
  await closed(sent);
  // The same press again changes nothing.
  expect((await sent.phone.press("password", { password: `${GOOD}-2` })).step).toBe("action_done");
  expect(await signIn(sent, GOOD)).toContain("Second factor");
  // Whoever it does not help gets the ticket back.
  expect(textOf(await sent.phone.press("not-working", {}))).toContain("We have told the IT Service Desk");
  await journey.notesWith(sent.ticket, "Ticket reopened");
  expect((await journey.tickets.ticket(sent.ticket.id)).record.Status).toBe("New");
});

it("is none that is known from a leak, and is taken where nobody says so", async () => {
  const leaked = "Amber-velvet-ticket-9";
  range.leaked.add(leaked);
  const sent = await offered();
  const before = range.vendor.requests.length;
  const refused = await sent.phone.press("password", { password: leaked });
  expect([refused.step, textOf(refused)]).toEqual(["action", expect.stringContaining("known from a data leak, so")]);
  expect(await signIn(sent, leaked)).not.toContain("Second factor");
  range.plays.push("hang");
  const set = await sent.phone.press("password", { password: GOOD });
  expect([set.step, textOf(set)]).toEqual(["action_done", expect.stringContaining("We could not look whether")]);
  const hashes = [leaked, GOOD].map(sha1);
  const asked = range.vendor.requests.slice(before).map(({ path }) => path);
  expect(asked).toEqual(expect.arrayContaining(hashes.map((hash) => `/range/${hash.slice(0, 5)}`)));
  expect(asked.filter((path) => !/^\/range\/[0-9A-F]{5}$/.test(path))).toEqual([]);
  const notes = await journey.notesWith(sent.ticket, "Action done: password reset");
  const kept = [...notes, ...journey.log].join("\n");
  for (const never of [leaked, GOOD, "/range/", ...hashes.map((hash) => hash.slice(5))]) {
    expect(kept.toUpperCase()).not.toContain(never.toUpperCase());
  }
  expect(notes.join()).not.toMatch(/leak/i);
});

it("is one call with one key, of twenty presses at once", async () => {
  const sent = await offered();
  const presses = Array.from({ length: 20 }, (_none, nth) => type(sent, `${GOOD}-${String(nth)}`));
  await Promise.all(presses);
  expect((await sent.phone.open()).step).toBe("action_done");
  expect(await runsOf(sent)).toEqual({ answers: ["done"], grants: 1 });
  expect(keysOf(sent)).toHaveLength(1);
});

describe.concurrent("a directory that does not answer as it should", () => {
  async function meeting(fault: LineFault): Promise<Sent> {
    const sent = await offered();
    line.faults.set(sent.person.userName, fault);
    return sent;
  }
  const heals = ({ person }: Sent) => line.faults.delete(person.userName);

  it("is away: nothing has changed, and the same pass is good for it later", async () => {
    const sent = await meeting({ at: "every call", does: "cut" });
    const away = await type(sent);
    expect([away.step, textOf(away)]).toEqual(["action", expect.stringContaining("Nothing has changed")]);
    expect([await runsOf(sent), keysOf(sent)]).toEqual([{ answers: [], grants: 0 }, []]);
    heals(sent);
    expect((await type(sent)).step).toBe("action_done");
    await closed(sent);
  });

  it("is cut off before the call gets there: it says that it did nothing, and is called once", async () => {
    const sent = await meeting({ at: "set-password", does: "cut" });
    expect(textOf(await type(sent))).toContain("Nothing has changed");
    heals(sent);
    expect((await type(sent)).step).toBe("action_done");
    expect(await runsOf(sent)).toEqual({ answers: ["not_done", "done"], grants: 1 });
    expect(keysOf(sent)).toHaveLength(1);
  });

  it("is slow: whoever presses again meanwhile waits for the one call", async () => {
    const sent = await meeting({ at: "set-password", does: "answer late" });
    const first = type(sent);
    await eventually(
      () => Promise.resolve(keysOf(sent)),
      (keys) => keys.length > 0,
      { what: "the call" },
    );
    const second = await type(sent, `${GOOD}-2`);
    expect([second.step, textOf(second)]).toEqual(["action", expect.stringContaining("waiting for your work account")]);
    heals(sent);
    expect((await first).step).toBe("action_done");
    expect(keysOf(sent)).toHaveLength(1);
    expect(await signIn(sent, GOOD)).toContain("Second factor");
  });

  it("never answers a call that did not get there: after ten seconds nothing has changed", async () => {
    const sent = await meeting({ at: "set-password", does: "kept" });
    expect(textOf(await type(sent))).toContain("Nothing has changed");
    expect((await runsOf(sent)).answers).toEqual(["not_done"]);
  });

  it("did it and its answer was lost: it is asked, and nobody types again", async () => {
    const sent = await meeting({ at: "set-password", does: "answer lost" });
    expect((await type(sent)).step).toBe("action_done");
    expect(keysOf(sent)).toHaveLength(1);
    expect(await signIn(sent, GOOD)).toContain("Second factor");
    await closed(sent);
  });

  it("cannot tell what it did: the person types again under the same grant, and the last one counts", async () => {
    const sent = await meeting({ at: "set-password", does: "answer lost", cannotTell: true });
    const unsure = await type(sent);
    expect([unsure.step, textOf(unsure)]).toEqual(["action", expect.stringContaining("the last one counts")]);
    await journey.notesWith(sent.ticket, "Action not confirmed: password reset");
    line.faults.set(sent.person.userName, { at: "every call", does: "pass on", cannotTell: true });
    expect((await type(sent, `${GOOD}-2`)).step).toBe("action_done");
    expect(await runsOf(sent)).toEqual({ answers: ["unknown", "done"], grants: 1 });
    expect(await signIn(sent, `${GOOD}-2`)).toContain("Second factor");
    await closed(sent);
  });
});

describe("a grant is nobody else's", () => {
  async function refusedThere(sent: Sent, press: () => Promise<{ readonly step: string }>): Promise<void> {
    expect((await press()).step).not.toBe("action_done");
    expect([keysOf(sent), await runsOf(sent)]).toEqual([[], { answers: [], grants: 0 }]);
  }

  it("not another browser's, with the cookies of no check or of another person's", async () => {
    const [sent, other] = await Promise.all([offered(), offered()]);
    await refusedThere(sent, () => type({ phone: journey.phone(sent.person, sent.link) }));
    await refusedThere(sent, () => type({ phone: other.phone.copy(sent.link) }));
    expect(keysOf(other)).toEqual([]);
    expect((await type(sent)).step).toBe("action_done");
  });

  it("not another action's or another account's: a form says neither", async () => {
    const sent = await offered();
    await refusedThere(sent, () => sent.phone.press("unlock"));
    const other = journey.newcomer();
    expect((await sent.phone.press("password", { password: GOOD, account: other.userName })).step).toBe("action_done");
    expect(line.passwordCallsOf(other.userName)).toEqual([]);
    expect(keysOf(sent)).toHaveLength(1);
  });

  it("nobody's before a pass, nor when the check was cancelled", async () => {
    const sent = await journey.sendTo();
    await refusedThere(sent, () => type(sent));
    await sent.phone.begin();
    await refusedThere(sent, () => type(sent));
    expect((await sent.desk.post(`/api/verifications/${sent.id}/cancel`, {})).status).toBe(200);
    await refusedThere(sent, () => type(sent));
  });

  it("nobody's when the second approval was refused", async () => {
    const destination = { type: "sms", country: "PT", number: "910000971", reason: "Phone on record is lost" } as const;
    const sent = await journey.sendTo({ typed: { destination, to: "+351910000971" } });
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("approving");
    const lee = await journey.agent("lee");
    await sent.desk.post(`/api/verifications/${sent.id}/approvals`, { approverId: DEMO_AGENTS.lee.id });
    await eventually(
      () => lee.get(`/api/approvals/${sent.id}`),
      ({ status }) => status === 200,
      { what: "the approval that is asked for" },
    );
    const refused = await lee.post(`/api/approvals/${sent.id}/refuse`, { reason: "I could not reach them" });
    expect(refused.status).toBe(200);
    await refusedThere(sent, () => type(sent));
  });

  it("nobody's after the recipient said that it was not them", async () => {
    const sent = await offered();
    await sent.phone.report();
    await refusedThere(sent, () => type(sent));
  });
});

describe("what has changed since the pass", () => {
  async function withdrawn(sent: Sent): Promise<string> {
    expect((await type(sent)).step).toBe("action_withdrawn");
    expect(keysOf(sent)).toEqual([]);
    expect((await journey.tickets.ticket(sent.ticket.id)).record.Status).not.toBe("Closed");
    return (await journey.notesWith(sent.ticket, "Action not done: password reset")).join("\n");
  }

  it("the ticket names somebody else", async () => {
    const sent = await offered();
    await changeTicket(journey.instance, sent.ticket.id, { person: journey.newcomer(), category: "Password reset" });
    await eventually(
      () => sent.desk.sendPage(sent.ticket.ticketId),
      ({ body }) => body.ticket.requesterName !== sent.person.displayName,
      { what: "the new requester" },
    );
    expect(await withdrawn(sent)).toContain("ticket");
  });

  it("the person is privileged", async () => {
    const sent = await offered();
    const db = await journey.instance.miniflare.getD1Database("DB");
    await db.prepare("UPDATE people SET privileged = 1 WHERE id = ?").bind(sent.person.id).run();
    await journey.attest("people", "id", sent.person.id);
    expect(await withdrawn(sent)).toContain("privileged");
  });
});

it("where an agent acts: of all who press at once one has the pass, and records what was done", async () => {
  const sent = await journey.passed({ category: "Account unlock" });
  const path = `/api/verifications/${sent.id}/desk-action`;
  const desks = await Promise.all([journey.agent("lee"), journey.agent("aisha")]);
  const presses = await Promise.all(desks.map(async (desk) => ({ desk, ...(await desk.post(path, {})) })));
  const own = presses.find(({ status }) => status === 200)?.desk ?? expect.fail("nobody has the pass");
  const other = presses.find(({ status }) => status === 409)?.desk ?? expect.fail("both have the pass");
  await eventually(
    async () => (await other.details(sent.id)).body,
    ({ banner, deskAction }) => banner.verb === "NOTHING TO DO" && deskAction?.offer === undefined,
    { what: "that a colleague has it" },
  );
  expect((await other.post(`${path}/outcome`, { outcome: "done" })).status).toBe(403);
  expect((await own.post(`${path}/outcome`, { outcome: "done" })).status).toBe(200);
  await journey.notesWith(sent.ticket, "Done by the agent: account unlock");
  const { told, actionCard } = await eventually(
    async () => (await other.details(sent.id)).body,
    (body) => body.told.length > 0,
    { what: "that contacts are told" },
  );
  expect([told[0]?.cause, actionCard?.desk?.ended?.done]).toEqual(["done", true]);
});
