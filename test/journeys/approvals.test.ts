/** A second person for a check: asked by whoever sends, given by a colleague with a fresh sign-in, over HTTP. */
import { describe, expect, it } from "vitest";
import { eventually, type Desk } from "../../dev/walkthrough/client.ts";
import { DEMO_AGENTS } from "../../dev/demo/desk.ts";
import type { ApprovalReply, ApprovalsReply, ApproversReply } from "../../workers/contract/console/approvals.ts";
import { ageSignIns } from "../support/age-sign-ins.ts";
import { textOf, titles, useJourney, type Sent, type SendOptions } from "../support/journey.ts";

const journey = useJourney();

const post = async (desk: Desk, path: string, body: object = {}) => await desk.post<{ code?: string }>(path, body);
const ask = (sent: Sent, approverId: string) =>
  post(sent.desk, `/api/verifications/${sent.id}/approvals`, { approverId });

/** To somebody of whom enough is known for an MFA reset, where much may not be asked. */
const sendFor = (options: SendOptions = {}): Promise<Sent> =>
  journey.sendTo({ category: "MFA reset", person: () => journey.newcomer({ wellKnown: true }), ...options });

/** Every question answered right, and what others give still missing. */
async function waiting(options: SendOptions = {}) {
  const sent = await sendFor(options);
  const page = await journey.answerRight(sent, await sent.phone.begin());
  expect(page.step).toBe("approving");
  const live = await eventually(
    () => sent.desk.live(sent.id),
    ({ body }) => body.status === "approving",
    { what: "the wait for an approval" },
  );
  return { ...sent, page, liveNow: live.body };
}

/** What this colleague is asked of the check, once it has arrived there. */
async function askedOf(desk: Desk, { id }: Sent): Promise<ApprovalReply> {
  const reply = await eventually(
    () => desk.get<ApprovalReply>(`/api/approvals/${id}`),
    ({ status }) => status === 200,
    { what: "the approval that is asked for" },
  );
  return reply.body;
}

const passed = (sent: Sent) =>
  eventually(
    () => sent.desk.details(sent.id),
    ({ body }) => body.row.status === "passed",
    { what: "the pass" },
  );

