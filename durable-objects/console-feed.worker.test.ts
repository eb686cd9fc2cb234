import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { CONSOLE_FEED_NAME } from "../workers/app/ports/sessions.ts";
import { HOUR_MS } from "../workers/core/kit/time.ts";
import { BEGIN } from "../workers/core/session/session.fixture.ts";
import { signedInAgent } from "../test/support/worker-agent.ts";
import { drained, seed, stubOf } from "../test/support/worker-fixture.ts";

const BROWSER = "Test Browser 1.0";
const feed = () => env.CONSOLE_FEED.getByName(CONSOLE_FEED_NAME);

/** The value of the session cookie of an agent who is signed in. */
async function signedIn(expiresAt = Date.now() + HOUR_MS): Promise<string> {
  return (await signedInAgent({ browser: BROWSER, expiresAt })).token;
}

function open(token: string | undefined, headers: Record<string, string> = {}) {
  return exports.default.fetch("https://console.test/ws/console", {
    headers: {
      upgrade: "websocket",
      origin: "https://console.test",
      "user-agent": BROWSER,
      ...(token === undefined ? {} : { cookie: `__Host-console=${token}` }),
      ...headers,
    },
  });
}

async function socket(token: string) {
  const { webSocket } = await open(token);
  if (webSocket === null || webSocket === undefined) {
    throw new Error("no socket was opened");
  }
  const messages: unknown[] = [];
  const closed = new Promise<number>((resolve) => {
    webSocket.addEventListener("close", ({ code }) => resolve(code));
  });
  webSocket.accept();
  webSocket.addEventListener("message", ({ data }) => {
    messages.push(data === "pong" ? data : JSON.parse(data as string));
  });
  return { webSocket, messages, closed };
}

describe("who may listen", () => {
  it.each([
    ["nobody without a session", undefined, {}, 401],
    ["nobody with a made-up session", "made-up", {}, 401],
    ["no page of another site", "own", { origin: "https://evil.test" }, 403],
    ["no page without an origin", "own", { origin: "" }, 403],
    ["no other browser with this cookie", "own", { "user-agent": "Another Browser" }, 401],
    ["nobody who wants no socket", "own", { upgrade: "" }, 400],
  ] as const)("%s", async (...[, cookie, headers, status]) => {
    const reply = await open(cookie === "own" ? await signedIn() : cookie, headers);
    expect(reply.status).toBe(status);
    expect(reply.webSocket ?? undefined).toBeUndefined();
    await reply.text();
  });
});

it("one sign-in does not take the places of all others", async () => {
  const [greedy, other] = [await signedIn(), await signedIn()];
  const taken = await Promise.all(Array.from({ length: 40 }, () => socket(greedy)));
  expect((await open(greedy)).status).toBe(503);
  const left = await socket(other);
  [...taken, left].forEach(({ webSocket }) => webSocket.close());
});

describe("what they hear", () => {
  it("every change of a check, as id, version and status only", async () => {
    const { messages, webSocket } = await socket(await signedIn());
    const made = await seed();
    const stub = stubOf(made);
    await stub.create(made);
    await stub.apply(BEGIN);
    await drained(stub);
    const { id } = made.session;
    await vi.waitFor(() =>
      expect(messages).toContainEqual({ type: "verification", id, version: 2, status: "answering" }),
    );
    expect(messages).toContainEqual({ type: "verification", id, version: 1, status: "created" });
    expect(new Set(messages.flatMap((message) => Object.keys(message as object)))).toEqual(
      new Set(["type", "id", "version", "status"]),
    );
    webSocket.close(1000);
  });

  it("also after the object slept", async () => {
    const { messages, webSocket } = await socket(await signedIn());
    await evictDurableObject(feed());
    await feed().publish({ type: "verification", id: "vrf_slept", version: 1, status: "created" }, Date.now());
    await vi.waitFor(() => expect(messages).toHaveLength(1));
    webSocket.send("ping");
    await vi.waitFor(() => expect(messages).toContain("pong"));
    webSocket.close(1000);
  });

  it("nothing after their session ended", async () => {
    const expiresAt = Date.now() + HOUR_MS;
    const [early, late] = [await socket(await signedIn(expiresAt)), await socket(await signedIn(expiresAt + HOUR_MS))];
    const message = { type: "verification", id: "vrf_ended", version: 1, status: "created" } as const;
    await feed().publish(message, expiresAt - 1);
    await vi.waitFor(() => expect(early.messages).toEqual([message]));
    // The second time meets a socket that is closing already; the others still hear.
    await feed().publish(message, expiresAt);
    await feed().publish(message, expiresAt);
    expect(await early.closed).toBe(4401);
    await vi.waitFor(() => expect(late.messages).toEqual([message, message, message]));
    expect(early.messages).toEqual([message]);
    late.webSocket.close(1000);
  });

  it("nothing after they signed out, while another session of theirs goes on", async () => {
    const tokens = [await signedIn(), await signedIn()] as const;
    const [left, stays] = [await socket(tokens[0]), await socket(tokens[1])];
    const signedOut = await exports.default.fetch("https://console.test/api/sign-out", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": BROWSER,
        origin: "https://console.test",
        "sec-fetch-site": "same-origin",
        cookie: `__Host-console=${tokens[0]}`,
      },
      body: "{}",
    });
    expect(signedOut.ok).toBe(true);
    expect(await left.closed).toBe(4401);
    const message = { type: "verification", id: "vrf_out", version: 1, status: "created" } as const;
    await feed().publish(message, Date.now());
    await vi.waitFor(() => expect(stays.messages).toEqual([message]));
    expect(left.messages).toEqual([]);
    stays.webSocket.close(1000);
  });

  it("whatever a console says is ignored, and leaving is quiet", async () => {
    const { webSocket, messages } = await socket(await signedIn());
    webSocket.send("hello");
    webSocket.send(new Uint8Array([1, 2, 3]));
    webSocket.close(1000, "done");
    await feed().publish({ type: "verification", id: "vrf_left", version: 1, status: "created" }, Date.now());
    expect(messages).toEqual([]);
  });
});

it("a check goes on when nobody can be told", async () => {
  const made = await seed();
  vi.spyOn(env.CONSOLE_FEED, "getByName").mockImplementation(() => {
    throw new Error("the feed is away");
  });
  await stubOf(made).create(made);
  vi.mocked(env.CONSOLE_FEED.getByName).mockRestore();
  expect(await env.DB.prepare("SELECT status FROM verifications WHERE id = ?").bind(made.session.id).first()).toEqual({
    status: "created",
  });
});
