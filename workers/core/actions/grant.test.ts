import { expect, it } from "vitest";
import type { PersonId, VerificationId } from "../kit/ids.ts";
import { reservedCall, type ReservedGrant } from "./grant.ts";

const RESERVED: ReservedGrant = {
  id: "grt_one",
  person: "per_one" as PersonId,
  subject: { externalId: "E-100", userName: "jkofler", email: "j.kofler@halden.example" },
  action: "password_reset",
  target: "ad",
  verification: "vrf_one" as VerificationId,
  browserTag: "tag",
  policyVersion: "1",
  mintedAt: 1_000,
  notBefore: 1_000,
  expiresAt: 601_000,
  state: "reserved",
  attempt: { id: "att_one", reservedAt: 2_000 },
};

it("a call says whose account, what, and by which key it is known", () => {
  expect(reservedCall(RESERVED)).toEqual({
    subject: RESERVED.subject,
    action: "password_reset",
    attempt: "att_one",
    grantId: "grt_one",
    reservedAt: 2_000,
  });
});

it.each(["available", "consumed", "unknown"])("no call from a grant that is %s", (state) => {
  expect(() => reservedCall({ ...RESERVED, state } as unknown as ReservedGrant)).toThrow(state);
});
