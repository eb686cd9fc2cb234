/** What a contact on record was told, and the press behind its link. */
import { expect } from "vitest";
import { eventually, outbox, pause } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import type { Journey } from "./journey.ts";

export const NOTICE_LINK = /https?:\/\/\S+(\/me\/stop\/[\w-]{46})/u;
/** A person reads before pressing. */
const READING_MS = 500;
const headers = { "user-agent": "A phone" };

/** Paths of the links that this contact got. */
export async function noticeLink({ instance }: Journey, to: string): Promise<string> {
  await instance.sweep();
  const links = await eventually(
    async () => (await outbox(instance.url, to)).flatMap(({ text }) => NOTICE_LINK.exec(text)?.slice(1) ?? []),
    ({ length }) => length > 0,
    { what: "the notice", withinMs: 20_000 },
  );
  return links.at(-1) ?? "";
}

export async function readNotice({ instance }: Journey, path: string): Promise<string> {
  const reply = await fetch(`${instance.url}${path}`, { headers });
  expect(reply.status).toBe(200);
  return reply.text();
}

/** "Stop it", by somebody who reads first. */
export async function pressNotice(journey: Journey, path: string): Promise<string> {
  const press = hidden(await readNotice(journey, path), "press");
  await pause(READING_MS);
  const { url } = journey.instance;
  const reply = await fetch(`${url}${path}`, {
    method: "POST",
    body: new URLSearchParams({ press }),
    headers: { ...headers, origin: url },
  });
  return reply.text();
}