describe("an MFA reset", () => {
  it("passes with the word of a second agent, from that moment on", async () => {
    const sent = await waiting();
    expect(textOf(sent.page)).toContain("One more person has to agree");
    expect(sent.liveNow.acts).toContain("ask_approver");
    const lee = await journey.agent("lee");
    const { body: may } = await sent.desk.get<ApproversReply>(`/api/verifications/${sent.id}/approvers`);
    expect(may.approvers[0]).toEqual({ id: DEMO_AGENTS.lee.id, name: "Lee Tanaka", there: true });
    expect((await sent.desk.details(sent.id)).body.banner).toMatchObject({
      verb: "WAIT",
      headline: "second approval needed",
    });

    expect((await ask(sent, DEMO_AGENTS.lee.id)).status).toBe(200);
    const approval = await askedOf(lee, sent);
    expect(approval).toMatchObject({ waiting: true, signs: false, action: "mfa_reset" });
    expect(approval.missing.flat()).toContain("second_approver");
    expect(approval.assessment?.level).toBe("verified");
    const { body: list } = await lee.get<ApprovalsReply>("/api/approvals");
    expect(list.approvals.map(({ id }) => id)).toContain(sent.id);
    expect((await post(lee, `/api/approvals/${sent.id}/seen`)).status).toBe(200);
    await eventually(
      () => sent.desk.live(sent.id),
      ({ body }) => body.approvals?.[0]?.seenAt !== undefined,
      { what: "that it was seen" },
    );
    expect((await post(lee, `/api/approvals/${sent.id}/give`, { digest: approval.digest })).status).toBe(200);

    const { body: details } = await passed(sent);
    expect(details.banner).toMatchObject({ verb: "PROCEED", tone: "ok" });
    expect(details.assurance.proven.map(({ proof }) => proof)).toEqual(["contact_on_record", "second_approver"]);
    expect((await sent.phone.open()).step).toBe("verified");
    expect(titles(await journey.notes(sent.ticket, 6)).slice(2)).toEqual([
      "Verification begun",
      "Second approval asked for",
      "Second approval given",
      "Verification Outcome: Passed",
    ]);
    expect((await post(lee, `/api/approvals/${sent.id}/give`, { digest: approval.digest })).status).toBe(404);
  });

  it("goes on after a refusal, and passes with the next one asked", async () => {
    const sent = await waiting();
    const [lee, aisha] = await Promise.all([journey.agent("lee"), journey.agent("aisha")]);
    await ask(sent, DEMO_AGENTS.lee.id);
    await askedOf(lee, sent);
    const refused = await post(lee, `/api/approvals/${sent.id}/refuse`, { reason: "I could not reach them" });
    expect(refused.status).toBe(200);
    expect((await sent.phone.open()).step).toBe("approving");
    expect((await ask(sent, DEMO_AGENTS.lee.id)).body.code).toBe("approval.answered");
    expect((await ask(sent, DEMO_AGENTS.aisha.id)).status).toBe(200);
    const { digest } = await askedOf(aisha, sent);
    expect((await post(aisha, `/api/approvals/${sent.id}/give`, { digest })).status).toBe(200);
    await passed(sent);
    const notes = await journey.notesWith(sent.ticket, "Second approval refused");
    expect(notes.join("\n")).toContain("I could not reach them");
  });

  it("may be approved while its questions are still asked", async () => {
    const sent = await sendFor();
    const lee = await journey.agent("lee");
    expect((await ask(sent, DEMO_AGENTS.lee.id)).status).toBe(200);
    const { digest, waiting: over } = await askedOf(lee, sent);
    expect(over).toBe(false);
    expect((await post(lee, `/api/approvals/${sent.id}/give`, { digest })).status).toBe(200);
    const page = await journey.answerRight(sent, await sent.phone.begin());
    expect(page.step).toBe("verified");
  });

  it("is approved neither with an old sign-in, nor by who sends it, nor for another check", async () => {
    const sent = await waiting();
    const other = await waiting();
    const lee = await journey.agent("lee");
    await ask(sent, DEMO_AGENTS.lee.id);
    await ask(other, DEMO_AGENTS.lee.id);
    const { digest } = await askedOf(lee, other);
    await askedOf(lee, sent);
    expect((await post(lee, `/api/approvals/${sent.id}/give`, { digest })).body.code).toBe("approval.other_action");
    const own = await sent.desk.get<{ code: string }>(`/api/approvals/${sent.id}`);
    expect(own.body.code).toBe("approval.unknown");
    await ageSignIns(journey.instance, DEMO_AGENTS.lee.id);
    const right = (await askedOf(lee, sent)).digest;
    expect((await post(lee, `/api/approvals/${sent.id}/give`, { digest: right })).body.code).toBe("step_up.needed");
    expect((await sent.phone.open()).step).toBe("approving");
  });
});

describe("a password reset to an address that an agent typed", () => {
  const typed = (number: string) =>
    ({
      destination: { type: "sms", country: "PT", number, reason: "Phone on record is lost" },
      to: `+351${number}`,
    }) as const;

  it("waits for a second person however well it was answered, is held then, and passes once it is released", async () => {
    const sent = await waiting({ category: "Password reset", typed: typed("910000961") });
    expect((await sent.desk.sendPage(sent.ticket.ticketId)).body.typedCost.secondApprover).toBe(true);
    await ask(sent, DEMO_AGENTS.aisha.id);
    const aisha = await journey.agent("aisha");
    const { digest, destination } = await askedOf(aisha, sent);
    expect(destination.origin).toBe("typed");
    expect((await post(aisha, `/api/approvals/${sent.id}/give`, { digest })).status).toBe(200);
    expect((await sent.phone.open()).step).toBe("holding");
    const { release } = (await aisha.details(sent.id)).body.hold ?? {};
    const released = await post(aisha, `/api/verifications/${sent.id}/release`, { digest: release?.digest });
    expect(released.status).toBe(200);
    expect((await passed(sent)).body.banner.verb).toBe("PROCEED");
  });

  it("asks nobody for an account unlock", async () => {
    const sent = await journey.sendTo({
      category: "Account unlock",
      person: () => journey.newcomer({ wellKnown: true }),
      typed: typed("910000962"),
    });
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
  });
});
