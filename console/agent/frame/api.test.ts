import { describe, expect, it } from "vitest";
import { createApi, fieldError, type ApiProblem } from "./api.ts";

type Step = Response | Error;

function harness(steps: readonly Step[]) {
  const calls: { path: string; init: RequestInit }[] = [];
  const seen = { idle: false, signedOut: 0, stepUps: 0, signsIn: true, waits: [] as number[], times: [] as number[] };
  const api = createApi({
    fetch: async (path, init) => {
      const step = steps[calls.length];
      calls.push({ path, init });
      if (step === undefined || step instanceof Error) throw step ?? new Error("one call too many");
      return step;
    },
    wait: async (milliseconds) => {
      seen.waits.push(milliseconds);
    },
    userIdle: () => seen.idle,
    onSignedOut: () => {
      seen.signedOut += 1;
    },
    onStepUp: async () => {
      seen.stepUps += 1;
      return seen.signsIn;
    },
    onServerTime: (at) => seen.times.push(at),
  });
  return { api, calls, seen };
}

const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

const problem = { type: "about:blank", title: "Refused", status: 422, code: "destination.corporate" };

describe("what asks for a fresh sign-in", () => {
  const needed = () => reply(403, { title: "This needs a fresh sign-in", status: 403, code: "step_up.needed" });

  it("goes on afterwards, with what was typed", async () => {
    const { api, calls, seen } = harness([needed(), reply(200, { done: true })]);
    expect(await api.post("/api/x", { reason: "typed" })).toEqual({ ok: true, value: { done: true } });
    expect(calls.map(({ init }) => init.body)).toEqual(['{"reason":"typed"}', '{"reason":"typed"}']);
    expect(seen.stepUps).toBe(1);
  });

  it("is refused where nobody signs in, and asks once only", async () => {
    const { api, calls, seen } = harness([needed()]);
    seen.signsIn = false;
    expect(await api.get("/api/x")).toMatchObject({ ok: false, problem: { code: "step_up.needed" } });
    expect(calls).toHaveLength(1);
    const again = harness([needed(), needed()]);
    expect(await again.api.get("/api/x")).toMatchObject({ ok: false });
    expect(again.seen.stepUps).toBe(1);
  });

  it("gives a file afterwards", async () => {
    const { api } = harness([needed(), new Response("a,b", { headers: { "content-type": "text/csv" } })]);
    const result = await api.download(
      { path: "/api/x", body: {}, onPart: () => undefined },
      new AbortController().signal,
    );
    expect(result.ok && (await result.value.file.text())).toBe("a,b");
  });
});

describe("reads", () => {
  it("sends the cookie to its own origin only and returns the body", async () => {
    const { api, calls } = harness([reply(200, { rows: [] })]);
    expect(await api.get("/api/verifications")).toEqual({ ok: true, value: { rows: [] } });
    expect(calls[0]?.init.credentials).toBe("same-origin");
  });

  it("says so when nobody is at the page", async () => {
    const { api, calls, seen } = harness([reply(200, {}), reply(200, {})]);
    await api.get("/api/session");
    seen.idle = true;
    await api.get("/api/session");
    expect(calls.map(({ init }) => new Headers(init.headers).get("x-user-idle"))).toEqual([null, "1"]);
  });

  it.each([
    ["a lost connection", new TypeError("failed to fetch")],
    ["a gateway that is down", reply(503, {})],
  ])("tries once more after %s", async (_name, first) => {
    const { api, calls, seen } = harness([first, reply(200, "second")]);
    expect(await api.get("/api/session")).toEqual({ ok: true, value: "second" });
    expect(calls).toHaveLength(2);
    expect(seen.waits).toEqual([300]);
  });

  it("gives up after the second", async () => {
    const { api, calls } = harness([new TypeError("down"), new TypeError("down")]);
    expect(await api.get("/api/session")).toMatchObject({ ok: false, problem: { code: "network.unreachable" } });
    expect(calls).toHaveLength(2);
  });

  it("does not repeat a refusal", async () => {
    const { api, calls } = harness([reply(403, { ...problem, code: "role.forbidden" })]);
    expect(await api.get("/api/verifications")).toMatchObject({ problem: { code: "role.forbidden", status: 403 } });
    expect(calls).toHaveLength(1);
  });

  it("does not try again for a page that is gone", async () => {
    const leaving = new AbortController();
    leaving.abort();
    const { api, calls } = harness([new DOMException("aborted", "AbortError")]);
    expect(await api.get("/api/session", leaving.signal)).toMatchObject({ problem: { code: "network.aborted" } });
    expect(calls).toHaveLength(1);
  });

  it("learns the server's time", async () => {
    const { api, seen } = harness([reply(200, {}, { date: "Thu, 19 Nov 2026 14:12:08 GMT" })]);
    await api.get("/api/session");
    expect(seen.times).toEqual([Date.parse("2026-11-19T14:12:08Z")]);
  });
});

