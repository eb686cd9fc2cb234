import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { err, ok } from "../../core/kit/result.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { MessageContent } from "../ports/delivery.ts";
import { changeRole, setActive } from "../access/users.ts";
import { sendDeskMail } from "../delivery/desk-mails.ts";
import { applyDueChanges, changeSettings, decideChange } from "./change-settings.ts";
import { readSettingsSection } from "./read-settings.ts";

const SECURITY = "soc@work.test";
let admin: AgentRecord;
let second: AgentRecord;
let mails: MessageContent[];
let posts: { type: string; data: object }[];

/** What the queue and the sweep do. */
async function tellAll(ready: Deps): Promise<void> {
  for (const id of await ready.deskMails.due(ready.clock(), 100)) {
    await sendDeskMail(ready, id);
  }
}

/** Only our own two admins, whoever other tests have made; mails and posts are kept here. */
function desk(change: Partial<Deps> = {}): Deps {
  const ready = deps();
  return {
    ...ready,
    settings: { ...ready.settings, isSetByDeployment: () => false },
    agents: {
      ...ready.agents,
      list: async () => [admin, second].map((one) => ({ ...one, createdAt: 0, ways: [], byGroups: false })),
    },
    security: {
      channels: ["mail", "webhook"],
      mailAddress: () => SECURITY,
      probe: async () => ok(),
      post: async (_channel, { type, data }) => {
        posts.push({ type, data });
        return ok(undefined);
      },
    },
    provider: () => ({
      id: "fake",
      provider: {
        send: async ({ content }) => {
          mails.push(content);
          return ok({ providerMessageId: fresh(), status: "sent" });
        },
      },
    }),
    ...change,
  };
}

const receivers = (): string[] => mails.map(({ to }) => to.reveal()).toSorted();

async function propose(): Promise<void> {
  const request = { version: 0, values: { SMS_COUNTRIES: ["GB", "PT"] }, secrets: {} };
  expect(await changeSettings(desk(), admin, { section: "delivery", request })).toMatchObject({
    value: { outcome: "waiting" },
  });
}

