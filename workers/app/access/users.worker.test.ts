import { describe, expect, it, vi } from "vitest";
import { agentId } from "../../core/kit/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { addAgent, toldOwner, type TestAgent, linkIn } from "../../../test/support/worker-agent.ts";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { env } from "cloudflare:workers";
import { readDelivery } from "../delivery/delivery-page.ts";
import { sendDeskMail } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeliveryProvider, EmailContent } from "../ports/delivery.ts";
import {
  authenticate,
  endOwnSignIn,
  issueSignInLink,
  readLinksMade,
  readOwnSignIns,
  redeemSignInLink,
  startSession,
} from "./sign-in.ts";
import { admit } from "./identity-sign-in.ts";
import { changeRole, deleteUsers, inviteUser, readUsers, setActive } from "./users.ts";

const NOW = Date.UTC(2026, 10, 18, 12);
const BROWSER = { browserTag: "this browser" };
const at = (now: number) => deps({ clock: () => now });

async function recordOf({ id }: Pick<TestAgent, "id">): Promise<AgentRecord> {
  const found = await deps().agents.byId(id);
  if (found === undefined) {
    throw new Error("no such agent");
  }
  return found;
}

const admin = async () => recordOf(await addAgent({ role: "admin", name: "Ada Admin" }));

async function tokenFor(by: AgentRecord, email: string, now = NOW): Promise<string> {
  const issued = await issueSignInLink(at(now), { email, issuedBy: by.id });
  if (!issued.ok) {
    throw new Error(issued.error);
  }
  return new URL(linkIn(issued.value)).hash.slice(1);
}

async function signIn(who: Pick<AgentRecord, "id">, { way = "link", now = NOW } = {}): Promise<string> {
  const agent = await recordOf(who);
  return (await startSession(at(now), agent, { browser: BROWSER, details: { way } })).token;
}

const auditOf = (subject: string) =>
  rows<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY id", subject).then((found) =>
    found.map(({ action }) => action),
  );

/** With mail set up, and what its queue was woken for. */
function withMail(send: DeliveryProvider["send"]): { readonly ready: Deps; readonly woken: readonly string[] } {
  const [base, woken] = [at(NOW), [] as string[]];
  const provider = { send };
  const queues = { ...base.queues, tellDesk: async (ids: readonly string[]) => void woken.push(...ids) };
  const config = { ...base.config, BRAND_NAME: "Checkpoint" };
  return {
    ready: { ...base, config, providerById: () => provider, provider: () => ({ id: "p", provider }), queues },
    woken,
  };
}

it("a company account of another organisation than ours opens nothing, linked or by a group", async () => {
  const [subject, issuer] = [fresh(), "https://shared.example"];
  const roles = { agent: ["desk"], analyst: [], auditor: [] };
  const rules = { organisation: { values: ["desk.test"] }, secondFactor: { acr: [], amr: [] }, roles };
  const asked = { rules, label: "Work", fresh: false };
  const of = (organisation: object) =>
    admit(at(NOW), asked, {
      issuer,
      subject,
      groups: ["desk"],
      amr: [],
      email: `${subject}@desk.test`,
      ...organisation,
    });
  for (const organisation of [{}, { organisation: "other.example" }]) {
    expect(await of(organisation)).toEqual({ ok: false, error: "sign_in.no_access" });
  }
  expect(await of({ organisation: "desk.test" })).toMatchObject({ ok: true });
  // Linked now.
  expect(await of({ organisation: "other.example" })).toEqual({ ok: false, error: "sign_in.no_access" });
});

