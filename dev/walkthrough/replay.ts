/**
 * Has every stored check judged again by the rules of today, and says how many come out as they were.
 *   node dev/walkthrough/replay.ts [--link <sign-in link of the console>]
 * Without a link: those of a fresh instance with the demo history. Exits with 1 when a check comes out otherwise under
 * the numbers it was judged by.
 */
import type { AssessmentsReplayReply } from "../../workers/contract/console/settings.ts";
import { DEMO_AGENTS } from "../demo/desk.ts";
import { isBuilt } from "../local/build-stamp.ts";
import { readOptions, Refusal, run } from "../local/cli.ts";
import { startInstance } from "../local/instance.ts";
import { Desk } from "./client.ts";
import { signedIn } from "./story.ts";

type Counts = Omit<AssessmentsReplayReply, "next">;

async function replay(desk: Desk): Promise<Counts> {
  let counts: Counts = { identical: 0, anotherModel: 0, unreadable: 0, changed: [] };
  let before: AssessmentsReplayReply["next"];
  do {
    const { status, body } = await desk.post<AssessmentsReplayReply>(
      "/api/assessments/replay",
      before === undefined ? {} : { before },
    );
    if (status !== 200) {
      throw new Refusal(`The console answered with ${String(status)}. Admins and auditors may judge checks again.`);
    }
    counts = {
      identical: counts.identical + body.identical,
      anotherModel: counts.anotherModel + body.anotherModel,
      unreadable: counts.unreadable + body.unreadable,
      changed: [...counts.changed, ...body.changed],
    };
    before = body.next;
  } while (before !== undefined);
  return counts;
}

async function ofDemo(): Promise<Counts> {
  if (!(await isBuilt())) {
    const { buildAll } = await import("../local/build.ts");
    await buildAll();
  }
  const instance = await startInstance({ port: 0, changeGearPort: 0, demo: "people and history" });
  try {
    return await replay(await signedIn(instance, DEMO_AGENTS.edith));
  } finally {
    await instance.close();
  }
}

async function behind(link: string): Promise<Counts> {
  if (!URL.canParse(link)) {
    throw new Refusal("--link takes the whole sign-in link.");
  }
  const desk = new Desk(new URL(link).origin);
  const { status } = await desk.signIn(link);
  if (status !== 200) {
    throw new Refusal("The link signs in no more. Ask for another one.");
  }
  return replay(desk);
}

await run(async () => {
  const { link } = readOptions(["link"]);
  const { identical, anotherModel, unreadable, changed } = await (link === undefined ? ofDemo() : behind(link));
  console.log(`${String(identical + changed.length)} checks judged again, ${String(identical)} identical`);
  if (anotherModel > 0) console.log(`${String(anotherModel)} were judged by the numbers of another model`);
  if (unreadable > 0)
    console.log(`${String(unreadable)} cannot be read: changed from outside, or the evidence is gone`);
  changed.forEach((id) => console.log(`otherwise: ${id}`));
  process.exitCode = changed.length > 0 ? 1 : 0;
});
