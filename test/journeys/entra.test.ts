/** A password reset in Microsoft Entra through the whole product: Microsoft's two hosts answer as their documentation says. */
import { afterAll, describe, expect, it } from "vitest";
import { CLOSES_TICKETS } from "../../dev/local/variables.ts";
import { eventually } from "../../dev/walkthrough/client.ts";
import type { ActionTargetTestReply } from "../../workers/contract/console/settings.ts";
import {
  CLIENT,
  CLIENT_SECRET,
  GLOBAL_READER,
  startEntra,
  TENANT,
  type MockUser,
} from "../contracts/support/mock-entra.ts";
import { textOf, useJourney, type Sent } from "../support/journey.ts";

const HOSTS = ["login.microsoftonline.com", "graph.microsoft.com"];
const GOOD = "Copper-maple-drift-swan-7";
const BANNED = "Halden-winter-2026-now";
const LONG_AGO = "2026-01-04T09:10:11Z";

const entra = await startEntra([]);
entra.banned.add(BANNED);
const journey = useJourney({
  settings: CLOSES_TICKETS,
  outbound: (request) => {
    const { host } = new URL(request.url);
    return fetch(HOSTS.includes(host) ? request.url.replace("https://", `${entra.vendor.url}/`) : request.url, request);
  },
  variables: {
    ACTION_TARGETS: { cloud: { kind: "entra", label: "Halden 365", settings: { tenant: TENANT, clientId: CLIENT } } },
    ACTION_SECRETS: JSON.stringify({ cloud: { clientSecret: CLIENT_SECRET } }),
  },
});
afterAll(() => entra.vendor.close());

let last = 0;

/** Somebody whose id in the directory is the one in Entra, with an account there. */
async function personWith(more: Partial<MockUser> = {}) {
  const person = journey.newcomer();
  const id = `0e2a7c10-5f5e-4d0b-8a55-${String((last += 1)).padStart(12, "0")}`;
  const db = await journey.database();
  await db.batch([db.prepare("UPDATE people SET external_id = ? WHERE id = ?").bind(id, person.id)]);
  await journey.attest("people", "id", person.id);
  const account: MockUser = {
    id,
    userPrincipalName: person.email,
    password: "the old one",
    lastPasswordChangeDateTime: LONG_AGO,
    ...more,
  };
  entra.users.push(account);
  return { person, account };
}

async function answered(more: Partial<MockUser> = {}) {
  const { person, account } = await personWith(more);
  const sent = await journey.sendTo({ person, category: "Password reset" });
  const page = await journey.answerRight(sent, await sent.phone.begin());
  return { sent, account, page };
}

const type = ({ phone }: Sent, password = GOOD) => phone.press("password", { password });
const changesOf = ({ id }: MockUser) =>
  entra.vendor.requests.filter(({ method, path }) => method !== "GET" && decodeURIComponent(path).includes(id));
const notes = async ({ ticket }: Sent, title: string) => (await journey.notesWith(ticket, title)).join("\n");

async function closed({ ticket }: Sent): Promise<void> {
  await eventually(
    () => journey.tickets.ticket(ticket.id),
    ({ record }) => record.Status === "Closed",
    { what: "the closed ticket", withinMs: 20_000 },
  );
}