describe("a company account that two windows link at one moment", () => {
  const issuer = "https://id.at-once.example";
  const rules = {
    organisation: { values: [] },
    secondFactor: { acr: [], amr: [] },
    roles: { agent: ["desk"], analyst: [], auditor: [] },
  };
  const of = (subject: string) => ({ issuer, subject, groups: ["desk"], amr: [], email: `${subject}@desk.test` });

  /** Nobody has written before both have looked. */
  function meeting(): Deps {
    const { identities, ...rest } = at(NOW);
    const both = Promise.withResolvers<void>();
    let looked = 0;
    const find: typeof identities.find = async (...asked) => {
      const found = await identities.find(...asked);
      looked += 1;
      if (looked === 2) both.resolve();
      await both.promise;
      return found;
    };
    return { ...rest, identities: { ...identities, find } };
  }

  async function own(agent: AgentRecord) {
    const token = await signIn(agent);
    const current = await authenticate(at(NOW), token, BROWSER);
    return { rules, label: "Work", fresh: true, owner: agent.id, current };
  }

  const words = (results: readonly Awaited<ReturnType<typeof admit>>[]) =>
    results.map((result) => (result.ok ? "in" : result.error)).sort();

  it("is the first one's, and the other is told whose it is", async () => {
    const [one, other] = [await admin(), await admin()];
    const [subject, ready] = [fresh(), meeting()];
    const asked = await Promise.all([one, other].map(own));
    const identity = { ...of(subject), age: 1 };
    expect(words(await Promise.all(asked.map((who) => admit(ready, who, identity))))).toEqual(["in", "sign_in.taken"]);
    expect(await rows("SELECT agent_id FROM agent_identities WHERE subject = ?", subject)).toHaveLength(1);
  });

  it("is one of two where somebody brings two, and one where it is the same", async () => {
    const [agent, ready] = [await admin(), meeting()];
    const who = await own(agent);
    const two = [fresh(), fresh()].map((subject) => admit(ready, who, { ...of(subject), age: 1 }));
    expect(words(await Promise.all(two))).toEqual(["in", "sign_in.other_account"]);
    const [same, another] = [await admin(), meeting()];
    const [asked, identity] = [await own(same), { ...of(fresh()), age: 1 }];
    expect(words(await Promise.all([1, 2].map(() => admit(another, asked, identity))))).toEqual(["in", "in"]);
  });

  it("makes one user of who comes by a group", async () => {
    const [subject, ready] = [fresh(), meeting()];
    const asked = { rules, label: "Work", fresh: false };
    const entered = await Promise.all([1, 2].map(() => admit(ready, asked, of(subject))));
    expect(words(entered)).toEqual(["in", "in"]);
    expect(new Set(entered.map((result) => result.ok && result.value.agent.id)).size).toBe(1);
  });
});

it("is listed with what of name or address may be taken for somebody else's", async () => {
  const by = await admin();
  const { id } = await addAgent({ name: "D\u0430na Cole" });
  const ready = { ...at(NOW), config: { ...at(NOW).config, CORPORATE_DOMAINS: ["halden.example"] } };
  const { users } = await readUsers(ready, by);
  expect(users.find((one) => one.id === id)?.appearance).toEqual({ mixedScripts: true, otherDomain: true });
});

describe("a name holds nothing that mails or notes could be made to say", () => {
  const NAMES = [
    ["hidden signs", "Le\u3164e\uFE0F", "Lee"],
    ["a line break", "Lee\r\nBcc: all", "Lee Bcc: all"],
    ["a number", "Lee, call +44 20 7946 0123", "Lee, call"],
    ["an address", "Lee http://evil.example/x", "Lee"],
    ["a direction override", "Lee \u202Eeel", "Lee eel"],
    ["5,000 signs", "L".repeat(5_000), "L".repeat(300)],
  ] as const;
  const nameOf = async (email: string) => (await deps().agents.list()).find((one) => one.email === email)?.name;

  it.each(NAMES)("%s of somebody who is invited", async (_what, name, shown) => {
    const email = `lee-${fresh().toLowerCase()}@desk.test`;
    await inviteUser(at(NOW), await admin(), { name, email, role: "agent" });
    expect(await nameOf(email)).toBe(shown);
    const [entry] = await rows<{ details: string }>(
      "SELECT details FROM audit WHERE action = 'user.invited' AND instr(details, ?) > 0",
      email,
    );
    expect(JSON.parse(entry?.details ?? "{}")).toMatchObject({ name: shown });
  });

  it.each(NAMES)("%s of somebody who comes by the company's account", async (_what, name, shown) => {
    const subject = fresh().toLowerCase();
    const email = `${subject}@desk.test`;
    const rules = {
      organisation: { values: [] },
      secondFactor: { acr: [], amr: [] },
      roles: { agent: ["desk"], analyst: [], auditor: [] },
    };
    const identity = { issuer: "https://id.names.example", subject, groups: ["desk"], amr: [], email, name };
    expect((await admit(at(NOW), { rules, label: "Work", fresh: false }, identity)).ok).toBe(true);
    expect(await nameOf(email)).toBe(shown);
  });

  it("and is the address where nothing is left of it", async () => {
    const email = `lee-${fresh().toLowerCase()}@desk.test`;
    await inviteUser(at(NOW), await admin(), { name: "+44 20 7946 0123", email, role: "agent" });
    expect(await nameOf(email)).toBe(email);
  });
});

