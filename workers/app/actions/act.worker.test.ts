/** The one action of a pass: from the press in the portal to the target and to what is written of it. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { StandInTarget } from "../../../test/support/stand-in-target.ts";
import { drained, keyring, rows, stored } from "../../../test/support/worker-fixture.ts";
import { passed, type Passed } from "../../../test/support/worker-passed.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import { addAccount, requesterOf } from "../../../test/support/worker-send-form.ts";
import { ACTION_STEPS } from "../../core/actions/steps.ts";
import { RESERVATION_MS } from "../../core/actions/grant.ts";
import { attest } from "../../../test/support/attest.ts";
import { err, ok } from "../../core/kit/result.ts";
import { secret } from "../../core/kit/secret.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import { observed, policy } from "../../core/session/session.fixture.ts";
import type { Deps } from "../deps.ts";
import { setPassword, suggest, unlock } from "../portal/action-verbs.ts";
import type { PortalRequest } from "../portal/request.ts";
import { sayNotWorking, viewPortal } from "../portal/requester-verbs.ts";
import type { LeakedPasswords } from "../ports/leaked-passwords.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";
import { accountInTheWay } from "./act.ts";
import { carryOnAction } from "./carry-on-action.ts";
import { recoverActions } from "./recover-actions.ts";

beforeAll(fillDirectory);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const GOOD = "Copper-maple-drift";
const AWAY: PeerProblem = { code: "peer.unreachable", retryable: true, detail: "away" };

const press = ({ ready, request }: Passed, password = GOOD) => setPassword(ready, request, secret(password));
const grantOf = async ({ stub }: Passed) => (await stored(stub))?.session.grant;
const runsOf = ({ id }: Passed) =>
  rows<{ id: string; answer: string | null }>("SELECT id, answer FROM action_runs WHERE verification_id = ?", id);
async function notesOf({ stub, who }: Passed): Promise<string[]> {
  await drained(stub);
  const found = await rows<{ title: string }>(
    "SELECT note ->> '$.title' AS title FROM ticket_notes WHERE ticket_id = ? ORDER BY position",
    who.ticket,
  );
  return found.map(({ title }) => title);
}

describe("a password reset", () => {
  it("is offered with the target's rules, and done once", async () => {
    const check = await passed();
    const { peer, ready, request } = check;
    expect((await viewPortal(ready, request)).screen).toMatchObject({
      screen: "action",
      action: "password_reset",
      account: check.who.email,
      state: "ready",
      rules: { minLength: 12, inWords: ["A capital letter"] },
    });
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done", action: "password_reset" } });
    expect(peer.password).toBe(GOOD);
    expect(peer.calls).toHaveLength(1);
    expect(await runsOf(check)).toEqual([{ id: peer.calls[0], answer: "done" }]);
    // The reply was lost, and the same press comes again.
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done" } });
    expect(peer.calls).toHaveLength(1);
  });

  it("is one call, of twenty presses at once", async () => {
    const check = await passed();
    const screens = await Promise.all(Array.from({ length: 20 }, () => press(check)));
    expect(check.peer.calls).toHaveLength(1);
    expect(await runsOf(check)).toHaveLength(1);
    expect(new Set(screens.map(({ screen }) => screen.screen))).toEqual(new Set(["action", "action_done"]));
  });

  it.each([
    ["", { code: "empty" }],
    ["Short-one", { code: "too_short", characters: 12 }],
    ["Password-2026!", { code: "common" }],
    ["Canary-2026-canary", { code: "personal" }],
    ["x".repeat(257), { code: "too_long", characters: 256 }],
  ])("uses up nothing for %s", async (password, problem) => {
    const check = await passed();
    expect(await press(check, password)).toMatchObject({ screen: { screen: "action", problem } });
    expect([check.peer.calls, await runsOf(check), (await grantOf(check))?.attempts]).toEqual([[], [], 0]);
  });

  it("uses up nothing for one that is leaked, and says of the next what was found", async () => {
    const check = await passed();
    const asked: string[] = [];
    let answer: Awaited<ReturnType<LeakedPasswords["isLeaked"]>> = ok(true);
    const leakedPasswords: LeakedPasswords = {
      isLeaked: (password) => {
        asked.push(password.reveal());
        return Promise.resolve(answer);
      },
    };
    const asking = { ...check, ready: { ...check.ready, leakedPasswords } };
    expect((await viewPortal(asking.ready, asking.request)).screen).toMatchObject({ rules: { notLeaked: true } });
    expect(await press(asking)).toMatchObject({ screen: { screen: "action", problem: { code: "leaked" } } });
    // What is refused here is not asked about.
    await press(asking, "Password-2026!");
    expect([asked, check.peer.calls, (await grantOf(check))?.attempts]).toEqual([[GOOD], [], 0]);
    answer = ok(false);
    expect(await press(asking)).toMatchObject({ screen: { screen: "action_done", leaks: "none_known" } });
    expect((await viewPortal(asking.ready, asking.request)).screen).toMatchObject({ leaks: "none_known" });
    answer = err(AWAY);
    const other = await passed();
    expect(await press({ ...other, ready: { ...other.ready, leakedPasswords } })).toMatchObject({
      screen: { screen: "action_done", leaks: "not_checked" },
    });
  });

  it("is refused in the target's words, and taken afterwards under the same pass", async () => {
    const check = await passed();
    check.peer.plays.push({ answer: { code: "target.refused", inItsWords: "Used before" } });
    expect(await press(check)).toMatchObject({
      screen: { screen: "action", state: "ready", problem: { code: "refused", inItsWords: "Used before" } },
    });
    expect(await press(check, `${GOOD}-other`)).toMatchObject({ screen: { screen: "action_done" } });
    expect((await runsOf(check)).map(({ answer }) => answer)).toEqual(["refused", "done"]);
    expect(await notesOf(check)).toContain("Refused by Company directory: password reset");
  });

  it("says that nothing has changed while the target is away, before and at the call", async () => {
    const check = await passed();
    check.peer.lookUpProblem = AWAY;
    expect((await viewPortal(check.ready, check.request)).screen).not.toHaveProperty("rules");
    expect(await press(check)).toMatchObject({ screen: { problem: { code: "away" } } });
    check.peer.lookUpProblem = undefined;
    check.peer.plays.push({ answer: AWAY });
    expect(await press(check)).toMatchObject({ screen: { state: "ready", problem: { code: "away" } } });
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done" } });
  });

  it("is done when the answer was lost after it took effect, as the target shows", async () => {
    const check = await passed();
    check.peer.plays.push({ lostAfterEffect: true });
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done" } });
    expect(check.peer.calls).toHaveLength(1);
  });

  it("is typed again under the same grant when the target cannot tell", async () => {
    const check = await passed();
    check.peer.tells = false;
    check.peer.plays.push({ lostAfterEffect: true });
    expect(await press(check)).toMatchObject({ screen: { screen: "action", state: "unsure" } });
    expect(await notesOf(check)).toContain("Action not confirmed: password reset");
    expect(await press(check, `${GOOD}-2`)).toMatchObject({ screen: { screen: "action_done" } });
    expect(check.peer.password).toBe(`${GOOD}-2`);
  });

  it("finds out at the next press that a call which was cut off had done it", async () => {
    const check = await passed();
    check.peer.plays.push({ hangs: true });
    void press(check);
    await vi.waitFor(() => expect(check.peer.calls).toHaveLength(1));
    check.peer.setAt = Date.now();
    expect(await press(check)).toMatchObject({ screen: { screen: "action", state: "working" } });
    vi.setSystemTime(Date.now() + RESERVATION_MS);
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done", earlier: true } });
    expect(check.peer.calls).toHaveLength(1);
  });

  it("says so, and not that nothing has changed, when the ticket was closed for it meanwhile", async () => {
    const check = await passed();
    check.peer.plays.push({ hangs: true });
    void press(check);
    await vi.waitFor(() => expect(check.peer.calls).toHaveLength(1));
    check.peer.setAt = Date.now();
    await env.DB.prepare("UPDATE tickets SET closed = 1 WHERE id = ?").bind(check.who.ticket).run();
    vi.setSystemTime(Date.now() + RESERVATION_MS);
    expect(await press(check)).toMatchObject({ screen: { screen: "action_done", earlier: true } });
    expect(check.peer.calls).toHaveLength(1);
  });

  it.each([
    ["another browser", (at: PortalRequest) => ({ ...at, cookie: "a stranger" }), "ended"],
    ["a browser without the cookie", ({ cookie: _none, ...at }: PortalRequest) => at, "ended"],
  ])("is for nobody in %s", async (_who, as, screen) => {
    const check = await passed();
    const reply = await setPassword(check.ready, as(check.request), secret(GOOD));
    expect([reply.screen.screen, check.peer.calls]).toEqual([screen, []]);
  });

  it("is over after ten minutes", async () => {
    const check = await passed();
    vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
    expect(await press(check)).toMatchObject({ screen: { screen: "timed_out" } });
    expect(check.peer.calls).toEqual([]);
  });

  it("is stopped by a report", async () => {
    const check = await passed();
    await check.stub.apply({ type: "report.confirmed", observation: observed() });
    expect(await press(check)).toMatchObject({ screen: { screen: "ended" } });
    expect(check.peer.calls).toEqual([]);
  });

  it("is stopped by a report that comes while the target is asked of a call that was cut off", async () => {
    const check = await passed();
    check.peer.plays.push({ hangs: true });
    void press(check);
    await vi.waitFor(() => expect(check.peer.calls).toHaveLength(1));
    vi.setSystemTime(Date.now() + RESERVATION_MS);
    vi.spyOn(check.peer.target, "changedSince").mockImplementationOnce(async () => {
      await check.stub.apply({ type: "report.confirmed", observation: observed() });
      return ok("unchanged");
    });
    expect(await press(check)).toMatchObject({ screen: { screen: "ended" } });
    expect(check.peer.calls).toHaveLength(1);
    expect((await runsOf(check)).map(({ answer }) => answer)).toContain("not_done");
  });

  it("is done when we heard of it, whatever the target's clock says", async () => {
    const check = await passed();
    const before = Date.now();
    vi.spyOn(check.peer.target, "setPassword").mockImplementation(async (call) => {
      check.peer.calls.push(call.attempt);
      return ok({ setAt: Number.MAX_SAFE_INTEGER });
    });
    await press(check);
    expect(await grantOf(check)).toMatchObject({ state: "consumed", doneAt: before });
    expect(await carryOnAction(check.ready, check.peer.calls[0] ?? "")).toEqual({});
    expect(await notesOf(check)).toContain("Action done: password reset");
  });

  it("suggests one that the target's rules allow", async () => {
    const check = await passed();
    check.peer.account = { ...check.peer.account, rules: { minLength: 40, inWords: [] } };
    const { screen } = await suggest(check.ready, check.request);
    expect(screen).toMatchObject({ screen: "action", suggestion: expect.stringMatching(/^.{40,}$/u) });
  });
});

describe("what has changed since the pass", () => {
  const privileged = { privileged: true };
  const inDirectory =
    (change: string) =>
    async ({ who }: Passed) => {
      await env.DB.prepare(`UPDATE people SET ${change} WHERE id = ?`).bind(who.person).run();
      await attest(env.DB, keyring, { table: "people", column: "id", value: who.person });
    };
  const cases: readonly (readonly [string, string, (check: Passed) => Promise<unknown> | void])[] = [
    [
      "ticket_changed",
      "the ticket names somebody else",
      ({ who }) =>
        env.DB.prepare("UPDATE tickets SET requester_email = 'other@x.test' WHERE id = ?").bind(who.ticket).run(),
    ],
    [
      "ticket_closed",
      "the ticket is closed",
      ({ who }) => env.DB.prepare("UPDATE tickets SET closed = 1 WHERE id = ?").bind(who.ticket).run(),
    ],
    ["person_inactive", "the person has left", inDirectory("active = 0")],
    ["account_changed", "the directory's id is another one", inDirectory("external_id = 'E-200'")],
    ["account_changed", "the user name is somebody else's by now", inDirectory("user_name = 'g.mwangi-2'")],
    [
      "account_changed",
      "the work mail is another one",
      async (check) => {
        await inDirectory("email = 'g.mwangi@x.test'")(check);
        await env.DB.prepare("UPDATE tickets SET requester_email = 'g.mwangi@x.test' WHERE id = ?")
          .bind(check.who.ticket)
          .run();
      },
    ],
    ["became_privileged", "the person is privileged", inDirectory("privileged = 1")],
    [
      "became_privileged",
      "the account is privileged",
      ({ peer }) => {
        peer.account = { ...peer.account, ...privileged };
      },
    ],
    [
      "account_disabled",
      "the account is switched off",
      ({ peer }) => {
        peer.account = { ...peer.account, enabled: false };
      },
    ],
    [
      "kept_elsewhere",
      "the password is kept elsewhere",
      ({ peer }) => {
        peer.account = { ...peer.account, managedElsewhere: "synced" };
      },
    ],
    [
      "unknown_account",
      "the account is unknown",
      ({ peer }) => {
        peer.lookUpProblem = { code: "target.unknown_account" };
      },
    ],
    [
      "forbidden",
      "we may not",
      ({ peer }) => {
        peer.lookUpProblem = { code: "target.forbidden", inItsWords: "no" };
      },
    ],
  ];

  it.each(cases)("%s: nothing is called where %s", async (reason, _why, change) => {
    const check = await passed();
    await change(check);
    expect(await press(check)).toMatchObject({ screen: { screen: "action_withdrawn" } });
    expect(check.peer.calls).toEqual([]);
    expect(await grantOf(check)).toMatchObject({ state: "withdrawn", reason });
    expect(await notesOf(check)).toContain("Action not done: password reset");
  });

  it.each([
    ["account_changed", "is switched off", "active = 0"],
    ["account_changed", "is called otherwise", "user_name = 'adm-other'"],
    ["became_privileged", "is privileged", "privileged = 1"],
  ])("%s: nothing is called where the further account %s", async (reason, _why, change) => {
    const account = await addAccount((await requesterOf()).person);
    const further = await passed({
      account: { id: account, userName: "adm-grace", label: "Administration" },
      actionTarget: {
        name: "directory",
        label: "Company directory",
        subject: { userName: "adm-grace", email: "" },
      },
    });
    await env.DB.prepare(`UPDATE person_accounts SET person_id = ?, ${change} WHERE id = ?`)
      .bind(further.who.person, account)
      .run();
    await attest(env.DB, keyring, { table: "person_accounts", column: "id", value: account });
    expect(await press(further)).toMatchObject({ screen: { screen: "action_withdrawn" } });
    expect(further.peer.calls).toEqual([]);
    expect(await grantOf(further)).toMatchObject({ state: "withdrawn", reason });
  });

  it("asks of a privileged account that its person was checked as one", () => {
    const account = { ...new StandInTarget().account, privileged: true };
    const action = "password_reset" as const;
    expect(accountInTheWay(account, { action, privileged: false })).toBe("became_privileged");
    expect(accountInTheWay(account, { action, privileged: true })).toBeUndefined();
  });
});

it("unlocks with one press, and ends no session", async () => {
  const check = await passed({ policy: policy({ action: "account_unlock" }) });
  expect(await unlock(check.ready, check.request)).toMatchObject({
    screen: { screen: "action_done", action: "account_unlock" },
  });
  expect(check.peer.account.locked).toBe(false);
  await carryOnAction(check.ready, check.peer.calls[0] ?? "");
  expect(check.peer.revoked).toEqual([]);
  expect(await notesOf(check)).toContain("Action done: account unlock");
});

async function spoiledRun({ id }: Passed, change: Record<string, string | number | null>): Promise<string> {
  const row = { id: `att_sql_${id}`, verification_id: id, run: "{}", started_at: 1, ...change };
  await env.DB.prepare(
    `INSERT INTO action_runs (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
      .map(() => "?")
      .join(", ")})`,
  )
    .bind(...Object.values(row))
    .run();
  return row.id;
}

describe("what follows", () => {
  async function done() {
    const check = await passed();
    await press(check);
    const [attempt = ""] = check.peer.calls;
    return { ...check, attempt };
  }

  it("happens also where SQL wrote before that the grant was used", async () => {
    const check = await passed();
    const grant = await grantOf(check);
    await spoiledRun(check, { grant_id: grant?.id ?? "", answer: "done", done_at: 1, next_at: 1 });
    await press(check);
    const [attempt = ""] = check.peer.calls;
    expect(await runsOf(check)).toContainEqual({ id: attempt, answer: "done" });
    await carryOnAction(check.ready, attempt);
    expect(await notesOf(check)).toContain("Action done: password reset");
  });

  it.each([
    ["under way", null],
    ["done", "done"],
  ])("is kept waiting by no row that SQL wrote as %s", async (_what, answer) => {
    const check = await passed();
    const id = await spoiledRun(check, { grant_id: check.id, answer, done_at: 1, next_at: 1 });
    await (answer === null ? recoverActions(check.ready, 1_000) : carryOnAction(check.ready, id));
    expect(await runsOf(check)).toEqual([{ id, answer: "unattested" }]);
    expect(await check.ready.actionRuns.due(Date.now(), 1_000)).not.toContain(id);
  });

  it("ends old sessions, then writes the note and asks to close the ticket, each once", async () => {
    const check = await done();
    await carryOnAction(check.ready, check.attempt);
    await carryOnAction(check.ready, check.attempt);
    expect(check.peer.revoked).toEqual([check.attempt]);
    expect((await notesOf(check)).filter((title) => title === "Action done: password reset")).toHaveLength(1);
    expect((await notesOf(check)).slice(-2)).toEqual(["Action done: password reset", "Close the ticket"]);
    expect(await rows("SELECT step, result FROM action_steps WHERE run_id = ?", check.attempt)).toHaveLength(
      ACTION_STEPS.length,
    );
  });

  it.each(ACTION_STEPS.map((step, at) => [at, step]))("goes on after being cut off behind step %i, %s", async (at) => {
    const check = await done();
    const runs = check.ready.actionRuns;
    let written = 0;
    const cut: Deps = {
      ...check.ready,
      actionRuns: {
        ...runs,
        stepDone: async (run, step) => {
          await runs.stepDone(run, step);
          if (written === at) {
            throw new Error("killed");
          }
          written += 1;
        },
      },
    };
    await expect(carryOnAction(cut, check.attempt)).rejects.toThrow("killed");
    // While the lease lasts nobody else begins with it.
    expect(await carryOnAction(check.ready, check.attempt)).toEqual({});
    vi.setSystemTime(Date.now() + MINUTE_MS);
    expect(await check.ready.actionRuns.due(Date.now(), 1_000)).toContain(check.attempt);
    await carryOnAction(check.ready, check.attempt);
    expect(check.peer.revoked).toHaveLength(1);
    expect((await notesOf(check)).filter((title) => title === "Action done: password reset")).toHaveLength(1);
    expect(await check.ready.actionRuns.due(Date.now(), 1_000)).not.toContain(check.attempt);
  });

  it("is tried again while the target does not answer, and goes on without it in the end", async () => {
    const check = await done();
    check.peer.revokeProblem = AWAY;
    for (let tries = 0; tries < 6; tries += 1) {
      await carryOnAction(check.ready, check.attempt);
      vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
    }
    expect(check.peer.revoked).toHaveLength(6);
    expect(await rows("SELECT step, result FROM action_steps WHERE run_id = ? ORDER BY step", check.attempt)).toEqual([
      { step: "close", result: "done" },
      { step: "note", result: "done" },
      { step: "notices", result: "done" },
      { step: "sign_out", result: "failed" },
    ]);
  });

  it.each([
    ["answer = 'done', done_at = 1, next_at = 0", "made up"],
    ["run = json_set(run, '$.grant.subject.userName', 'somebody.else'), next_at = 0", "aimed elsewhere"],
  ])("does nothing for a row that was %#, by SQL", async (set) => {
    const check = await passed();
    check.peer.plays.push({ answer: { code: "target.refused", inItsWords: "no" } });
    await press(check);
    const [attempt = ""] = check.peer.calls;
    await env.DB.prepare(`UPDATE action_runs SET ${set} WHERE id = ?`).bind(attempt).run();
    await carryOnAction(check.ready, attempt);
    expect([check.peer.revoked, await rows("SELECT * FROM action_steps WHERE run_id = ?", attempt)]).toEqual([[], []]);
    expect(await check.ready.actionRuns.ofVerification(check.id)).toEqual([]);
  });

  it("is said to the ticket when it does not work, once", async () => {
    const check = await done();
    await sayNotWorking(check.ready, check.request);
    expect(await sayNotWorking(check.ready, check.request)).toMatchObject({ screen: { notWorking: true } });
    const notes = await notesOf(check);
    expect(notes.filter((title) => title === "Still not working: password reset")).toHaveLength(1);
    expect(notes.filter((title) => title === "Reopen the ticket")).toHaveLength(1);
  });
});

describe("an attempt that was cut off", () => {
  async function cut(effect: boolean) {
    const check = await passed();
    check.peer.plays.push({ hangs: true });
    void press(check);
    await vi.waitFor(() => expect(check.peer.calls).toHaveLength(1));
    if (effect) check.peer.setAt = Date.now();
    return check;
  }
  const answers = async (check: Passed) => (await runsOf(check)).map(({ answer }) => answer);

  it("is left alone while it may still be answered", async () => {
    const check = await cut(true);
    vi.setSystemTime(Date.now() + RESERVATION_MS - SECOND_MS);
    await recoverActions(check.ready, 100);
    expect(await answers(check)).toEqual([null]);
  });

  it.each([
    [true, "done", "consumed"],
    [false, "not_done", "available"],
  ])("is found: took effect %s", async (effect, answer, state) => {
    const check = await cut(effect);
    vi.setSystemTime(Date.now() + RESERVATION_MS + SECOND_MS);
    await recoverActions(check.ready, 100);
    expect([await answers(check), (await grantOf(check))?.state]).toEqual([[answer], state]);
  });

  it("is asked about until an hour has passed, and not known then", async () => {
    const check = await cut(false);
    const target = { ...check.peer.target, changedSince: () => Promise.resolve({ ok: false, error: AWAY } as const) };
    const named = { name: "directory", label: "x", target };
    const ready = { ...check.ready, actionTargets: { named: () => named, doing: () => named } };
    vi.setSystemTime(Date.now() + HOUR_MS - SECOND_MS);
    await recoverActions(ready, 100);
    expect(await answers(check)).toEqual([null]);
    vi.setSystemTime(Date.now() + 2 * SECOND_MS);
    await recoverActions(ready, 100);
    expect(await answers(check)).toEqual(["unknown"]);
  });

  it("leads to what follows once, however many attempts had an effect", async () => {
    const check = await cut(true);
    vi.setSystemTime(Date.now() + RESERVATION_MS);
    await press(check);
    vi.setSystemTime(Date.now() + RESERVATION_MS);
    await recoverActions(check.ready, 100);
    expect((await answers(check)).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      "done",
      "superseded",
    ]);
  });
});

it("leaves the password nowhere", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const sent: unknown[] = [];
  vi.spyOn(env.NOTE_QUEUE, "sendBatch").mockImplementation((batch) => {
    sent.push(...batch);
    return Promise.resolve() as never;
  });
  const canary = "Canary-Grebe-Marzipan-7";
  const check = await passed();
  check.peer.plays.push({ answer: { code: "target.refused", inItsWords: "no" } }, { lostAfterEffect: true });
  await press(check, canary);
  await press(check, canary);
  await carryOnAction(check.ready, check.peer.calls[1] ?? "");
  await drained(check.stub);
  expect(check.peer.password).toBe(canary);
  const tables = await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const own = tables.map(({ name }) => name).filter((name) => !/^(?:sqlite_|_cf_|d1_)/u.test(name));
  const dump = await Promise.all(own.map((name) => rows(`SELECT * FROM ${name}`)));
  const everything = JSON.stringify([dump, await stored(check.stub), log.mock.calls, error.mock.calls, sent]);
  expect(everything.length).toBeGreaterThan(1_000);
  expect(everything).not.toContain(canary);
});
