/** A phone that is known again: what makes it known, from when on it proves something, and to what a move brings it. */
import { describe, expect, it } from "vitest";
import { provePhone } from "../../console/portal/client/phone-key.ts";
import { eventually, hidden, pause, type Page } from "../../dev/walkthrough/client.ts";
import { useJourney, type Sent } from "../support/journey.ts";

const journey = useJourney();
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

async function rememberedSince(sent: Sent): Promise<number | undefined> {
  const db = await journey.database();
  const row = (await db
    .prepare("SELECT added_at FROM known_phones WHERE person_id = ?")
    .bind(sent.person.id)
    .first()) as { added_at: number } | null;
  return row?.added_at;
}

describe.concurrent("a phone", () => {
  it("that passed by the link alone is not remembered", async () => {
    const sent = await journey.sendTo();
    expect((await journey.answerRight(sent, await begin(sent, shelf()))).step).toBe("verified");
    expect(await provenOf(sent)).toEqual(["contact_on_record"]);
    expect(await rememberedSince(sent)).toBeUndefined();
  });

  it("that also gave the spoken code is remembered, and is a proof a week later", async () => {
    const keys = shelf();
    const first = await journey.sendTo({ callerOnLine: true });
    const asked = await begin(first, keys);
    expect(asked.step).toBe("code");
    const { code } = await eventually(
      () => journey.live(first),
      (live) => live.code !== undefined,
      { what: "the spoken code" },
    );
    const page = await first.phone.press("code", { code: code?.digits ?? "" });
    expect((await journey.answerRight(first, page)).step).toBe("verified");
    await journey.ended(first);
    expect(await rememberedSince(first)).toBeDefined();

    const soon = await journey.sendTo({ person: first.person });
    await journey.answerRight(soon, await begin(soon, keys));
    expect(await provenOf(soon)).toEqual(["contact_on_record"]);

    const db = await journey.database();
    await db
      .prepare("UPDATE known_phones SET added_at = added_at - ? WHERE person_id = ? RETURNING person_id")
      .bind(WEEK_MS, first.person.id)
      .first();
    const later = await journey.sendTo({ person: first.person });
    await journey.answerRight(later, await begin(later, keys));
    expect(await provenOf(later)).toEqual(["contact_on_record", "known_phone"]);
  });
});