describe("a password reset in Microsoft Entra", () => {
  it("is refused in its words, then taken: sessions end, the note says so, and the ticket is closed", async () => {
    const { sent, account, page } = await answered();
    expect([page.step, textOf(page)]).toEqual(["action", expect.stringContaining("Three of these four")]);
    const refused = await type(sent, BANNED);
    expect([refused.step, textOf(refused)]).toEqual(["action", expect.stringMatching(/did not take it/)]);
    expect([account.password, account.sessionsEnded]).toEqual(["the old one", undefined]);
    expect((await type(sent)).step).toBe("action_done");
    expect(account.password).toBe(GOOD);
    await closed(sent);
    expect(account.sessionsEnded).toBe(true);
    const said = await notes(sent, "Action done: password reset");
    expect(said).toContain("Halden 365");
    expect(said).not.toContain(GOOD);
    expect(journey.log.join()).not.toContain(GOOD);
    expect(changesOf(account).map(({ method, body }) => [method, body === "" ? "" : JSON.parse(body)])).toEqual([
      ["PATCH", { passwordProfile: { forceChangePasswordNextSignIn: false, password: BANNED } }],
      ["PATCH", { passwordProfile: { forceChangePasswordNextSignIn: false, password: GOOD } }],
      ["POST", ""],
    ]);
  });

  it.each([
    ["synced from Active Directory", { onPremisesSyncEnabled: true }, "kept in another system"],
    ["an administrator's", { active: [GLOBAL_READER] }, "privileged"],
    ["switched off", { accountEnabled: false }, "switched off"],
  ] as const)("is not done where the account is %s, and nothing was called", async (_what, more, words) => {
    const { sent, account, page } = await answered(more);
    // Before anything is typed.
    expect(page.step).toBe("action_withdrawn");
    expect((await type(sent)).step).toBe("action_withdrawn");
    expect([account.password, changesOf(account)]).toEqual(["the old one", []]);
    expect(await notes(sent, "Action not done: password reset")).toContain(words);
    expect((await journey.tickets.ticket(sent.ticket.id)).record.Status).not.toBe("Closed");
  });

  it("waits where Microsoft's sign-in is away or asks for patience, and goes on with the same pass", async () => {
    const { sent, account } = await answered();
    entra.expireTokens();
    entra.plays.push({ on: /oauth2\/v2\.0\/token$/, play: { reply: { status: 503, raw: "" } } });
    const away = await type(sent);
    expect([away.step, account.password]).toEqual(["action", "the old one"]);
    entra.plays.push({
      on: /^PATCH /,
      play: {
        reply: {
          status: 429,
          json: { error: { code: "TooManyRequests", message: "" } },
          headers: { "retry-after": "2" },
        },
      },
    });
    expect((await type(sent)).step).toBe("action");
    expect(account.password).toBe("the old one");
    expect((await type(sent)).step).toBe("action_done");
    expect(account.password).toBe(GOOD);
  });

  const SECOND_MS = 1_000;

  it.each([
    ["asked, Microsoft shows that it took effect", SECOND_MS, 1],
    // Its clock says whole seconds: within the one of the call nobody can tell.
    ["nobody can tell, the person types it again under the same grant", -SECOND_MS, 2],
  ] as const)("where its answer is lost: %s", async (_what, clockAhead, times) => {
    const { sent, account } = await answered();
    entra.now = () => Date.now() + clockAhead;
    entra.plays.push({ on: /^PATCH /, play: { cut: "after" } });
    const lost = await type(sent);
    if (times > 1) {
      expect([lost.step, textOf(lost)]).toEqual(["action", expect.stringContaining("did not say whether it took")]);
      await type(sent);
    }
    expect((await sent.phone.open()).step).toBe("action_done");
    expect(changesOf(account).filter(({ method }) => method === "PATCH")).toHaveLength(times);
    entra.now = Date.now;
    await closed(sent);
    const { actionCard } = (await sent.desk.details(sent.id)).body;
    expect(actionCard?.attempts.at(-1)?.answer).toBe("done");
  });

  it("is tried on the admin's own account from Settings, in words that say what is lacking", async () => {
    const desk = await journey.agent("jonas");
    const test = async () => (await desk.post("/api/targets/cloud/test", {})).body as ActionTargetTestReply;
    expect((await test()).account).toMatchObject({ state: "unread", unknown: true });
    const own = {
      userPrincipalName: "jonas.brandt@halden.example",
      password: "x",
      lastPasswordChangeDateTime: LONG_AGO,
    };
    entra.users.push({ id: "0e2a7c10-5f5e-4d0b-8a55-999999999999", ...own });
    expect(await test()).toMatchObject({ account: { state: "read", minLength: 15 }, lacks: [] });
    entra.permissions.delete("User.RevokeSessions.All");
    entra.expireTokens();
    expect((await test()).lacks.join()).toContain("User.RevokeSessions.All");
    entra.permissions.add("User.RevokeSessions.All");
    entra.expireTokens();
  });
});
