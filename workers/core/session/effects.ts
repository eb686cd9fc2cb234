/**
 * What a change of state asks the world to do. Effects are data: the session object writes them
 * to its outbox in the same transaction as the state, and they are carried out later, at least once.
 */
import type { NotDoneReason } from "../actions/desk-action.ts";
import type { WithdrawnReason } from "../actions/grant.ts";
import type { NoticeEvent } from "../policy/notice-event.ts";
import type { Actor } from "../kit/actor.ts";
import type { DeliveryProblem } from "../messages/delivery-problem.ts";
import type { SecurityCause } from "../messages/security-notice.ts";
import type { MessageId, PersonId } from "../kit/ids.ts";
import type { EpochMs } from "../kit/time.ts";
import type { ApprovalKind } from "./session.ts";
import type { CancelReason } from "./status.ts";

/** Notes about a session, in the order in which a ticket gets them. Rendered from the session's state. */
export type NoteEvent =
  | { readonly kind: "sent" }
  | { readonly kind: "resent"; readonly by: string }
  | { readonly kind: "not_delivered"; readonly problem: DeliveryProblem }
  | { readonly kind: "cancelled"; readonly reason: CancelReason; readonly by?: string; readonly said?: string }
  | { readonly kind: "taken_over"; readonly by: string; readonly from: string; readonly reason: string }
  | { readonly kind: "approval_asked"; readonly approval: ApprovalKind; readonly of: string; readonly by: string }
  | { readonly kind: "approval_given"; readonly approval: ApprovalKind; readonly by: string }
  | {
      readonly kind: "approval_refused";
      readonly approval: ApprovalKind;
      readonly by: string;
      readonly reason: string;
    }
  | { readonly kind: "approval_lost"; readonly of: string }
  | { readonly kind: "held" }
  | { readonly kind: "released"; readonly by: string }
  | { readonly kind: "outcome" }
  | { readonly kind: "late_report" }
  | { readonly kind: "former_report" }
  | { readonly kind: "pass_voided" }
  | { readonly kind: "person_asked" }
  | { readonly kind: "action_refused" }
  | { readonly kind: "action_unknown" }
  | { readonly kind: "action_withdrawn"; readonly reason: WithdrawnReason }
  | { readonly kind: "not_working" }
  /** `late`: recorded after the end of the pass. */
  | { readonly kind: "agent_done"; readonly by: string; readonly late: boolean }
  | {
      readonly kind: "agent_not_done";
      readonly by: string;
      readonly outcome: NotDoneReason;
      readonly late: boolean;
    };

export type Effect =
  /** One audit row. `data` holds codes, ids and numbers only. */
  | {
      readonly type: "audit";
      readonly action: string;
      readonly actor: Actor;
      readonly data: Readonly<Record<string, string | number | boolean>>;
    }
  | { readonly type: "message"; readonly kind: "link"; readonly id: MessageId; readonly notAfter: EpochMs }
  | {
      readonly type: "message";
      readonly kind: "code";
      readonly id: MessageId;
      readonly notAfter: EpochMs;
      readonly digits: string;
    }
  /** The hold is over: the requester goes on in the browser in which they answered. */
  | { readonly type: "message"; readonly kind: "hold_over"; readonly id: MessageId; readonly notAfter: EpochMs }
  /** `begunAt`: it tells first that the requester began, and when. */
  | { readonly type: "note"; readonly note: NoteEvent; readonly begunAt?: EpochMs }
  | { readonly type: "transcript"; readonly ordinal: number; readonly attempt: number }
  | { readonly type: "assessed" }
  /** Tells the person, at another contact of theirs, that a phone counts as theirs from now on. */
  | { readonly type: "message"; readonly kind: "phone_known"; readonly id: MessageId; readonly notAfter: EpochMs }
  /** Asks the manager to look at their own page; where there is no such contact, nothing is sent. */
  | {
      readonly type: "message";
      readonly kind: "vouch_asked";
      readonly id: MessageId;
      readonly notAfter: EpochMs;
      readonly managerId: PersonId;
      readonly channel: "sms" | "email";
    }
  /** `vouches`: kept as the person's own. Otherwise only recognised should it turn up with somebody else. */
  | { readonly type: "remember_phone"; readonly phoneTag: string; readonly vouches?: boolean }
  /** Tell the person at every contact on record, never at a typed one. */
  | { readonly type: "notices"; readonly event: NoticeEvent }
  /** Tell security, in every way that is set up for this cause. */
  | { readonly type: "security"; readonly cause: SecurityCause }
  /** Block new checks of this person (contact on record) or of the typed destination, by its tag. */
  | (Fence & { readonly scope: "person" })
  | (Fence & { readonly scope: "destination"; readonly destinationTag: string })
  /** Voids what else of this person passed, or still may. */
  | { readonly type: "void_passes"; readonly at: EpochMs }
  /** Another agent is in charge from now on: whoever asks for the person is told that one. */
  | { readonly type: "handed_over" }
  | { readonly type: "ended" };

interface Fence {
  readonly type: "fence";
  readonly until: EpochMs;
  /** Absent from what earlier versions left waiting. */
  readonly report?: { readonly at: EpochMs; readonly again: boolean };
}

/** True when `later` must not go out before `earlier`, should that one be held up. */
export function mustWaitFor(later: Effect, earlier: Effect): boolean {
  switch (earlier.type) {
    case "audit":
      // Nothing happens that the audit log does not tell.
      return true;
    case "note":
      // A ticket gets its notes in order.
      return later.type === "note";
    case "message":
      // No phone becomes a person's own behind the person's back.
      return earlier.kind === "phone_known" && later.type === "remember_phone";
    default:
      return false;
  }
}
