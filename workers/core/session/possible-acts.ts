/**
 * Whether the state of a check still allows what an agent may do to it, read from the machine's own
 * table. Who may is decided by `mayAct`; the session decides again when it is pressed.
 */
import type { Act } from "../policy/may-act.ts";
import { ALLOWED, type EventType } from "./events.ts";
import type { LiveView } from "./live-view.ts";

const EVENTS: Readonly<Record<Exclude<Act, "read_code">, EventType>> = {
  resend: "agent.resent",
  cancel: "agent.cancelled",
  caller_refused: "caller.refused",
  new_code: "code.renewed",
  take_over: "agent.took_over",
  ask_approver: "approval.asked",
};

/** The pause between two messages is no refusal: it ends by itself and is counted down. */
export function isPossible(act: Act, live: Pick<LiveView, "status" | "resends" | "code" | "askable">): boolean {
  if (act === "read_code") {
    return live.code !== undefined;
  }
  if (act === "ask_approver") {
    return live.askable !== undefined;
  }
  return ALLOWED[EVENTS[act]].includes(live.status) && (act !== "resend" || live.resends.left > 0);
}
