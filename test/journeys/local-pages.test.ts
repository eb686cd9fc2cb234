/** What a local run adds around the product: links between its parts, the page that shows them all, and phones to play. */
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { eventually } from "../../dev/walkthrough/client.ts";
import { hidden } from "../../dev/walkthrough/page.ts";
import { useJourney } from "../support/journey.ts";

const journey = useJourney();

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As a browser that says what for, and keeps no cookies but these; `fetch` may not say either. */
function get(url: string, headers: Record<string, string>, form?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: form === undefined ? "GET" : "POST", headers }, (reply) => {
      void text(reply).then((body) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }));
    });
    sent.once("error", reject).end(form);
  });
}

it("lets its own page frame the console and the portal, and nobody else", async () => {
  const { url, changeGearUrl } = journey.instance;
  for (const path of ["/", "/v/unknown", "/dev/outbox"]) {
    const framed = await get(`${url}${path}`, { "sec-fetch-dest": "iframe" });
    expect([path, framed.headers["x-frame-options"]]).toEqual([path, "SAMEORIGIN"]);
    expect(framed.headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(framed.body).not.toContain("local-strip");
    const alone = await get(`${url}${path}`, {});
    expect([path, alone.headers["x-frame-options"]]).toEqual([path, "DENY"]);
    expect(alone.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  }
  const tickets = await get(`${changeGearUrl}/CGWeb/`, { "sec-fetch-dest": "iframe" });
  expect(tickets.headers["content-security-policy"]).toContain(`frame-ancestors ${url}`);
});

it("links desk, ticket system and phone with each other where a person opens them, and to nobody else", async () => {
  const { url, changeGearUrl } = journey.instance;
  const parts = ["/", `${changeGearUrl}/CGWeb/`, "/dev/outbox", "/dev"];
  for (const address of parts.map((part) => new URL(part, url).href)) {
    const { body } = await get(address, { "sec-fetch-dest": "document" });
    const links = /<nav class="local-strip".*?<\/nav>/s.exec(body)?.[0] ?? "";
    const found = [...links.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => new URL(href, address).href);
    expect([address, found]).toEqual([address, parts.map((part) => new URL(part, url).href)]);
  }
  expect((await get(url, {})).body).not.toContain("local-strip");
});

it("plays the recipient's phone at home by the link in the message, and nothing speaks against it", async () => {
  const sent = await journey.sendTo({ person: journey.named("dana") });
  const { url } = journey.instance;
  const messages = await eventually(
    () => get(`${url}/dev/outbox`, {}),
    ({ body }) => body.includes(sent.link),
  );
  const [, play = ""] = /<div class="body">[^<]*<a href="([^"]+)"/.exec(messages.body) ?? [];
  const chosen = await get(`${url}${play.replaceAll("&amp;", "&")}`, {});
  expect(chosen.status).toBe(302);
  const device = chosen.headers["set-cookie"]?.find((line) => line.startsWith("dev-device="))?.split(";")[0] ?? "";
  // The newcomer's own desktop and clock: what is played must hide them.
  const browser = { cookie: device, "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0.0.0" };
  const page = await get(`${url}${chosen.headers.location ?? ""}`, browser);
  const kept = page.headers["set-cookie"]?.map((line) => line.split(";")[0]) ?? [];
  const returning = { ...browser, cookie: [device, ...kept].join("; ") };
  await new Promise((later) => setTimeout(later, 450));
  const form = new URLSearchParams({
    started: "i_contacted",
    press: hidden(page.body, "press"),
    claims: JSON.stringify({ timeZone: "Asia/Tokyo", platform: "Win32", touchPoints: 0 }),
  });
  const begun = await get(
    `${url}${chosen.headers.location ?? ""}/begin`,
    { ...returning, origin: url, "content-type": "application/x-www-form-urlencoded" },
    form.toString(),
  );
  expect(begun.status).toBe(303);
  await sent.desk.post(`/api/verifications/${sent.id}/cancel`, {});
  const { assessment } = await journey.ended(sent);
  expect(assessment?.findings.filter(({ bits }) => bits > 0)).toEqual([]);
});
