/** Questions about days: whose calendar they are of. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { SAMPLE_FACTS, SAMPLE_POPULATION, sampleFact, sampleName } from "../../core/questions/sample-person.fixture.ts";
import { attested, deps } from "../../../test/support/worker-fixture.ts";
import { addRequester } from "../../../test/support/worker-requester.ts";
import { setFacts } from "../../../test/support/worker-send-form.ts";
import { questionsOf } from "./build-questions.ts";

const MEETING = sampleFact(
  {
    with: sampleName("Daniel Hughes"),
    startsAt: Date.UTC(2026, 10, 25, 0, 30),
    organisedInside: true,
    accepted: true,
  },
  0,
);

async function daysAsked(timeZone: string | null): Promise<string[]> {
  const { person: id } = await addRequester();
  await setFacts(id, { ...SAMPLE_FACTS, meetings: [MEETING] });
  await env.DB.prepare("UPDATE people SET time_zone = ? WHERE id = ?").bind(timeZone, id).run();
  await attested("people", "id", id);
  const base = deps();
  const ready = {
    ...base,
    clock: () => Date.UTC(2026, 10, 29, 12),
    config: { ...base.config, TIME_ZONE: "Europe/London" },
    people: { ...base.people, population: () => Promise.resolve(SAMPLE_POPULATION) },
  };
  const person = await ready.people.byId(id);
  if (person === undefined) throw new Error("nobody");
  const { pool } = await questionsOf(ready, person);
  return pool({ action: "password_reset", typedDestination: false })
    .filter(({ kind }) => kind === "meeting_person")
    .map(({ params }) => params["date"] ?? "");
}

it.each([
  ["the person's own day", "America/Chicago", "2026-11-24"],
  ["the desk's, where the directory does not say", null, "2026-11-25"],
  ["the desk's, where what it says is no zone", "Central Time (US)", "2026-11-25"],
])("a meeting's day is %s", async (_whose, timeZone, day) => {
  expect(await daysAsked(timeZone)).toEqual([day]);
});
