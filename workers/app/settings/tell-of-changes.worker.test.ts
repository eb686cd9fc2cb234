import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { addAgent } from "../../../test/support/worker-agent.ts";
import { deps, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { agentId } from "../../core/kit/ids.ts";
import { err, ok } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { MessageContent } from "../ports/delivery.ts";
import { changeSettings, decideChange } from "./change-settings.ts";
import { compareDeployment } from "./compare-deployment.ts";
import { readSettingsOverview, readSettingsSection } from "./read-settings.ts";
import { tellOfChanges } from "./tell-of-changes.ts";

const SECURITY = "soc@work.test";
let admin: AgentRecord;
let second: AgentRecord;
let mails: MessageContent[];
let posts: { type: string; data: object }[];

async function newAdmin(): Promise<AgentRecord> {
  const { email } = await addAgent({ role: "admin" });
  const found = await deps().agents.byEmail(email);
  if (found === undefined) {
    throw new Error("no admin");
  }
  return found;
}

/** Only our own two admins, whoever other tests have made; mails and posts are kept here. */
function desk(change: Partial<Deps> = {}): Deps {
  const ready = deps();
  return {
    ...ready,
    settings: { ...ready.settings, isSetByDeployment: () => false },
    agents: { ...ready.agents, list: async () => [admin, second].map((one) => ({ ...one, createdAt: 0, ways: [] })) },
    security: {
      channels: ["mail", "webhook"],
      mailAddress: () => SECURITY,
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
  const tables = ["settings_versions", "settings_proposals", "settings_notices", "settings_deployments"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  const session = { ...inStatus("passed"), id: newVerificationId() };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  [admin, second, mails, posts] = [await newAdmin(), await newAdmin(), [], []];
});

describe("a change that waits", () => {
  it("is told to every admin and to security, once, by rows that were written with it", async () => {
    await propose();
    expect(await rows("SELECT receiver FROM settings_notices WHERE status = 'waiting' ORDER BY receiver")).toEqual(
      [admin.id, second.id, "mail", "webhook"].toSorted().map((receiver) => ({ receiver })),
    );
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told).toEqual({
      told: 0,
      waiting: 4,
      failed: 0,
    });
    await tellOfChanges(desk());
    await tellOfChanges(desk());
    expect(receivers()).toEqual([admin.email, second.email, SECURITY].toSorted());
    const [mail] = mails;
    expect(mail?.text.reveal()).toContain("- SMS may be typed for PT");
    expect(posts).toEqual([{ type: "settings.proposed", data: { url: "https://console.test/settings/delivery" } }]);
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told.told).toBe(4);
  });

  it.each([
    ["withdraw", "settings.withdrawn", "Nothing changed"],
    ["refuse", "settings.refused", "Nothing changed"],
    ["approve", "settings.applied", "It serves since"],
  ] as const)("is told again when somebody decides: %s", async (decision, type, words) => {
    await propose();
    await tellOfChanges(desk());
    [mails, posts] = [[], []];
    const by = decision === "withdraw" ? admin : second;
    expect((await decideChange(desk(), by, { section: "delivery", decision })).ok).toBe(true);
    expect((await decideChange(desk(), by, { section: "delivery", decision })).ok).toBe(false);
    await tellOfChanges(desk());
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
            content.to.reveal() === admin.email
              ? err({ code: "peer.unreachable", retryable: true, detail: "" })
              : ok({ providerMessageId: fresh(), status: "sent" }),
        },
      }),
    });
    await tellOfChanges(away);
    expect((await readSettingsSection(desk(), admin, "delivery")).waiting?.told).toEqual({
      told: 3,
      waiting: 1,
      failed: 0,
    });
    await tellOfChanges(desk());
    expect(mails).toEqual([]);
    await tellOfChanges(desk({ clock: () => Date.now() + 3_600_000 }));
    expect(receivers()).toEqual([admin.email]);
  });

  it("reaches nobody who is no admin any more, and tells nothing that somebody wrote by SQL", async () => {
    await propose();
    const outsider = agentId.parse((await addAgent({ role: "agent" })).id);
    await env.DB.prepare("UPDATE settings_notices SET receiver = ? WHERE receiver = ?").bind(outsider, second.id).run();
    await env.DB.prepare(
      "INSERT INTO settings_notices (id, event, subject, receiver, created_at, status, next_at) VALUES ('x', 'applied', 'no-proposal', ?, 0, 'waiting', 0)",
    )
      .bind(admin.id)
      .run();
    await tellOfChanges(desk());
    expect(receivers()).toEqual([admin.email, SECURITY].toSorted());
    expect(await rows("SELECT COUNT(*) AS n FROM settings_notices WHERE status = 'dropped'")).toEqual([{ n: 2 }]);
    await env.DB.prepare("UPDATE settings_proposals SET weakens = '[\"all is well\"]'").run();
    await env.DB.prepare("UPDATE settings_notices SET status = 'waiting'").run();
    mails = [];
    await tellOfChanges(desk());
    expect(mails).toEqual([]);
  });
});

