/** Who gets into the console, for how long, and what each role may see and do. */
import { beforeAll, describe, expect, it } from "vitest";
import { Desk } from "../../dev/walkthrough/client.ts";
import { DESK_BROWSER } from "../../dev/demo/browsers.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { AttestedTable } from "../support/attest.ts";
import { useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();

/** As time or an admin would have changed it. */
async function change(table: AttestedTable, assignment: string, value: unknown, agent: string): Promise<void> {
  const column = table === "agents" ? "id" : "agent_id";
  const changed = await (
    await journey.database()
  )
    .prepare(`UPDATE ${table} SET ${assignment} WHERE ${column} = ? RETURNING 1`)
    .bind(value, agent)
    .first();
  expect(changed).not.toBeNull();
  await journey.attest(table, column, agent);
}

const newDesk = () => new Desk(journey.instance.url);
const linkFor = (agent: { email: string }) => journey.instance.signInLink(agent.email);
const status = async (desk: Desk, path = "/api/session") => (await desk.get(path)).status;

describe("a sign-in link", () => {
  it("signs in once", async () => {
    const link = await linkFor(DEMO_AGENTS.aisha);
    const desk = newDesk();
    expect(await desk.signIn(link)).toMatchObject({
      status: 200,
      body: { agent: { email: DEMO_AGENTS.aisha.email, role: "agent" } },
    });
    expect(await status(desk)).toBe(200);
    const second = newDesk();
    expect(await second.signIn(link)).toMatchObject({ status: 410, body: { code: "sign_in.refused" } });
    expect(await status(second)).toBe(401);
  });

  it("signs in one of two who use it at the same time", async () => {
    const link = await linkFor(DEMO_AGENTS.aisha);
    const replies = await Promise.all([newDesk().signIn(link), newDesk().signIn(link)]);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200, 410]));
  });

  it("lives ten minutes", async () => {
    const link = await linkFor(DEMO_AGENTS.edith);
    await change("sign_in_links", "expires_at = ?", Date.now() - 1, DEMO_AGENTS.edith.id);
    expect((await newDesk().signIn(link)).status).toBe(410);
  });

  it("that is guessed signs nobody in", async () => {
    expect((await newDesk().signIn(`${journey.instance.url}/sign-in#${"a".repeat(43)}`)).status).toBe(410);
  });
});

describe("a console session", () => {
  it("ends with signing out, for good", async () => {
    const desk = newDesk();
    await desk.signIn(await linkFor(DEMO_AGENTS.aisha));
    const token = /__Host-console=([^;]+)/.exec(desk.cookie)?.[1] ?? "";
    expect((await desk.post("/api/sign-out", {})).status).toBe(200);
    expect(desk.cookie).toBe("");
    expect(await status(new Desk(journey.instance.url, { token }))).toBe(401);
  });

  it.each([
    ["idled for half an hour", "last_seen_at = ?", 31],
    ["is ten hours old", "expires_at = ? + 1", 0],
  ])("ends when it %s", async (_what, assignment, minutes) => {
    const desk = newDesk();
    await desk.signIn(await linkFor(DEMO_AGENTS.marisol));
    expect(await status(desk)).toBe(200);
    await change("agent_sessions", assignment, Date.now() - minutes * 60_000 - 2, DEMO_AGENTS.marisol.id);
    expect(await status(desk)).toBe(401);
  });

  it("ends when its cookie turns up in another browser", async () => {
    const desk = newDesk();
    await desk.signIn(await linkFor(DEMO_AGENTS.aisha));
    const stolen = await fetch(`${journey.instance.url}/api/session`, {
      headers: { cookie: desk.cookie, "user-agent": "curl/8" },
    });
    expect(stolen.status).toBe(401);
    expect(await status(desk)).toBe(401);
  });

  it("ends when the agent leaves the desk", async () => {
    const desk = newDesk();
    await desk.signIn(await linkFor(DEMO_AGENTS.edith));
    await change("agents", "active = ?", 0, DEMO_AGENTS.edith.id);
    expect(await status(desk)).toBe(401);
    expect((await newDesk().signIn(await linkFor(DEMO_AGENTS.edith))).status).toBe(410);
    await change("agents", "active = ?", 1, DEMO_AGENTS.edith.id);
  });
});

