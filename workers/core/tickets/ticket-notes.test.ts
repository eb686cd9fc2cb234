import { expect, it } from "vitest";
import { AUDIT_WORDS } from "../policy/audit-words.ts";
import type { Effect } from "../session/effects.ts";
import { AGENT, BEGIN, context, inStatus, OTHER_AGENT, session, START } from "../session/session.fixture.ts";
import type { Session } from "../session/session.ts";
import { transition } from "../session/transition.ts";
import type { SessionEvent } from "../session/events.ts";
import { NO_NOTES, TICKET_NOTES } from "./ticket-notes.ts";

const AREAS =
  /^(?:verification|approval|code|answer|link|move|time|feedback|report|action|message|block|notice|ticket)\./;
const OF_NO_CHECK = new Set(["report.made"]);

it("each action of a check in the audit log is a note, or named as none with the reason", () => {
  const ofChecks = Object.keys(AUDIT_WORDS).filter((action) => AREAS.test(action) && !OF_NO_CHECK.has(action));
  const listed = new Set([...Object.keys(TICKET_NOTES), ...Object.keys(NO_NOTES)]);
  expect(ofChecks.filter((action) => !listed.has(action))).toEqual([]);
  expect(Object.keys(TICKET_NOTES).filter((action) => action in NO_NOTES)).toEqual([]);
  expect([...listed].filter((action) => !(action in AUDIT_WORDS))).toEqual([]);
});

/** What one event leads to, up to the note that tells it. */
function effectsOf(from: Session, events: readonly SessionEvent[]): readonly Effect[] {
  let now = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const { step } = transition(now, event, context(START + 60_000));
    if (step.ok) {
      now = step.value.session;
      effects.push(...step.value.effects);
    }
  }
  return effects;
}

const CANCEL: SessionEvent = { type: "agent.cancelled", actor: AGENT };
const PLAYS: readonly (readonly [string, Session, readonly SessionEvent[]])[] = [
  ["begun and cancelled", inStatus("sent"), [BEGIN, CANCEL]],
  ["taken over", inStatus("sent"), [{ type: "agent.took_over", actor: OTHER_AGENT, reason: "shift" }]],
  ["cancelled", session(), [CANCEL]],
];

it.each(PLAYS)("a check that is %s tells each of its actions as listed", (_name, from, events) => {
  const effects = effectsOf(from, events);
  const notes = effects.flatMap((effect) =>
    effect.type === "note" ? [...(effect.begunAt === undefined ? [] : ["begun"]), effect.note.kind] : [],
  );
  const listed: Readonly<Record<string, string>> = TICKET_NOTES;
  const expected = effects.flatMap((effect) => {
    const kind = effect.type === "audit" ? listed[effect.action] : undefined;
    return kind === undefined ? [] : [kind];
  });
  expect(expected.length).toBeGreaterThan(0);
  expect(notes).toEqual(expected);
});