it("is listed as one whose role a group gives, where a group let them in", async () => {
  const by = await admin();
  const came: AgentRecord = {
    ...by,
    id: agentId.parse(`agt_${fresh()}`),
    email: `${fresh()}@desk.test`,
    role: "agent",
  };
  const audit = { at: NOW, actor: came.id, action: "agent.entered", subject: came.id, details: {} };
  const identity = { issuer: "https://id.users.example", subject: fresh(), byGroups: true };
  await deps().identities.enter(came, identity, { at: NOW, audit });
  const { users } = await readUsers(at(NOW), by);
  expect(users.filter(({ byGroups }) => byGroups).map(({ id }) => id)).toContain(came.id);
  expect(users.find(({ id }) => id === by.id)?.byGroups).toBe(false);
});

describe("an active admin", () => {
  const made = (id: AgentRecord["id"], now: number) => at(now).agents.madeAdmin(id);

  it("is one since somebody made him one, and by whom; anew after a break", async () => {
    const by = await admin();
    const user = await recordOf(await addAgent({ role: "agent" }));
    expect(await made(user.id, NOW)).toBeUndefined();
    await changeRole(at(NOW), by, { id: user.id, role: "admin" });
    expect(await made(user.id, NOW)).toEqual({ since: NOW, by: by.id });
    const other = await admin();
    await changeRole(at(NOW + 1), other, { id: user.id, role: "admin" });
    expect(await made(user.id, NOW)).toEqual({ since: NOW, by: by.id });
    await setActive(at(NOW + 2), by, { id: user.id, active: false });
    expect(await made(user.id, NOW)).toBeUndefined();
    await setActive(at(NOW + 3), other, { id: user.id, active: true });
    expect(await made(user.id, NOW)).toEqual({ since: NOW + 3, by: other.id });
    await changeRole(at(NOW + 4), by, { id: user.id, role: "analyst" });
    await changeRole(at(NOW + 5), by, { id: user.id, role: "admin" });
    expect(await made(user.id, NOW)).toEqual({ since: NOW + 5, by: by.id });
  });

  it("whose row is from before this was kept, is one since its beginning", async () => {
    expect(await made((await admin()).id, NOW)).toEqual({ since: 0 });
  });

  it("who was invited as one, is one since then", async () => {
    const by = await admin();
    const email = `new-${fresh().toLowerCase()}@desk.test`;
    const invited = await inviteUser(at(NOW), by, { name: "New", email, role: "admin" });
    expect(invited.ok && (await made(invited.value.id, NOW))).toEqual({ since: NOW, by: by.id });
  });
});

