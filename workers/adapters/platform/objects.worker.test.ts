/** Where objects live. Workerd on this machine knows no regions, so namespaces stand in that write down how they are asked. */
import { expect, it, vi } from "vitest";
import { newVerificationId } from "../crypto/locator.ts";
import { agentId } from "../../core/kit/ids.ts";
import { consoleFeed, sessionHandles, subjectGuards } from "./objects.ts";

function namespaces() {
  const asked: string[] = [];
  const namespace = (name: string, where: string): object => ({
    jurisdiction: (region: string) => namespace(name, region),
    getByName: () => {
      asked.push(`${name} ${where}`);
      return { spokenCode: vi.fn(), uncountStart: vi.fn(), publish: vi.fn(), fetch: vi.fn() };
    },
  });
  const env = {
    VERIFICATION_SESSION: namespace("session", "anywhere"),
    SUBJECT_GUARD: namespace("guard", "anywhere"),
    CONSOLE_FEED: namespace("feed", "anywhere"),
  } as unknown as Env;
  return { env, asked };
}

it.each([
  // Without a region none is asked for: workerd on this machine throws.
  [undefined, "anywhere"],
  ["eu", "eu"],
  ["us", "us"],
] as const)("with the region %s every object is asked for in %s", async (region, where) => {
  const { env, asked } = namespaces();
  const agent = agentId.parse("agt_someone");
  const id = newVerificationId();
  await sessionHandles(env, { region })(id).spokenCode(agent);
  await subjectGuards(env, { region }).uncountAgentStart(agent, id);
  const feed = consoleFeed(env, { region, clock: Date.now });
  await feed.endSession("hash").catch(() => undefined);
  await feed.open({ idHash: "hash", expiresAt: 1 });
  expect(asked).toEqual([`session ${where}`, `guard ${where}`, `feed ${where}`, `feed ${where}`]);
});
