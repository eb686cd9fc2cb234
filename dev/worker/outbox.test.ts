import { Hono } from "hono";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { MessageContent } from "../../workers/app/ports/delivery.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import { createLocalProvider } from "./local-provider.ts";
import { DEV_NETWORKS } from "./networks.ts";
import { registerDevRoutes } from "./outbox-page.ts";
import type { RecipientsOf } from "./plays.ts";

const LINK = "http://localhost:8787/v/AaB3kQ9vZ2mTx7LrWc5HnY8sPdE4uJ6gK1fRq0XbVtMz3e";
const now = (): number => Date.UTC(2026, 10, 19, 14, 2);

const miniflare = new Miniflare(
  convertV4MiniflareOptions({ modules: true, script: "export default {}", d1Databases: ["DB"], cf: false }),
);
const db = await miniflare.getD1Database("DB");
const provider = createLocalProvider({ db, now });
const app = new Hono();
const dana = { personId: "per_demo001", givenName: "Dana", officeCity: "Porto" };
const recipientsOf: RecipientsOf = (ids) =>
  Promise.resolve(new Map(ids.filter((id) => id === "msg_dana").map((id) => [id, dana])));
registerDevRoutes(app, {
  db,
  now,
  ticketSystem: "http://localhost:8788",
  recipientsOf,
  isPortalCookie: (name) => name.startsWith("__Host-portal"),
});

afterAll(() => miniflare.dispose());

beforeEach(async () => {
  await db.exec("DROP TABLE IF EXISTS dev_outbox");
});

const sms = (to = "+351912345418", text = `Open it. ${LINK}`): MessageContent => ({
  channel: "sms",
  to: secret(to),
  text: secret(text),
});

const email: MessageContent = {
  channel: "email",
  to: secret("dana@mailbox.example"),
  fromName: "Aldermoor IT Service Desk",
  subject: "Ticket <b>39</b>",
  text: secret(`Open the page:\n${LINK}\n`),
  html: secret("<!doctype html><p>as sent</p>"),
};

const messages = async (query = ""): Promise<unknown[]> => {
  const reply = await app.request(`/dev/outbox.json${query}`);
  return ((await reply.json()) as { messages: unknown[] }).messages;
};

describe("local delivery", () => {
  it("keeps a message with its link and calls it delivered", async () => {
    expect(await provider.send({ content: sms(), idempotencyKey: "msg_1" })).toEqual({
      ok: true,
      value: { providerMessageId: "local-msg_1", status: "delivered" },
    });
    expect(await messages()).toEqual([
      { id: "msg_1", at: now(), channel: "sms", to: "+351912345418", text: `Open it. ${LINK}`, link: LINK },
    ]);
  });

  it("keeps all parts of a mail", async () => {
    await provider.send({ content: email, idempotencyKey: "msg_1" });
    expect(await messages()).toMatchObject([
      { channel: "email", subject: "Ticket <b>39</b>", html: "<!doctype html><p>as sent</p>", link: LINK },
    ]);
  });

  it("keeps a message without a link", async () => {
    await provider.send({ content: sms("+351912345418", "482 916 is your code."), idempotencyKey: "msg_1" });
    expect((await messages())[0]).not.toHaveProperty("link");
  });

  it("stores one message per idempotency key", async () => {
    await provider.send({ content: sms(), idempotencyKey: "msg_1" });
    await provider.send({ content: sms("+447400123442"), idempotencyKey: "msg_1" });
    expect(await messages()).toMatchObject([{ to: "+351912345418" }]);
  });
});

describe("the outbox", () => {
  it("lists newest first and filters by recipient", async () => {
    await provider.send({ content: sms(), idempotencyKey: "msg_1" });
    await provider.send({ content: email, idempotencyKey: "msg_2" });
    expect(await messages()).toMatchObject([{ id: "msg_2" }, { id: "msg_1" }]);
    expect(await messages("?to=%2B351912345418")).toMatchObject([{ id: "msg_1" }]);
    expect(await messages("?to=")).toHaveLength(2);
  });

  it("shows texts escaped, with the link pressable and openable as every phone", async () => {
    await provider.send({ content: email, idempotencyKey: "msg_1" });
    const page = await (await app.request("/dev/outbox")).text();
    expect(page).toContain("Ticket &lt;b&gt;39&lt;/b&gt;");
    expect(page).toContain(`<div class="body">Open the page:\n<a href="${LINK}">${LINK}</a>\n</div>`);
    for (const { id } of DEV_NETWORKS) {
      expect(page).toContain(`href="/dev/phone/${id}?to=${encodeURIComponent(LINK)}"`);
    }
  });

  it("opens the link in a message as the recipient's own phone at home, and beside it the other plays", async () => {
    await provider.send({ content: sms(), idempotencyKey: "msg_dana" });
    const page = await (await app.request("/dev/outbox")).text();
    const [to, report] = [encodeURIComponent(LINK), encodeURIComponent(`${LINK}/report`)];
    expect(page).toContain(
      `<div class="body">Open it. <a href="/dev/phone/home.per_demo001?to=${to}">${LINK}</a></div>`,
    );
    const plays = [...page.matchAll(/<li><a href="([^"]+)">([^<]+)<\/a><\/li>/g)].slice(0, 4);
    expect(plays.map(([, href, label]) => [label, href])).toEqual([
      ["Dana at home", `/dev/phone/home.per_demo001?to=${to}`],
      ["An attacker on Tor", `/dev/phone/tor?to=${to}`],
      ["Dana presses This wasn&#39;t me", `/dev/phone/home.per_demo001?to=${report}`],
      ["This browser as it is", `/dev/phone/own?to=${to}`],
    ]);
  });

  it("shows a mail as it looks, and 404 for others", async () => {
    await provider.send({ content: email, idempotencyKey: "msg_1" });
    await provider.send({ content: sms(), idempotencyKey: "msg_2" });
    expect(await (await app.request("/dev/outbox/msg_1/mail")).text()).toBe("<!doctype html><p>as sent</p>");
    expect((await app.request("/dev/outbox/msg_2/mail")).status).toBe(404);
    expect((await app.request("/dev/outbox/msg_3/mail")).status).toBe(404);
  });
});

