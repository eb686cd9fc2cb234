import { describe, expect, it } from "vitest";
import { messageId } from "../kit/ids.ts";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import { ACTS, type Act } from "../policy/may-act.ts";
import type { SessionEvent } from "./events.ts";
import { liveView } from "./live-view.ts";
import { isPossible } from "./possible-acts.ts";
import { AGENT, ASK, context, inStatus, OTHER_AGENT, START } from "./session.fixture.ts";
import type { Session } from "./session.ts";
import { PHASES, TERMINAL_STATUSES } from "./status.ts";
import { transition } from "./transition.ts";

const EVENTS: Readonly<Record<Exclude<Act, "read_code">, SessionEvent>> = {
  resend: { type: "agent.resent", actor: AGENT, messageId: messageId.parse("msg_second0001") },
  cancel: { type: "agent.cancelled", actor: AGENT },
  caller_refused: { type: "caller.refused", actor: AGENT },
  new_code: { type: "code.renewed", actor: AGENT },
  take_over: { type: "agent.took_over", actor: OTHER_AGENT, reason: "shift ends" },
  ask_approver: ASK,
};

/** Before any deadline, and after the pause between two messages. */
const NOW = context(START + 3 * MINUTE_MS);

const taken = (session: Session, act: keyof typeof EVENTS): boolean => transition(session, EVENTS[act], NOW).step.ok;
const offered = (session: Session): readonly Act[] => ACTS.filter((act) => isPossible(act, liveView(session)));

describe.each([...PHASES, ...TERMINAL_STATUSES])("while a check is %s", (status) => {
  const session = inStatus(status);

  it("what is offered is what the session takes", () => {
    for (const act of Object.keys(EVENTS) as (keyof typeof EVENTS)[]) {
      expect(isPossible(act, liveView(session)), act).toBe(taken(session, act));
    }
  });

  it("a code is read only where there is one", () => {
    expect(offered(session).includes("read_code")).toBe(session.code !== undefined);
  });
});

it("a link that was sent as often as allowed is not sent again", () => {
  const sent = inStatus("sent");
  const spent = { ...sent, resends: { ...sent.resends, used: sent.policy.resendsAllowed } };
  expect([taken(spent, "resend"), isPossible("resend", liveView(spent))]).toEqual([false, false]);
});

it("nothing can be done to a check that has ended", () => {
  for (const status of TERMINAL_STATUSES) {
    expect(offered(inStatus(status)).filter((act) => act !== "read_code")).toEqual([]);
  }
  expect(transition(inStatus("passed"), EVENTS.cancel, context(START + DAY_MS)).step.ok).toBe(false);
});
