/** Attacks that use parallel requests and odd names: each pins a defence that held when it was tried by hand. */
import { describe, expect, it } from "vitest";
import { eventually, Phone } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import { useJourney } from "../support/journey.ts";

const journey = useJourney();

async function auditRows(subject: string, action: string): Promise<number> {
  const db = await journey.database();
  const row = (await db
    .prepare("SELECT count(*) AS count FROM audit WHERE subject = ? AND action = ?")
    .bind(subject, action)
    .first()) as { count: number } | null;
  return row?.count ?? 0;
}

describe.concurrent("all at once", () => {
  it("thirty guesses of the spoken code cost three tries and end the check", async () => {
    const sent = await journey.sendTo({ callerOnLine: true });
    await sent.phone.begin();
    const { code } = await eventually(
      () => journey.live(sent),
      (live) => live.code !== undefined,
      { what: "the spoken code" },
    );
    const right = Number(code?.digits);
    const guesses = Array.from({ length: 30 }, (_, index) => String((right + index + 1) % 1_000_000).padStart(6, "0"));
    await Promise.all(guesses.map((guess) => sent.phone.press("code", { code: guess })));
    expect((await journey.ended(sent)).row).toMatchObject({ status: "failed", detail: "proof_missing" });
    expect(await auditRows(sent.id, "code.wrong")).toBe(3);
    expect(await sent.phone.press("code", { code: code?.digits ?? "" })).toMatchObject({
      status: 409,
      step: "not_verified",
    });
  });

  it("twenty different answers to one question leave one, and the others learn nothing", async () => {
    const sent = await journey.sendTo();
    const { html } = await sent.phone.begin();
    const place = { ordinal: hidden(html, "ordinal", "answer"), attempt: hidden(html, "attempt", "answer") };
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sent.phone.press("answer", { ...place, text: `guess ${String(index)}` }),
      ),
    );
    expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(pages.map(({ step }) => step))).toEqual(new Set(["question:2:1"]));
    await eventually(
      () => auditRows(sent.id, "answer.given"),
      (rows) => rows > 0,
      { what: "the audit row" },
    );
    expect(await auditRows(sent.id, "answer.given")).toBe(1);
  });

  it("two browsers that press Begin: one goes on", async () => {
    const sent = await journey.sendTo();
    const pages = await Promise.all([sent.phone.begin(), new Phone(sent.link).begin()]);
    expect(pages.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    expect(pages.find(({ status }) => status === 409)?.step).toBe("other_browser");
  });
});

describe("names that every object has", () => {
  it.each(["changegear/__proto__", "changegear/constructor", "changegear/toString"])(
    "/webhooks/%s is no connection",
    async (path) => {
      const { url, username, password } = journey.instance.webhook;
      const response = await fetch(new URL(`/webhooks/${path}`, url), {
        method: "POST",
        body: "{}",
        headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${username}:${password}`)}` },
      });
      expect(response.status).toBe(401);
    },
  );

  it("a category of that name asks for nothing", async () => {
    const { url, username, password } = journey.instance.webhook;
    const response = await fetch(url, {
      method: "POST",
      body: JSON.stringify({
        Entity: { ID: 990_001, ItemID: "IR-990001", eTag: 1, IncidentRequestType: "constructor", Status: "New" },
      }),
      headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${username}:${password}`)}` },
    });
    const { ticket } = (await response.json()) as { ticket: string };
    expect((await journey.someAgent().sendPage(ticket)).body).toMatchObject({ problem: "requester_missing" });
    const db = await journey.database();
    const row = await db.prepare("SELECT action FROM tickets WHERE id = ?").bind(ticket).first();
    expect(row).toEqual({ action: null });
  });
});