describe("an invitation", () => {
  it("makes a user whose link works for seven days, once", async () => {
    const by = await admin();
    const email = `new-${fresh().toLowerCase()}@desk.test`;
    const made = await inviteUser(at(NOW), by, { name: "New Person", email: email.toUpperCase(), role: "analyst" });
    if (!made.ok) {
      throw new Error(made.error);
    }
    expect(made.value.expiresAt).toBe(NOW + 7 * DAY_MS);
    const token = new URL(linkIn(made.value)).hash.slice(1);
    const started = await redeemSignInLink(at(NOW + 7 * DAY_MS - 1), { token, browser: BROWSER });
    expect(started.ok && started.value.agent).toMatchObject({ email, role: "analyst", name: "New Person" });
    expect((await redeemSignInLink(at(NOW + 7 * DAY_MS - 1), { token, browser: BROWSER })).ok).toBe(false);
  });

  it("goes by mail where mail is set up, and nobody else reads the link", async () => {
    const by = await admin();
    const email = `mailed-${fresh().toLowerCase()}@desk.test`;
    const sent: EmailContent[] = [];
    const { ready, woken } = withMail(({ content }) => {
      sent.push(content as EmailContent);
      return Promise.resolve({ ok: true, value: { providerMessageId: fresh(), status: "sent" } });
    });
    const made = await inviteUser(ready, by, { name: "Mailed Person", email, role: "agent" });
    expect(made).toMatchObject({ ok: true, value: { handedOver: { type: "mail", to: email } } });
    const [id = ""] = woken;
    // Another recipient's mail does not open the token.
    const take = "UPDATE desk_mails SET recipient = ? WHERE id = ? RETURNING recipient";
    const stolen = await rows<{ recipient: string }>(take, `user:${by.id}`, id);
    await sendDeskMail(ready, id);
    expect([stolen.length, sent]).toEqual([1, []]);
    await rows(take, `user:${made.ok ? made.value.id : ""}`, id);
    await rows("UPDATE desk_mails SET status = 'waiting', next_at = 0 WHERE id = ? RETURNING id", id);
    await Promise.all([sendDeskMail(ready, id), sendDeskMail(ready, id)]);
    expect(sent.map(({ to }) => to.reveal())).toEqual([email]);
    expect(sent[0]?.text.reveal()).toContain("Checkpoint · ");
    const token = /#([\w-]{43})/.exec(sent[0]?.text.reveal() ?? "")?.[1] ?? "";
    expect((await redeemSignInLink(at(NOW + DAY_MS), { token, browser: BROWSER })).ok).toBe(true);
    expect(await rows("SELECT status, token_sealed FROM desk_mails WHERE id = ?", id)).toEqual([
      { status: "sent", token_sealed: null },
    ]);
  });

  it("that cannot be sent is tried again, found by the sweep, and seen on the Delivery page", async () => {
    const by = await admin();
    const { ready, woken } = withMail(() =>
      Promise.resolve({ ok: false, error: { code: "peer.unreachable", retryable: true, detail: "away" } }),
    );
    const email = `away-${fresh().toLowerCase()}@desk.test`;
    // The sweep takes a hundred, and others may have written as many.
    await env.DB.prepare("DELETE FROM desk_mails").run();
    await inviteUser(ready, by, { name: "Away", email, role: "agent" });
    const [id = ""] = woken;
    expect((await sendDeskMail(ready, id)).retryAfterSeconds).toBeGreaterThan(0);
    expect(await ready.deskMails.due(NOW, 100)).not.toContain(id);
    expect(await ready.deskMails.due(NOW + MINUTE_MS, 100)).toContain(id);
    const { items } = await readDelivery(ready, by);
    expect(items.find((item) => item.id === id)).toMatchObject({
      kind: "desk",
      what: "invitation",
      mayRetry: true,
      mayDiscard: false,
    });
  });

  it("is refused for an address that is there, however many ask at once", async () => {
    const by = await admin();
    const email = `twice-${fresh().toLowerCase()}@desk.test`;
    const ask = () => inviteUser(at(NOW), by, { name: "Twice", email, role: "agent" });
    const made = await Promise.all([ask(), ask(), ask()]);
    expect(made.map((one) => (one.ok ? "made" : one.error)).sort()).toEqual(["made", "user.known", "user.known"]);
  });
});

