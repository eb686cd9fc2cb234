/** Leaked passwords by range, over HTTP. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { leakedPasswords } from "../../workers/adapters/actions/leaked-passwords.ts";
import { createHttpClient } from "../../workers/adapters/peers/http-client.ts";
import { secret } from "../../workers/core/kit/secret.ts";
import { sha1, startRange, type MockRange } from "./support/mock-range.ts";

let range: MockRange;
beforeEach(async () => {
  range = await startRange();
  range.leaked.add("Summer-of-69!");
});
afterEach(() => range.vendor.close());

const asks = (password: string, { timeoutMs } = { timeoutMs: 5_000 }) => {
  const { url } = range.vendor;
  const http = createHttpClient({
    allowedOrigins: [url],
    allowLoopbackHttp: true,
    // A Worker's fetch names nobody.
    fetch: (address, init) => fetch(address, { ...init, headers: { "user-agent": "", ...init?.headers } }),
    timeoutMs,
    maxBytes: 1_048_576,
  });
  return leakedPasswords(url, http).isLeaked(secret(password));
};

it("finds one that is leaked, and no other", async () => {
  expect(await asks("Summer-of-69!")).toEqual({ ok: true, value: true });
  expect(await asks("Summer-of-70!")).toEqual({ ok: true, value: false });
  expect(await asks("Größe-😀-69")).toEqual({ ok: true, value: false });
});

it("tells five characters, asks for padding, and takes none of it for a leak", async () => {
  await asks("Summer-of-69!");
  const [asked] = range.vendor.requests;
  const hash = sha1("Summer-of-69!");
  expect(asked).toMatchObject({ path: `/range/${hash.slice(0, 5)}`, body: "", headers: { "add-padding": "true" } });
  expect(JSON.stringify(asked).toUpperCase()).not.toContain(hash.slice(5));
  range.plays.push({ status: 200, raw: `${hash.slice(5)}:0` });
  expect(await asks("Summer-of-69!")).toEqual({ ok: true, value: false });
  range.plays.push({ status: 200, raw: `${hash.slice(5).toLowerCase()}:1\n` });
  expect(await asks("Summer-of-69!")).toEqual({ ok: true, value: true });
});

it.each([
  ["down", { status: 503, raw: "" }, "peer.failed"],
  ["busy", { status: 429, raw: "" }, "peer.rate_limited"],
  ["a page in place of the list", { status: 200, raw: "<html>sign in</html>" }, "peer.malformed"],
  ["nothing", { status: 200, raw: "" }, "peer.malformed"],
  ["cut", "cut", "peer.unreachable"],
] as const)("has not checked where the service is %s", async (_what, play, code) => {
  range.plays.push(play);
  expect(await asks("Summer-of-69!")).toMatchObject({ ok: false, error: { code } });
});

it("waits no longer than its client does", async () => {
  range.plays.push("hang");
  expect(await asks("Summer-of-69!", { timeoutMs: 50 })).toMatchObject({ error: { code: "peer.timeout" } });
});
