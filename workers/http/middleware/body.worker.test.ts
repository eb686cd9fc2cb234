import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { App } from "../context.ts";
import type { Route } from "../route.ts";
import { readInput } from "./body.ts";

const LIMIT = 1_000;
const echo = z.strictObject({ text: z.string() });

const ROW = {
  method: "POST",
  path: "/",
  audience: "console",
  permission: "public",
  maxBytes: LIMIT,
  handle: () => new Response(),
} as const;

async function read(route: Partial<Route>, init: RequestInit & { duplex?: "half" }): Promise<unknown> {
  const app = new Hono<App>();
  app.all("/", async (c) => {
    const input = await readInput(c, { ...ROW, body: "raw", ...route });
    return input.ok ? c.json({ input: input.input ?? null }) : input.response;
  });
  const reply = await app.request("https://console.test/", { method: "POST", ...init });
  return reply.status === 200 ? ((await reply.json()) as { input: unknown }).input : reply.status;
}

/** A body in pieces, with whatever length the sender claims. */
function stream(pieces: readonly Uint8Array[], pulled: { count: number } = { count: 0 }): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[next];
      next += 1;
      pulled.count += 1;
      if (piece === undefined) {
        controller.close();
      } else {
        controller.enqueue(piece);
      }
    },
  });
}

const bytes = (count: number, value = 120) => new Uint8Array(count).fill(value);

describe("the limit", () => {
  it.each([
    [LIMIT, LIMIT],
    [LIMIT + 1, 413],
  ])("%i bytes", async (count, expected) => {
    const result = await read({}, { body: bytes(count) });
    expect(typeof result === "string" ? result.length : result).toBe(expected);
  });

  it.each(["1", "0", "-5", "nonsense", "1e3", ""])(
    "counts what arrives, whatever the length header %j says",
    async (claimed) => {
      const body = stream([bytes(600), bytes(600)]);
      expect(await read({}, { body, duplex: "half", headers: { "content-length": claimed } })).toBe(413);
    },
  );

  it("believes a sender who says it is too much, and reads nothing", async () => {
    const pulled = { count: 0 };
    const body = stream([bytes(10)], pulled);
    expect(await read({}, { body, duplex: "half", headers: { "content-length": String(LIMIT + 1) } })).toBe(413);
    expect(pulled.count).toBeLessThanOrEqual(1);
  });

  it("stops reading where it is passed", async () => {
    const pulled = { count: 0 };
    const endless = Array.from({ length: 1_000 }, () => bytes(600));
    expect(await read({}, { body: stream(endless, pulled), duplex: "half" })).toBe(413);
    expect(pulled.count).toBeLessThan(10);
  });

  it("counts bytes, not characters", async () => {
    expect(await read({}, { body: "é".repeat(LIMIT / 2) })).toBe("é".repeat(LIMIT / 2));
    expect(await read({}, { body: "é".repeat(LIMIT / 2 + 1) })).toBe(413);
  });

  it("reads characters that are cut by a piece's end", async () => {
    const whole = new TextEncoder().encode("a👩‍💻é");
    const pieces = [...whole].map((byte) => Uint8Array.of(byte));
    expect(await read({}, { body: stream(pieces), duplex: "half" })).toBe("a👩‍💻é");
  });
});

describe("json", () => {
  const json = (body: string, type = "application/json") =>
    read({ body: "json", schema: echo }, { body, headers: { "content-type": type } });

  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON"])(
    "as %s is read by the schema",
    async (type) => {
      expect(await json('{"text":"x"}', type)).toEqual({ text: "x" });
    },
  );

  it.each(["", "text/plain", "application/jsonp", "application/json2", "text/json"])(
    "as %j is refused",
    async (type) => {
      expect(await json('{"text":"x"}', type)).toBe(415);
    },
  );

  it.each(["", "{", "nul", '{"text":1}', '{"text":"x","more":1}', "[]", '{"text":"x"}{}'])(
    "%j is malformed",
    async (body) => {
      expect(await json(body)).toBe(400);
    },
  );

  it("says which field, never its value", async () => {
    const app = new Hono<App>();
    app.post("/", async (c) => {
      const input = await readInput(c, { ...ROW, body: "json", schema: echo });
      return input.ok ? c.json({}) : input.response;
    });
    const reply = await app.request("/", {
      method: "POST",
      body: '{"text":["hunter2"]}',
      headers: { "content-type": "application/json" },
    });
    const text = await reply.text();
    expect(JSON.parse(text)).toMatchObject({ code: "request.malformed", errors: [{ field: "text" }] });
    expect(text).not.toContain("hunter2");
  });
});

describe("forms and queries", () => {
  const form = (body: string) =>
    read(
      { body: "form", schema: z.looseObject({}) },
      { body, headers: { "content-type": "application/x-www-form-urlencoded" } },
    );

  it("are decoded; of two values the last counts", async () => {
    expect(await form("a=1&b=%C3%A9+x&a=2")).toEqual({ a: "2", b: "é x" });
  });

  it("cannot reach a prototype", async () => {
    await form("__proto__=x&constructor=y");
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("a GET without a schema has no input", async () => {
    expect(await read({ body: "none" }, { method: "GET" })).toBeNull();
  });
});
