/** The deployment's own variables as a Worker reads them: composed from its bindings and the rows. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { attested, fresh, keyring, rows } from "../../../test/support/worker-fixture.ts";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { openSetUp } from "../../../test/support/worker-settings.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { ok } from "../../core/kit/result.ts";
import { DAY_MS, HOUR_MS } from "../../core/kit/time.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { createComposer } from "../../settings-snapshot.ts";
import { sendDeskMail } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { MessageContent } from "../ports/delivery.ts";
import { changeSettings } from "./change-settings.ts";
import { decideDeployment, settleDeployment, waitingOf } from "./held-deployment.ts";
import { readSettingsOverview, readSettingsSection } from "./read-settings.ts";

const SECURITY = "soc@work.test";
const PASSWORDS = (password: string) => ({
  CONNECTIONS: { main: { kind: "changegear", settings: { baseUrl: "https://tickets.example" } } },
  CONNECTION_SECRETS: JSON.stringify({
    main: { username: "desk", password, webhookUsername: "hook", webhookPassword: "only-for-tests-0123456789" },
  }),
});
const GB = { SMS_COUNTRIES: "GB" };
const LOOSER = { SMS_COUNTRIES: "GB,PT" };
const LINE = "SMS may be typed for PT";

type Variables = Readonly<Record<string, unknown>>;
let admin: AgentRecord;
let second: AgentRecord;
let mails: MessageContent[];
let posts: string[];

/** As an isolate that has just begun is composed. */
async function deployed(variables: Variables, later = 0): Promise<Deps> {
  const ready = await createComposer().fresh({ ...env, ...variables } as Env);
  if (ready === undefined) {
    throw new Error("the configuration is invalid");
  }
  return {
    ...ready,
    clock: () => Date.now() + later,
    agents: {
      ...ready.agents,
      list: async () => [admin, second].map((one) => ({ ...one, createdAt: 0, ways: [], byGroups: false })),
    },
    security: {
      channels: ["mail", "webhook"],
      mailAddress: () => SECURITY,
      probe: async () => ok(),
      post: async (_channel, { type }) => {
        posts.push(type);
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
  };
}

/** A minute of the Worker's, and what its queue does then. */
async function minute(variables: Variables, later = 0): Promise<Deps> {
  const ready = await deployed(variables, later);
  await settleDeployment(ready);
  for (const id of await ready.deskMails.due(ready.clock(), 100)) {
    await sendDeskMail(ready, id);
  }
  return deployed(variables, later);
}

const countries = ({ config }: Deps): readonly string[] => config.SMS_COUNTRIES;
const overview = async (ready: Deps) => (await readSettingsOverview(ready, admin)).deployment;
const audited = () =>
  rows<{ action: string; actor: string }>(
    "SELECT action, actor FROM audit WHERE action LIKE 'deployment.%' ORDER BY id",
  );
const states = async () =>
  (await rows<{ state: string }>("SELECT state FROM settings_deployments ORDER BY number")).map(({ state }) => state);
/** What a Worker that runs these variables holds back. */
async function decide(variables: Variables, decision: "approve" | "refuse", by = second) {
  const ready = await deployed(variables);
  return decideDeployment(ready, by, { number: waitingOf(ready)?.number ?? 0, decision });
}

beforeEach(async () => {
  const tables = ["settings_versions", "settings_proposals", "desk_mails", "settings_deployments", "settings_set_up"];
  await env.DB.batch([
    ...tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
    env.DB.prepare("DELETE FROM audit WHERE action LIKE 'deployment.%'"),
  ]);
  const session = { ...inStatus("passed"), id: newVerificationId() };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
  [admin, second, mails, posts] = [await newAdmin(), await newAdmin(), [], []];
});

describe("variables that protect less than before", () => {
  it("serve in no isolate, from the first request on, and what was said before does", async () => {
    await minute(GB);
    const ready = await deployed(LOOSER);
    expect(countries(ready)).toEqual(["GB"]);
    expect(ready.settings.isSetByDeployment("SMS_COUNTRIES")).toBe(true);
    // Before the minute that records it there is nothing to decide on, and the page says so.
    expect(await overview(ready)).toEqual({
      weakens: [LINE],
      held: { sections: ["SMS and mail"], told: { told: 0, waiting: 0, failed: 0 } },
    });
    expect((await readSettingsSection(ready, admin, "delivery")).heldBack).toBe(true);
    expect(await readSettingsSection(ready, admin, "branding")).not.toHaveProperty("heldBack");
  });

  it("are recorded, audited and told to every admin and security, once", async () => {
    await minute(GB);
    await minute(LOOSER);
    const ready = await minute(LOOSER);
    expect([countries(ready), await states(), await audited()]).toEqual([
      ["GB"],
      ["serves", "waits"],
      [{ action: "deployment.weakened", actor: "system" }],
    ]);
    expect(mails.map(({ to }) => to.reveal()).toSorted()).toEqual([admin.email, second.email, SECURITY].toSorted());
    expect(posts).toEqual(["settings.deployed"]);
    const text = mails[0]?.text.reveal();
    expect(text).toContain(`- ${LINE}`);
    expect(text).toContain("What they said before goes on serving");
    expect(await overview(ready)).toMatchObject({
      weakens: [LINE],
      held: { number: 2, sections: ["SMS and mail"], told: { told: 4, waiting: 0, failed: 0 } },
    });
  });

  it("serve when an admin approves them, in every isolate", async () => {
    await minute(GB);
    await minute(LOOSER);
    const { fresh: newest } = createComposer();
    const own = { ...env, ...LOOSER } as Env;
    expect((await newest(own))?.config.SMS_COUNTRIES).toEqual(["GB"]);
    expect(await decide(LOOSER, "approve")).toEqual(ok());
    expect((await newest(own))?.config.SMS_COUNTRIES).toEqual(["GB", "PT"]);
    mails = [];
    const ready = await minute(LOOSER);
    expect([countries(ready), await states()]).toEqual([
      ["GB", "PT"],
      ["serves", "waits", "serves"],
    ]);
    expect(mails.map(({ text }) => text.reveal()).every((text) => text.includes("serves since"))).toBe(true);
    expect(mails).toHaveLength(3);
    expect(await audited()).toContainEqual({ action: "deployment.applied", actor: second.id });
    expect(await overview(ready)).toMatchObject({ weakens: [LINE] });
    expect(await overview(ready)).not.toHaveProperty("held");
  });

  it("serve a day after somebody was told of them, and not before", async () => {
    await minute(GB);
    await minute(LOOSER);
    expect(countries(await minute(LOOSER, DAY_MS - HOUR_MS))).toEqual(["GB"]);
    expect(countries(await minute(LOOSER, DAY_MS + HOUR_MS))).toEqual(["GB", "PT"]);
    expect(await audited()).toContainEqual({ action: "deployment.applied", actor: "job:settings" });
  });

  it("keep waiting as long as nobody could be told", async () => {
    await minute(GB);
    await settleDeployment(await deployed(LOOSER));
    await env.DB.prepare("UPDATE desk_mails SET status = 'failed'").run();
    await settleDeployment(await deployed(LOOSER, 9 * DAY_MS));
    expect(countries(await deployed(LOOSER))).toEqual(["GB"]);
  });

  it("never serve by themselves once an admin has refused them, whatever SQL does to the refusal", async () => {
    await minute(GB);
    await minute(LOOSER);
    expect(await decide(LOOSER, "refuse", admin)).toEqual(ok());
    expect(countries(await minute(LOOSER, 9 * DAY_MS))).toEqual(["GB"]);
    expect(await overview(await deployed(LOOSER))).toMatchObject({ held: { refusedBy: admin.name } });
    expect(await decide(LOOSER, "refuse")).toMatchObject({ error: { code: "settings.not_waiting" } });
    await env.DB.prepare("DELETE FROM settings_deployments WHERE state = 'refused'").run();
    expect(countries(await minute(LOOSER, 9 * DAY_MS))).toEqual(["GB"]);
    expect(await decide(LOOSER, "approve")).toEqual(ok());
    expect(countries(await deployed(LOOSER))).toEqual(["GB", "PT"]);
  });

  it("wait anew when they come again after they were taken back", async () => {
    await minute(GB);
    await minute(LOOSER);
    await minute(GB);
    expect(countries(await minute(LOOSER, 9 * DAY_MS))).toEqual(["GB"]);
    expect((await states()).at(-1)).toBe("waits");
  });

  it("are decided on as they were shown, not as another deployment says", async () => {
    await minute(GB);
    await minute(LOOSER);
    const others = { SMS_COUNTRIES: "GB,PT,KP" };
    expect(await decideDeployment(await deployed(others), second, { number: 2, decision: "approve" })).toMatchObject({
      error: { code: "settings.not_waiting" },
    });
    await minute(others);
    expect(await decideDeployment(await deployed(others), second, { number: 2, decision: "approve" })).toMatchObject({
      ok: false,
    });
    expect(countries(await deployed(others))).toEqual(["GB"]);
  });

  it("are let in by nobody who became an admin within the week", async () => {
    await minute(GB);
    await minute(LOOSER);
    await env.DB.prepare("UPDATE agents SET admin_since = ? WHERE id = ?")
      .bind(Date.now() - HOUR_MS, second.id)
      .run();
    await attested("agents", "id", second.id);
    expect(await decide(LOOSER, "approve")).toMatchObject({ error: { code: "settings.approver_new" } });
    expect(countries(await deployed(LOOSER))).toEqual(["GB"]);
  });

  it("wait with their secrets, of which no row, mail or audit shows one", async () => {
    await minute(PASSWORDS("hunter2"));
    const ready = await minute(PASSWORDS("hunter3"));
    expect(ready.config.CONNECTION_SECRETS.reveal()["main"]).toMatchObject({ password: "hunter2" });
    expect(await overview(ready)).toMatchObject({
      weakens: ["Other credentials stand between main and this product"],
    });
    const all = [await rows("SELECT * FROM settings_deployments"), await rows("SELECT * FROM audit"), mails];
    expect(JSON.stringify(all)).not.toContain("hunter");
    expect(await decide(PASSWORDS("hunter3"), "approve")).toEqual(ok());
    const { config } = await deployed(PASSWORDS("hunter3"));
    expect(config.CONNECTION_SECRETS.reveal()["main"]).toMatchObject({ password: "hunter3" });
  });

  it("are compared with what the product says where one is new, or gone", async () => {
    await minute({});
    const ready = await minute(LOOSER);
    expect([countries(ready).includes("PT"), ready.settings.isSetByDeployment("SMS_COUNTRIES")]).toEqual([
      false,
      false,
    ]);
    await env.DB.prepare("DELETE FROM settings_deployments").run();
    await minute({ CORPORATE_DOMAINS: "work.test" });
    const gone = await minute({});
    expect(gone.config.CORPORATE_DOMAINS).toEqual(["work.test"]);
    expect(await overview(gone)).toMatchObject({ held: { sections: ["Organisation"] } });
  });

  it("hold back nothing else that came with them", async () => {
    const both = { ...PASSWORDS("hunter2"), ...LOOSER, ORGANISATION_NAME: "Halden" };
    await minute({ ...PASSWORDS("hunter2"), ...GB });
    await minute(both);
    const ready = await minute(both);
    expect([countries(ready), ready.config.ORGANISATION_NAME]).toEqual([["GB"], "Halden"]);
    expect(await overview(ready)).toMatchObject({ held: { number: 3, sections: ["SMS and mail"] } });
    expect(await states()).toEqual(["serves", "serves", "waits"]);
  });

  it("serve while the first admin sets the desk up", async () => {
    await env.DB.prepare("DELETE FROM verifications").run();
    await openSetUp(Date.now() + DAY_MS);
    await minute(GB);
    expect(countries(await minute(LOOSER))).toEqual(["GB", "PT"]);
    expect([mails, await audited()]).toEqual([[], []]);
  });
});

describe("what others are held to", () => {
  it("is nothing the first time, and what protects as much serves at once", async () => {
    expect(countries(await deployed(LOOSER))).toEqual(["GB", "PT"]);
    await minute(LOOSER);
    expect(countries(await deployed(GB))).toEqual(["GB"]);
    await minute(GB);
    expect(countries(await deployed(LOOSER))).toEqual(["GB"]);
    expect(await audited()).toEqual([]);
  });

  it("is no row that SQL wrote or edited", async () => {
    await minute(GB);
    await env.DB.prepare("UPDATE settings_deployments SET document = ?").bind(JSON.stringify(LOOSER)).run();
    // As if never seen: nothing that the database alone says serves.
    expect(countries(await deployed(GB))).toEqual(["GB"]);
    await minute(GB);
    await env.DB.prepare(
      "INSERT INTO settings_deployments (number, at, document, weakens, state, mac) VALUES (9, 9, ?, '[]', 'serves', 'x')",
    )
      .bind(JSON.stringify(LOOSER))
      .run();
    expect(countries(await deployed(LOOSER))).toEqual(["GB"]);
  });

  it("is the deployment's own word over what an admin changes meanwhile", async () => {
    await minute(GB);
    const ready = await minute(LOOSER);
    const request = { version: 0, values: { SMS_COUNTRIES: ["GB", "PT"] }, secrets: {} };
    expect(await changeSettings(ready, admin, { section: "delivery", request })).toMatchObject({
      error: { code: "settings.by_deployment" },
    });
  });
});
