/** A password reset to its end: the demo directory takes the new password, through the runner and over HTTP. */
import { expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { ACTION_STEPS } from "../../workers/core/actions/steps.ts";
import { textOf, useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney({ directoryPort: 0 });

const GOOD = "Copper-maple-drift-swan-7";

async function offered(): Promise<Sent> {
  const sent = await journey.sendTo();
  const page = await journey.answerRight(sent, await sent.phone.begin());
  expect(page.step).toBe("action");
  expect(textOf(page)).toContain("Set your new password");
  return sent;
}

const directory = () => {
  const { demoDirectory } = journey.instance;
  return demoDirectory ?? expect.fail("no directory runs");
};

async function signIn({ person }: Sent, password: string): Promise<string> {
  const body = new URLSearchParams({ user: person.userName, password });
  return (await fetch(directory().url, { method: "POST", body })).text();
}

it("refused, then taken: signs in with the new one, and the ticket is told", async () => {
  const sent = await offered();
  expect((await journey.ended(sent)).banner.verb).toBe("NOTHING TO DO");
  const short = await sent.phone.press("password", { password: "Short-1" });
  expect([short.step, textOf(short)]).toEqual(["action", expect.stringContaining("Too short")]);
  const own = await sent.phone.press("password", { password: `${sent.person.userName}-and-more` });
  expect(textOf(own)).toMatch(/did not take it:.*user name/);
  const suggested = await sent.phone.press("password", { suggest: "1" });
  expect(suggested.html).toMatch(/value="[A-Z][a-z]+(?:-[a-z]+){3,}-\d"/);
  expect((await sent.phone.press("password", { password: GOOD })).step).toBe("action_done");
  expect(await signIn(sent, GOOD)).toContain("Second factor");
  const { banner } = await eventually(
    async () => (await sent.desk.details(sent.id)).body,
    (body) => body.banner.verb === "DONE",
    { what: "the banner", withinMs: 20_000 },
  );
  expect(banner.headline).toBe("the user set a new password");
  const { actionCard, deskAction } = await eventually(
    async () => (await sent.desk.details(sent.id)).body,
    (body) => body.actionCard?.closing?.status === "written",
    { what: "the closed ticket on the card", withinMs: 20_000 },
  );
  expect(actionCard?.attempts.map(({ answer }) => answer)).toEqual(["refused", "done"]);
  const steps = actionCard?.attempts[1]?.steps ?? [];
  expect(steps.map(({ step }) => step)).toEqual([...ACTION_STEPS]);
  expect(steps.find(({ step }) => step === "close")?.result).toBe("done");
  expect(actionCard).toMatchObject({ refusals: 1, policyVersion: expect.stringMatching(/^policy-/) as string });
  // What was done needs no agent.
  expect(deskAction).toBeUndefined();
  const notes = await journey.notesWith(sent.ticket, "Action done: password reset");
  expect(notes.join()).not.toContain(GOOD);
  expect(journey.log.join()).not.toContain(GOOD);
  // The same press again changes nothing.
  expect((await sent.phone.press("password", { password: `${GOOD}-2` })).step).toBe("action_done");
  expect(await signIn(sent, GOOD)).toContain("Second factor");
});

it("is one password, of twenty presses at once", async () => {
  const sent = await offered();
  const presses = Array.from({ length: 20 }, (_none, nth) =>
    sent.phone.press("password", { password: `${GOOD}-${String(nth)}` }),
  );
  await Promise.all(presses);
  expect((await sent.phone.open()).step).toBe("action_done");
  const db = await journey.instance.miniflare.getD1Database("DB");
  const { results } = await db.prepare("SELECT answer FROM action_runs WHERE verification_id = ?").bind(sent.id).all();
  expect(results).toEqual([{ answer: "done" }]);
});

it("is nobody's after the recipient said that it was not them", async () => {
  const sent = await offered();
  await sent.phone.report();
  expect((await sent.phone.press("password", { password: GOOD })).step).not.toBe("action_done");
  expect(await signIn(sent, GOOD)).not.toContain("Second factor");
});
