/**
 * A check that an admin makes of himself, to see the desk work. It runs through everything that a real one
 * runs through, and leaves nothing that a later check, a counter or a ticket could read.
 */
import { messageWords } from "../messages/words/words.ts";
import { personId, ticketId, type AgentId, type PersonId } from "../kit/ids.ts";
import { reasons, type Reason } from "../risk/assess.ts";
import type { Effect } from "./effects.ts";
import type { SessionEvent } from "./events.ts";
import { recordOf, type SessionRecord } from "./record.ts";
import type { Session } from "./session.ts";

/** In the place of a ticket. Messages and pages have its number in their reader's language, so that everybody reads what it is. */
export const PRACTICE_TICKET = {
  id: ticketId.parse("tkt_practice_check"),
  number: messageWords("en").practice,
  category: "Practice",
} as const;

/** Of nobody in the directory. */
export const practicePersonId = (agent: AgentId): PersonId =>
  personId.parse(`per_practice_${agent.slice("agt_".length)}`);

/** What is kept of a practice check: the row of a real one, with what its evidence would have told. */
export interface PracticeRecord extends SessionRecord {
  /** What raised the risk most, strongest first; none before the end. */
  readonly reasons: readonly Reason[];
}

const REASONS_KEPT = 3;

export function practiceRecordOf(session: Session): PracticeRecord {
  const { assessment, moments } = session;
  const ended = assessment !== undefined && moments.endedAt !== undefined;
  return { ...recordOf(session), reasons: ended ? reasons(assessment, REASONS_KEPT, "raises") : [] };
}

/** What is carried out of a practice check. A new effect has to be decided here. */
const CARRIED_OUT: { readonly [Type in Effect["type"]]: boolean } = {
  audit: true,
  message: true,
  // The person's lease: one open check at a time, as for everybody.
  handed_over: true,
  ended: true,
  // There is no ticket.
  note: false,
  // Evidence.
  transcript: false,
  assessed: false,
  // It would count in real checks.
  remember_phone: false,
  security: false,
  // An admin who checks himself knows of it.
  notices: false,
  fence: false,
  void_passes: false,
};

/** Of a real check all of them. */
export function carriedOut(session: Pick<Session, "practice">, effects: readonly Effect[]): readonly Effect[] {
  return session.practice === true
    ? effects
        .filter((effect) => CARRIED_OUT[effect.type] && !(effect.type === "message" && effect.kind === "phone_known"))
        .map((effect) => (effect.type === "audit" ? { ...effect, data: { ...effect.data, practice: true } } : effect))
    : effects;
}

type Begun = Extract<SessionEvent, { type: "session.begun" }>;

/** The admin's own phone may be known as that of the person he is in real checks: that speaks neither for nor against him here. */
export function phoneLeftOut(session: Pick<Session, "practice">, event: Begun): Begun {
  if (session.practice !== true) {
    return event;
  }
  const { phoneTag: _tag, knownSince: _since, ...rest } = event;
  return { ...rest, knownPhone: "absent", keySeenWithOther: false };
}