describe("writes", () => {
  it("posts JSON and never twice", async () => {
    const { api, calls } = harness([new TypeError("lost"), reply(200, {})]);
    expect(await api.post("/api/verifications", { a: 1 })).toMatchObject({ problem: { code: "network.unreachable" } });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.init).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(calls[0]?.init.headers).toMatchObject({ "content-type": "application/json" });
  });

  it("reads an empty reply as done", async () => {
    const { api } = harness([new Response(null, { status: 204 })]);
    expect(await api.post("/api/sign-out", {})).toEqual({ ok: true, value: undefined });
  });
});

describe("problems", () => {
  it("keeps the code, the words and the fields", async () => {
    const errors = [{ field: "destination.address", message: "Use a personal address." }];
    const { api } = harness([
      reply(422, { ...problem, title: "Refused because it is ours.", detail: "vrf_1", errors }),
    ]);
    const result = await api.post("/api/verifications", {});
    expect(result).toEqual({
      ok: false,
      problem: { code: "destination.corporate", status: 422, message: "Refused because it is ours.", errors },
    });
  });

  it("tells the page when nobody is signed in", async () => {
    const { api, seen } = harness([reply(401, { ...problem, status: 401, code: "session.missing" })]);
    await api.get("/api/session");
    expect(seen.signedOut).toBe(1);
  });

  it("survives a reply that is no JSON", async () => {
    const { api } = harness([new Response("<html>", { status: 500 })]);
    expect(await api.get("/x")).toMatchObject({ problem: { code: "reply.malformed", status: 500 } });
  });
});

describe("fieldError", () => {
  const refused: ApiProblem = {
    code: "x",
    status: 422,
    errors: [{ field: "destination.number", message: "Too short." }],
  };

  it("finds a field by the end of its path", () => {
    expect(fieldError(refused, "number")).toBe("Too short.");
    expect(fieldError(refused, "umber")).toBeUndefined();
    expect(fieldError(undefined, "number")).toBeUndefined();
  });
});

describe("a download", () => {
  const open = async (response: Response) => {
    const { api, seen } = harness([response]);
    const parts: number[] = [];
    const request = { path: "/api/export", body: {}, onPart: (part: Uint8Array) => parts.push(part.length) };
    return { result: await api.download(request, new AbortController().signal), parts, seen };
  };
  const streamed = (pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Response =>
    new Response(new ReadableStream({ pull }), {
      headers: { "content-type": "text/csv", "content-disposition": 'attachment; filename="rows.csv"' },
    });

  it("is the whole file under the server's name, told part by part", async () => {
    const pieces = ["a\n", "bc\n"];
    const response = streamed((controller) => {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    });
    const { result, parts } = await open(response);
    expect(result.ok && [await result.value.file.text(), result.value.file.type, result.value.name]).toEqual([
      "a\nbc\n",
      "text/csv",
      "rows.csv",
    ]);
    expect(parts).toEqual([2, 3]);
  });

  it("is nothing when it was cut off", async () => {
    let sent = false;
    const response = streamed((controller) => {
      if (sent) throw new Error("gone");
      sent = true;
      controller.enqueue(new Uint8Array(3));
    });
    expect((await open(response)).result).toMatchObject({ ok: false, problem: { code: "network.unreachable" } });
  });

  it("is the server's problem when it was refused", async () => {
    const { result, seen } = await open(reply(401, { ...problem, status: 401, code: "request.unauthenticated" }));
    expect(result).toMatchObject({ ok: false, problem: { code: "request.unauthenticated", status: 401 } });
    expect(seen.signedOut).toBe(1);
  });
});
