/** What an agent does to a running check: nobody acts on a row that was changed by SQL. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { drained, stored } from "../../../test/support/worker-fixture.ts";
import { addRequester, fillDirectory } from "../../../test/support/worker-requester.ts";
import { formFor, newAgent, requesterOf, sendDeps } from "../../../test/support/worker-send-form.ts";
import { sendVerification } from "../sending/send-verification.ts";
import { cancelVerification, resendLink, takeOver } from "./agent-actions.ts";

beforeAll(fillDirectory);

async function sent() {
  const who = await requesterOf();
  const agent = newAgent();
  const made = await sendVerification(sendDeps(), { agent, agentSide: {}, request: formFor(who) });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value;
  const stub = env.VERIFICATION_SESSION.getByName(id);
  // What did not arrive can be sent again at once.
  const messageId = (await stored(stub))?.session.message.id;
  if (messageId === undefined) throw new Error("no message");
  await stub.apply({ type: "delivery.claimed", messageId });
  await stub.apply({ type: "delivery.failed", messageId, problem: "number_unknown" });
  await drained(stub);
  return { who, agent, id, stub };
}

const change = (id: string, set: string, ...values: readonly string[]) =>
  env.DB.prepare(`UPDATE verifications SET ${set} WHERE id = ?`)
    .bind(...values, id)
    .run();

const CHANGED = { ok: false, error: { code: "verification.changed" } };

describe("a check whose record was changed by SQL", () => {
  it.each(["person_id = ?", "person_id = ?, mac = NULL"])("sends no link to whom the row names: %s", async (set) => {
    const { who, agent, id, stub } = await sent();
    const other = await addRequester();
    await change(id, set, other.person);
    expect(await resendLink(sendDeps(), { agent, id, contactId: other.contact })).toEqual(CHANGED);
    const { session } = (await stored(stub)) ?? {};
    expect(session?.destination.contactId).toBe(who.contact);
    expect(session?.link.number).toBe(1);
  });

  it("is not taken over or ended by whom it is of", async () => {
    const { who, id, stub } = await sent();
    const own = { ...newAgent(), email: who.email };
    const before = (await stored(stub))?.session.agent.id;
    const notYours = { ok: false, error: { code: "verification.not_in_charge" } };
    expect(await takeOver(sendDeps(), { agent: own, id, reason: "mine" })).toEqual(notYours);
    const { person } = await addRequester();
    await change(id, "person_id = ?, requester_email = 'a@b.test', referrer_id = ?", person, own.id);
    expect(await takeOver(sendDeps(), { agent: own, id, reason: "mine" })).toEqual(CHANGED);
    expect(await cancelVerification(sendDeps(), { agent: own, id })).toEqual(CHANGED);
    expect((await stored(stub))?.session).toMatchObject({ status: "sending", agent: { id: before } });
  });
});
