import { describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { agentId } from "../../core/kit/ids.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { secret } from "../../core/kit/secret.ts";
import { addAgent, linkIn } from "../../../test/support/worker-agent.ts";
import { attested, deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { authenticate, issueSignInLink, redeemSignInLink, replaceSignIn, signOut, whoseLink } from "./sign-in.ts";

const ISSUER = agentId.parse("agt_issuer0001");
const NOW = Date.UTC(2026, 10, 18, 12);
const BROWSER = { browserTag: "this browser", networkAsn: 3243 };

const at = (now: number) => deps({ clock: () => now });

async function link(email: string, now = NOW): Promise<string> {
  const issued = await issueSignInLink(at(now), { email, issuedBy: ISSUER });
  if (!issued.ok) {
    throw new Error(issued.error);
  }
  return new URL(linkIn(issued.value)).hash.slice(1);
}

async function signedIn() {
  const who = await addAgent();
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
    const { email } = await addAgent();
    const issued = await issueSignInLink(at(NOW), { email: email.toUpperCase(), issuedBy: ISSUER });
    expect(issued.ok && linkIn(issued.value)).toMatch(/^https:\/\/console\.test\/sign-in#[A-Za-z0-9_-]{43}$/);
  });

  it("works once, however many press it at once", async () => {
    const { email, id } = await addAgent();
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
    const { email } = await signedIn();
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
    const gone = await addAgent({ active: false });
    expect((await issueSignInLink(at(NOW), { email: gone.email, issuedBy: ISSUER })).ok).toBe(false);
    const leaving = await addAgent();
    const token = await link(leaving.email);
    await env.DB.prepare("UPDATE agents SET active = 0 WHERE id = ?").bind(leaving.id).run();
    await attested("agents", "id", leaving.id);
    expect((await redeemSignInLink(at(NOW), { token, browser: BROWSER })).ok).toBe(false);
  });

  it("says whose it is as long as it opens something, and is not used up by that", async () => {
    const { email } = await addAgent({ name: "Kim Park" });
    const token = await link(email);
    expect(await whoseLink(at(NOW), token)).toEqual({ name: "Kim Park", email });
    expect((await redeemSignInLink(at(NOW), { token, browser: BROWSER })).ok).toBe(true);
    expect(await whoseLink(at(NOW), token)).toBeUndefined();
    expect(await whoseLink(at(NOW), "made-up")).toBeUndefined();
    const late = await link(email);
    expect(await whoseLink(at(NOW + 10 * MINUTE_MS), late)).toBeUndefined();
  });

  it("leaves neither token nor cookie in the database", async () => {
    const { email } = await addAgent();
    const token = await link(email);
    const started = await redeemSignInLink(at(NOW), { token, browser: BROWSER });
    const stored = JSON.stringify(
      await Promise.all(["sign_in_links", "agent_sessions", "audit"].map((table) => rows(`SELECT * FROM ${table}`))),
    );
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(started.ok && started.value.token);
  });

  it("refused is on record: one row for each minute, with a count", async () => {
    const refused = () => rows<{ details: string }>("SELECT details FROM audit WHERE action = 'sign_in.refused'");
    const before = (await refused()).length;
    const minute = NOW + DAY_MS;
    for (const after of [0, MINUTE_MS - 1, MINUTE_MS]) {
      await redeemSignInLink(at(minute + after), { token: "made-up", browser: BROWSER });
    }
    const counts = (await refused())
      .slice(before)
      .map(({ details }) => (JSON.parse(details) as { count: number }).count);
    expect(counts).toEqual([2, 1]);
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
    await attested("agents", "id", second.id);
    expect(await authenticate(at(NOW), second.token, BROWSER)).toBeUndefined();
  });

  it("of an unknown role has the least rights there are", async () => {
    const who = await addAgent();
    await env.DB.prepare("UPDATE agents SET role = 'superuser' WHERE id = ?").bind(who.id).run();
    await attested("agents", "id", who.id);
    const started = await redeemSignInLink(at(NOW), { token: await link(who.email), browser: BROWSER });
    expect(started.ok && started.value.agent.role).toBe("auditor");
  });
});

