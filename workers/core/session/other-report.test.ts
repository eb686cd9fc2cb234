import { describe, expect, it } from "vitest";
import { verificationId } from "../kit/ids.ts";
import { MINUTE_MS } from "../kit/time.ts";
import type { Effect } from "./effects.ts";
import { recordOf } from "./record.ts";
import type { OtherReport } from "./other-report.ts";
import type { Session } from "./session.ts";
import { after, answer, begun, context, inStatus } from "./session.fixture.ts";
import { TERMINAL_STATUSES } from "./status.ts";

const passed = inStatus("passed");
const { endedAt = 0 } = passed.moments;
const { validUntil = 0 } = passed;

const reportAt = (at: number, by: OtherReport["by"] = "recipient") =>
  ({
    type: "other.reported",
    report: { id: verificationId.parse("vrf_theother01"), at, by, actor: "requester" },
  }) as const;
const notes = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === "note" ? [effect.note.kind] : []));

describe("a pass that holds", () => {
  it("is void from the report on, with a note and an audit row of whose report it was", () => {
    const at = endedAt + MINUTE_MS;
    const { session, effects } = after(passed, reportAt(at), context(at));
    expect(session).toMatchObject({ status: "passed", voided: { at, by: "recipient" }, validUntil: at });
    expect(recordOf(session)).toMatchObject({ voidedAt: at, voidedBy: "recipient" });
    expect(notes(effects)).toEqual(["pass_voided"]);
    expect(effects).toContainEqual({
      type: "audit",
      action: "verification.voided",
      actor: "requester",
      data: { report_of: "vrf_theother01", by: "recipient" },
    });
  });

  it("is void by a report of its last moment, however late that comes here", () => {
    const late = after(passed, reportAt(validUntil - 1), context(validUntil + 5 * MINUTE_MS));
    expect(late.session).toMatchObject({ voided: { at: validUntil - 1 }, validUntil });
  });

  it("stays void by the first report", () => {
    const first = after(passed, reportAt(endedAt + 1), context(endedAt + 1)).session;
    expect(after(first, reportAt(endedAt + 2, "desk"), context(endedAt + 2))).toEqual({ session: first, effects: [] });
  });
});

it.each<readonly [when: string, before: Session, at: number]>([
  ["before it was made", passed, passed.createdAt - 1],
  ["when it was over", passed, validUntil],
  ...TERMINAL_STATUSES.filter((status) => status !== "passed").map(
    (status) => [`after it ended as ${status}`, inStatus(status), endedAt + 1] as const,
  ),
])("a report %s changes nothing", (_when, before, at) => {
  const reported = after(before, reportAt(at), context(Math.max(at, endedAt)));
  expect(reported).toEqual({ session: before, effects: [] });
});

it("a check that runs goes on, and its pass holds for no moment, with a note and no known phone", () => {
  const open = begun();
  const at = open.moments.begunAt ?? 0;
  const proofs = (["contact_on_record", "manager_vouch"] as const).map((proof) => ({ proof, at }));
  let { session } = after({ ...open, proofs }, reportAt(at), context(at));
  let effects: readonly Effect[] = [];
  while (session.status === "answering") {
    ({ session, effects } = after(session, answer(session, "right"), context(at + MINUTE_MS)));
  }
  expect(session).toMatchObject({ status: "passed", validUntil: at + MINUTE_MS, voided: { at } });
  expect(notes(effects)).toEqual(["outcome"]);
  expect(effects.map(({ type }) => type)).not.toContain("remember_phone");
});
