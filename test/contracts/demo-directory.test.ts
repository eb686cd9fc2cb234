/** The demo directory through the connector, as `npm start` has it, and its sign-in page over HTTP. */
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createOrganisation } from "../../dev/demo/organisation.ts";
import { DEMO_TARGET, startDemoDirectory, type StartedDemoDirectory } from "../../dev/local/demo-directory.ts";
import { actionTargetKinds } from "../../workers/adapters/actions/registry.ts";
import type { ActionTarget } from "../../workers/app/ports/action-targets.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import { plainHttpClient } from "./support/plain-http-client.ts";
import { callOf } from "./support/reserved.ts";

const NOW = Date.now();
const organisation = createOrganisation({ now: NOW });
const person = organisation.people.find(({ active, privileged }) => active && !privileged)!;
const admin = organisation.people.find(({ active, privileged }) => active && privileged)!;
const subject = { userName: person.userName, email: person.email };
const GOOD = "vier ganz neue wörter";

let state: string;
let started: StartedDemoDirectory;

const start = () =>
  startDemoDirectory({ port: 0, stateDirectory: state, rootSecret: "of the tests", organisation, now: NOW });

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), "demo-"));
  started = await start();
});

afterEach(() => started.close());

function target(): ActionTarget {
  const { ACTION_TARGETS: targets, ACTION_SECRETS: secrets } = started.variables as {
    ACTION_TARGETS: Record<string, { settings: unknown }>;
    ACTION_SECRETS: string;
  };
  const credentials = (JSON.parse(secrets) as Record<string, unknown>)[DEMO_TARGET];
  return actionTargetKinds
    .get("runner")
    .create(targets[DEMO_TARGET]?.settings, credentials, { http: plainHttpClient, now: Date.now });
}

const attempt = (id: string) => ({ subject, attempt: { id, reservedAt: Date.now() } });
const set = (password: string, id = "att_1") => target().setPassword(callOf(attempt(id)), secret(password));

const post = async (path: string, form: Record<string, string>) => {
  const reply = await fetch(`${started.url}${path}`, { method: "POST", body: new URLSearchParams(form) });
  return { status: reply.status, page: await reply.text() };
};
const signIn = (password: string) => post("/", { user: person.userName, password });
const tokenIn = (page: string): string => /name="token" value="(?<token>[^"]+)"/.exec(page)?.groups?.["token"] ?? "";

it("shows an account, and whose is privileged", async () => {
  expect(await target().lookUp(subject)).toMatchObject({
    ok: true,
    value: { enabled: true, privileged: false, locked: false, keepsSecondFactor: true, rules: { minLength: 10 } },
  });
  expect(await target().lookUp({ userName: admin.userName, email: admin.email })).toMatchObject({
    value: { privileged: true },
  });
});

it("opens with the new password and the second factor from before, and with nothing less", async () => {
  expect((await signIn(GOOD)).status).toBe(401);
  expect((await set(GOOD)).ok).toBe(true);
  expect((await signIn(`${GOOD}!`)).status).toBe(401);
  const shown = await signIn(GOOD);
  expect(shown.page).toContain("Second factor");
  const token = tokenIn(shown.page);
  expect((await post("/code", { token, code: "000000" })).page).not.toContain("Signed in as");
  const code = started.directory.codeOf(person.userName)!;
  expect((await post("/code", { token, code })).page).toContain("Signed in as");
  const again = tokenIn((await signIn(GOOD)).page);
  expect((await post("/code", { token: again, code })).page, "each code once").not.toContain("Signed in as");
});

it("shows the code where the person's own app would", async () => {
  const page = await (await fetch(`${started.url}/authenticator?user=${person.userName}`)).text();
  expect(page).toContain(started.directory.codeOf(person.userName));
});

it("refuses what breaks its rules in its own words", async () => {
  await set(GOOD);
  for (const [password, words] of [
    ["kurz", "10 to 128"],
    [GOOD, "from before"],
    [`${person.userName.toUpperCase()} und mehr`, "user name"],
  ] as const) {
    expect(await set(password, `att_${password.length}`)).toMatchObject({
      error: { code: "target.refused", inItsWords: expect.stringContaining(words) },
    });
  }
});

it("locks after five wrong tries, and is unlocked", async () => {
  await set(GOOD);
  for (let tries = 0; tries < 5; tries += 1) {
    await signIn("something else");
  }
  expect((await signIn(GOOD)).page).toContain("locked");
  expect(await target().lookUp(subject)).toMatchObject({ value: { locked: true } });
  expect((await target().unlock(callOf({ ...attempt("att_2"), action: "account_unlock" }))).ok).toBe(true);
  expect((await signIn(GOOD)).page).toContain("Second factor");
});

it("keeps passwords across a restart, and none of them readable", async () => {
  await set(GOOD);
  await started.close();
  started = await start();
  expect((await signIn(GOOD)).page).toContain("Second factor");
  const files = readdirSync(state).map((name) => readFileSync(join(state, name), "utf8"));
  expect(files.length).toBeGreaterThan(1);
  expect(files.join("\n")).not.toContain("neue");
});
