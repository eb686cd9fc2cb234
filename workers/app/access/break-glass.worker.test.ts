/** One-time links once the company's own sign-in works: for whom they still open, for what, and who hears of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { addAgent, linkIn } from "../../../test/support/worker-agent.ts";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { secret } from "../../core/kit/secret.ts";
import { agentId } from "../../core/kit/ids.ts";
import { HOUR_MS } from "../../core/kit/time.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { announceInvitation } from "./emergency.ts";
import { authenticate, issueSignInLink, redeemSignInLink } from "./sign-in.ts";

const browser = { browserTag: "tag" };
const ISSUER = "https://id.break-glass.example";
const CLOSED = { ok: false, error: "sign_in.link_closed" };

const working = (change: object = {}): Deps => {
  const { config } = deps();
  const SIGN_IN_PROVIDERS = { work: { issuer: ISSUER } };
  return deps({ config: { ...config, LOCAL_MODE: false, SIGN_IN_PROVIDERS, ...change } as unknown as Deps["config"] });
};

async function agentLike(role: "agent" | "admin"): Promise<AgentRecord> {
  return (await deps().agents.byId((await addAgent({ role })).id)) as AgentRecord;
}

async function tokenFor(agent: AgentRecord, ready: Deps): Promise<string> {
  const issued = await issueSignInLink(ready, { email: agent.email, issuedBy: (await agentLike("admin")).id });
  return issued.ok ? new URL(linkIn(issued.value)).hash.slice(1) : "";
}

/** Somebody who signed in by a link before the provider came. */
async function linkUser(role: "agent" | "admin" = "agent"): Promise<AgentRecord> {
  const agent = await agentLike(role);
  await redeemSignInLink(deps(), { token: await tokenFor(agent, deps()), browser });
  return agent;
}

const toldOf = (agent: Pick<AgentRecord, "id">, about: string) =>
  rows(
    "SELECT id FROM desk_mails WHERE recipient = ? AND kind = 'break_glass_link' AND about = ?",
    `user:${agent.id}`,
    about,
  );

async function invitationFor(email: string, change: object = {}) {
  const base = working();
  const token = base.vault.newToken();
  const until = Date.now() + 60_000;
  const ADMIN_INVITATION = secret({ email, tokenHash: await base.vault.hashToken(token), until });
  return { token, ready: working({ ADMIN_INVITATION, ...change }) };
}

beforeAll(async () => {
  const first = await agentLike("agent");
  const at = Date.now();
  const audit = { at, actor: first.id, action: "agent.linked", subject: first.id, details: {} };
  await deps().identities.link(first, { issuer: ISSUER, subject: "first", byGroups: false }, { at, audit, mails: [] });
});

describe("a link, once the company's sign-in works", () => {
  it("opens nothing, and is not used up by that", async () => {
    const agent = await linkUser();
    const token = await tokenFor(agent, working());
    expect(await redeemSignInLink(working(), { token, browser })).toEqual(CLOSED);
    expect((await redeemSignInLink(deps(), { token, browser })).ok).toBe(true);
  });

  it("of an invitation signs in", async () => {
    const token = await tokenFor(await agentLike("agent"), working());
    expect((await redeemSignInLink(working(), { token, browser })).ok).toBe(true);
  });

  it("of an address for emergencies lasts an hour, and every other admin is told before it is there", async () => {
    const [agent, other] = [await linkUser("admin"), await agentLike("admin")];
    const named = working({ BREAK_GLASS: [agent.email] });
    const token = await tokenFor(agent, named);
    expect([(await toldOf(other, agent.name)).length, (await toldOf(agent, agent.name)).length]).toEqual([1, 0]);
    const began = Date.now();
    const started = await redeemSignInLink(named, { token, browser });
    expect(started).toMatchObject({ ok: true, value: { way: "break_glass" } });
    const session = started.ok ? await authenticate(named, started.value.token, browser) : undefined;
    expect(session?.way).toBe("break_glass");
    expect((session?.expiresAt ?? 0) - began).toBeLessThanOrEqual(HOUR_MS + (Date.now() - began));
  });

  it("is not there where nobody has come in through the provider", async () => {
    const agent = await linkUser();
    const untried = working({ SIGN_IN_PROVIDERS: { work: { issuer: "https://untried.example" } } });
    const token = await tokenFor(agent, untried);
    expect((await redeemSignInLink(untried, { token, browser })).ok).toBe(true);
  });
});

describe("the deployment's invitation, once the company's sign-in works", () => {
  it("opens nothing and is not announced, but for an address for emergencies", async () => {
    const email = `${fresh().toLowerCase()}@desk.test`;
    const { token, ready } = await invitationFor(email);
    expect(await announceInvitation(ready, token)).toEqual(CLOSED);
    expect(await redeemSignInLink(ready, { token, browser })).toEqual(CLOSED);
    expect(await deps().agents.isKnown(email)).toBe(false);
  });

  it("is told to every admin once, announced or not, and repairs", async () => {
    const admin = await agentLike("admin");
    for (const announced of [true, false]) {
      const email = `${fresh().toLowerCase()}@desk.test`;
      const { token, ready } = await invitationFor(email, { BREAK_GLASS: [email] });
      if (announced) {
        const told = await announceInvitation(ready, token);
        expect(told.ok && told.value).toBeGreaterThan(0);
        expect(await toldOf(admin, email)).toHaveLength(1);
      }
      expect(await redeemSignInLink(ready, { token, browser })).toMatchObject({
        ok: true,
        value: { way: "break_glass" },
      });
      expect(await toldOf(admin, email)).toHaveLength(1);
    }
  });

  it("is not the way up of who came by a group under its address", async () => {
    const email = `${fresh().toLowerCase()}@desk.test`;
    const at = Date.now();
    const id = agentId.parse(`agt_${fresh()}`);
    const squatter = { id, email, name: "Kim Park", role: "agent", active: true } as const;
    const audit = { at, actor: id, action: "agent.entered", subject: id, details: {} };
    const identity = { issuer: ISSUER, subject: id, byGroups: true };
    expect(await deps().identities.enter(squatter, identity, { at, audit })).toBe(true);
    const admin = await agentLike("admin");
    const { token, ready } = await invitationFor(email, { BREAK_GLASS: [email] });
    const taken = await redeemSignInLink(ready, { token, browser });
    expect(taken).toMatchObject({ ok: true, value: { agent: { email, role: "admin" } } });
    expect(await deps().identities.find(ISSUER, id)).toBeUndefined();
    expect(await rows("SELECT role, active FROM agents WHERE id = ?", id)).toEqual([{ role: "agent", active: 0 }]);
    expect(await toldOf(admin, email)).toHaveLength(1);
  });

  it("is not announced by who does not hold it", async () => {
    const { ready } = await invitationFor("kim@desk.test", { BREAK_GLASS: ["kim@desk.test"] });
    expect(await announceInvitation(ready, "a".repeat(43))).toEqual({ ok: false, error: "sign_in.refused" });
  });
});