describe("somebody who becomes an admin", () => {
  const toldAbout = (about: string) =>
    rows<{ recipient: string }>("SELECT recipient FROM desk_mails WHERE kind = 'admin_made' AND about = ?", about).then(
      (found) => found.map(({ recipient }) => recipient),
    );

  it("is told to every other admin, with the invitation and with the change", async () => {
    const [by, other] = [await admin(), await admin()];
    const name = `New ${fresh()}`;
    const invitation = { name, email: `${fresh().toLowerCase()}@desk.test`, role: "admin" } as const;
    const made = await inviteUser(at(NOW), by, invitation);
    expect(await toldAbout(name)).toEqual(expect.arrayContaining([`user:${by.id}`, `user:${other.id}`]));
    expect(await toldAbout(name)).not.toContain(`user:${made.ok ? made.value.id : ""}`);
    const promoted = await addAgent({ name: `Up ${fresh()}` });
    await changeRole(at(NOW), by, { id: promoted.id, role: "admin" });
    const { name: known } = await recordOf(promoted);
    expect(await toldAbout(known)).toEqual(expect.arrayContaining([`user:${other.id}`]));
  });

  it("is told where it took place, and of no other role", async () => {
    const [by, user] = [await admin(), await addAgent({ name: `No ${fresh()}` })];
    const { name } = await recordOf(user);
    // Changed after it was read, and before anything is written.
    const write = env.DB.batch.bind(env.DB);
    const batch = vi.spyOn(env.DB, "batch").mockImplementationOnce(async (statements) => {
      await env.DB.prepare("UPDATE agents SET mac = 'another' WHERE id = ?").bind(user.id).run();
      return write(statements);
    });
    expect((await changeRole(at(NOW), by, { id: user.id, role: "admin" })).ok).toBe(false);
    batch.mockRestore();
    const other = await addAgent({ name });
    expect((await changeRole(at(NOW), by, { id: other.id, role: "analyst" })).ok).toBe(true);
    expect(await toldAbout(name)).toEqual([]);
  });
});

describe("somebody who is no admin any more", () => {
  it.each<[string, (by: AgentRecord, id: AgentRecord["id"]) => Promise<unknown>]>([
    ["is deleted", (by, id) => deleteUsers(at(NOW), by, [id])],
    ["is deactivated", (by, id) => setActive(at(NOW), by, { id, active: false })],
    ["has another role", (by, id) => changeRole(at(NOW), by, { id, role: "auditor" })],
  ])("is told to every other admin: who %s", async (_what, change) => {
    const [by, other] = [await admin(), await admin()];
    const gone = await recordOf(await addAgent({ role: "admin", name: `Gone ${fresh()}` }));
    await change(by, gone.id);
    const told = await rows<{ recipient: string }>(
      "SELECT recipient FROM desk_mails WHERE kind = 'admin_gone' AND about = ?",
      gone.name,
    );
    expect(told).toEqual(expect.arrayContaining([by, other].map(({ id }) => ({ recipient: `user:${id}` }))));
    expect(told).not.toContainEqual({ recipient: `user:${gone.id}` });
  });
});

