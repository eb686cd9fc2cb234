import { afterEach, expect, it } from "vitest";
import { createHttpClient } from "../../../workers/adapters/peers/http-client.ts";
import { createChangeGear } from "../../changegear/server.ts";
import { speakPlainly } from "./http.ts";

const platform = { Headers, Request, Response };
afterEach(() => {
  Object.assign(globalThis, platform);
});

const ACCOUNT = { id: 7, name: "Product", username: "product", password: "secret" };
const JSON_BODY = { "content-type": "application/json" };

/** What the product's client is told: a log-in that is refused and one that is not, a read, a save that is late and one that is not. */
async function exchange(): Promise<unknown[]> {
  const { app, store } = createChangeGear({ people: [], users: [ACCOUNT], now: () => 0 });
  const { ID } = store.create({ summary: "Locked out – Größe", category: "Password reset" }, ACCOUNT);
  const http = createHttpClient({
    allowedOrigins: ["http://localhost:1"],
    allowLoopbackHttp: true,
    timeoutMs: 1_000,
    maxBytes: 100_000,
    fetch: async (input, init) => app.fetch(new Request(input, { ...init, signal: null })),
  });
  const seen: unknown[] = [];
  const call = async (method: "GET" | "POST" | "PUT", path: string, body?: unknown, headers = {}) => {
    const reply = await http.send({
      method,
      url: `http://localhost:1/CGRestAPI/api/${path}`,
      headers: { ...JSON_BODY, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, text, headers: got } = reply.ok ? reply.value : expect.fail(reply.error.detail);
    seen.push(status, got.get("Content-Type"), text.replaceAll(/"sessionId":"[^"]+"/gu, '"sessionId":""'));
    return text;
  };
  await call("POST", "authenticate/user", { username: "product", password: "wrong" });
  const login = await call("POST", "authenticate/user", { username: "product", password: "secret" });
  const session = { SessionId: (JSON.parse(login) as { sessionId: string }).sessionId };
  await call("GET", `entity/IncidentRequest/${String(ID)}`);
  await call("GET", `entity/IncidentRequest/${String(ID)}?columns=eTag`, undefined, session);
  const note = { HistoryRecords: [{ Action: "Comment", Comment: "Grüße" }] };
  await call("PUT", `IncidentRequest/${String(ID)}`, { eTag: 9, ...note }, session);
  await call("PUT", `IncidentRequest/${String(ID)}`, { eTag: 1, ...note }, session);
  await call("GET", "nothing", undefined, session);
  return seen;
}

it("says what the platform's own would", async () => {
  const own = await exchange();
  speakPlainly();
  expect(await exchange()).toEqual(own);
  expect(own.filter((part) => typeof part === "number")).toEqual([401, 200, 401, 200, 409, 200, 404]);
});
