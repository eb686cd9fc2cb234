import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { linkIn, newAdmin } from "../../../test/support/worker-agent.ts";
import { openSetUp } from "../../../test/support/worker-settings.ts";
import { deps, fresh, keyring, ROOT_SECRET, rows } from "../../../test/support/worker-fixture.ts";
import { sessionRecords } from "../../adapters/d1/session-records.ts";
import { newVerificationId } from "../../adapters/crypto/locator.ts";
import { createComposer } from "../../settings-snapshot.ts";
import { agentId } from "../../core/kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kit/time.ts";
import { ok } from "../../core/kit/result.ts";
import { inStatus } from "../../core/session/session.fixture.ts";
import { sectionOf, type SectionId } from "../../core/settings/registry.ts";
import type { Deps } from "../deps.ts";
import { sendDeskMail } from "../delivery/desk-mails.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { DeliveryProvider } from "../ports/delivery.ts";
import { issueSignInLink, redeemSignInLink } from "../access/sign-in.ts";
import { inviteUser } from "../access/users.ts";
import { endSetUpWithFirstCheck } from "./being-set-up.ts";
import { applyDueChanges, changeSettings, decideChange, rollBackSettings } from "./change-settings.ts";
import { readOlderSettings, readSettingsOverview, readSettingsSection } from "./read-settings.ts";
import { tellOfSpoiledSettings } from "./spoiled-settings.ts";

/** Only what a deployment has to say: everything else may be set in the product. */
const bare = {
  DB: env.DB,
  VERIFICATION_SESSION: env.VERIFICATION_SESSION,
  SUBJECT_GUARD: env.SUBJECT_GUARD,
  CONSOLE_FEED: env.CONSOLE_FEED,
  DELIVERY_QUEUE: env.DELIVERY_QUEUE,
  NOTE_QUEUE: env.NOTE_QUEUE,
  CONSOLE_ORIGIN: "https://console.test",
  PORTAL_ORIGIN: "https://verify.test",
  ROOT_SECRET,
};

const composer = (more: object = {}) => {
  const { fresh: newest, snapshot } = createComposer();
  const bindings = { ...bare, ...more } as unknown as Env;
  const ready = async (made: Promise<Deps | undefined>): Promise<Deps> => {
    const found = await made;
    if (found === undefined) {
      throw new Error("the configuration is invalid");
    }
    return found;
  };
  return {
    fresh: () => ready(newest(bindings)),
    snapshot: (later: (work: Promise<unknown>) => void = () => undefined) => ready(snapshot(bindings, later)),
  };
};

const { fresh: now } = composer();
let admin: AgentRecord;

async function change(
  section: SectionId,
  values: object,
  more: { version?: number; secrets?: object; by?: AgentRecord } = {},
) {
  const ready = await now();
  const version = more.version ?? (await readSettingsSection(ready, admin, section)).version;
  return changeSettings(ready, more.by ?? admin, {
    section,
    request: { version, values: { ...values }, secrets: { ...more.secrets } },
  });
}

/** From then on a change that protects less has something to weaken. */
async function checkWasMade(): Promise<void> {
  const session = { ...inStatus("passed"), id: newVerificationId() };
  await sessionRecords(env.DB, keyring).write({ session, pool: [], rows: [] });
}