describe("a change of another user", () => {
  it("of the role works with the next request, and ends the sign-ins", async () => {
    const [by, user] = [await admin(), await addAgent()];
    const token = await signIn(user);
    expect(await changeRole(at(NOW), by, { id: user.id, role: "auditor" })).toEqual({ ok: true, value: undefined });
    expect(await authenticate(at(NOW), token, BROWSER)).toBeUndefined();
    expect((await recordOf(user)).role).toBe("auditor");
    expect(await rows("SELECT end_reason FROM agent_sessions WHERE agent_id = ?", user.id)).toEqual([
      { end_reason: "user.role_changed" },
    ]);
    expect(await auditOf(user.id)).toContain("user.role_changed");
  });

  it("is nobody's own, and of no unknown one", async () => {
    const by = await admin();
    expect(await changeRole(at(NOW), by, { id: by.id, role: "agent" })).toEqual({ ok: false, error: "user.self" });
    expect(await setActive(at(NOW), by, { id: by.id, active: false })).toEqual({ ok: false, error: "user.self" });
    expect(await deleteUsers(at(NOW), by, [by.id])).toEqual([{ id: by.id, problem: "user.self" }]);
    for (const id of ["agt_nobody0001", "'; --"]) {
      expect(await setActive(at(NOW), by, { id, active: false })).toEqual({ ok: false, error: "user.unknown" });
    }
  });

  it("leaves one admin, also of two who demote each other at once", async () => {
    await env.DB.prepare("UPDATE agents SET role = 'agent', mac = NULL WHERE role = 'admin'").run();
    const [one, other] = [await admin(), await admin()];
    const results = await Promise.all([
      changeRole(at(NOW), one, { id: other.id, role: "agent" }),
      changeRole(at(NOW), other, { id: one.id, role: "agent" }),
    ]);
    expect(results.map((result) => (result.ok ? "changed" : result.error)).sort()).toEqual([
      "changed",
      "user.last_admin",
    ]);
    const { users } = await readUsers(at(NOW), one);
    expect(users.filter(({ role }) => role === "admin")).toHaveLength(1);
  });

  it("that deletes leaves the list, and the same address comes back as somebody new", async () => {
    const [by, user] = [await admin(), await addAgent({ role: "admin" })];
    const token = await signIn(user);
    expect(await deleteUsers(at(NOW), by, [user.id])).toEqual([{ id: user.id }]);
    expect((await readUsers(at(NOW), by)).users.map(({ id }) => id)).not.toContain(user.id);
    expect(await authenticate(at(NOW), token, BROWSER)).toBeUndefined();
    expect((await issueSignInLink(at(NOW), { email: user.email, issuedBy: by.id })).ok).toBe(false);
    const back = await inviteUser(at(NOW + 1), by, { name: "Back Again", email: user.email, role: "agent" });
    const id = back.ok ? back.value.id : undefined;
    expect(id).not.toBe(user.id);
    expect(await deps().agents.byEmail(user.email)).toMatchObject({ id, name: "Back Again", role: "agent" });
    expect(back.ok && back.value.expiresAt).toBe(NOW + 1 + 7 * DAY_MS);
    expect(await deps().agents.byId(agentId.parse(user.id))).toBeUndefined();
  });

  it("that deletes takes the company account and the links with it, and those that the deleted one made", async () => {
    const [by, user, invited] = [await admin(), await addAgent({ role: "admin" }), await addAgent()];
    const audit = { at: NOW, actor: by.id, action: "agent.linked", subject: user.id, details: {} };
    const account = { issuer: "https://id.users.example", subject: fresh(), byGroups: false };
    await deps().identities.link(await recordOf(user), account, { at: NOW, audit, mails: [] });
    const [own, made] = [await tokenFor(by, user.email), await tokenFor(await recordOf(user), invited.email)];
    await deleteUsers(at(NOW), by, [user.id]);
    expect(await rows("SELECT agent_id FROM agent_identities WHERE agent_id = ?", user.id)).toEqual([]);
    for (const token of [own, made]) {
      expect((await redeemSignInLink(at(NOW), { token, browser: BROWSER })).ok).toBe(false);
    }
  });

  it("gives the address of a row that SQL changed to somebody new, with nothing of that row's", async () => {
    const [by, mallory] = [await admin(), await addAgent()];
    const token = await signIn(mallory);
    const email = `chief-${fresh().toLowerCase()}@desk.test`;
    await env.DB.prepare("UPDATE agents SET email = ? WHERE id = ?").bind(email, mallory.id).run();
    const made = await inviteUser(at(NOW), by, { name: "Chief", email, role: "admin" });
    expect(made.ok && made.value.id).not.toBe(mallory.id);
    expect(made.ok).toBe(true);
    expect(await authenticate(at(NOW), token, BROWSER)).toBeUndefined();
  });

  it("that deletes many says of each who stays, and why, and nobody keeps another", async () => {
    const [by, one, two] = [await admin(), await addAgent(), await addAgent()];
    const ids = [one.id, by.id, "agt_nobody00", two.id, one.id];
    expect(await deleteUsers(at(NOW), by, ids)).toEqual([
      { id: one.id },
      { id: by.id, problem: "user.self" },
      { id: "agt_nobody00", problem: "user.unknown" },
      { id: two.id },
    ]);
    expect(await auditOf(two.id)).toContain("user.deleted");
    expect((await recordOf(by)).active).toBe(true);
  });

  it("keeps a mac that SQL cannot make", async () => {
    const [by, user] = [await admin(), await addAgent()];
    await env.DB.prepare("UPDATE agents SET name = 'Mallory' WHERE id = ?").bind(user.id).run();
    expect(await changeRole(at(NOW), by, { id: user.id, role: "admin" })).toEqual({ ok: false, error: "user.unknown" });
  });
});

