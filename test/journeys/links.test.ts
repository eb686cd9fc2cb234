/** What everybody on the way of a message may do to a link: nothing. And what a link that is not ours leads to. */
import { mkdtempSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { eventually, pause, READING_MS } from "../../dev/walkthrough/client.ts";
import { createTicket } from "../../dev/walkthrough/story.ts";
import { PORTAL_PATHS } from "../../workers/contract/portal.ts";
import { databaseDump } from "../support/database-dump.ts";
import { lockDatabase } from "../support/database-lock.ts";
import { useJourney } from "../support/journey.ts";

const directory = mkdtempSync(join(tmpdir(), "links-"));
afterAll(() => rm(directory, { recursive: true, force: true }));
const journey = useJourney({ stateDirectory: directory });

/** Files of all Durable Objects that exist. */
async function objects(): Promise<readonly string[]> {
  const files = await readdir(directory, { recursive: true });
  return files.filter((file) => /[\\/]do[\\/].*\.sqlite$/.test(file)).toSorted();
}

const POST_ONLY = Object.values(PORTAL_PATHS).filter((path) => !["report", "data", "other-ways"].includes(path));

/** A live link with nothing on its way any more. */
async function quietLink() {
  const sent = await journey.sendTo();
  await journey.notes(sent.ticket, 2);
  await eventually(
    () => journey.live(sent),
    ({ timeline }) => timeline.find(({ kind }) => kind === "delivered")?.state === "done",
    {
      what: "delivery",
    },
  );
  await eventually(
    () => sent.desk.details(sent.id),
    ({ body }) => body.notes.every(({ status }) => status === "written"),
    { what: "notes" },
  );
  return sent;
}

describe("an address with a slash behind it", () => {
  it("is the same link", async () => {
    const { phone } = await journey.sendTo();
    expect(await phone.open("/")).toMatchObject({ status: 200, step: "landing" });
    expect((await phone.begin()).step).toBe("question:1:1");
    expect((await phone.open("/")).step).toBe("question:1:1");
  });
});

describe("scanners", () => {
  it("fetch a link fifty times in every way and change nothing", async () => {
    const sent = await quietLink();
    const before = await databaseDump(journey);
    const fetches = Array.from({ length: 50 }, (_, index) => {
      const path =
        ["", "/report", "/data", "/other-ways", `/${POST_ONLY[index % POST_ONLY.length] ?? ""}`][index % 5] ?? "";
      const method = ["GET", "HEAD", "OPTIONS", "GET"][index % 4] ?? "GET";
      return fetch(`${sent.link}${path}`, { method, redirect: "manual", headers: { "user-agent": "SafeLinks/1.0" } });
    });
    const replies = await Promise.all(fetches);
    expect(replies.every(({ status }) => status < 500)).toBe(true);
    // Each page that was only read brings a cookie of its own; one name, and no two alike.
    const cookies = replies.flatMap((reply) => reply.headers.getSetCookie()).map((line) => line.split(";")[0] ?? "");
    expect(new Set(cookies).size).toBe(cookies.length);
    expect(new Set(cookies.map((pair) => pair.split("=")[0])).size).toBe(1);
    expect(await databaseDump(journey)).toEqual(before);
    expect((await journey.live(sent)).timeline.find(({ kind }) => kind === "seen")?.state).not.toBe("done");
    expect((await journey.answerRight(sent, await sent.phone.begin())).step).toBe("verified");
  });

  it("that post the form without having read the page do not begin", async () => {
    const sent = await quietLink();
    const page = await sent.phone.press("begin", { started: "i_contacted", press: "" });
    expect(page.step).toBe("landing");
    const landing = await sent.phone.open();
    const press = /name="press" value="([^"]+)"/.exec(landing.html)?.[1] ?? "";
    expect((await sent.phone.press("begin", { started: "i_contacted", press })).step).toBe("landing");
    expect((await journey.live(sent)).status).toBe("sent");
  });

  it("from another site can do nothing with the form", async () => {
    const sent = await quietLink();
    const reply = await fetch(`${sent.link}/report`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" },
      body: "",
    });
    expect(reply.status).toBe(403);
    expect((await journey.live(sent)).status).toBe("sent");
  });
});