describe("a newer sign-in in the same browser", () => {
  it("lets the one before last a minute, for pages that are asking under it", async () => {
    const { token } = await signedIn();
    const before = await authenticate(at(NOW), token, BROWSER);
    await replaceSignIn(at(NOW), before!);
    expect(await authenticate(at(NOW + MINUTE_MS - 1), token, BROWSER)).toBeDefined();
    expect(await authenticate(at(NOW + MINUTE_MS), token, BROWSER)).toBeUndefined();
  });
});

describe("an invitation of the deployment", () => {
  const UNTIL = NOW + 10 * MINUTE_MS;

  async function invited(email: string, now = NOW) {
    const base = at(now);
    const token = base.vault.newToken();
    const invitation = secret({ email, tokenHash: await base.vault.hashToken(token), until: UNTIL });
    return { token, ready: { ...base, config: { ...base.config, ADMIN_INVITATION: invitation } } };
  }

  const roleOf = (started: Awaited<ReturnType<typeof redeemSignInLink>>) =>
    started.ok ? started.value.agent.role : started.error;

  it("makes an admin of whoever it names, once, and is on record", async () => {
    const email = `first-${fresh().toLowerCase()}@desk.test`;
    const { token, ready } = await invited(email);
    const presses = await Promise.all(
      Array.from({ length: 5 }, () => redeemSignInLink(ready, { token, browser: BROWSER })),
    );
    expect(presses.map(roleOf).sort()).toEqual(["admin", ...Array<string>(4).fill("sign_in.refused")]);
    const agent = await ready.agents.byEmail(email);
    expect(agent).toMatchObject({ role: "admin", active: true });
    const actions = await rows<{ action: string }>(
      "SELECT action FROM audit WHERE subject = ? ORDER BY action",
      agent?.id,
    );
    expect(actions.map(({ action }) => action)).toEqual(["admin_invitation.taken", "sign_in.succeeded"]);
  });

  it("calls somebody new by the name that is typed, and by the address where none is", async () => {
    const named = await invited(`named-${fresh().toLowerCase()}@desk.test`);
    const began = await redeemSignInLink(named.ready, { token: named.token, name: "Jonas Brandt", browser: BROWSER });
    expect(began.ok && began.value.agent.name).toBe("Jonas Brandt");
    const email = `unnamed-${fresh().toLowerCase()}@desk.test`;
    const unnamed = await invited(email);
    const other = await redeemSignInLink(unnamed.ready, { token: unnamed.token, browser: BROWSER });
    expect(other.ok && other.value.agent.name).toBe(email);
  });

  it("lets an agent of the desk in as an admin, under the id and name that he had", async () => {
    const { id, email } = await addAgent({ active: false });
    const { token, ready } = await invited(email);
    const started = await redeemSignInLink(ready, { token, name: "Somebody Else", browser: BROWSER });
    expect(started.ok && started.value.agent).toMatchObject({
      id,
      email,
      role: "admin",
      active: true,
      name: "Dana Cole",
    });
  });

  it("keeps nothing of a row that was changed", async () => {
    const { id, email } = await addAgent();
    await env.DB.prepare("UPDATE agents SET name = 'Mallory', person_id = 'per_mallory' WHERE id = ?").bind(id).run();
    const { token, ready } = await invited(email);
    const started = await redeemSignInLink(ready, { token, browser: BROWSER });
    const admin = started.ok ? started.value.agent : undefined;
    expect(admin).toEqual({ id: admin?.id, email, role: "admin", active: true, name: email });
    // What hangs on the id of that row, sign-ins and passkeys, is nobody's.
    expect(admin?.id).not.toBe(id);
    expect(await deps().agents.byId(id)).toBeUndefined();
  });

  it("is refused after its end, and to another token", async () => {
    const late = await invited(`late-${fresh().toLowerCase()}@desk.test`, UNTIL);
    expect(roleOf(await redeemSignInLink(late.ready, { token: late.token, browser: BROWSER }))).toBe("sign_in.refused");
    const other = await invited(`other-${fresh().toLowerCase()}@desk.test`);
    expect(roleOf(await redeemSignInLink(other.ready, { token: "x".repeat(43), browser: BROWSER }))).toBe(
      "sign_in.refused",
    );
    expect(roleOf(await redeemSignInLink(other.ready, { token: other.token, browser: BROWSER }))).toBe("admin");
  });
});
