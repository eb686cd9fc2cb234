import { expect, it } from "vitest";
import { liveView } from "../../core/session/live-view.ts";
import { AGENT, after, approve, ASK, context, inStatus, START } from "../../core/session/session.fixture.ts";
import type { Session } from "../../core/session/session.ts";
import type { ActionRunView } from "../ports/action-runs.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { actionCard } from "./action-card.ts";

const recordOf = (session: Session, integrity: VerificationRecord["integrity"] = "intact") =>
  ({
    id: session.id,
    action: session.policy.action,
    status: session.status,
    live: liveView(session),
    integrity,
  }) as VerificationRecord;

const run: ActionRunView = {
  attempt: "att_1",
  target: "Company directory",
  policyVersion: "policy-2/x",
  at: START,
  answer: "done",
  doneAt: START,
  steps: [],
};
const passed = inStatus("passed");
const note = { at: START, title: "Ticket closed", status: "written" } as const;

it("tells attempts, rules and what became of the ticket, of this check alone", () => {
  const other = { ...note, title: "Ticket stays open", closes: inStatus("sent").id.replace("A", "B") as Session["id"] };
  const card = actionCard(recordOf(passed), {
    runs: [{ ...run, attempt: "att_0", answer: "refused" }, run],
    notes: [{ ...note, closes: passed.id }, other, note],
  });
  expect(card).toMatchObject({
    refusals: 1,
    policyVersion: "policy-2/x",
    attempts: [{ id: "att_0" }, { id: "att_1", answer: "done" }],
    closing: { title: "Ticket closed" },
  });
  expect(card?.attempts[1]).not.toHaveProperty("policyVersion");
});

it("tells who agreed and what an agent did, unless somebody else wrote to the record", () => {
  const asked = after(inStatus("approving"), ASK, context(START + 300_000)).session;
  const done = after(asked, approve(asked), context(START + 300_000)).session;
  const begun = after(done, { type: "desk_action.begun", actor: AGENT }, context(START + 300_001)).session;
  const told = actionCard(recordOf(begun), { runs: [], notes: [] });
  expect(told).toMatchObject({ approvals: [{ answer: "given" }], desk: { by: AGENT.name } });
  const changed = actionCard(recordOf(begun, "changed"), { runs: [run], notes: [] });
  expect(changed).toMatchObject({ approvals: [], attempts: [{ id: "att_1" }] });
  expect(changed?.desk).toBeUndefined();
});

it("is none before there is anything to tell", () => {
  expect(actionCard(recordOf(inStatus("answering")), { runs: [], notes: [] })).toBeUndefined();
});
