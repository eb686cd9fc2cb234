/** Access' tokens against keys that come over HTTP, from a server that also misbehaves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AUDIENCE, startAccess, type Access, type Answer } from "../../../test/support/access.ts";
import { createHttpClient } from "../peers/http-client.ts";
import { accessTokens } from "./access.ts";

const HOUR_S = 3_600;
const seconds = (): number => Math.floor(Date.now() / 1_000);

let access: Access;

beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(() => {
  access.answer = "keys";
});

const tokens = (team = access.team, now: () => number = Date.now) =>
  accessTokens({
    mode: { label: "Access", issuer: team, audience: AUDIENCE },
    now,
    http: createHttpClient({
      allowedOrigins: [team],
      allowLoopbackHttp: true,
      fetch,
      timeoutMs: 300,
      maxBytes: 100_000,
    }),
  });

const identify = (assertion: string, team = access.team) => tokens(team).identify(assertion);

const refused = async (assertion: string | Promise<string>, code = "identity.not_trusted") => {
  const seen = await identify(await assertion);
  expect(seen).toMatchObject({ ok: false, error: { code } });
  // What goes to the log quotes nothing of the token.
  expect(JSON.stringify(seen)).not.toMatch(/example|7335d417/u);
};

it("says who was let through, and since when", async () => {
  const seen = await identify(await access.token({ iat: seconds() - 90, email: "Lee@halden.example" }));
  expect(seen).toEqual({
    ok: true,
    value: {
      issuer: access.team,
      subject: "7335d417-61da-459d-899c-0a01c76a2f94",
      email: "Lee@halden.example",
      groups: [],
      amr: [],
      age: expect.closeTo(90, -1),
    },
  });
});

it("takes a new key at once, and the one that was withdrawn no longer", async () => {
  const before = await access.token();
  expect(await identify(before)).toMatchObject({ ok: true });
  await access.rotate();
  expect(await identify(await access.token())).toMatchObject({ ok: true });
  await refused(before);
});

it("bears with a clock that is a minute off", async () => {
  const late = { iat: seconds() - HOUR_S, nbf: seconds() - HOUR_S, exp: seconds() - 30 };
  expect(await identify(await access.token(late))).toMatchObject({ ok: true });
  const early = { iat: seconds() + 30, nbf: seconds() + 30 };
  expect(await identify(await access.token(early))).toMatchObject({ ok: true, value: { age: 0 } });
});

describe("refused is a token", () => {
  it.each([
    ["of another team", { iss: "https://other.cloudflareaccess.com" }],
    ["of no team", { iss: undefined }],
    ["for another application", { aud: ["b2".repeat(32)] }],
    ["for no application", { aud: undefined }],
    ["that has ended", { iat: 1_000, nbf: 1_000, exp: seconds() - 120 }],
    ["that never ends", { exp: undefined }],
    ["that has not begun", { nbf: seconds() + HOUR_S }],
    ["of the future", { iat: seconds() + HOUR_S }],
    ["that does not say since when", { iat: undefined }],
    ["of a service", { sub: "", common_name: "e367826f93b8d71185e03fe518aff3b4.access.example" }],
    ["of nobody", { sub: undefined }],
    ["of the team as a whole", { type: "org" }],
  ])("%s", async (_name, claims) => {
    await refused(access.token(claims));
  });

  it("with no signature, or one that the token chose how to check", async () => {
    await refused(access.unsigned());
    await refused(access.byPublicKey());
    await refused(access.byOtherAlgorithm());
  });

  it("by a key that is not Access', under its id or another", async () => {
    await refused(access.foreign());
    const other = await startAccess();
    await refused(other.token({ iss: access.team }));
    await other.close();
  });

  it("that is none, or was changed", async () => {
    await refused("");
    await refused("a.b.c");
    const [head = "", , signature = ""] = (await access.token()).split(".");
    const [, payload = ""] = (await access.token({ sub: "somebody-else" })).split(".");
    await refused(`${head}.${payload}.${signature}`);
  });
});

describe("keys are asked for", () => {
  const asked = async (work: () => Promise<unknown>): Promise<number> => {
    const before = access.asked;
    await work();
    return access.asked - before;
  };

  it.each([
    ["of another team", () => access.token({ iss: "https://other.cloudflareaccess.com" })],
    ["for another application", () => access.token({ aud: "b2".repeat(32) })],
    ["that has ended", () => access.token({ exp: seconds() - 120 })],
    ["that never ends", () => access.token({ exp: undefined })],
    ["without a signature", async () => access.unsigned()],
    ["by another algorithm", () => access.byOtherAlgorithm()],
    ["that is none", async () => "a.b.c"],
  ])("for no token %s", async (_name, make) => {
    expect(await asked(async () => refused(make()))).toBe(0);
  });

  it("once in ten seconds for keys that are not Access', and not for what a known key did not sign", async () => {
    let now = Date.now();
    const own = tokens(access.team, () => now);
    const other = await startAccess();
    const strange = await other.token({ iss: access.team });
    const tries = async (assertion: string) => {
      const seen = await own.identify(assertion);
      expect(seen).toMatchObject({ ok: false, error: { code: "identity.not_trusted" } });
    };
    expect(await asked(() => tries(strange))).toBe(1);
    expect(await asked(() => tries(strange))).toBe(0);
    const forged = await access.foreign();
    expect(await asked(() => tries(forged))).toBe(0);
    const right = await access.token();
    expect(await asked(async () => expect(await own.identify(right)).toMatchObject({ ok: true }))).toBe(1);
    now += 10_000;
    expect(await asked(() => tries(strange))).toBe(1);
    await other.close();
  });
});

describe("nobody is let in, and it is said, while Access", () => {
  it.each<[Answer, string]>([
    ["silent", "identity.unreachable"],
    ["broken", "identity.unreachable"],
    ["redirect", "identity.unreachable"],
    ["no json", "identity.unreachable"],
  ])("is %s", async (answer, code) => {
    access.answer = answer;
    await refused(access.token(), code);
  });

  it("is not there", async () => {
    const seen = await identify(await access.token({ iss: "http://localhost:9" }), "http://localhost:9");
    expect(seen).toMatchObject({ ok: false, error: { code: "identity.unreachable" } });
  });
});

describe("tried out", () => {
  const examine = (assertion?: string) => tokens().examine(assertion);

  it("says how many keys there are, and whether the request carried a token that counts", async () => {
    expect(await examine()).toEqual({ keys: { ok: true, value: expect.any(Number) }, token: "absent" });
    expect(await examine(await access.token())).toMatchObject({ keys: { ok: true }, token: "valid" });
    expect(await examine(await access.token({ aud: "b2".repeat(32) }))).toMatchObject({ token: "refused" });
    expect(await examine("no token")).toMatchObject({ token: "refused" });
  });

  it.each<[Answer, string]>([
    ["silent", "peer.timeout"],
    ["broken", "peer.failed"],
    ["no json", "peer.malformed"],
    ["redirect", "peer.redirected"],
  ])("says why the keys of a team that is %s cannot be read", async (answer, problem) => {
    access.answer = answer;
    expect(await examine(await access.token())).toEqual({ keys: { ok: false, error: problem }, token: "unread" });
  });
});
