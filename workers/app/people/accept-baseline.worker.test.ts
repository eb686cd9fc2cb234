/** Whose word the baseline needs after somebody removed the only other admin, on the real tables. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { deps } from "../../../test/support/worker-fixture.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { changeRole, deleteUsers, inviteUser, setActive } from "../access/users.ts";
import type { AgentRecord } from "../ports/agents.ts";
import { hasSecondAdmin } from "./accept-baseline.ts";

const START = Date.UTC(2026, 10, 18, 12);
const on = (day: number) => deps({ clock: () => START + day * DAY_MS });

let ada: AgentRecord;
let kim: AgentRecord;

beforeEach(async () => {
  await env.DB.prepare("DELETE FROM agents").run();
  [ada, kim] = [await newAdmin(), await newAdmin()];
  expect(await hasSecondAdmin(on(0), ada)).toBe(true);
});

it.each([
  ["deactivated", () => setActive(on(0), ada, { id: kim.id, active: false })],
  ["demoted", () => changeRole(on(0), ada, { id: kim.id, role: "agent" })],
  ["deleted", () => deleteUsers(on(0), ada, [kim.id])],
])("is not one admin's for seven days after the other one was %s", async (_how, remove) => {
  await remove();
  expect(await hasSecondAdmin(on(0), ada)).toBe(true);
  expect(await hasSecondAdmin(on(6.9), ada)).toBe(true);
  expect(await hasSecondAdmin(on(7.1), ada)).toBe(false);
});

it("is not one's who activates the other one again, for a moment or for good", async () => {
  await setActive(on(0), ada, { id: kim.id, active: false });
  await setActive(on(1), ada, { id: kim.id, active: true });
  expect(await hasSecondAdmin(on(1.1), ada)).toBe(true);
  await changeRole(on(2), ada, { id: kim.id, role: "analyst" });
  expect(await hasSecondAdmin(on(8), ada)).toBe(true);
  expect(await hasSecondAdmin(on(9.1), ada)).toBe(false);
});

it("is one's who only takes back an admin of the own making, or of a few days", async () => {
  await setActive(on(-10), ada, { id: kim.id, active: false });
  const invited = await inviteUser(on(-8), ada, { name: "Lee", email: "lee@desk.test", role: "admin" });
  if (!invited.ok) throw new Error(invited.error);
  await setActive(on(0), ada, { id: invited.value.id, active: false });
  expect(await hasSecondAdmin(on(0), ada)).toBe(false);
});

it.each(["name = 'x'", "role = 'agent'", "active = 0", "removed_at = 1", "mac = NULL", "former_admin_until = 1"])(
  "is not one admin's where SQL says of the other one %s, until seven days after he is invited anew",
  async (assignment) => {
    await env.DB.prepare(`UPDATE agents SET ${assignment} WHERE id = ?`).bind(kim.id).run();
    expect(await hasSecondAdmin(on(100), ada)).toBe(true);
    await inviteUser(on(100), ada, { name: "Kim", email: kim.email, role: "agent" });
    expect(await hasSecondAdmin(on(106.9), ada)).toBe(true);
    expect(await hasSecondAdmin(on(107.1), ada)).toBe(false);
  },
);
