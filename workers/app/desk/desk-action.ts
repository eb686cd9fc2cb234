/**
 * An agent acts on a pass that leads to nothing in the portal: one press takes it, so that no two agents use it, and
 * one says what was done. The session decides; what it cannot know, the ticket and the person as they are now, is
 * looked at before.
 */
import type { DeskActionReply } from "../../contract/console/desk-action.ts";
import {
  DESK_OUTCOME_WORDS,
  isDeskActionOpen,
  NOT_DONE_REASONS,
  type DeskAction,
  type DeskOutcome,
} from "../../core/actions/desk-action.ts";
import { defined } from "../../core/kit/defined.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { mayActOnPass } from "../../core/policy/may-act.ts";
import { LINGER_MS } from "../../core/session/transition.ts";
import { judgedOf } from "../../core/verdict/judgement.ts";
import type { Recommendation } from "../../core/verdict/recommend.ts";
import { recommendationOf } from "../../core/verdict/verdict.ts";
import type { Deps } from "../deps.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import type { StandingRecord, VerificationRecord } from "../ports/verifications.ts";
import { verdictInput } from "./verdict-input.ts";

export type DeskActionError =
  | { readonly code: SessionProblem }
  | { readonly code: "verification.unknown" }
  | { readonly code: "verification.changed" }
  | { readonly code: "desk_action.not_allowed" };

interface OwnAction {
  readonly agent: AgentRecord;
  readonly id: VerificationId;
}

type Outcome = Promise<Result<undefined, DeskActionError>>;

/** Refused: a check of oneself, a pass that does not hold or that the requester uses, and one that a colleague has. */
export async function beginDeskAction(deps: Deps, { agent, id }: OwnAction): Outcome {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  if (record.integrity !== "intact") {
    return err({ code: "verification.changed" });
  }
  if (!mayActOnPass(agent, record)) {
    return err({ code: "desk_action.not_allowed" });
  }
  const advice = await adviceFor(deps, record);
  if (advice?.verdict !== "proceed") {
    return err({ code: advice?.verdict === "done" ? "desk_action.recorded" : "desk_action.over" });
  }
  return advice.by === "requester"
    ? err({ code: "desk_action.requester_acts" })
    : applied(await deps.session(id).apply({ type: "desk_action.begun", actor: actorOf(agent) }));
}

/** Refused: not taken by this agent, or something else is recorded already. Also after the pass has ended: it has happened. */
export async function endDeskAction(
  deps: Deps,
  { agent, id, outcome }: OwnAction & { readonly outcome: DeskOutcome },
): Outcome {
  const record = await deps.verifications.byId(id);
  return record === undefined
    ? err({ code: "verification.unknown" })
    : applied(await deps.session(id).apply({ type: "desk_action.ended", actor: actorOf(agent), outcome }));
}

/** What stands on the verification, and what this agent can press. */
export function deskActionReply(
  agent: AgentRecord,
  standing: StandingRecord,
  now: EpochMs,
): DeskActionReply | undefined {
  const { deskAction } = standing.record.live;
  const offer = offerFor(agent, standing, now);
  return offer === undefined && deskAction === undefined
    ? undefined
    : defined({
        offer,
        notDone: offer === "record" ? NOT_DONE : undefined,
        taken: deskAction && takenReply(agent, deskAction),
      });
}

const NOT_DONE = NOT_DONE_REASONS.map((outcome) => ({ outcome, words: DESK_OUTCOME_WORDS[outcome] }));

function takenReply(agent: AgentRecord, { by, begunAt, ended }: DeskAction): NonNullable<DeskActionReply["taken"]> {
  return { by: by.name, own: by.id === agent.id, begunAt, ...defined({ ended }) };
}

function offerFor(agent: AgentRecord, standing: StandingRecord, now: EpochMs): DeskActionReply["offer"] {
  const { record } = standing;
  const { deskAction } = record.live;
  if (!mayActOnPass(agent, record)) {
    return undefined;
  }
  if (isDeskActionOpen(deskAction)) {
    // The session, which takes it, is kept so long.
    const kept = record.endedAt !== undefined && now < record.endedAt + LINGER_MS;
    return deskAction.by.id === agent.id && kept ? "record" : undefined;
  }
  const advice = recommendationOf(verdictInput(standing), now);
  return advice.verdict === "proceed" && advice.by === "agent" ? "begin" : undefined;
}

/** Undefined where the ticket or the person is unknown by now. */
async function adviceFor(deps: Deps, record: VerificationRecord): Promise<Recommendation | undefined> {
  const [ticket, person, judgements] = await Promise.all([
    deps.tickets.byId(record.ticketId),
    deps.people.byId(record.personId),
    deps.judgements.ofVerification(record.id),
  ]);
  if (ticket === undefined || person === undefined) {
    return undefined;
  }
  const standing: StandingRecord = { record, ticket, person, ...defined({ judged: judgedOf(judgements) }) };
  return recommendationOf(verdictInput(standing), deps.clock());
}

const actorOf = ({ id, name }: AgentRecord) => ({ id, name });

function applied(result: Result<unknown, SessionProblem>): Result<undefined, DeskActionError> {
  return result.ok ? ok() : err({ code: result.error });
}
