import { describe, expect, it } from "vitest";
import type { Effect } from "./effects.ts";
import type { SessionEvent } from "./events.ts";
import { AGENT, answer, BEGIN, context, inStatus, OTHER_AGENT, session, START } from "./session.fixture.ts";
import type { Session } from "./session.ts";
import { transition } from "./transition.ts";

/** What every note of these events tells, in their order. */
function told(
  from: Session,
  ...events: readonly SessionEvent[]
): { readonly session: Session; readonly told: string[] } {
  let now = from;
  const found: string[] = [];
  for (const event of events) {
    const { settled, step } = transition(now, event, context(START + 60_000));
    const { session: after, effects } = step.ok ? step.value : settled;
    now = after;
    found.push(...effects.flatMap(wordsOf));
  }
  return { session: now, told: found };
}

const wordsOf = (effect: Effect): string[] =>
  effect.type !== "note" ? [] : [...(effect.begunAt === undefined ? [] : ["begun"]), effect.note.kind];

const TAKE_OVER: SessionEvent = { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ended" };
const CANCEL: SessionEvent = { type: "agent.cancelled", actor: AGENT };

describe("that the requester began", () => {
  it("is told with the next note, before it, and once", () => {
    expect(told(inStatus("sent"), BEGIN, TAKE_OVER, CANCEL).told).toEqual(["begun", "taken_over", "cancelled"]);
  });

  it("is told with the end where nothing comes between", () => {
    expect(told(inStatus("sent"), BEGIN, CANCEL).told).toEqual(["begun", "cancelled"]);
  });

  it("is told at the end that comes by itself", () => {
    const begun = told(inStatus("sent"), BEGIN).session;
    const late = transition(begun, { type: "time.due" }, context((begun.deadlineAt ?? 0) + 1));
    const effects = late.step.ok ? late.step.value.effects : [];
    expect(effects.flatMap(wordsOf)).toEqual(["begun", "outcome"]);
  });

  it("is told although the event that came too late is refused", () => {
    const begun = told(inStatus("sent"), BEGIN).session;
    const late = transition(begun, answer(begun, "right"), context((begun.deadlineAt ?? 0) + 1));
    expect(late.step.ok).toBe(false);
    expect(late.settled.effects.flatMap(wordsOf)).toEqual(["begun", "outcome"]);
    expect(late.settled.session.beginUntold).toBeUndefined();
  });

  it("is told of no check that nobody began", () => {
    expect(told(session(), CANCEL).told).toEqual(["cancelled"]);
  });

  it("says when", () => {
    const { session: begun } = told(inStatus("sent"), BEGIN);
    const { step } = transition(begun, CANCEL, context(START + 120_000));
    const note = step.ok ? step.value.effects.find((effect) => effect.type === "note") : undefined;
    expect(note).toMatchObject({ begunAt: START + 60_000 });
  });
});
