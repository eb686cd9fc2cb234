import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTIONS } from "./policy.ts";
import { INDEPENDENT_PROOFS } from "./independence.ts";
import { type Proof, PROOFS } from "./proofs.ts";
import { destinationProof, missingProofGroups, type ProofNeeds } from "./required-proofs.ts";

const needs = (change: Partial<ProofNeeds> = {}): ProofNeeds => ({
  action: "password_reset",
  privileged: false,
  profile: "standard",
  required: ["contact_on_record"],
  ...change,
});
const complete = (change: Partial<ProofNeeds>, proven: readonly Proof[]): boolean =>
  missingProofGroups(needs(change), proven).length === 0;

describe("typed destination", () => {
  it.each(["identity_check", "account_unlock", "password_reset"] as const)(
    "stands in on the strict profile for %s",
    (action) => {
      expect(complete({ action, profile: "strict" }, ["destination_typed"])).toBe(true);
      expect(complete({ action, profile: "standard" }, ["destination_typed"])).toBe(false);
    },
  );

  it("never for an MFA reset or a privileged person, whatever else was proven", () => {
    const others = PROOFS.filter((proof) => proof !== "contact_on_record");
    expect(complete({ action: "mfa_reset", profile: "strict" }, others)).toBe(false);
    expect(complete({ privileged: true, profile: "strict" }, others)).toBe(false);
    expect(complete({ privileged: true, profile: "strict", required: [] }, others)).toBe(false);
  });
});

describe("MFA reset", () => {
  it.each(INDEPENDENT_PROOFS)("is complete with %s", (proof) => {
    expect(complete({ action: "mfa_reset" }, ["contact_on_record", proof])).toBe(true);
  });

  it.each(["spoken_code", "known_phone", "contact_code", "destination_typed"] as const)(
    "is not complete with %s, which a caller can bring about",
    (proof) => {
      expect(INDEPENDENT_PROOFS).not.toContain(proof);
      expect(complete({ action: "mfa_reset" }, ["contact_on_record", proof])).toBe(false);
    },
  );
});

describe("privileged person", () => {
  it("asks for a passkey or two people", () => {
    const proven = (...more: Proof[]): boolean => complete({ privileged: true }, ["contact_on_record", ...more]);
    expect(proven("passkey")).toBe(true);
    expect(proven("second_approver", "manager_vouch")).toBe(true);
    expect(proven("second_approver")).toBe(false);
    expect(proven("manager_vouch", "known_phone", "contact_code")).toBe(false);
  });
});

it("names what is missing", () => {
  expect(missingProofGroups(needs({ required: ["contact_on_record", "spoken_code"] }), ["contact_on_record"])).toEqual([
    ["spoken_code"],
  ]);
});

it("more proof never makes a result less complete", () => {
  fc.assert(
    fc.property(
      fc.record({
        action: fc.constantFrom(...ACTIONS),
        privileged: fc.boolean(),
        profile: fc.constantFrom("standard", "strict"),
        required: fc.subarray([...PROOFS]),
      }),
      fc.subarray([...PROOFS]),
      fc.constantFrom(...PROOFS),
      (asked, proven, more) => {
        expect(missingProofGroups(asked, [...proven, more]).length).toBeLessThanOrEqual(
          missingProofGroups(asked, proven).length,
        );
      },
    ),
  );
});

it("a contact on record proves only when it is trusted", () => {
  expect(destinationProof({ origin: "on_record", trusted: true })).toBe("contact_on_record");
  expect(destinationProof({ origin: "on_record", trusted: false })).toBe("destination_typed");
  expect(destinationProof({ origin: "typed", trusted: true })).toBe("destination_typed");
});

it("a policy that asks for an independent proof needs one beside the destination, whatever the action", () => {
  const typed = { profile: "strict", independentProof: true } as const;
  expect(complete(typed, ["destination_typed"])).toBe(false);
  expect(complete(typed, ["destination_typed", "spoken_code", "known_phone"])).toBe(false);
  expect(complete(typed, ["destination_typed", "second_approver"])).toBe(true);
});
