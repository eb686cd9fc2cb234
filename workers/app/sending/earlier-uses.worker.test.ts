/** The former check of the Send page: of this ticket and its requester, or none. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { attested, drained, rows } from "../../../test/support/worker-fixture.ts";
import { fillDirectory } from "../../../test/support/worker-requester.ts";
import {
  formFor,
  newAgent,
  requesterOf,
  sendDeps,
  type TicketRequester,
} from "../../../test/support/worker-send-form.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import { readSendPage } from "./send-page.ts";
import { readSendable } from "./ticket-replies.ts";
import { sendVerification } from "./send-verification.ts";

beforeAll(fillDirectory);

async function sent(who: TicketRequester): Promise<VerificationId> {
  const reply = await sendVerification(sendDeps(), { agent: newAgent(), agentSide: {}, request: formFor(who) });
  if (!reply.ok) {
    throw new Error(JSON.stringify(reply.error));
  }
  await drained(env.VERIFICATION_SESSION.getByName(reply.value.id));
  return reply.value.id;
}

async function ended(who: TicketRequester): Promise<VerificationId> {
  const id = await sent(who);
  const { id: actor, name } = newAgent();
  await env.VERIFICATION_SESSION.getByName(id).apply({ type: "agent.cancelled", actor: { id: actor, name } });
  return id;
}

const formerOf = async (who: TicketRequester, insteadOf: string) =>
  (await readSendPage(sendDeps(), newAgent(), { ticketId: who.ticket, insteadOf }))?.former;

it("is named with its contact and what became of it", async () => {
  const who = await requesterOf();
  const id = await ended(who);
  const [row] = await rows<{ at: number }>("SELECT created_at AS at FROM verifications WHERE id = ?", id);
  const use = { verificationId: id, at: row?.at, standing: "cancelled" };
  expect(await formerOf(who, id)).toEqual({ ...use, contactId: who.contact });
  const page = await readSendPage(sendDeps(), newAgent(), { ticketId: who.ticket });
  expect(page).not.toHaveProperty("former");
  expect(page?.contacts.find(({ id }) => id === who.contact)?.used).toEqual(use);
});

it("was not delivered where that is why the time ran out", async () => {
  const who = await requesterOf();
  const id = await ended(who);
  await env.DB.prepare("UPDATE verifications SET status = 'timed_out', detail = 'never_delivered' WHERE id = ?")
    .bind(id)
    .run();
  await attested("verifications", "id", id);
  expect(await formerOf(who, id)).toMatchObject({ standing: "undelivered" });
});

it("of another ticket, of another person, that runs, or that never was, is unknown and tells nothing", async () => {
  const [who, other] = [await requesterOf(), await requesterOf()];
  const foreign = await ended(other);
  const elsewhere = await ended(who);
  await env.DB.prepare("UPDATE verifications SET ticket_id = ? WHERE id = ?").bind(other.ticket, elsewhere).run();
  await attested("verifications", "id", elsewhere);
  const running = await sent(who);
  for (const id of [foreign, elsewhere, running, "vrf_nobodyknowsit00", "' OR 1=1 --", ""]) {
    expect(await formerOf(who, id), id).toBe("unknown");
  }
});

it("stands beside an open ticket, the newest where there are several", async () => {
  const [who, other] = [await requesterOf(), await requesterOf()];
  const standing = async ({ ticket }: TicketRequester) =>
    (await readSendable(sendDeps())).find(({ id }) => id === ticket)?.lastCheck?.standing;
  await ended(who);
  expect(await standing(who)).toBe("cancelled");
  await sent(who);
  expect([await standing(who), await standing(other)]).toEqual(["in_progress", undefined]);
});
