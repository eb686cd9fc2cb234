/** A phone that is known again: what makes it so, what it is good for, and what it must never be good for. */
import { describe, expect, it } from "vitest";
import { provePhone } from "../../console/portal/client/phone-key.ts";
import { eventually, pause } from "../../dev/walkthrough/client.ts";
import { hidden, type Page } from "../../dev/walkthrough/page.ts";
import { useJourney, type Sent } from "../support/journey.ts";

/** This desk does without a second person and a hold where an agent types a number: what passes there must vouch for nobody. */
const CATEGORIES = {
  "Password reset": { action: "password_reset", typedWithoutSecondPerson: true, holdMinutes: 0 },
  "MFA reset": { action: "mfa_reset" },
};
const journey = useJourney({ variables: { CATEGORIES } });
const READING_MS = 450;
const WEEK_MS = 7 * 86_400_000;

function shelf() {
  let pair: CryptoKeyPair | undefined;
  return { load: async (made: () => Promise<CryptoKeyPair>) => (pair ??= await made()) };
}

/** Presses "I contacted IT" as a phone that keeps its key. */
async function begin({ phone, link }: Sent, keys: ReturnType<typeof shelf>): Promise<Page> {
  const press = hidden((await phone.open()).html, "press");
  await pause(READING_MS);
  const phoneKey = await provePhone(keys, link.split("/v/")[1] ?? "", press);
  return phone.press("begin", { started: "i_contacted", press, claims: JSON.stringify({ phoneKey }) });
}

async function provenOf(sent: Sent): Promise<readonly string[]> {
  await journey.ended(sent);
  const { body } = await sent.desk.details(sent.id);
  return body.assurance.proven.map(({ proof }) => proof);
}

async function row(person: string): Promise<{ vouches: number } | null> {
  const db = await journey.database();
  return (await db.prepare("SELECT vouches FROM known_phones WHERE person_id = ?").bind(person).first()) as {
    vouches: number;
  } | null;
}

/** As if the phone had been kept a week ago; with an independent proof where said so, which nothing here can give yet. */
async function aWeekLater(person: string, vouches: 0 | 1): Promise<void> {
  const db = await journey.database();
  await db
    .prepare("UPDATE known_phones SET added_at = added_at - ?, vouches = ? WHERE person_id = ? RETURNING person_id")
    .bind(WEEK_MS, vouches, person)
    .first();
  await journey.attest("known_phones", "person_id", person);
}

/** Day 0: somebody on the line says the code that the agent reads out, knows the answers, and keeps his key. */
async function passedByCaller(keys: ReturnType<typeof shelf>, options: Parameters<typeof journey.sendTo>[0] = {}) {
  const sent = await journey.sendTo({
    callerOnLine: true,
    ...(options.typed === undefined ? { person: () => journey.newcomer({ wellKnown: true }) } : {}),
    ...options,
  });
  expect((await begin(sent, keys)).step).toBe("code");
  const { code } = await eventually(
    () => journey.live(sent),
    (live) => live.code !== undefined,
    { what: "the spoken code" },
  );
  const page = await sent.phone.press("code", { code: code?.digits ?? "" });
  expect((await journey.answerRight(sent, page)).step).toBe("verified");
  await journey.ended(sent);
  await eventually(
    () => sent.desk.sendPage(sent.ticket.ticketId),
    ({ body }) => body.open === undefined,
    { what: "a person who is free again" },
  );
  return sent;
}

/** Day 7: an MFA reset to the contact on record, from the same browser; nobody else approves it. */
async function mfaReset(person: Sent["person"], keys: ReturnType<typeof shelf>) {
  const ticket = await journey.openTicket({ person, category: "MFA reset" });
  const sent = await journey.sendTo({ person, ticket });
  expect((await journey.answerRight(sent, await begin(sent, keys))).step).toBe("approving");
  await sent.desk.post(`/api/verifications/${sent.id}/cancel`, {});
  return journey.ended(sent);
}

const findingsOf = ({ assessment }: Awaited<ReturnType<typeof journey.ended>>) =>
  assessment?.findings.map(({ id }) => id) ?? [];

describe.concurrent("a phone", () => {
  it("that passed by the link alone is not remembered", async () => {
    const sent = await journey.sendTo();
    expect((await journey.answerRight(sent, await begin(sent, shelf()))).step).toBe("verified");
    expect(await provenOf(sent)).toEqual(["contact_on_record"]);
    expect(await row(sent.person.id)).toBeNull();
  });

  const TYPED = "+351910000955";
  it.each([
    ["to the contact on record", {}],
    [
      "to a number that was typed and never on record",
      {
        typed: {
          destination: { type: "sms", country: "PT", number: TYPED, reason: "Phone on record is lost" } as const,
          to: TYPED,
        },
      },
    ],
  ])("of a caller who passed with the spoken code, %s, vouches for nobody a week later", async (_where, options) => {
    const keys = shelf();
    const { person } = await passedByCaller(keys, options);
    expect(await row(person.id)).toEqual({ vouches: 0 });
    await aWeekLater(person.id, 0);
    const { row: ended, assurance, ...reset } = await mfaReset(person, keys);
    expect(assurance.missing).not.toEqual([]);
    expect(assurance.proven.map(({ proof }) => proof)).toEqual(["contact_on_record"]);
    expect(findingsOf({ row: ended, assurance, ...reset })).not.toContain("known_phone");
  });

  it("kept after an independent proof lowers the risk, is named a week later, and is still no way to an MFA reset", async () => {
    const keys = shelf();
    const { person } = await passedByCaller(keys);
    await aWeekLater(person.id, 1);
    const reset = await mfaReset(person, keys);
    expect(reset.assurance.proven.map(({ proof }) => proof)).toEqual(["contact_on_record", "known_phone"]);
    expect(findingsOf(reset)).toContain("known_phone");
    expect(reset.assurance.missing).not.toEqual([]);
  });
});