beforeEach(async () => {
  const tables = ["settings_versions", "settings_proposals", "desk_mails"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  const session = { ...inStatus("passed"), id: newVerificationId() };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  [admin, second, mails, posts] = [await newAdmin(), await newAdmin(), [], []];
});

describe("a change that waits", () => {
  it("is told to every admin and to security, once, by rows that were written with it", async () => {
    await propose();
    expect(await rows("SELECT recipient FROM desk_mails WHERE status = 'waiting' ORDER BY recipient")).toEqual(
      [`user:${admin.id}`, `user:${second.id}`, "security:mail", "security:webhook"]
        .toSorted()
        .map((recipient) => ({ recipient })),
    );
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told).toEqual({
      told: 0,
      waiting: 3,
      failed: 0,
    });
    await tellAll(desk());
    await tellAll(desk());
    expect(receivers()).toEqual([admin.email, second.email, SECURITY].toSorted());
    const [mail] = mails;
    expect(mail?.text.reveal()).toContain("- SMS may be typed for PT");
    expect(posts).toEqual([{ type: "settings.proposed", data: { url: "https://console.test/settings/delivery" } }]);
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told.told).toBe(3);
  });

  it.each([
    ["withdraw", "settings.withdrawn", "Nothing changed"],
    ["refuse", "settings.refused", "Nothing changed"],
    ["approve", "settings.applied", "It serves since"],
  ] as const)("is told again when somebody decides: %s", async (decision, type, words) => {
    await propose();
    await tellAll(desk());
    [mails, posts] = [[], []];
    const by = decision === "withdraw" ? admin : second;
    expect((await decideChange(desk(), by, { section: "delivery", decision })).ok).toBe(true);
    expect((await decideChange(desk(), by, { section: "delivery", decision })).ok).toBe(false);
    await tellAll(desk());
    expect(receivers()).toEqual([admin.email, second.email, SECURITY].toSorted());
    expect(posts.map((post) => post.type)).toEqual([type]);
    expect(mails[0]?.text.reveal()).toContain(words);
  });

  it("is told later where a carrier is away, and each receiver alone", async () => {
    await propose();
    const away = desk({
      provider: () => ({
        id: "fake",
        provider: {
          send: async ({ content }) =>
            content.to.reveal() === second.email
              ? err({ code: "peer.unreachable", retryable: true, detail: "" })
              : ok({ providerMessageId: fresh(), status: "sent" }),
        },
      }),
    });
    await tellAll(away);
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told).toEqual({
      told: 2,
      waiting: 1,
      failed: 0,
    });
    await tellAll(desk());
    expect(mails).toEqual([]);
    await tellAll(desk({ clock: () => Date.now() + 3_600_000 }));
    expect(receivers()).toEqual([second.email]);
  });

  it("reaches nobody who is no admin any more", async () => {
    await propose();
    const { agents } = deps();
    const byId: Deps["agents"]["byId"] = async (id) =>
      id === second.id ? { ...second, role: "agent" } : agents.byId(id);
    await tellAll(desk({ agents: { ...desk().agents, byId } }));
    expect(receivers()).toEqual([admin.email, SECURITY].toSorted());
    expect(await rows("SELECT recipient FROM desk_mails WHERE status = 'failed'")).toEqual([
      { recipient: `user:${second.id}` },
    ]);
  });

  it.each([
    ["another recipient", "UPDATE desk_mails SET recipient = 'user:agt_somebody'"],
    ["another event", "UPDATE desk_mails SET kind = 'settings_withdrawn'"],
    ["another kind of news, with words of one's own", "UPDATE desk_mails SET kind = 'admin_made', about = 'Call 1'"],
    ["a longer life", "UPDATE desk_mails SET not_after = not_after + 1"],
    ["no mac", "UPDATE desk_mails SET mac = NULL"],
  ])("is not sent to anybody once SQL gave it %s, and stands as failed", async (_what, sql) => {
    await propose();
    await env.DB.prepare(sql).run();
    await tellAll(desk());
    expect([mails, posts]).toEqual([[], []]);
    expect(await rows("SELECT DISTINCT status, problem FROM desk_mails")).toEqual([
      { status: "failed", problem: "unattested" },
    ]);
  });

  it("tells nothing of a change that SQL has edited", async () => {
    await propose();
    await env.DB.prepare("UPDATE settings_proposals SET weakens = '[\"all is well\"]'").run();
    await tellAll(desk());
    expect(mails).toEqual([]);
  });
});

