/**
 * That the requester began is told with the next note of the check, before it: a save of its own
 * would cost every check a row, calls and the ticket's news of it, and whoever waits at the desk
 * sees it on the console at once.
 */
import type { EpochMs } from "../kit/time.ts";
import type { Effect } from "./effects.ts";
import type { Session } from "./session.ts";

interface Told {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

export function withBegun(told: Told): Told {
  const { beginUntold, ...session } = told.session;
  return beginUntold === undefined || !told.effects.some(({ type }) => type === "note")
    ? told
    : { session, effects: withFirst(told.effects, beginUntold) };
}

function withFirst(effects: readonly Effect[], begunAt: EpochMs): Effect[] {
  const first = effects.findIndex(({ type }) => type === "note");
  return effects.map((effect, index) => (effect.type === "note" && index === first ? { ...effect, begunAt } : effect));
}
