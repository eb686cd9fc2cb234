import { expect, it } from "vitest";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Deps } from "../deps.ts";
import { ACCESS } from "../../core/settings/access-name.ts";
import type { AccessTokens, IdentityProvider } from "../ports/identity.ts";
import { testSignIn } from "./test-sign-in.ts";

const answering = (examine: IdentityProvider["examine"]): Deps => ({
  ...deps(),
  identityProvider: (name) => (name === "work" ? ({ examine } as IdentityProvider) : undefined),
});

const audited = (by: string) =>
  rows("SELECT subject, details FROM audit WHERE action = 'sign_in.tested' AND actor = ?", by);

it("says what the provider says of itself, and keeps who asked and what differs", async () => {
  const admin = await newAdmin();
  const findings = [
    { check: "issuer", outcome: "differs", says: "https://other.example" },
    { check: "pkce", outcome: "unsaid" },
    { check: "keys", outcome: "differs", problem: "peer.rejected" },
  ] as const;
  const tested = await testSignIn(
    answering(async () => ok(findings)),
    admin,
    { name: "work", assertion: undefined },
  );
  expect(tested).toEqual({ read: { ok: true }, findings });
  expect(await audited(admin.id)).toEqual([
    { subject: "work", details: JSON.stringify({ read: "ok", differs: "issuer, keys" }) },
  ]);
});

it("says why nothing could be read", async () => {
  const admin = await newAdmin();
  const tested = await testSignIn(
    answering(async () => err("peer.timeout")),
    admin,
    { name: "work", assertion: undefined },
  );
  expect(tested).toEqual({ read: { ok: false, problem: "peer.timeout" }, findings: [] });
  expect(await audited(admin.id)).toEqual([{ subject: "work", details: JSON.stringify({ read: "peer.timeout" }) }]);
});

it("tries and keeps nothing of a provider that is none", async () => {
  const admin = await newAdmin();
  expect(
    await testSignIn(
      answering(async () => ok([])),
      admin,
      { name: "constructor", assertion: undefined },
    ),
  ).toBeUndefined();
  expect(await audited(admin.id)).toEqual([]);
});

const inFront = (examined: Awaited<ReturnType<AccessTokens["examine"]>>) => {
  const asked: (string | undefined)[] = [];
  const accessTokens: AccessTokens = {
    identify: () => Promise.reject(new Error("nobody signs in here")),
    examine: (assertion) => {
      asked.push(assertion);
      return Promise.resolve(examined);
    },
  };
  return { asked, of: { ...deps(), accessTokens } };
};

it.each([
  [{ keys: ok(2), token: "valid" } as const, { read: { ok: true }, findings: [], access: { keys: 2, token: "valid" } }],
  [
    { keys: err("peer.timeout"), token: "unread" } as const,
    { read: { ok: false, problem: "peer.timeout" }, findings: [], access: { keys: 0, token: "unread" } },
  ],
])("tries Cloudflare Access with the token of the request that asks", async (examined, reply) => {
  const admin = await newAdmin();
  const { asked, of } = inFront(examined);
  expect(await testSignIn(of, admin, { name: ACCESS, assertion: "a.b.c" })).toEqual(reply);
  expect(asked).toEqual(["a.b.c"]);
  const kept = await rows("SELECT details FROM audit WHERE action = 'sign_in.tested' AND actor = ?", admin.id);
  const read = examined.keys.ok ? "ok" : examined.keys.error;
  expect(kept).toEqual([{ details: JSON.stringify({ read, token: examined.token }) }]);
  expect(await testSignIn(deps(), admin, { name: ACCESS, assertion: undefined })).toBeUndefined();
});