describe("a change that waits its day", () => {
  const later = (days: number, change: Partial<Deps> = {}) =>
    desk({ clock: () => Date.now() + days * DAY_MS, ...change });
  const status = async () => (await rows<{ status: string }>("SELECT status FROM settings_proposals"))[0]?.status;
  const waiting = async () => (await readSettingsSection(desk(), admin, "delivery")).waiting;

  it("takes place once another admin or security was handed the news, and says when", async () => {
    await propose();
    expect(await waiting()).not.toHaveProperty("appliesAt");
    await tellAll(desk());
    expect((await waiting())?.appliesAt).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
    await applyDueChanges(later(1));
    expect(await status()).toBe("applied");
  });

  it("keeps waiting while nobody else was told, whatever SQL says of its mails", async () => {
    await propose();
    await env.DB.prepare("UPDATE desk_mails SET status = 'sent', sent_at = 1").run();
    await applyDueChanges(later(9));
    expect([await status(), await waiting()]).toMatchObject(["waiting", { told: { told: 0 } }]);
    await env.DB.prepare("DELETE FROM desk_mails").run();
    await applyDueChanges(later(9));
    expect(await status()).toBe("waiting");
  });

  it("keeps waiting where its proposer has demoted the only one who was told, also for a while", async () => {
    const own = (change: Partial<Deps> = {}) => desk({ security: { ...desk().security, channels: [] }, ...change });
    const request = { version: 0, values: { SMS_COUNTRIES: ["GB", "PT"] }, secrets: {} };
    await changeSettings(own(), admin, { section: "delivery", request });
    await tellAll(own());
    for (const role of ["agent", "admin"] as const) {
      expect((await changeRole(own(), { ...admin, way: "passkey" }, { id: second.id, role })).ok).toBe(true);
      await applyDueChanges(own({ clock: () => Date.now() + 9 * DAY_MS }));
      expect(await status()).toBe("waiting");
    }
  });

  it.each([
    ["at that very address", (email: string) => email],
    ["with a tag", (email: string) => email.replace("@", "+soc@")],
    [
      "with a dot, at another domain",
      (email: string) => email.replace("agt_", "ag.t_").replace(/@.*/u, "@mail.example"),
    ],
  ])("keeps waiting where only its proposer could be told, also as the security contact %s", async (_how, like) => {
    second = admin;
    const own = (change: Partial<Deps> = {}) =>
      desk({ security: { ...desk().security, channels: ["mail"], mailAddress: () => like(admin.email) }, ...change });
    const request = { version: 0, values: { SMS_COUNTRIES: ["GB", "PT"] }, secrets: {} };
    await changeSettings(own(), admin, { section: "delivery", request });
    await tellAll(own());
    expect(receivers()).toEqual([admin.email, like(admin.email)].toSorted());
    await applyDueChanges(own({ clock: () => Date.now() + 9 * DAY_MS }));
    expect(await status()).toBe("waiting");
  });

  it("waits where security is told by a way for the first time, as long as there is another admin", async () => {
    const contact = { mail: "own@elsewhere.example", onCall: "call@elsewhere.example" };
    const section = "security_contact";
    const request = { version: 0, values: { SECURITY_CONTACT: contact }, secrets: {} };
    expect(await changeSettings(desk(), admin, { section, request })).toMatchObject({
      value: { outcome: "waiting", weakens: [expect.stringContaining("mailbox is told for the first time")] },
    });
    await decideChange(desk(), admin, { section, decision: "withdraw" });
    // Nor by removing the other one, who has been an admin for long.
    const gone = second;
    await setActive(desk(), { ...admin, way: "passkey" }, { id: gone.id, active: false });
    second = admin;
    expect(await changeSettings(desk(), admin, { section, request })).toMatchObject({ value: { outcome: "waiting" } });
    await decideChange(desk(), admin, { section, decision: "withdraw" });
    const later = desk({ clock: () => Date.now() + 8 * DAY_MS });
    expect(await changeSettings(later, admin, { section, request })).toMatchObject({ value: { outcome: "changed" } });
  });

  it("is told to who became an admin meanwhile, who is no witness of it", async () => {
    const third = await newAdmin();
    await propose();
    await applyDueChanges(desk());
    expect(await rows("SELECT COUNT(*) AS n FROM desk_mails")).toEqual([{ n: 4 }]);
    const list = async () => [admin, third].map((one) => ({ ...one, createdAt: 0, ways: [], byGroups: false }));
    const meanwhile = desk({ agents: { ...desk().agents, list }, clock: () => Date.now() + 60_000 });
    await applyDueChanges(meanwhile);
    await env.DB.prepare("DELETE FROM desk_mails WHERE recipient <> ?").bind(`user:${third.id}`).run();
    await tellAll(meanwhile);
    expect(receivers()).toEqual([third.email]);
    await applyDueChanges(later(9));
    expect(await status()).toBe("waiting");
  });

  it.each(["agent", "inactive"])("is void once its proposer is no active admin: %s", async (became) => {
    await propose();
    await tellAll(desk());
    const { agents } = deps();
    const byId: Deps["agents"]["byId"] = async (id) =>
      id !== admin.id
        ? agents.byId(id)
        : became === "inactive"
          ? { ...admin, active: false }
          : { ...admin, role: "agent" };
    const without = { agents: { ...desk().agents, byId } };
    expect(await decideChange(desk(without), second, { section: "delivery", decision: "approve" })).toMatchObject({
      ok: false,
      error: { code: "settings.not_waiting" },
    });
    expect(await status()).toBe("lapsed");
    await env.DB.prepare("DELETE FROM settings_proposals").run();
    await propose();
    await applyDueChanges(desk(without));
    expect(await status()).toBe("lapsed");
    expect(await rows("SELECT version FROM settings_versions")).toEqual([]);
  });
});