describe("playing a phone", () => {
  /** A browser's cookie store, as far as this needs one. */
  function browser(start: Record<string, string>) {
    const cookies = new Map(Object.entries(start));
    return {
      cookies,
      visit: async (path: string): Promise<Response> => {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
        const reply = await app.request(path, { headers: { cookie } });
        for (const line of reply.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (/max-age=0/i.test(line)) {
            cookies.delete(name);
          } else {
            cookies.set(name, value);
          }
        }
        return reply;
      },
    };
  }

  it("goes on to the link on this host with the phone chosen", async () => {
    const { visit, cookies } = browser({});
    const reply = await visit(`/dev/phone/tor?to=${encodeURIComponent(LINK)}`);
    expect([reply.status, reply.headers.get("location")]).toEqual([302, new URL(LINK).pathname]);
    expect(cookies.get("dev-device")).toBe("tor");
  });

  it.each([
    "https://evil.example/v/x",
    "//evil.example/v/x",
    "http://x//evil.example/v/x",
    "http://x/\\evil.example/v/x",
  ])("never redirects to another host: %s", async (to) => {
    const reply = await browser({}).visit(`/dev/phone/home?to=${encodeURIComponent(to)}`);
    expect(reply.headers.get("location")).toMatch(/^\/(v|evil\.example\/v)\/x$/);
  });

  it("refuses a phone that does not exist", async () => {
    expect((await browser({}).visit("/dev/phone/toaster")).status).toBe(404);
  });

  it("gives each phone its own portal cookies and leaves the console signed in", async () => {
    const { visit, cookies } = browser({ "__Host-portal": "a%3D1", "__Host-agent": "lee" });
    await visit("/dev/phone/home");
    expect([cookies.get("__Host-portal"), cookies.get("__Host-agent")]).toEqual([undefined, "lee"]);

    cookies.set("__Host-portal", "home");
    await visit("/dev/phone/vpn");
    expect(cookies.has("__Host-portal")).toBe(false);

    await visit("/dev/phone/home");
    expect(cookies.get("__Host-portal")).toBe("home");
    await visit("/dev/phone/own");
    expect([cookies.get("__Host-portal"), cookies.get("__Host-agent")]).toEqual(["a%3D1", "lee"]);
  });

  it("keeps everything when the phone stays the same", async () => {
    const { visit, cookies } = browser({ "dev-device": "home", "__Host-portal": "home" });
    await visit("/dev/phone/home");
    expect(cookies.get("__Host-portal")).toBe("home");
  });

  it("puts back portal cookies only, whatever the jar says", async () => {
    const jar = encodeURIComponent(JSON.stringify({ "__Host-agent": "stolen", "__Host-portal": "x" }));
    const { visit, cookies } = browser({ "dev-jar-home": jar, "dev-jar-vpn": "broken", "__Host-agent": "lee" });
    await visit("/dev/phone/home");
    expect([cookies.get("__Host-agent"), cookies.get("__Host-portal")]).toEqual(["lee", "x"]);
    expect((await visit("/dev/phone/vpn")).status).toBe(302);
  });

  it("marks cookies as browsers demand", async () => {
    const cookie = "dev-device=vpn; __Host-portal=1";
    const jar = `dev-jar-home=${encodeURIComponent('{"__Host-portal":"2"}')}`;
    const reply = await app.request("/dev/phone/home", { headers: { cookie: `${cookie}; ${jar}` } });
    const lines = reply.headers.getSetCookie();
    expect(lines).toContain("__Host-portal=2; Path=/; HttpOnly; Secure; SameSite=Lax");
    expect(lines).toContain("dev-device=home; Path=/; HttpOnly; SameSite=Lax");
  });
});
