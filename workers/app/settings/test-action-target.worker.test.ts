import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { StandInTarget } from "../../../test/support/stand-in-target.ts";
import { attested, deps, fresh, rows } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { newAgent } from "../../../test/support/worker-send-form.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { TargetSubject } from "../../core/actions/grant.ts";
import { testActionTarget } from "./test-action-target.ts";

function setUp() {
  const peer = new StandInTarget();
  const asked: TargetSubject[] = [];
  const target = {
    ...peer.target,
    lookUp: (subject: TargetSubject) => {
      asked.push(subject);
      return peer.target.lookUp(subject);
    },
  };
  const named = (name: string) => (name === "directory" ? { name, label: "Company directory", target } : undefined);
  const test = (email: string, change: object = {}) =>
    testActionTarget(
      {
        ...deps(),
        actionTargets: {
          named: (name) => named(name) && { ...named(name)!, target: { ...target, ...change } },
          doing: () => undefined,
        },
      },
      { ...newAgent(), email },
      "directory",
    );
  return { peer, asked, test };
}

describe("trying a system out", () => {
  it("reads the admin's own account, and changes nothing", async () => {
    const { peer, asked, test } = setUp();
    const me = await addRequester();
    await env.DB.prepare("UPDATE people SET external_id = ?, user_name = 'lee' WHERE id = ?")
      .bind(`E-${me.person}`, me.person)
      .run();
    await attested("people", "id", me.person);
    expect(await test(me.email)).toEqual({
      asked: "lee",
      does: ["password_reset", "account_unlock"],
      serves: "Everybody.",
      account: { state: "read", locked: true, minLength: 12, rules: ["A capital letter"] },
      lacks: [],
    });
    expect(asked).toEqual([{ externalId: `E-${me.person}`, userName: "lee", email: me.email }]);
    expect([peer.calls, peer.revoked, peer.password]).toEqual([[], [], "the old one"]);
  });

  it("asks by the mail address where the directory does not know the admin", async () => {
    const { asked, test } = setUp();
    const email = `${fresh().toLowerCase()}@halden.test`;
    await test(email);
    expect(asked).toEqual([{ userName: email, email }]);
  });

  it("goes by no row that was changed outside of the product", async () => {
    const { asked, test } = setUp();
    const me = await addRequester();
    await env.DB.prepare("UPDATE people SET user_name = 'somebody-else' WHERE id = ?").bind(me.person).run();
    await test(me.email);
    expect(asked).toEqual([{ userName: me.email, email: me.email }]);
  });

  it.each([
    ["became_privileged", { privileged: true }],
    ["account_disabled", { enabled: false }],
    ["kept_elsewhere", { managedElsewhere: "synced" as const }],
  ])("says whom the portal would leave alone: %s", async (leftAlone, change) => {
    const { peer, test } = setUp();
    peer.account = { ...peer.account, ...change };
    expect((await test("lee@halden.test"))?.account).toMatchObject({ leftAlone });
  });

  it("says what is missing, in the system's words or ours", async () => {
    const { peer, test } = setUp();
    peer.lookUpProblem = { code: "target.forbidden", inItsWords: "Access is denied." };
    const lacks = { shortcomings: () => Promise.resolve(ok(["It lacks a right."])) };
    expect(await test("lee@halden.test", lacks)).toMatchObject({
      account: { state: "unread", why: "Access is denied." },
      lacks: ["It lacks a right."],
    });
    peer.lookUpProblem = { code: "peer.timeout", retryable: true, detail: "no reply in time" };
    const away = { shortcomings: () => Promise.resolve(err(peer.lookUpProblem!)) };
    expect(await test("lee@halden.test", away)).toMatchObject({ account: { why: "no reply in time" }, lacks: [] });
    peer.lookUpProblem = { code: "target.unknown_account" };
    expect((await test("lee@halden.test"))?.account).toEqual({ state: "unread", unknown: true });
  });

  it("is written down with its outcome", async () => {
    const { peer, test } = setUp();
    const before = await rows("SELECT id FROM audit WHERE action = 'action_target.tested'");
    peer.lookUpProblem = { code: "target.unknown_account" };
    await test("lee@halden.test");
    const written = await rows("SELECT subject, details FROM audit WHERE action = 'action_target.tested'");
    expect(written).toHaveLength(before.length + 1);
    expect(written.at(-1)).toMatchObject({ subject: "directory", details: '{"read":"target.unknown_account"}' });
  });

  it("is of nothing where no system has this name", async () => {
    expect(await testActionTarget(deps(), newAgent(), "directory")).toBeUndefined();
  });
});
