import { describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { agentId } from "../../core/kit/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { authenticate, issueSignInLink, redeemSignInLink, signOut } from "./sign-in.ts";

const ISSUER = agentId.parse("agt_issuer0001");
const NOW = Date.UTC(2026, 10, 18, 12);
const BROWSER = { browserTag: "this browser", networkAsn: 3243 };

async function agent(change: { active?: boolean; role?: string } = {}) {
  const id = agentId.parse(`agt_${fresh()}`);
  const email = `${id.toLowerCase()}@desk.test`;
  await env.DB.prepare(
    "INSERT INTO agents (id, email, name, role, active, created_at) VALUES (?, ?, 'Dana Cole', ?, ?, 0)",
  )
    .bind(id, email, change.role ?? "agent", change.active === false ? 0 : 1)
    .run();
  return { id, email };
}

const at = (now: number) => deps({ clock: () => now });

async function link(email: string, now = NOW): Promise<string> {
  const issued = await issueSignInLink(at(now), { email, issuedBy: ISSUER });
  if (!issued.ok) {
    throw new Error(issued.error);
  }
  return new URL(issued.value.url).hash.slice(1);
}

async function signedIn() {
  const who = await agent();
  const started = await redeemSignInLink(at(NOW), { token: await link(who.email), browser: BROWSER });
  if (!started.ok) {
    throw new Error(started.error);
  }
  return { ...who, token: started.value.token };
}

describe("a sign-in link", () => {
  it("names who issued it beside who used it", async () => {
    const { id } = await signedIn();
    expect(await rows("SELECT details FROM audit WHERE subject = ? AND action = 'sign_in.succeeded'", id)).toEqual([
      { details: JSON.stringify({ way: "link", issued_by: ISSUER }) },
    ]);
  });

  it("carries its token in the fragment of our own origin", async () => {
    const { email } = await agent();
    const issued = await issueSignInLink(at(NOW), { email: email.toUpperCase(), issuedBy: ISSUER });
    expect(issued.ok && issued.value.url).toMatch(/^https:\/\/console\.test\/sign-in#[A-Za-z0-9_-]{43}$/);
  });

  it("works once, however many press it at once", async () => {
    const { email, id } = await agent();
    const token = await link(email);
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => redeemSignInLink(at(NOW), { token, browser: BROWSER })),
    );
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(await rows("SELECT id_hash FROM agent_sessions WHERE agent_id = ?", id)).toHaveLength(1);
    expect(await rows("SELECT id FROM audit WHERE subject = ? AND action = 'sign_in.succeeded'", id)).toHaveLength(1);
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])("works %i ms from its end: %s", async (offset, works) => {
    const { email } = await agent();
    const reply = await redeemSignInLink(at(NOW + 10 * MINUTE_MS + offset), {
      token: await link(email),
      browser: BROWSER,
    });
    expect(reply.ok).toBe(works);
  });

  it("is not made for strangers and not redeemed for those who left", async () => {
    expect(await issueSignInLink(at(NOW), { email: "nobody@desk.test", issuedBy: ISSUER })).toEqual({
      ok: false,
      error: "agent.unknown",
    });
    const gone = await agent({ active: false });
    expect((await issueSignInLink(at(NOW), { email: gone.email, issuedBy: ISSUER })).ok).toBe(false);
    const leaving = await agent();
    const token = await link(leaving.email);
    await env.DB.prepare("UPDATE agents SET active = 0 WHERE id = ?").bind(leaving.id).run();
    expect((await redeemSignInLink(at(NOW), { token, browser: BROWSER })).ok).toBe(false);
  });

  it("leaves neither token nor cookie in the database", async () => {
    const { email } = await agent();
    const token = await link(email);
    const started = await redeemSignInLink(at(NOW), { token, browser: BROWSER });
    const stored = JSON.stringify(
      await Promise.all(["sign_in_links", "agent_sessions", "audit"].map((table) => rows(`SELECT * FROM ${table}`))),
    );
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(started.ok && started.value.token);
  });

  it("refused is on record", async () => {
    const before = (await rows("SELECT id FROM audit WHERE action = 'sign_in.refused'")).length;
    await redeemSignInLink(at(NOW), { token: "made-up", browser: BROWSER });
    expect(await rows("SELECT id FROM audit WHERE action = 'sign_in.refused'")).toHaveLength(before + 1);
  });
});

describe("a session", () => {
  it("is the agent's, in the browser that signed in", async () => {
    const { token, id } = await signedIn();
    expect((await authenticate(at(NOW), token, BROWSER))?.agent.id).toBe(id);
    expect(await authenticate(at(NOW), "made-up", BROWSER)).toBeUndefined();
  });

  it("ends when its cookie turns up in another browser, for both", async () => {
    const { token, id } = await signedIn();
    expect(await authenticate(at(NOW), token, { browserTag: "another" })).toBeUndefined();
    expect(await authenticate(at(NOW), token, BROWSER)).toBeUndefined();
    expect(await rows("SELECT id FROM audit WHERE subject = ? AND action = 'session.other_browser'", id)).toHaveLength(
      1,
    );
  });

  it("may change its network", async () => {
    const { token } = await signedIn();
    expect(await authenticate(at(NOW), token, { ...BROWSER, networkAsn: 1 })).toBeDefined();
  });

  it.each([
    [30 * MINUTE_MS - 1, true],
    [30 * MINUTE_MS, false],
  ])("idle for %i ms goes on: %s", async (idle, goesOn) => {
    const { token } = await signedIn();
    expect((await authenticate(at(NOW + idle), token, BROWSER)) !== undefined).toBe(goesOn);
    expect((await authenticate(at(NOW + idle), token, BROWSER)) !== undefined).toBe(goesOn);
  });

  it("that is used lives ten hours and no longer", async () => {
    const { token } = await signedIn();
    for (let now = NOW; now < NOW + 10 * HOUR_MS; now += 20 * MINUTE_MS) {
      expect(await authenticate(at(now), token, BROWSER)).toBeDefined();
    }
    expect(await authenticate(at(NOW + 10 * HOUR_MS - 1), token, BROWSER)).toBeDefined();
    expect(await authenticate(at(NOW + 10 * HOUR_MS), token, BROWSER)).toBeUndefined();
  });

  it("is not kept alive by a page that reads by itself while nobody uses it", async () => {
    const { token } = await signedIn();
    for (let minutes = 1; minutes < 30; minutes += 1) {
      const read = await authenticate(at(NOW + minutes * MINUTE_MS), token, { ...BROWSER, userIdle: true });
      expect(read).toBeDefined();
    }
    expect(await authenticate(at(NOW + 30 * MINUTE_MS), token, BROWSER)).toBeUndefined();
  });

  it("ends with sign-out and with the agent's account", async () => {
    const first = await signedIn();
    const session = await authenticate(at(NOW), first.token, BROWSER);
    if (session === undefined) {
      throw new Error("not signed in");
    }
    await signOut(at(NOW), session);
    expect(await authenticate(at(NOW), first.token, BROWSER)).toBeUndefined();
    const second = await signedIn();
    await env.DB.prepare("UPDATE agents SET active = 0 WHERE id = ?").bind(second.id).run();
    expect(await authenticate(at(NOW), second.token, BROWSER)).toBeUndefined();
  });

  it("of an unknown role has the least rights there are", async () => {
    const who = await agent({ role: "superuser" });
    const started = await redeemSignInLink(at(NOW), { token: await link(who.email), browser: BROWSER });
    expect(started.ok && started.value.agent.role).toBe("auditor");
  });
});