beforeEach(async () => {
  await env.DB.batch(
    ["settings_versions", "settings_proposals", "verifications"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  );
  await openSetUp();
  admin = await newAdmin();
});

describe("a change", () => {
  it("serves at once, as a version with who, when, why and what in words", async () => {
    expect((await now()).config.ORGANISATION_NAME).toBe("Example");
    const ready = await now();
    const done = await changeSettings(ready, admin, {
      section: "organisation",
      request: { version: 0, values: { ORGANISATION_NAME: "Halden" }, secrets: {}, reason: "first" },
    });
    expect(done).toEqual({ ok: true, value: { outcome: "changed", version: 1 } });
    expect((await now()).config.ORGANISATION_NAME).toBe("Halden");
    const page = await readSettingsSection(await now(), admin, "organisation");
    expect(page.history).toMatchObject([
      { version: 1, by: admin.name, reason: "first", changes: ["Name: Example → Halden"] },
    ]);
    expect(
      await rows("SELECT actor, subject FROM audit WHERE action = 'settings.changed' AND actor = ?", admin.id),
    ).toEqual([{ actor: admin.id, subject: "settings:organisation" }]);
  });

  it("of a form made from an older version overwrites nothing, and is told what changed meanwhile", async () => {
    await change("organisation", { DESK_PHONE: "1" });
    await change("organisation", { DESK_PLACE: "floor 2" });
    expect(await change("organisation", { DESK_PHONE: "2" }, { version: 1 })).toMatchObject({
      ok: false,
      error: {
        code: "settings.conflict",
        conflict: { since: [{ version: 2, changes: ["Desk's place: the IT desk → floor 2"] }] },
      },
    });
    expect((await now()).config.DESK_PHONE).toBe("1");
  });

  it("by two at once is one version", async () => {
    const results = await Promise.all(
      ["1", "2", "3", "4"].map((phone) => change("organisation", { DESK_PHONE: phone }, { version: 0 })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await rows("SELECT version FROM settings_versions WHERE section = 'organisation'")).toEqual([
      { version: 1 },
    ]);
  });

  it("of two sections at once is two versions, numbered one after the other", async () => {
    const results = await Promise.all([
      change("organisation", { DESK_PHONE: "1" }),
      change("branding", { BRAND_NAME: "Desk" }),
    ]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await rows("SELECT head FROM settings_versions ORDER BY head")).toEqual([{ head: 1 }, { head: 2 }]);
  });

  it.each([
    ["a time zone that nobody knows", "organisation", { TIME_ZONE: "Mars/Olympus" }, "TIME_ZONE"],
    ["hours that cannot be read", "organisation", { DESK_HOURS: "always" }, "DESK_HOURS"],
    ["a category without an action", "categories", { CATEGORIES: { A: {} } }, "CATEGORIES.A.action"],
    [
      "a connection without credentials",
      "ticket_systems",
      { CONNECTIONS: { main: { settings: { baseUrl: "https://a.example" } } } },
      "CONNECTION_SECRETS.main",
    ],
    ["a carrier of whom nothing is set", "delivery", { EMAIL_PROVIDER: "smtp" }, "DELIVERY_SETTINGS.smtp.host"],
    ["a carrier without its secret", "delivery", { SMS_PROVIDER: "twilio" }, "DELIVERY_SECRETS.twilio.authToken"],
    ["a plug-in that is none", "delivery", { SMS_PROVIDER: "pigeon" }, "SMS_PROVIDER"],
    ["a logo that is no PNG", "branding", { BRAND_LOGO: btoa("<svg onload='alert(1)'/>") }, "BRAND_LOGO"],
    ["a colour that is none", "branding", { BRAND_ACCENT: "red" }, "BRAND_ACCENT"],
    ["a privacy contact that nobody can reach", "organisation", { PRIVACY_CONTACT: "the office" }, "PRIVACY_CONTACT"],
    ["a key of another section", "branding", { DESK_PHONE: "1" }, "DESK_PHONE"],
    ["a key that is none", "branding", { ROOT_SECRET: "x".repeat(40) }, "ROOT_SECRET"],
  ] as const)("to %s is refused by field, without effect", async (_what, section, values, field) => {
    const done = await change(section, values);
    expect(done.ok || done.error).toMatchObject({ code: "settings.invalid" });
    expect(!done.ok && done.error.code === "settings.invalid" && done.error.errors.map((one) => one.field)).toContain(
      field,
    );
    expect(await rows("SELECT version FROM settings_versions")).toEqual([]);
    const key = field.split(".")[0] ?? "";
    const tried = await rows<{ details: string }>(
      "SELECT details FROM audit WHERE action = 'settings.unfit' AND actor = ? AND subject = ?",
      admin.id,
      `settings:${section}`,
    );
    const named = tried.map(({ details }) => (JSON.parse(details) as { fields: string }).fields.split(" "));
    expect(named).toEqual([expect.arrayContaining([Object.hasOwn(sectionOf(section).fields, key) ? key : "unknown"])]);
  });

  it.each([
    ["values", { values: { CONNECTION_SECRETS: { main: { password: "hunter2" } } }, secrets: {} }],
    ["secrets", { values: {}, secrets: { CONNECTIONS: { main: { kind: "changegear", settings: {} } } } }],
  ])("with what does not belong among the %s is refused by name, without effect", async (_where, sent) => {
    const request = { version: 0, ...sent };
    const done = await changeSettings(await now(), admin, { section: "ticket_systems", request });
    const [named] = Object.keys({ ...sent.values, ...sent.secrets });
    expect(done).toMatchObject({
      error: {
        code: "settings.invalid",
        errors: expect.arrayContaining([
          { field: named, message: expect.stringContaining("among the secrets") as string },
        ]) as unknown,
      },
    });
    expect(await rows("SELECT version FROM settings_versions")).toEqual([]);
  });

  it("that changes nothing makes no version", async () => {
    expect(await change("branding", { BRAND_NAME: "imper.ai" })).toEqual({
      ok: true,
      value: { outcome: "unchanged", version: 0 },
    });
  });

  it("of what the deployment sets is refused, and what is stored does not count there", async () => {
    const other = composer({ DESK_PHONE: "999" });
    await change("organisation", { DESK_PHONE: "1", DESK_PLACE: "floor 2" });
    const ready = await other.fresh();
    expect([ready.config.DESK_PHONE, ready.config.DESK_PLACE]).toEqual(["999", "floor 2"]);
    const request = { version: 1, values: { DESK_PHONE: "2" }, secrets: {} };
    expect(await changeSettings(ready, admin, { section: "organisation", request })).toMatchObject({
      error: { code: "settings.by_deployment" },
    });
    const page = await readSettingsSection(ready, admin, "organisation");
    expect(page.fields.find(({ key }) => key === "DESK_PHONE")).toMatchObject({ setByDeployment: true, value: "999" });
  });
});

describe("a secret", () => {
  const connection = { CONNECTIONS: { main: { kind: "changegear", settings: { baseUrl: "https://cg.example.com" } } } };
  const credentials = {
    username: "svc",
    password: "hunter2-hunter2",
    webhookUsername: "cg",
    webhookPassword: "hunter3-hunter3",
  };

  it("is never shown, says who set it, lies sealed, and stays when it is not typed again", async () => {
    expect(
      await change("ticket_systems", connection, { secrets: { CONNECTION_SECRETS: { main: credentials } } }),
    ).toMatchObject({ ok: true });
    const ready = await now();
    const page = await readSettingsSection(ready, admin, "ticket_systems");
    expect(page.secretsSet["CONNECTION_SECRETS.main.password"]).toMatchObject({ by: admin.name });
    expect(JSON.stringify([page, await readSettingsOverview(ready, admin)])).not.toMatch(/hunter/);
    const stored = await Promise.all(["settings_versions", "audit"].map((table) => rows(`SELECT * FROM ${table}`)));
    expect(JSON.stringify(stored)).not.toMatch(/hunter/);
    const second = await newAdmin();
    await change(
      "ticket_systems",
      {},
      { secrets: { CONNECTION_SECRETS: { main: { password: "hunter4-hunter4" } } }, by: second },
    );
    const after = await now();
    expect(after.config.CONNECTION_SECRETS.reveal()["main"]).toEqual({ ...credentials, password: "hunter4-hunter4" });
    const set = (await readSettingsSection(after, admin, "ticket_systems")).secretsSet;
    expect([set["CONNECTION_SECRETS.main.password"]?.by, set["CONNECTION_SECRETS.main.username"]?.by]).toEqual([
      second.name,
      admin.name,
    ]);
  });
});

describe("a carrier that was chosen and never set", () => {
  const chosen = { document: { EMAIL_PROVIDER: "smtp" }, secrets: {}, secretsSet: {}, changes: [] };

  it("goes on serving as an older version, holds no other section up, and is asked for with the next save", async () => {
    const by = { agentId: admin.id, agentName: admin.name };
    await deps().settings.store.add(
      { ...chosen, ...by, section: "delivery", version: 1, at: Date.now() },
      { at: Date.now(), actor: admin.id, action: "settings.changed", subject: "settings:delivery", details: {} },
    );
    const ready = await now();
    expect([ready.config.EMAIL_PROVIDER, ready.settings.problems]).toEqual(["smtp", []]);
    expect(await change("organisation", { DESK_PHONE: "1" })).toMatchObject({ value: { outcome: "changed" } });
    expect(await change("delivery", { SMS_COUNTRIES: ["PT"] })).toMatchObject({
      error: {
        code: "settings.invalid",
        errors: expect.arrayContaining([{ field: "DELIVERY_SETTINGS.smtp.host", message: "is missing" }]),
      },
    });
    const request = { version: 1, to: 0 };
    expect(await rollBackSettings(await now(), admin, { section: "delivery", request })).toMatchObject({
      value: { outcome: "changed" },
    });
  });
});

it("goes back to any version, and shows all of them by the page", async () => {
  for (let version = 1; version <= 23; version += 1) {
    await change("organisation", { ORGANISATION_NAME: `Name ${String(version)}` });
  }
  const page = await readSettingsSection(await now(), admin, "organisation");
  const last = page.history.at(-1)?.version ?? 0;
  const older = await readOlderSettings(await now(), { id: "organisation", before: last });
  expect([...page.history, ...older.history].map(({ version }) => version)).toEqual(
    Array.from({ length: 23 }, (_, place) => 23 - place),
  );
  const back = (to: number) => ({ section: "organisation", request: { version: 23, to } }) as const;
  expect(await rollBackSettings(await now(), admin, back(24))).toMatchObject({
    error: { code: "settings.version_unknown" },
  });
  await rollBackSettings(await now(), admin, back(1));
  expect((await now()).config.ORGANISATION_NAME).toBe("Name 1");
});

describe("an address on another host", () => {
  const at = (baseUrl: string) => ({ CONNECTIONS: { main: { kind: "changegear", settings: { baseUrl } } } });
  const word = "hunter2-hunter2";
  const secrets = {
    CONNECTION_SECRETS: { main: { username: "svc", password: word, webhookUsername: "cg", webhookPassword: word } },
  };
  const moved = "must be typed again: its address is on another host now";

  it("takes no secret along that was not typed again, by a change or by going back", async () => {
    const changed = { value: { outcome: "changed" } };
    expect(await change("ticket_systems", at("https://cg.example.com"), { secrets })).toMatchObject(changed);
    const fields = ["username", "password", "webhookUsername", "webhookPassword"];
    const refused = {
      error: {
        code: "settings.invalid",
        errors: fields.map((field) => ({ field: `CONNECTION_SECRETS.main.${field}`, message: moved })),
      },
    };
    expect(await change("ticket_systems", at("https://elsewhere.example"))).toMatchObject(refused);
    expect(await rows("SELECT version FROM settings_versions")).toEqual([{ version: 1 }]);
    expect(await change("ticket_systems", at("https://elsewhere.example"), { secrets })).toMatchObject(changed);
    const back = { section: "ticket_systems", request: { version: 2, to: 1 } } as const;
    expect(await rollBackSettings(await now(), admin, back)).toMatchObject(refused);
  });
});

describe("the secret of what is removed", () => {
  const work = { label: "Work", issuer: "https://id.example", clientId: "desk" };
  const system = { kind: "changegear", settings: { baseUrl: "https://cg.example.com" } };
  const credentials = (password: string) => ({
    username: "svc",
    password,
    webhookUsername: "cg",
    webhookPassword: password,
  });
  const carrier = { host: "mail.example.com", username: "desk", from: "it@verify.example" };

  it.each([
    ["a provider", "sign_in", ["SIGN_IN_PROVIDERS", "SIGN_IN_SECRETS"], work, (word: string) => word],
    ["a connection", "ticket_systems", ["CONNECTIONS", "CONNECTION_SECRETS"], system, credentials],
    ["a carrier", "delivery", ["DELIVERY_SETTINGS", "DELIVERY_SECRETS"], carrier, (password: string) => ({ password })],
  ] as const)(
    "(%s) is gone from the newest version, whichever way removed it",
    async (_what, section, keys, one, of) => {
      const [entries, key] = keys;
      const kept = section === "delivery" ? "resend" : "stays";
      const [left, gone] = section === "delivery" ? [{ from: "it@verify.example" }, "smtp"] : [one, "goes"];
      const other = section === "delivery" ? { apiKey: "hunter-that-stays" } : of("hunter-that-stays");
      const sealed = async () => {
        const [newest] = await deps().settings.store.history(section, 1);
        return JSON.stringify([newest?.secrets, Object.keys(newest?.secretsSet ?? {})]);
      };
      const done = async (made: Promise<unknown>) =>
        expect(await made).toMatchObject({ value: { outcome: "changed" } });
      await done(change(section, { [entries]: { [kept]: left } }, { secrets: { [key]: { [kept]: other } } }));
      const both = { [entries]: { [kept]: left, [gone]: one } };
      const secrets = { [key]: { [gone]: of("hunter-that-goes") } };
      await done(change(section, both, { secrets }));
      expect(await sealed()).toContain("hunter-that-goes");

      await done(change(section, { [entries]: { [kept]: left } }));
      expect(await sealed()).toContain("hunter-that-stays");
      expect(await sealed()).not.toMatch(new RegExp(`hunter-that-goes|${gone}`, "u"));

      await done(change(section, both, { secrets }));
      const back = { version: 4, to: 1 };
      await done(rollBackSettings(await now(), admin, { section, request: back }));
      expect(await sealed()).toContain("hunter-that-stays");
      expect(await sealed()).not.toMatch(new RegExp(`hunter-that-goes|${gone}`, "u"));
    },
  );

  it("stays where the deployment says which entries there are", async () => {
    await change("sign_in", { SIGN_IN_PROVIDERS: { work } }, { secrets: { SIGN_IN_SECRETS: { work: "hunter2" } } });
    const ready = await composer({ SIGN_IN_PROVIDERS: { work } }).fresh();
    await rollBackSettings(ready, admin, { section: "sign_in", request: { version: 1, to: 0 } });
    const [newest] = await deps().settings.store.history("sign_in", 1);
    expect(newest).toMatchObject({ version: 2, secrets: { SIGN_IN_SECRETS: { work: "hunter2" } } });
  });
});

it("where messages go is no secret: a host among the secrets is none, so that a change of it is compared", async () => {
  const host = { host: "mail.example.com" };
  const smtp = { username: "desk", from: "it@verify.example" };
  const set = (settings: object, secrets: object) =>
    change(
      "delivery",
      { EMAIL_PROVIDER: "smtp", DELIVERY_SETTINGS: { smtp: settings } },
      { secrets: { DELIVERY_SECRETS: { smtp: { password: "hunter2-hunter2", ...secrets } } } },
    );
  expect((await set(smtp, host)).ok).toBe(false);
  expect((await set({ ...smtp, ...host }, {})).ok).toBe(true);
});

it.each([false, true])("a mail server on this machine is for a local build: %s", async (LOCAL_MODE) => {
  const base = await composer().fresh();
  const ready = { ...base, config: { ...base.config, LOCAL_MODE } };
  const smtp = { host: "localhost", port: 2525, username: "desk", from: "it@verify.example" };
  const made = await changeSettings(ready, admin, {
    section: "delivery",
    request: {
      version: 0,
      values: { EMAIL_PROVIDER: "smtp", DELIVERY_SETTINGS: { smtp } },
      secrets: { DELIVERY_SECRETS: { smtp: { password: "hunter2-hunter2" } } },
    },
  });
  expect(made).toMatchObject(
    LOCAL_MODE ? { ok: true } : { ok: false, error: { errors: [{ field: "DELIVERY_SETTINGS.smtp.host" }] } },
  );
});

describe("what protects less", () => {
  const strict = { CATEGORIES: { Reset: { action: "password_reset", spokenCode: "always" } } };
  const looser = { CATEGORIES: { Reset: { action: "password_reset", spokenCode: "never" } } };

  it("is set at once while no check was ever made", async () => {
    await change("categories", strict);
    expect(await change("categories", looser)).toMatchObject({ value: { outcome: "changed" } });
  });

  it("is not set at once again by who deletes the checks, or writes by SQL that the desk is being set up", async () => {
    await change("categories", strict);
    await checkWasMade();
    await endSetUpWithFirstCheck(await now());
    await env.DB.prepare("DELETE FROM verifications").run();
    const waits = { value: { outcome: "waiting" } };
    expect(await change("categories", looser)).toMatchObject(waits);
    await decideChange(await now(), admin, { section: "categories", decision: "withdraw" });
    await env.DB.prepare("INSERT INTO settings_set_up VALUES ('open', ?, 'x')").bind(Date.now()).run();
    expect(await change("categories", looser)).toMatchObject(waits);
  });

  it.each([
    ["with the first check", async () => checkWasMade(), 0],
    ["a month after it began", async () => undefined, 30 * DAY_MS],
  ])("is not set at once again by who puts back the very row of a set-up that ended %s", async (_when, ends, age) => {
    await change("categories", strict);
    await openSetUp(Date.now() - age);
    const [row] = await rows<{ opened_at: number; mac: string }>("SELECT opened_at, mac FROM settings_set_up");
    await ends();
    await endSetUpWithFirstCheck(await now());
    expect(await rows("SELECT id FROM settings_set_up")).toEqual([]);
    await env.DB.batch([
      env.DB.prepare("DELETE FROM verifications"),
      env.DB.prepare("INSERT INTO settings_set_up VALUES ('open', ?, ?)").bind(row?.opened_at, row?.mac),
    ]);
    expect((await readSettingsSection(await now(), admin, "categories")).beingSetUp).toBe(false);
    expect(await change("categories", looser)).toMatchObject({ value: { outcome: "waiting" } });
  });

  it.each([
    ["refused", "by its day", async (later: Deps) => applyDueChanges(later)],
    [
      "withdrawn",
      "by a second admin",
      async (later: Deps) => decideChange(later, await newAdmin(), { section: "categories", decision: "approve" }),
    ],
  ] as const)("that was %s is made by nobody who puts back the row as it waited, %s", async (how, _by, take) => {
    await change("categories", strict);
    await checkWasMade();
    const second = await newAdmin();
    await change("categories", looser);
    const [waited] = await rows("SELECT * FROM settings_proposals");
    const ready = await now();
    const send: DeliveryProvider["send"] = async () => ok({ providerMessageId: fresh(), status: "sent" });
    const told = { ...ready, provider: () => ({ id: "fake", provider: { send } }) };
    for (const { id } of await rows<{ id: string }>("SELECT id FROM desk_mails")) await sendDeskMail(told, id);
    const by = how === "withdrawn" ? admin : second;
    await decideChange(ready, by, { section: "categories", decision: how === "withdrawn" ? "withdraw" : "refuse" });

    const columns = Object.keys(waited ?? {});
    await env.DB.batch([
      env.DB.prepare("DELETE FROM settings_proposals"),
      env.DB.prepare(
        `INSERT INTO settings_proposals (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
      ).bind(...Object.values(waited ?? {})),
    ]);
    const later = { ...ready, clock: () => Date.now() + 10 * DAY_MS };
    await take(later);
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("always");
    expect(await rows("SELECT status FROM settings_proposals")).toEqual([{ status: "outdated" }]);
  });

  it("is no matter of one admin alone where the set-up began a month ago", async () => {
    await change("categories", strict);
    await openSetUp(Date.now() - 30 * DAY_MS);
    expect(await change("categories", looser)).toMatchObject({ value: { outcome: "waiting" } });
  });

  it("is set at once by whom the deployment's invitation made the first user, and by no later one", async () => {
    const { agents } = deps();
    const invite = async () => {
      const id = agentId.parse(`agt_${fresh()}`);
      const agent: AgentRecord = {
        id,
        email: `${id.toLowerCase()}@desk.test`,
        name: "First",
        role: "admin",
        active: true,
      };
      const audit = { at: Date.now(), action: "admin_invitation.taken", details: {} };
      await agents.takeInvitation({ tokenHash: fresh(), agent, now: Date.now() }, audit, []);
      return (await deps().settings.store.setUpOpenedAt()) !== undefined;
    };
    await env.DB.batch(["settings_set_up", "agents"].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
    expect(await invite()).toBe(true);
    await env.DB.prepare("DELETE FROM settings_set_up").run();
    expect(await invite()).toBe(false);
  });

  it("waits for a second admin, who is not whoever proposed it", async () => {
    await change("categories", strict);
    await checkWasMade();
    expect(await change("categories", looser)).toMatchObject({
      value: { outcome: "waiting", weakens: ["Reset: the spoken code is asked for less often"] },
    });
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("always");
    expect(await decideChange(await now(), admin, { section: "categories", decision: "approve" })).toMatchObject({
      error: { code: "settings.own_change" },
    });
    const second = await newAdmin();
    expect(await decideChange(await now(), second, { section: "categories", decision: "withdraw" })).toMatchObject({
      error: { code: "settings.own_change" },
    });
    expect(await change("categories", strict)).toMatchObject({ error: { code: "settings.waiting" } });
    const approvals = await Promise.all(
      [second, await newAdmin()].map(async (one) =>
        decideChange(await now(), one, { section: "categories", decision: "approve" }),
      ),
    );
    expect(approvals.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("never");
  });

  it("of one ticket system is held against what the deployment sets for all", async () => {
    await checkWasMade();
    const Reset = { action: "password_reset" };
    const ready = await composer({ CATEGORIES: JSON.stringify({ Reset }) }).fresh();
    const done = await changeSettings(ready, admin, {
      section: "categories",
      request: {
        version: 0,
        values: { CONNECTION_CATEGORIES: { main: { Reset: { ...Reset, required: false } } } },
        secrets: {},
      },
    });
    const weakens = ["Reset from main: tickets no longer need a verification"];
    expect(done).toMatchObject({ ok: true, value: { outcome: "waiting", weakens } });
  });

  it("waits once, whoever proposes at once", async () => {
    await change("categories", strict);
    await checkWasMade();
    const results = await Promise.all([admin, await newAdmin()].map((by) => change("categories", looser, { by })));
    expect(results.map((done) => (done.ok ? done.value.outcome : done.error.code)).toSorted()).toEqual([
      "settings.waiting",
      "waiting",
    ]);
    expect(await rows("SELECT status FROM settings_proposals")).toEqual([{ status: "waiting" }]);
  });

  it("waits for an admin who is not the proposer's own: made, or let in, by him", async () => {
    await change("categories", strict);
    await checkWasMade();
    const refused = async (by: AgentRecord, ready: Deps) => {
      const done = await decideChange(ready, by, { section: "categories", decision: "approve" });
      const shown = (await readSettingsSection(ready, by, "categories")).waiting?.mayNotApprove;
      return [done.ok || done.error.code, shown];
    };
    const ready = await now();
    const email = `${fresh().toLowerCase()}@desk.test`;
    await inviteUser(ready, admin, { name: "Puppet", email, role: "admin" });
    const puppet = (await ready.agents.byEmail(email)) ?? admin;
    await change("categories", looser);
    expect(await refused(puppet, ready)).toEqual(["settings.approver_new", "approver_new"]);
    await decideChange(ready, admin, { section: "categories", decision: "withdraw" });

    // Nor by the proposer's own hand, where it is the puppet who proposes.
    await change("categories", looser, { by: puppet });
    expect(await refused(admin, ready)).toEqual(["settings.proposer_new", "proposer_new"]);
    await decideChange(ready, admin, { section: "categories", decision: "refuse" });

    const later = { ...ready, clock: () => Date.now() + 2 * DAY_MS };
    const request = { version: 1, values: looser, secrets: {} };
    expect(await changeSettings(later, admin, { section: "categories", request })).toMatchObject({
      value: { outcome: "waiting" },
    });
    expect(await refused(puppet, later)).toEqual(["settings.approver_new", "approver_new"]);

    // Who waited a week with the puppet is still alone.
    const week = { ...ready, clock: () => Date.now() + 10 * DAY_MS };
    await decideChange(later, admin, { section: "categories", decision: "withdraw" });
    expect(await changeSettings(week, admin, { section: "categories", request })).toMatchObject({
      value: { outcome: "waiting" },
    });
    expect(await refused(puppet, week)).toEqual(["settings.approver_made", "approver_made"]);
    await decideChange(week, admin, { section: "categories", decision: "withdraw" });
    expect(await changeSettings(later, admin, { section: "categories", request })).toMatchObject({
      value: { outcome: "waiting" },
    });

    const linked = await newAdmin();
    const link = await issueSignInLink(later, { email: linked.email, issuedBy: admin.id });
    const token = link.ok ? new URL(linkIn(link.value)).hash.slice(1) : "";
    expect((await redeemSignInLink(later, { token, browser: { browserTag: "x" } })).ok).toBe(true);
    expect(await refused(linked, later)).toEqual(["settings.approver_linked", "approver_linked"]);
    // Nor once SQL says that the deployment made it, or the admin himself, or that it was never used, or long ago.
    for (const said of ["issued_by = 'installer'", "issued_by = agent_id", "used_at = NULL", "created_at = 0"]) {
      await env.DB.prepare(`UPDATE sign_in_links SET ${said} WHERE agent_id = ?`).bind(linked.id).run();
      expect(await refused(linked, later), said).toEqual(["settings.approver_linked", "approver_linked"]);
    }

    expect(await refused(await newAdmin(), later)).toEqual([true, undefined]);
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("never");
  });

  it.each(["refuse", "withdraw"] as const)("changes nothing after %s", async (decision) => {
    await change("categories", strict);
    await checkWasMade();
    await change("categories", looser);
    const by = decision === "withdraw" ? admin : await newAdmin();
    expect(await decideChange(await now(), by, { section: "categories", decision })).toEqual({
      ok: true,
      value: undefined,
    });
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("always");
    expect(await change("categories", strict)).toMatchObject({ value: { outcome: "unchanged" } });
  });

  it("takes place by itself after a day, and not before", async () => {
    await change("categories", strict);
    await checkWasMade();
    const other = await newAdmin();
    await change("categories", looser);
    const ready = await now();
    const send: DeliveryProvider["send"] = async () => ok({ providerMessageId: fresh(), status: "sent" });
    const told = { ...ready, provider: () => ({ id: "fake", provider: { send } }) };
    for (const { id } of await rows<{ id: string }>(
      "SELECT id FROM desk_mails WHERE recipient = ?",
      `user:${other.id}`,
    )) {
      await sendDeskMail(told, id);
    }
    await applyDueChanges({ ...ready, clock: () => Date.now() + DAY_MS - 60_000 });
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("always");
    await applyDueChanges({ ...ready, clock: () => Date.now() + DAY_MS });
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("never");
  });

  it("is found on every way: rolling back, taking away and renaming", async () => {
    await change("categories", looser);
    await change("categories", strict);
    await checkWasMade();
    const back = { version: 2, to: 1 };
    expect(await rollBackSettings(await now(), admin, { section: "categories", request: back })).toMatchObject({
      value: { outcome: "waiting" },
    });
    await decideChange(await now(), admin, { section: "categories", decision: "withdraw" });
    expect(
      await rollBackSettings(await now(), admin, { section: "categories", request: { version: 2, to: 0 } }),
    ).toMatchObject({ value: { outcome: "waiting" } });
    await decideChange(await now(), admin, { section: "categories", decision: "withdraw" });
    expect(await change("categories", { CATEGORIES: { Renamed: strict.CATEGORIES.Reset } })).toMatchObject({
      value: { outcome: "waiting" },
    });
  });

  it.each([
    ["a record", (credentials: object) => credentials],
    ["text", (credentials: object) => JSON.stringify(credentials)],
  ])("are other credentials of a ticket system, where they stood as %s", async (_what, as) => {
    const settings = { baseUrl: "https://cg.example.com" };
    const credentials = (password: string) => ({
      main: { username: "svc", password, webhookUsername: "cg", webhookPassword: password },
    });
    const first = { CONNECTION_SECRETS: as(credentials("hunter2-hunter2")) };
    await change("ticket_systems", { CONNECTIONS: { main: { kind: "changegear", settings } } }, { secrets: first });
    await checkWasMade();
    const others = { CONNECTION_SECRETS: credentials("hunter3-hunter3") };
    expect(await change("ticket_systems", {}, { secrets: others })).toMatchObject({
      value: { outcome: "waiting", weakens: ["Other credentials stand between main and this product"] },
    });
  });

  it("a row of SQL's that waits stands in nobody's way", async () => {
    await change("categories", strict);
    await checkWasMade();
    await change("categories", looser);
    await env.DB.prepare("UPDATE settings_proposals SET agent_name = 'x'").run();
    expect((await readSettingsSection(await now(), admin, "categories")).waiting).toBeUndefined();
    expect(await change("categories", looser)).toMatchObject({ value: { outcome: "waiting" } });
    expect((await readSettingsSection(await now(), admin, "categories")).waiting).toMatchObject({ own: true });
  });

  it("is nobody's who inserts or edits it by SQL", async () => {
    await change("categories", strict);
    await checkWasMade();
    await change("categories", looser);
    await env.DB.prepare("UPDATE settings_proposals SET applies_at = 0").run();
    await applyDueChanges(await now());
    expect((await now()).config.CATEGORIES["Reset"]?.spokenCode).toBe("always");
    await env.DB.prepare("UPDATE settings_versions SET document = ?, head = head + 1")
      .bind(JSON.stringify(looser))
      .run();
    const ready = await now();
    expect(ready.config.CATEGORIES).toEqual({});
    expect((await readSettingsSection(ready, admin, "categories")).changedOutside).toBe(true);
  });
});

describe("versions that only SQL can have written", () => {
  it("hide no real one, however many stand above it, and stand in no change's way", async () => {
    await change("branding", { BRAND_NAME: "Real" });
    for (const number of Array.from({ length: 120 }, (_one, place) => place + 2)) {
      await env.DB.prepare(
        `INSERT INTO settings_versions SELECT section, ?1, head + ?1, '{"BRAND_NAME":"False"}', secrets_sealed, secrets_set,
         at, agent_id, agent_name, reason, changes, mac FROM settings_versions WHERE section = 'branding' AND version = 1`,
      )
        .bind(number)
        .run();
    }
    const ready = await now();
    const [page, overview] = [
      await readSettingsSection(ready, admin, "branding"),
      await readSettingsOverview(ready, admin),
    ];
    expect(ready.config.BRAND_NAME).toBe("Real");
    expect(page.fields.find(({ key }) => key === "BRAND_NAME")?.value).toBe("Real");
    expect(page).toMatchObject({ version: 1, changedOutside: true, history: [{ version: 1 }] });
    expect(overview.sections.find(({ id }) => id === "branding")).toMatchObject({
      changed: { by: admin.name },
      problem: true,
    });
    expect(await change("branding", { BRAND_NAME: "Next" })).toMatchObject({
      value: { outcome: "changed", version: 2 },
    });
    expect((await now()).config.BRAND_NAME).toBe("Next");
  });
});

describe("a version that was changed by SQL", () => {
  const spoil = () =>
    env.DB.prepare(
      `UPDATE settings_versions SET document = '{"BRAND_NAME":"False"}' WHERE section = 'branding' AND version = 2`,
    ).run();
  const told = async () => [
    await rows("SELECT details FROM audit WHERE action = 'settings.spoiled' AND subject = 'settings:branding'"),
    await rows("SELECT recipient, about FROM desk_mails WHERE kind = 'spoiled_settings'"),
  ];
  const TOLD = () => [
    [{ details: '{"version":"2"}' }],
    [{ recipient: `user:${admin.id}`, about: sectionOf("branding").title }],
  ];

  beforeEach(async () => {
    await env.DB.batch(
      [
        "DELETE FROM agents WHERE id <> ?1",
        "DELETE FROM desk_mails WHERE ?1 <> ''",
        "DELETE FROM audit WHERE ?1 <> ''",
      ].map((sql) => env.DB.prepare(sql).bind(admin.id)),
    );
    await change("branding", { BRAND_NAME: "Real" });
    await change("branding", { BRAND_NAME: "Newer" });
  });
  afterEach(() => vi.useRealTimers());

  it("is said at once, audited and told once, and serves nobody within a minute", async () => {
    const before = await now();
    expect((await readSettingsSection(before, admin, "branding")).changedOutside).toBe(false);
    await spoil();
    expect(await readSettingsSection(before, admin, "branding")).toMatchObject({ version: 1, changedOutside: true });
    const { sections } = await readSettingsOverview(before, admin);
    expect(sections.find(({ id }) => id === "branding")?.problem).toBe(true);
    for (const _minute of [1, 2]) await tellOfSpoiledSettings(before);
    expect(await told()).toEqual(TOLD());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + MINUTE_MS + 1 });
    expect((await now()).config.BRAND_NAME).toBe("Real");
  });

  it("leaves its trace where the next change takes its place", async () => {
    await spoil();
    await change("branding", { BRAND_NAME: "Next" });
    expect(await told()).toEqual(TOLD());
    const [last] = await rows<{ details: string }>(
      "SELECT details FROM audit WHERE action = 'settings.changed' ORDER BY id DESC LIMIT 1",
    );
    expect(JSON.parse(last?.details ?? "")).toMatchObject({ version: "2", removed: "branding/2" });
  });

  it.each(["zzz", "branding"])(
    "of the section %s with the largest number there is keeps no change out",
    async (section) => {
      await env.DB.prepare(
        `INSERT INTO settings_versions (section, version, head, document, secrets_set, at, agent_id, agent_name, changes)
       VALUES (?, 9, 9223372036854775807, '{}', '{}', 0, 'agt_x', 'x', '[]')`,
      )
        .bind(section)
        .run();
      for (const name of ["One", "Two"]) {
        expect(await change("branding", { BRAND_NAME: name })).toMatchObject({ value: { outcome: "changed" } });
        expect((await now()).config.BRAND_NAME).toBe(name);
      }
      expect(await rows("SELECT MAX(head) AS head FROM settings_versions")).toEqual([{ head: 4 }]);
    },
  );
});

describe("a version that does not fit", () => {
  async function broken(document: object, version: number): Promise<void> {
    await deps().settings.store.add(
      {
        section: "branding",
        version,
        document: { ...document },
        secrets: {},
        secretsSet: {},
        at: 0,
        agentId: admin.id,
        agentName: "x",
        changes: [],
      },
      { at: 0, actor: admin.id, action: "settings.changed", subject: "settings:branding", details: {} },
    );
  }

  it.each([
    ["broken", { BRAND_NAME: 7 }],
    ["of newer code", { BRAND_NAME: "Later", BRAND_SONG: "x" }],
  ])("because it is %s is left out: the last good one serves, and the screen says so", async (_what, document) => {
    await change("branding", { BRAND_NAME: "Good" });
    await broken(document, 2);
    const ready = await now();
    expect(ready.config.BRAND_NAME).toBe("Good");
    expect((await readSettingsSection(ready, admin, "branding")).leftOut).toEqual([2]);
    expect((await readSettingsOverview(ready, admin)).sections.find(({ id }) => id === "branding")?.problem).toBe(true);
  });

  it("is left out however many of them stand above the last good one, which can be changed", async () => {
    await change("branding", { BRAND_NAME: "Good" });
    const above = Array.from({ length: 14 }, (_, place) => 2 + place);
    for (const version of above) await broken({ BRAND_NAME: "Later", BRAND_SONG: "x" }, version);
    const ready = await now();
    expect(ready.config.BRAND_NAME).toBe("Good");
    expect((await readSettingsSection(ready, admin, "branding")).leftOut).toEqual(above.reverse());
    expect(await change("branding", { BRAND_NAME: "Better" })).toMatchObject({ value: { outcome: "changed" } });
    expect((await now()).config.BRAND_NAME).toBe("Better");
  });
});

describe("the snapshot", () => {
  it("is what there is, at once, and is renewed behind the reply when it is old", async () => {
    const { snapshot } = composer();
    const first = await snapshot();
    await change("branding", { BRAND_NAME: "Newer Desk" });
    const later: Promise<unknown>[] = [];
    expect((await snapshot((work) => later.push(work))).config).toBe(first.config);
    expect(later).toEqual([]);
    const real = Date.now;
    Date.now = () => real() + 6_000;
    try {
      expect((await snapshot((work) => later.push(work))).config).toBe(first.config);
      expect(later).toHaveLength(1);
      await Promise.all(later);
      expect((await snapshot()).config.BRAND_NAME).not.toBe(first.config.BRAND_NAME);
    } finally {
      Date.now = real;
    }
  });

  it("of an isolate's first request is the deployment's own variables where the database is away", async () => {
    const fails = () => Promise.reject(new Error("away"));
    const statement = { bind: () => statement, all: fails, first: fails, raw: fails, run: fails };
    const away = { prepare: () => statement, batch: fails };
    const { snapshot } = composer({ DB: away, BRAND_NAME: "By variable" });
    expect((await snapshot()).config.BRAND_NAME).toBe("By variable");
  });
});