describe("a link for somebody else", () => {
  it("is not made once that one has a way of his own, nor by anybody for himself", async () => {
    const [by, user] = [await admin(), await addAgent()];
    await signIn(user);
    expect((await issueSignInLink(at(NOW), { email: user.email, issuedBy: by.id })).ok).toBe(true);
    expect(await toldOwner(user.id)).toEqual([{ kind: "own_link_made", about: by.name }]);
    await signIn(user, { way: "oidc", now: NOW + 1 });
    expect(await issueSignInLink(at(NOW), { email: user.email, issuedBy: by.id })).toEqual({
      ok: false,
      error: "agent.has_way",
    });
    expect((await issueSignInLink(at(NOW), { email: by.email, issuedBy: by.id })).ok).toBe(false);
  });

  it("ends the one before it", async () => {
    const [by, user] = [await admin(), await addAgent()];
    const [first, second] = [await tokenFor(by, user.email), await tokenFor(by, user.email, NOW + 1)];
    expect((await redeemSignInLink(at(NOW + 1), { token: first, browser: BROWSER })).ok).toBe(false);
    expect((await redeemSignInLink(at(NOW + 1), { token: second, browser: BROWSER })).ok).toBe(true);
  });

  it("is told to the one it was made for, used or not, but for the one that this sign-in began with", async () => {
    const [by, user] = [await admin(), await addAgent()];
    await redeemSignInLink(at(NOW), { token: await tokenFor(by, user.email), browser: BROWSER });
    await tokenFor(by, user.email, NOW + MINUTE_MS);
    const own = await tokenFor(by, user.email, NOW + HOUR_MS);
    const started = await redeemSignInLink(at(NOW + HOUR_MS), { token: own, browser: BROWSER });
    const token = started.ok ? started.value.token : "";
    const session = await authenticate(at(NOW + HOUR_MS), token, BROWSER);
    expect(await readLinksMade(at(NOW + HOUR_MS), session!)).toEqual([
      { by: "Ada Admin", at: NOW + MINUTE_MS },
      { by: "Ada Admin", at: NOW, usedAt: NOW },
    ]);
  });
});

describe("one's own sign-ins", () => {
  it("are listed and ended, nobody else's", async () => {
    const [user, other] = [await addAgent(), await addAgent()];
    const [here, there, foreign] = [await signIn(user), await signIn(user, { now: NOW + 1 }), await signIn(other)];
    const session = await authenticate(at(NOW + 1), here, BROWSER);
    const { signIns } = await readOwnSignIns(at(NOW + 1), session!);
    expect(signIns.map(({ current, way }) => [current, way])).toEqual([
      [false, "link"],
      [true, "link"],
    ]);
    const nameOf = (token: string) => deps().vault.rowName("agent_sessions", token).slice(0, 16);
    expect(await endOwnSignIn(at(NOW + 1), session!, nameOf(foreign))).toEqual({ ok: false, error: "sign_in.unknown" });
    expect((await endOwnSignIn(at(NOW + 1), session!, nameOf(there))).ok).toBe(true);
    expect(await authenticate(at(NOW + 1), there, BROWSER)).toBeUndefined();
    expect(await authenticate(at(NOW + 1), here, BROWSER)).toBeDefined();
    const ended = (await readOwnSignIns(at(NOW + 2), session!)).signIns[0];
    expect(ended).toMatchObject({ endedAt: NOW + 1, endReason: "session.ended_by_user" });
  });
});

it("status is what sign-ins and an admin say", async () => {
  const [by, user] = [await admin(), await addAgent()];
  const status = async () => (await readUsers(at(NOW), by)).users.find(({ id }) => id === user.id)?.status;
  expect(await status()).toBe("invited");
  await signIn(user);
  expect(await status()).toBe("active");
  await setActive(at(NOW), by, { id: user.id, active: false });
  expect(await status()).toBe("inactive");
});