describe("a link that is not ours", () => {
  const changed = (locator: string): readonly (readonly [string, string])[] => [
    ["cut short", locator.slice(0, -3)],
    ["with its first letter changed", `${locator.startsWith("A") ? "B" : "A"}${locator.slice(1)}`],
    ["with a letter of its id changed", `${locator.slice(0, 8)}${locator[8] === "x" ? "y" : "x"}${locator.slice(9)}`],
    ["with its last letters changed", `${locator.slice(0, -2)}${locator.endsWith("zz") ? "yy" : "zz"}`],
    ["made longer", `${locator}AA`],
    ["in capitals", locator.toUpperCase()],
    ["guessed", "A".repeat(46)],
    ["empty", "%20"],
    ["a path", "..%2F..%2Fetc%2Fpasswd"],
    ["not text", "%ff%fe"],
    ["very long", "A".repeat(4_000)],
  ];

  it("leads to one friendly page without data, and is worth no object and no row", async () => {
    const sent = await quietLink();
    const locator = new URL(sent.link).pathname.slice("/v/".length);
    const before = await databaseDump(journey);
    const known = await objects();
    expect(known.length).toBeGreaterThan(0);
    for (const [what, text] of changed(locator)) {
      const page = await fetch(`${journey.instance.url}/v/${text}`, { redirect: "manual" });
      expect([what, page.status]).toEqual([what, 404]);
      expect(await page.text()).not.toContain(sent.ticket.number);
      const post = await fetch(`${journey.instance.url}/v/${text}/report`, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/x-www-form-urlencoded", origin: journey.instance.url },
        body: "",
      });
      expect([what, post.status]).toEqual([what, 404]);
    }
    expect(await databaseDump(journey)).toEqual(before);
    expect(await objects()).toEqual(known);
    expect((await sent.phone.open()).step).toBe("landing");
  });

  it("is ours when a mail program put a full stop behind it", async () => {
    const sent = await quietLink();
    for (const end of [".", ",", ")", ">", "%22"]) {
      const page = await fetch(`${sent.link}${end}`);
      expect([end, page.status]).toEqual([end, 200]);
    }
  });
});

describe("a page", () => {
  it("may not be framed, kept or referred from", async () => {
    const sent = await journey.sendTo();
    const { headers } = await fetch(sent.link);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("of a typed destination names neither agent nor person nor purpose", async () => {
    const destination = {
      type: "sms",
      country: "PT",
      number: "910 000 901",
      reason: "Phone on record is lost",
    } as const;
    const sent = await journey.sendTo({ typed: { destination, to: "+351910000901" } });
    const html = await (await fetch(sent.link)).text();
    for (const word of [sent.person.givenName, sent.person.displayName, "desk-", "password"]) {
      expect(html.toLowerCase()).not.toContain(word.toLowerCase());
    }
  });
});

describe("while the database takes nothing", () => {
  it("whoever asks is told to come again, and the same request works then", async () => {
    const { url, username, password } = journey.instance.webhook;
    // Of a category without a check: no note of ours is its last change.
    const id = await createTicket(journey.instance, { person: journey.newcomer(), category: "Printer" });
    const entity = (await journey.tickets.ticket(id)).record;
    const told = () =>
      fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
        },
        body: JSON.stringify({ Entity: { ...entity, eTag: entity.eTag + 1, Summary: "Told while away" } }),
      });
    const letGo = lockDatabase(directory);
    try {
      const refused = await told();
      expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([503, true]);
      expect(await refused.json()).toMatchObject({
        code: "server.unavailable",
        title: expect.stringContaining("again"),
      });
    } finally {
      letGo();
    }
    expect((await told()).status).toBe(202);
    expect((await told()).status).toBe(200);
  });
});

describe("the language", () => {
  const page = async (link: string, accept: string, query = "") => {
    const response = await fetch(`${link}${query}`, { headers: { "accept-language": accept } });
    const html = await response.text();
    return {
      lang: /<html lang="([^"]*)" dir="([^"]*)"/.exec(html)?.slice(1).join(" "),
      cookies: response.headers.getSetCookie().length,
      html,
    };
  };

  it("is the browser's, else the organisation's", async () => {
    const { link } = await quietLink();
    for (const [accept, lang] of [
      ["de-AT,de;q=0.9,en;q=0.8", "de ltr"],
      ["ja, fr;q=0.4, es;q=0.6", "es ltr"],
      ["he;q=0, pt-BR", "pt-PT ltr"],
      ["ja", "en-GB ltr"],
      ["", "en-GB ltr"],
    ] as const) {
      expect((await page(link, accept)).lang, accept).toBe(lang);
    }
  });

  it("that was pressed stays for the check, with one cookie as ever", async () => {
    const { link } = await quietLink();
    const { html, lang, cookies } = await page(link, "de", "?lang=he");
    expect(lang).toBe("he rtl");
    expect(cookies).toBe(1);
    const addresses = [...html.matchAll(/(?:href|action)="(\/v\/[^"]*)"/g)].map(([, address = ""]) => address);
    expect(addresses.length).toBeGreaterThan(8);
    // Those that lead to another language say so themselves.
    expect(addresses.filter((address) => !/\?lang=(?:en|es|pt|de|fr|he)$/.test(address))).toEqual([]);
    expect(addresses.filter((address) => address.includes("/begin"))).toEqual([
      expect.stringMatching(/\/begin\?lang=he$/),
    ]);
    // One that we do not have is no language, and is not carried on.
    const none = await page(link, "de", "?lang=%22%3E%3Cscript");
    expect(none.lang).toBe("de ltr");
    expect(none.html).not.toContain("script%3C");
  });

  it("goes along when a form is sent without the script", async () => {
    const sent = await quietLink();
    const { html } = await sent.phone.open();
    const press = /name="press" value="([^"]+)"/.exec(html)?.[1] ?? "";
    await pause(READING_MS);
    const next = await sent.phone.press("begin?lang=fr", { started: "i_contacted", press, claims: "" });
    expect(next.step).toBe("question:1:1");
    expect(next.html).toContain('<html lang="fr"');
  });
});
