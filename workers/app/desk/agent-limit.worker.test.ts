/** What one agent can do within 24 hours: counted by rows that are there, refused with the time, told to security. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { signedInAgent } from "../../../test/support/worker-agent.ts";
import { attested, drained, fresh, keyring, rows, seed, stubOf } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { formFor, newAgent, requesterOf, sendDeps } from "../../../test/support/worker-send-form.ts";
import { personId } from "../../core/kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { agentLimits } from "../../core/settings/sections/agent-limits.ts";
import { createApp } from "../../http/app.ts";
import { peopleRoutes } from "../../http/routes/people.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { findPeople, readPerson } from "../people/read-person.ts";
import { sendVerification } from "../sending/send-verification.ts";
import { notBeyondLimit, withinLimit } from "./agent-limit.ts";

beforeAll(fillDirectory);

function limited(change: Partial<Deps["config"]["AGENT_LIMITS"]>): Deps {
  const base = sendDeps();
  const AGENT_LIMITS = { ...agentLimits.parse({}), ...change };
  return { ...base, config: { ...base.config, AGENT_LIMITS }, security: { ...base.security, channels: ["mail"] } };
}

async function didBefore({ id }: Pick<AgentRecord, "id">, action: string, agesMs: readonly number[], subject: string) {
  const { agents } = sendDeps();
  for (const age of agesMs) {
    await agents.addAudit({ at: Date.now() - age, actor: id, action, subject, details: {} });
  }
}

describe("over the limit of a day", () => {
  it("an agent waits until enough is 24 hours old, and security is told once", async () => {
    const made = await seed();
    await stubOf(made).create(made);
    await drained(stubOf(made));
    const agent = newAgent();
    const deps = limited({ overridesPerDay: 2 });
    const { id } = made.session;
    await didBefore(agent, "verification.judged", [DAY_MS + MINUTE_MS, 30 * MINUTE_MS], id);
    expect((await withinLimit(deps, agent, { limit: "overrides" })).ok).toBe(true);
    await didBefore(agent, "block.lifted", [10 * MINUTE_MS], "per_somebody1");
    expect((await withinLimit(deps, agent, { limit: "answers" })).ok).toBe(true);
    for (const _try of [1, 2]) {
      const over = await withinLimit(deps, agent, { limit: "overrides" });
      const until = over.ok || Math.round((over.error.until - Date.now()) / MINUTE_MS);
      expect(until).toBe((DAY_MS - 30 * MINUTE_MS) / MINUTE_MS);
    }
    expect((await withinLimit(deps, newAgent(), { limit: "overrides" })).ok).toBe(true);
    expect(await rows("SELECT cause, channel FROM security_notices WHERE verification_id = ?", id)).toEqual([
      { cause: "agent_limit", channel: "mail" },
    ]);
    // Another file's sweep would find it.
    await env.DB.prepare("DELETE FROM security_notices WHERE verification_id = ?").bind(id).run();
  });

  it("searches for people and their pages count together", async () => {
    const agent = newAgent();
    const deps = limited({ peoplePerDay: 2 });
    await didBefore(agent, "people.searched", [MINUTE_MS], agent.id);
    expect((await withinLimit(deps, agent, { limit: "people" })).ok).toBe(true);
    await didBefore(agent, "person.read", [2 * MINUTE_MS], "per_somebody1");
    expect((await withinLimit(deps, agent, { limit: "people" })).ok).toBe(false);
    expect((await withinLimit(deps, agent, { limit: "overrides" })).ok).toBe(true);
    expect(peopleRoutes.filter(({ limit }) => limit === "people").map(({ path }) => path)).toEqual([
      "/api/people/find",
      "/api/people/:id",
    ]);
  });

  it("each search counts, also one that finds nobody, or the same as one of that minute", async () => {
    const { email, person } = await requesterOf();
    const agent = newAgent();
    const at = Date.now();
    const deps = { ...limited({ peoplePerDay: 5 }), clock: () => at };
    const searches = ["07400 000001", "07400 000002", email, email];
    for (const q of searches) {
      expect((await withinLimit(deps, agent, { limit: "people" })).ok).toBe(true);
      await findPeople(deps, agent, q);
    }
    expect(await rows("SELECT 1 FROM audit WHERE actor = ? AND action = 'people.searched'", agent.id)).toHaveLength(2);
    expect((await withinLimit(deps, agent, { limit: "people" })).ok).toBe(true);
    expect(await readPerson(deps, agent, personId.parse(person))).toBeDefined();
    await findPeople(deps, agent, "07400 000003");
    expect((await withinLimit(deps, agent, { limit: "people" })).ok).toBe(false);
    expect((await notBeyondLimit(deps, agent, { limit: "people" })).ok).toBe(true);
    await findPeople(deps, agent, "07400 000004");
    expect((await notBeyondLimit(deps, agent, { limit: "people" })).ok).toBe(false);
  });

  it("of searches of one moment no more are answered than a day has", async () => {
    const browser = "Test Browser 1.0";
    const caller = await signedInAgent({ role: "agent", browser });
    const app = createApp({ compose: () => limited({ peoplePerDay: 3 }) });
    const search = async (place: number) => {
      const context = createExecutionContext();
      const request = new Request("https://console.test/api/people/find", {
        method: "POST",
        headers: {
          "user-agent": browser,
          cookie: caller.cookie,
          "sec-fetch-site": "same-origin",
          "content-type": "application/json",
        },
        body: JSON.stringify({ q: `07400 00000${String(place)}` }),
      });
      const { status } = await app.fetch(request, env, context);
      await waitOnExecutionContext(context);
      return status;
    };
    const statuses = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(search));
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(3);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    expect(await search(8)).toBe(429);
  });

  it("a route says when it goes on, before it does anything", async () => {
    const browser = "Test Browser 1.0";
    const caller = await signedInAgent({ role: "agent", browser });
    await didBefore(caller, "transcript.opened", [MINUTE_MS], `vrf_${fresh()}`);
    const request = new Request(`https://console.test/api/verifications/vrf_${fresh()}/transcript/1/1/open`, {
      method: "POST",
      headers: {
        "user-agent": browser,
        cookie: caller.cookie,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
      },
      body: JSON.stringify({ purpose: "The requester disputes it" }),
    });
    const context = createExecutionContext();
    const reply = await createApp({ compose: () => limited({ answersPerDay: 1 }) }).fetch(request, env, context);
    await waitOnExecutionContext(context);
    expect([reply.status, ((await reply.json()) as { title: string }).title]).toEqual([
      429,
      expect.stringMatching(/answers.* It goes on at \d\d:\d\d /),
    ]);
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(86_000);
  });
});

describe("one destination", () => {
  it("takes the links of so many people from one agent, and of any again", async () => {
    const tag = await keyring.tag("destination", fresh());
    const people = await Promise.all([1, 2, 3].map(() => requesterOf()));
    for (const { contact } of people) {
      await env.DB.prepare("UPDATE person_contacts SET value_tag = ? WHERE id = ?").bind(tag, contact).run();
      await attested("person_contacts", "id", contact);
    }
    const agent = newAgent();
    const deps = limited({ peoplePerDestination: 2 });
    const send = async (which: number, by: AgentRecord) => {
      const who = people[which];
      if (who === undefined) throw new Error("nobody");
      const sent = await sendVerification(deps, { agent: by, agentSide: {}, request: formFor(who) });
      if (!sent.ok) return sent.error.code;
      await drained(env.VERIFICATION_SESSION.getByName(sent.value.id));
      await deps.guards.release(who.person, sent.value.id);
      return "sent";
    };
    expect([await send(0, agent), await send(1, agent), await send(2, agent)]).toEqual([
      "sent",
      "sent",
      "agent.over_limit",
    ]);
    expect(await send(0, agent)).toBe("sent");
    // A colleague takes all of them over: who sent them has sent them.
    await env.DB.prepare("UPDATE verifications SET referrer_id = 'agt_another1' WHERE referrer_id = ?")
      .bind(agent.id)
      .run();
    await attested("verifications", "referrer_id", "agt_another1");
    expect(await send(2, agent)).toBe("agent.over_limit");
    expect(await send(2, newAgent())).toBe("sent");
  });
});