describe("the deployment's own variables", () => {
  const deployed = (values: Partial<Deps["config"]>, change: Partial<Deps> = {}): Deps => {
    const ready = desk(change);
    const isSetByDeployment = (key: string): boolean => Object.hasOwn(values, key);
    return { ...ready, config: { ...ready.config, ...values }, settings: { ...ready.settings, isSetByDeployment } };
  };
  const audited = () => rows("SELECT details FROM audit WHERE action = 'deployment.weakened'");
  beforeEach(() => env.DB.prepare("DELETE FROM audit WHERE action = 'deployment.weakened'").run());

  it("that protect less than before are recorded, audited, told and shown, once", async () => {
    await compareDeployment(deployed({ SMS_COUNTRIES: ["GB"] }));
    expect(await readSettingsOverview(desk())).not.toHaveProperty("deployment");
    for (let minute = 0; minute < 2; minute += 1) {
      await compareDeployment(deployed({ SMS_COUNTRIES: ["GB", "PT"] }));
    }
    const weakens = ["SMS may be typed for PT"];
    expect((await readSettingsOverview(desk())).deployment).toMatchObject({ weakens });
    expect(await audited()).toEqual([{ details: JSON.stringify({ weakens: weakens[0] }) }]);
    await tellOfChanges(desk());
    expect(receivers()).toEqual([admin.email, second.email, SECURITY].toSorted());
    expect(mails[0]?.text.reveal()).toContain("They serve already");
  });

  it("are compared with what the product said where a variable is new, or gone", async () => {
    await compareDeployment(deployed({}));
    await compareDeployment(deployed({ SMS_COUNTRIES: ["GB", "PT"] }));
    expect((await readSettingsOverview(desk())).deployment).toMatchObject({ weakens: ["SMS may be typed for PT"] });
    await env.DB.prepare("DELETE FROM settings_deployments").run();
    const none = { ...deps().verifications, list: async () => [] };
    const request = { version: 0, values: { SMS_COUNTRIES: ["GB", "PT"] }, secrets: {} };
    await changeSettings(desk({ verifications: none }), admin, { section: "delivery", request });
    await compareDeployment(deployed({}));
    await compareDeployment(deployed({ SMS_COUNTRIES: ["GB", "PT"] }));
    expect(await readSettingsOverview(desk())).not.toHaveProperty("deployment");
    await compareDeployment(deployed({ CORPORATE_DOMAINS: ["work.test"] }));
    await compareDeployment(deployed({}));
    expect((await readSettingsOverview(desk())).deployment).toMatchObject({
      weakens: ["Addresses at work.test may be typed as a destination"],
    });
  });

  it("name secrets that are others than before, and keep no secret", async () => {
    const withPassword = (password: string) => ({
      CONNECTION_SECRETS: secret({ main: { username: "desk", password } }),
    });
    await compareDeployment(deployed(withPassword("hunter2")));
    await compareDeployment(deployed(withPassword("hunter2")));
    expect(await audited()).toEqual([]);
    await compareDeployment(deployed(withPassword("hunter3")));
    expect((await readSettingsOverview(desk())).deployment).toMatchObject({
      weakens: ["Other credentials stand between main and this product"],
    });
    expect(JSON.stringify(await rows("SELECT * FROM settings_deployments"))).not.toContain("hunter");
  });

  it("say nothing of secrets where the key of their digests is another one", async () => {
    const values = { SMS_COUNTRIES: ["GB"], CONNECTION_SECRETS: secret({ main: { password: "hunter2" } }) };
    await compareDeployment(deployed(values));
    const { vault } = deps();
    const rotated = { ...vault, tag: (label: string, value: string) => vault.tag(label, `${value} rotated`) };
    await compareDeployment(deployed(values, { vault: rotated }));
    expect(await rows("SELECT weakens FROM settings_deployments ORDER BY number")).toEqual([
      { weakens: "[]" },
      { weakens: "[]" },
    ]);
  });

  it("that protect as much as before, or that were never seen, are told to nobody", async () => {
    await compareDeployment(deployed({ SMS_COUNTRIES: ["GB", "PT"] }));
    await compareDeployment(deployed({ SMS_COUNTRIES: ["PT"] }));
    expect(await audited()).toEqual([]);
    expect(await rows("SELECT id FROM settings_notices")).toEqual([]);
  });

  it("count as never seen where their row was edited by SQL", async () => {
    await compareDeployment(deployed({ SMS_COUNTRIES: ["GB", "PT"] }));
    await env.DB.prepare("UPDATE settings_deployments SET weakens = '[\"a lie\"]'").run();
    expect(await readSettingsOverview(desk())).not.toHaveProperty("deployment");
  });
});