describe("roles", () => {
  let checked: Sent;
  let open: Sent;

  beforeAll(async () => {
    checked = await journey.passed();
    await journey.ended(checked);
    open = await journey.sendTo();
  });

  const paths = () => ({
    details: `/api/verifications/${checked.id}`,
    transcript: `/api/verifications/${checked.id}/transcript`,
    live: `/api/verifications/${checked.id}/live`,
    send: `/api/tickets/${checked.ticket.ticketId}/send`,
    list: "/api/verifications",
  });

  it.each([
    ["lee", { details: 200, transcript: 200, live: 200, send: 200, list: 200 }],
    ["marisol", { details: 200, transcript: 200, live: 200, send: 403, list: 200 }],
    ["edith", { details: 200, transcript: 403, live: 200, send: 403, list: 200 }],
    ["jonas", { details: 200, transcript: 200, live: 200, send: 200, list: 200 }],
  ] as const)("%s reads what the role may read", async (name, expected) => {
    const desk = await journey.agent(name);
    const seen = await Promise.all(
      Object.entries(paths()).map(async ([what, path]) => [what, await status(desk, path)]),
    );
    expect(Object.fromEntries(seen)).toEqual(expected);
  });

  it("an auditor gets the outcome without the evidence", async () => {
    const { body } = await (await journey.agent("edith")).details(checked.id);
    expect(body.row.status).toBe("passed");
    expect(body).not.toHaveProperty("assessment");
    expect(body.device).toEqual([]);
    const analyst = await (await journey.agent("marisol")).details(checked.id);
    expect(analyst.body.assessment?.findings.length).toBeGreaterThan(0);
  });

  const report = async (name: "marisol" | "edith", id: string, method: "GET" | "POST" = "POST") => {
    const { cookie } = await journey.agent(name);
    return fetch(`${journey.instance.url}/api/verifications/${id}/report`, {
      method,
      headers: {
        cookie,
        "user-agent": DESK_BROWSER,
        origin: journey.instance.url,
        "content-type": "application/json",
      },
      ...(method === "POST" ? { body: "{}" } : {}),
    });
  };

  it("the Analysis Report holds what the role sees, and is written down", async () => {
    const analyst = await report("marisol", checked.id);
    expect(analyst.headers.get("content-disposition")).toMatch(/^attachment; filename="analysis-report-IR-\d+\.html"$/);
    const whole = await analyst.text();
    expect(whole).toContain("Model version");
    expect(whole).toContain("Responses are masked");
    const outcome = await (await report("edith", checked.id)).text();
    expect(outcome).toContain("PROCEED");
    expect(outcome).toContain("Your role does not include the transcript.");
    expect(outcome).not.toContain("Model version");
    const made = "SELECT actor FROM audit WHERE action = 'report.made' AND subject = ? ORDER BY id";
    const row = await (
      await journey.database()
    )
      .prepare(`SELECT group_concat(actor, ' ') AS actors FROM (${made})`)
      .bind(checked.id)
      .first();
    expect(row).toEqual({ actors: `${DEMO_AGENTS.marisol.id} ${DEMO_AGENTS.edith.id}` });
  });

  it("the Analysis Report is shown under a policy that runs and asks for nothing", async () => {
    const shown = await report("marisol", checked.id, "GET");
    expect(shown.headers.get("content-disposition")).toBeNull();
    expect(shown.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^;]+; base-uri/,
    );
  });

  it("there is no Analysis Report of a check that runs", async () => {
    const early = await report("marisol", open.id);
    expect([early.status, await early.json()]).toMatchObject([409, { code: "report.too_early" }]);
  });

  it.each(["marisol", "edith"] as const)("%s changes nothing", async (name) => {
    const desk = await journey.agent(name);
    for (const verb of ["cancel", "resend", "caller-refused", "new-code"]) {
      expect((await desk.post(`/api/verifications/${open.id}/${verb}`, {})).status).toBe(403);
    }
    expect((await desk.post(`/api/verifications/${open.id}/take-over`, { reason: "Just because" })).status).toBe(403);
    const send = await desk.send({
      ticketId: open.ticket.ticketId,
      callerOnLine: false,
      destination: { type: "contact", contactId: "con_x" },
    });
    expect(send.status).toBe(403);
    expect((await journey.live(open)).status).toBe("sent");
  });

  it("only an admin issues sign-in links", async () => {
    const issue = async (name: "lee" | "marisol" | "edith" | "jonas", email: string = DEMO_AGENTS.lee.email) =>
      (await journey.agent(name)).post<{ handedOver: { url: string } }>("/api/sign-in-links", { email });
    for (const name of ["lee", "marisol", "edith"] as const) {
      expect((await issue(name)).status).toBe(403);
    }
    const { status: issued, body } = await issue("jonas");
    expect(issued).toBe(201);
    expect((await newDesk().signIn(body.handedOver.url)).status).toBe(200);
    expect((await issue("jonas", "nobody@halden.example")).status).toBe(422);
  });

  it("an admin may end a check of a colleague", async () => {
    const sent = await journey.sendTo();
    expect((await (await journey.agent("jonas")).post(`/api/verifications/${sent.id}/cancel`, {})).status).toBe(200);
    expect((await journey.ended(sent)).banner.headline).toContain("Jonas");
  });
});
