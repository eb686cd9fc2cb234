import { expect, it } from "vitest";
import { newAdmin } from "../../../test/support/worker-agent.ts";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { err, ok } from "../../core/kit/result.ts";
import type { Deps } from "../deps.ts";
import type { IdentityProvider } from "../ports/identity.ts";
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
    "work",
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
    "work",
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
      "constructor",
    ),
  ).toBeUndefined();
  expect(await audited(admin.id)).toEqual([]);
});
