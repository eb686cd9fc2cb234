import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HttpRequest } from "../../app/ports/http.ts";
import { createHttpClient } from "./http-client.ts";
import type { HttpClientOptions } from "./http-client.ts";

const PEER = "https://peer.example.com";
const servers: Server[] = [];

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((closed) => server.close(() => closed()))));
});

async function listen(handler: RequestListener): Promise<{ origin: string; connections: () => number }> {
  let connections = 0;
  const server = createServer(handler).on("connection", () => (connections += 1));
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${String(port)}`, connections: () => connections };
}

function client(options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({
    allowedOrigins: [PEER],
    allowLoopbackHttp: false,
    fetch,
    timeoutMs: 5_000,
    maxBytes: 1_000,
    ...options,
  });
}

it("sends nothing once the time for all exchanges is over, and cuts the last one off at its end", async () => {
  const peer = await listen((_request, response) => setTimeout(() => response.end("late"), 2_000).unref());
  let passed = 0;
  const limited = client({
    allowedOrigins: [peer.origin],
    allowLoopbackHttp: true,
    budget: { ms: 45_000, now: () => passed },
  });
  passed = 44_900;
  const begun = performance.now();
  expect(await limited.send(get(`${peer.origin}/`))).toMatchObject({ ok: false, error: { code: "peer.timeout" } });
  expect(performance.now() - begun).toBeLessThan(1_500);
  passed = 45_000;
  expect(await limited.send(get(`${peer.origin}/`))).toMatchObject({ ok: false, error: { code: "peer.timeout" } });
  expect(peer.connections()).toBe(1);
});

const get = (url: string): HttpRequest => ({ url, method: "GET", headers: { connection: "close" } });

describe("where it may go", () => {
  it.each([
    ["http://peer.example.com/", "not https"],
    ["ftp://peer.example.com/", "not https"],
    ["file:///etc/passwd", "not https"],
    ["javascript:alert(1)", "not https"],
    ["//peer.example.com/", "not an address"],
    ["https://other.example.com/", "not in the allow-list"],
    ["https://peer.example.com:8443/", "not in the allow-list"],
    ["https://peer.example.com.evil.example/", "not in the allow-list"],
    ["https://peer.example.com@evil.example/", "credentials"],
    ["https://user:pass@peer.example.com/", "credentials"],
    ["https://evil.example\\@peer.example.com/", "not in the allow-list"],
    ["https://localhost/", "local name"],
    ["https://localhost./", "local name"],
    ["https://api.localhost/", "local name"],
    ["https://printer.local/", "local name"],
    ["https://metadata.google.internal/", "local name"],
    ["https://intranet/", "local name"],
    ["https://127.0.0.1/", "literal"],
    ["https://127.1/", "literal"],
    ["https://2130706433/", "literal"],
    ["https://0x7f000001/", "literal"],
    ["https://0177.0.0.1/", "literal"],
    ["https://①②⑦.⓪.⓪.①/", "literal"],
    ["https://0.0.0.0/", "literal"],
    ["https://10.0.0.8/", "literal"],
    ["https://169.254.169.254/latest/meta-data/", "literal"],
    ["https://172.16.0.1/", "literal"],
    ["https://192.168.1.1/", "literal"],
    ["https://203.0.113.7/", "literal"],
    ["https://203.0.113.7./", "literal"],
    ["https://[::1]/", "literal"],
    ["https://[::]/", "literal"],
    ["https://[::ffff:127.0.0.1]/", "literal"],
    ["https://[fe80::1]/", "literal"],
    ["https://[fd00::1]/", "literal"],
  ])("refuses %s", async (url, why) => {
    const send = vi.fn<typeof fetch>();
    const result = await client({ fetch: send }).send(get(url));
    expect(result).toMatchObject({ ok: false, error: { code: "peer.rejected", retryable: false } });
    expect(!result.ok && result.error.detail).toContain(why);
    expect(send).not.toHaveBeenCalled();
  });

  it.each(["https://127.0.0.1", "https://localhost", "https://10.0.0.8", "https://[::1]"])(
    "refuses %s although somebody put it into the allow-list",
    async (origin) => {
      const send = vi.fn<typeof fetch>();
      const result = await client({ fetch: send, allowedOrigins: [origin] }).send(get(`${origin}/`));
      expect(result.ok).toBe(false);
      expect(send).not.toHaveBeenCalled();
    },
  );

  it("goes to an allowed origin, with method, headers and body, and follows nothing", async () => {
    const send = vi
      .fn<typeof fetch>()
      .mockResolvedValue(new Response("hello", { status: 418, headers: { "x-a": "1" } }));
    const url = `${PEER}/api?q=1`;
    const result = await client({ fetch: send }).send({ url, method: "PUT", headers: { a: "b" }, body: "{}" });
    expect(send.mock.calls[0]?.[0]).toBe(url);
    expect(send.mock.calls[0]?.[1]).toMatchObject({
      method: "PUT",
      redirect: "manual",
      headers: { a: "b" },
      body: "{}",
    });
    expect(result).toMatchObject({ ok: true, value: { status: 418, text: "hello" } });
    expect(result.ok && result.value.headers.get("x-a")).toBe("1");
  });

  it("lets plain http through to a listed loopback host when the local flag is on, and to nothing else", async () => {
    const { origin } = await listen((_request, response) => response.end("here"));
    const other = await listen((_request, response) => response.end("there"));
    const local = client({
      allowLoopbackHttp: true,
      allowedOrigins: [origin, "http://peer.example.com", "https://10.0.0.8"],
    });
    expect(await local.send(get(`${origin}/`))).toMatchObject({ ok: true, value: { status: 200, text: "here" } });
    expect((await local.send(get(`${other.origin}/`))).ok).toBe(false);
    expect((await local.send(get("http://peer.example.com/"))).ok).toBe(false);
    expect((await local.send(get("https://10.0.0.8/"))).ok).toBe(false);
    expect(other.connections()).toBe(0);
  });

  it.each([
    "peer.example.com",
    "https://peer.example.com/path",
    "https://*.example.com/x",
    "https://a:b@peer.example.com",
  ])("refuses the allow-list entry %s at the start", (entry) => {
    expect(() => client({ allowedOrigins: [entry] })).toThrow("allowed origin");
  });
});

it.each([301, 302, 303, 307, 308])("a %d to loopback reaches nobody", async (status) => {
  const canary = await listen((_request, response) => response.end("secret"));
  const { origin } = await listen((_request, response) => {
    response.writeHead(status, { location: `${canary.origin}/latest/meta-data/` });
    response.end("moved");
  });
  const local = client({ allowLoopbackHttp: true, allowedOrigins: [origin, canary.origin] });
  expect(await local.send(get(`${origin}/`))).toEqual({
    ok: false,
    error: { code: "peer.redirected", retryable: false, detail: "answered with a redirect" },
  });
  expect(canary.connections()).toBe(0);
});

describe("limits", () => {
  const endless = (cancel: () => void) =>
    new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array(400)), cancel });

  it("stops an endless body at the cap and lets go of the connection", async () => {
    const cancel = vi.fn();
    const send = vi.fn<typeof fetch>().mockResolvedValue(new Response(endless(cancel)));
    expect(await client({ fetch: send }).send(get(`${PEER}/`))).toEqual({
      ok: false,
      error: { code: "peer.too_large", retryable: false, detail: "reply larger than 1000 bytes" },
    });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("takes a body of exactly the cap", async () => {
    const send = vi.fn<typeof fetch>().mockResolvedValue(new Response("x".repeat(1_000)));
    expect(await client({ fetch: send }).send(get(`${PEER}/`))).toMatchObject({ ok: true });
  });

  it("drops the body of a redirect unread", async () => {
    const cancel = vi.fn();
    const send = vi.fn<typeof fetch>().mockResolvedValue(new Response(endless(cancel), { status: 302 }));
    await client({ fetch: send }).send(get(`${PEER}/`));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("puts a character together that was cut between two chunks", async () => {
    const bytes = new TextEncoder().encode("Łódź");
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        for (const byte of bytes) {
          stream.enqueue(Uint8Array.of(byte));
        }
        stream.close();
      },
    });
    const send = vi.fn<typeof fetch>().mockResolvedValue(new Response(body));
    expect(await client({ fetch: send }).send(get(`${PEER}/`))).toMatchObject({ ok: true, value: { text: "Łódź" } });
  });

  const aborted = (signal: AbortSignal | null | undefined) =>
    new Promise<never>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });

  it("gives up on a peer that never answers", async () => {
    vi.useFakeTimers();
    const reply = client({ fetch: (_url, options) => aborted(options?.signal) }).send(get(`${PEER}/`));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reply).toEqual({
      ok: false,
      error: { code: "peer.timeout", retryable: true, detail: "no complete reply within 5000 ms" },
    });
  });

  it("gives up on a body that never ends", async () => {
    vi.useFakeTimers();
    const stalled: typeof fetch = (_url, options) =>
      Promise.resolve(new Response(new ReadableStream({ pull: () => aborted(options?.signal) })));
    const reply = client({ fetch: stalled }).send(get(`${PEER}/`));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reply).toMatchObject({ ok: false, error: { code: "peer.timeout" } });
  });

  it("leaves no timer behind", async () => {
    vi.useFakeTimers();
    await client({ fetch: () => Promise.resolve(new Response("")) }).send(get(`${PEER}/`));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a lost connection", () => {
  it("before the reply is unreachable", async () => {
    const { origin } = await listen((request) => request.socket.destroy());
    const local = client({ allowLoopbackHttp: true, allowedOrigins: [origin] });
    expect(await local.send(get(`${origin}/`))).toMatchObject({
      ok: false,
      error: { code: "peer.unreachable", retryable: true },
    });
  });

  it("in the middle of the body is unreachable too", async () => {
    const { origin } = await listen((request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => request.socket.destroy());
    });
    const local = client({ allowLoopbackHttp: true, allowedOrigins: [origin] });
    expect(await local.send(get(`${origin}/`))).toMatchObject({ ok: false, error: { code: "peer.unreachable" } });
  });

  it("says nothing of path, query, header or body", async () => {
    const secret = "s3cret";
    const failing: typeof fetch = () => Promise.reject(new TypeError(`cannot reach ${PEER}/${secret}`));
    const request: HttpRequest = {
      url: `${PEER}/${secret}?token=${secret}`,
      method: "POST",
      headers: { authorization: secret },
      body: secret,
    };
    const replies = await Promise.all([
      client({ fetch: failing }).send(request),
      client({ allowedOrigins: [] }).send(request),
      client({ fetch: () => Promise.resolve(new Response(secret.repeat(500))) }).send(request),
    ]);
    expect(replies.every((reply) => !reply.ok)).toBe(true);
    expect(JSON.stringify(replies)).not.toContain(secret);
  });
});
