import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { PersonId, VerificationId } from "../kit/ids.ts";
import {
  ATTEMPTS_PER_GRANT,
  doubtfulCall,
  followUpCall,
  mintGrant,
  RESERVATION_MS,
  reservedCall,
  reserveGrant,
  settledGrant,
  settleGrant,
  type ConsumedGrant,
  type Grant,
  type ReservedGrant,
  type Settlement,
} from "./grant.ts";

const MINTED = 1_000;
const VALID = 901_000;

const minted = (change: { readonly validUntil?: number } = {}): Grant =>
  mintGrant({
    id: "grt_one",
    person: "per_one" as PersonId,
    subject: { externalId: "E-100", userName: "jkofler", email: "j.kofler@halden.example" },
    action: "password_reset",
    target: "ad",
    targetLabel: "Active Directory",
    verification: "vrf_one" as VerificationId,
    browserTag: "tag",
    policyVersion: "1",
    mintedAt: MINTED,
    notBefore: MINTED,
    validUntil: VALID,
    ...change,
  });

function reserved(grant: Grant, attempt = "att_one", now = 2_000): ReservedGrant {
  const made = reserveGrant(grant, { attempt, now });
  if (!made.ok) {
    throw new Error(made.error);
  }
  return made.value;
}

function settled(grant: Grant, attempt: string, settlement: Settlement): Grant {
  const made = settleGrant(grant, attempt, settlement);
  if (made === undefined) {
    throw new Error("not settled");
  }
  return made;
}

const DONE = { outcome: "consumed", doneAt: 3_000 } as const;

it("lives ten minutes, and no longer than the pass", () => {
  expect(minted()).toMatchObject({ state: "available", expiresAt: 601_000 });
  expect(minted({ validUntil: 301_000 })).toMatchObject({ expiresAt: 301_000 });
});

it("a call says whose account, what, and by which key it is known", () => {
  const grant = reserved(minted());
  const call = {
    subject: grant.subject,
    action: "password_reset",
    attempt: "att_one",
    grantId: "grt_one",
    reservedAt: 2_000,
  };
  expect(reservedCall(grant)).toEqual(call);
  expect(followUpCall(settled(grant, "att_one", DONE) as ConsumedGrant)).toEqual(call);
});

it.each(["available", "consumed", "unknown", "withdrawn"])("no call from a grant that is %s", (state) => {
  expect(() => reservedCall({ ...reserved(minted()), state } as unknown as ReservedGrant)).toThrow(state);
});

it.each(["available", "unknown", "withdrawn"])("no question about a grant that is %s", (state) => {
  expect(() => followUpCall({ ...reserved(minted()), state } as unknown as ReservedGrant)).toThrow(state);
});

it.each([
  ["while another attempt holds it", reserved(minted()), 2_001, "grant.in_use"],
  ["once it is used", settled(reserved(minted()), "att_one", DONE), 4_000, "grant.used"],
  [
    "once it is withdrawn",
    settled(reserved(minted()), "att_one", { outcome: "withdrawn", reason: "ticket_changed", at: 3_000 }),
    4_000,
    "grant.none",
  ],
  ["before its time", minted(), MINTED - 1, "grant.expired"],
  ["at its end", minted(), 601_000, "grant.expired"],
  ["after too many", { ...minted(), attempts: ATTEMPTS_PER_GRANT }, 2_000, "grant.none_left"],
] as const)("is reserved by nobody %s", (_when, grant, now, error) => {
  expect(reserveGrant(grant, { attempt: "att_two", now })).toEqual({ ok: false, error });
});

it("is there again after the target's refusal, which is counted", () => {
  const again = settled(reserved(minted()), "att_one", { outcome: "refused" });
  expect(again).toMatchObject({ state: "available", refusals: 1, attempts: 1 });
  expect(reserved(again, "att_two")).toMatchObject({ attempts: 2 });
});

it("is doubtful once its reservation has lapsed, and stays so until something is known", () => {
  const first = reserved(minted());
  expect(settledGrant(first, 2_000 + RESERVATION_MS - 1)).toBe(first);
  const second = reserved(first, "att_two", 2_000 + RESERVATION_MS);
  expect(second.attempt).toEqual({ id: "att_two", reservedAt: 2_000 + RESERVATION_MS, doubt: first.attempt });
  // What is asked is asked of the first of which nothing is known; what is done is done under its own key.
  expect(doubtfulCall(second)).toMatchObject({ attempt: "att_one", reservedAt: 2_000 });
  expect(reservedCall(second)).toMatchObject({ attempt: "att_two", reservedAt: 2_000 + RESERVATION_MS });
  expect(doubtfulCall(first)).toBeUndefined();
  const refused = settled(second, "att_two", { outcome: "refused" });
  expect(refused).toMatchObject({ state: "unknown" });
  expect(reserved(refused, "att_three", 70_000).attempt.doubt).toEqual(first.attempt);
});

it("is settled by the attempt that holds it and by no other", () => {
  expect(settleGrant(reserved(minted()), "att_two", DONE)).toBeUndefined();
  expect(settleGrant(minted(), "att_one", DONE)).toBeUndefined();
  expect(settleGrant(settled(reserved(minted()), "att_one", DONE), "att_one", DONE)).toBeUndefined();
  // A late answer to a reservation that has lapsed meanwhile.
  expect(settleGrant(settledGrant(reserved(minted()), 70_000), "att_one", DONE)).toMatchObject({ state: "consumed" });
});

it("is used once, whatever is tried", () => {
  const outcome = fc.constantFrom<Settlement>(
    DONE,
    { outcome: "refused" },
    { outcome: "not_done" },
    { outcome: "unknown" },
    { outcome: "withdrawn", reason: "forbidden", at: 3_000 },
  );
  const move = fc.record({ reserve: fc.boolean(), attempt: fc.nat(3), wait: fc.nat(90_000), outcome });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let grant = minted();
      let now = MINTED;
      let consumed = 0;
      for (const { reserve, attempt, wait, outcome: what } of moves) {
        now += wait;
        const id = `att_${String(attempt)}`;
        const next = reserve
          ? reserveGrant(grant, { attempt: id, now })
          : { ok: true as const, value: settleGrant(grant, id, what) };
        if (next.ok && next.value !== undefined) {
          expect(["consumed", "withdrawn"]).not.toContain(grant.state);
          consumed += next.value.state === "consumed" ? 1 : 0;
          grant = next.value;
        }
      }
      expect(consumed).toBeLessThanOrEqual(1);
      expect(grant.attempts).toBeLessThanOrEqual(ATTEMPTS_PER_GRANT);
    }),
  );
});
