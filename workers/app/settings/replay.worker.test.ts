import { beforeAll, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { deps } from "../../../test/support/worker-fixture.ts";
import { passed } from "../../../test/support/worker-passed.ts";
import type { PolicyReplayReply, PolicyReplayRequest } from "../../contract/console/settings.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { replayAssessments } from "./replay-assessments.ts";
import { replayPolicy } from "./replay-policy.ts";

let record: VerificationRecord;
let others: readonly VerificationId[];

/** With a policy of the check's category, as it comes. */
const saved = () => {
  const ready = deps();
  const CATEGORIES = { [record.category]: categoryPolicy.parse({ action: record.action }) };
  return { ...ready, config: { ...ready.config, CATEGORIES } };
};

async function replay(policy: object, more: Partial<PolicyReplayRequest> = {}): Promise<PolicyReplayReply> {
  const asked = { category: record.category, policy: { action: record.action, ...policy }, ...more };
  return (await replayPolicy(saved(), asked)) ?? expect.fail("the draft fits");
}

beforeAll(async () => {
  const [first, ...rest] = [await passed(), await passed(), await passed()] as const;
  const found = await deps().verifications.byId(first.id);
  if (found === undefined) throw new Error("the check is stored");
  record = found;
  others = rest.map(({ id }) => id);
});

it("tells of a draft who would get through, beside what is saved", async () => {
  const same = await replay({});
  expect(same).toMatchObject({ days: 90, checks: 3, unreadable: 0, changes: [], notReplayed: [] });
  expect([same.from.passes, same.to.passes]).toEqual([3, 3]);

  const { score = 0 } = record;
  expect((await replay({ passLine: Math.max(1.5, score) })).to.passes).toBe(3);
  const seconded = await replay({ secondPersonAlways: true, minimumQuestions: 3, holdMinutes: 5 });
  expect(seconded.changes).toEqual([
    { of: "ordinary", from: "passes", to: "waits", checks: 3, impostor: 0, genuine: 0 },
  ]);
  expect(seconded.notReplayed).toEqual(["minimumQuestions", "holdMinutes"]);
  expect((await replay({ minimumQuestions: 7 })).changes).toMatchObject([{ from: "passes", to: "asked_more" }]);
  expect((await replay({ spokenCode: "always" })).changes).toMatchObject([{ from: "passes", to: "code_asked" }]);
  expect((await replay({ channels: ["email"] })).changes).toMatchObject([{ from: "passes", to: "not_sent" }]);
  const misfit = { category: record.category, policy: { action: record.action, passLine: 9 } };
  expect(await replayPolicy(saved(), misfit)).toBeUndefined();
  expect((await replay({ required: false })).changes).toMatchObject([{ from: "passes", to: "not_required" }]);
});

it("knows checks of another ticket system, another category and older ones apart", async () => {
  expect(await replay({}, { connection: "elsewhere" })).toMatchObject({ checks: 0, changes: [] });
  expect(await replay({}, { category: "Another" })).toMatchObject({ checks: 0 });
  const later = { ...deps(), clock: () => Date.now() + 91 * DAY_MS };
  const asked = { category: record.category, policy: { action: record.action } };
  expect(await replayPolicy(later, asked)).toMatchObject({ checks: 0, unreadable: 0 });
});

it("counts apart what was changed from outside or cannot be opened, and names who was an impostor", async () => {
  const [second = "", third = ""] = others;
  expect(await replayAssessments(deps(), undefined)).toEqual({
    identical: 3,
    anotherModel: 0,
    unreadable: 0,
    changed: [],
  });
  await env.DB.batch([
    env.DB.prepare("UPDATE verifications SET score = 9.9 WHERE id = ?").bind(second),
    env.DB.prepare("UPDATE assessments SET evidence_sealed = 'x' WHERE verification_id = ?").bind(third),
    env.DB.prepare(
      "INSERT INTO judgements (id, verification_id, word, reason, agent_id, agent_name, at) VALUES ('jdg_1', ?, 'impostor', 'r', 'agt_x', 'A', 1)",
    ).bind(record.id),
  ]);
  const seconded = await replay({ secondPersonAlways: true });
  expect(seconded).toMatchObject({ checks: 1, unreadable: 2, changes: [{ checks: 1, impostor: 1 }] });
  expect(await replayAssessments(deps(), undefined)).toMatchObject({ identical: 1, unreadable: 2, changed: [] });
});
