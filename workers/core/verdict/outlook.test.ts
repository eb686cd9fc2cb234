import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlookOf, waysToMeet, type Means } from "./outlook.ts";
import { ACTIONS } from "../policy/policy.ts";
import { INDEPENDENT_PROOFS } from "../policy/independence.ts";
import { type Proof, PROOFS } from "../policy/proofs.ts";
import { missingProofGroups, type ProofNeeds } from "../policy/required-proofs.ts";

const ON_RECORD = { origin: "on_record", trusted: true } as const;
const TYPED = { origin: "typed", trusted: false } as const;

const outlook = (needs: Partial<ProofNeeds> = {}, means: Partial<Means> = {}) =>
  outlookOf(
    {
      action: "password_reset",
      privileged: false,
      profile: "standard",
      required: ["contact_on_record"],
      ...needs,
    },
    { destination: ON_RECORD, ...means },
  );

const PASSES = { canPass: true };

describe("a check that can pass", () => {
  it.each(["identity_check", "account_unlock", "password_reset"] as const)("is an ordinary %s", (action) => {
    expect(outlook({ action })).toEqual(PASSES);
    expect(outlook({ action, profile: "strict" }, { destination: TYPED })).toEqual(PASSES);
  });

  it("asks for the spoken code", () => {
    expect(outlook({ required: ["contact_on_record", "spoken_code"] })).toEqual(PASSES);
  });
});

describe("a check that cannot pass", () => {
  it("is anything for a privileged person: a passkey or two people", () => {
    for (const action of ACTIONS) {
      expect(outlook({ action, privileged: true, profile: "strict" })).toEqual({
        canPass: false,
        because: "privileged",
        alsoNeeds: [["passkey"], ["second_approver", "manager_vouch"]],
      });
    }
  });

  it("is an MFA reset: nothing here gives an independent proof", () => {
    expect(outlook({ action: "mfa_reset" })).toEqual({
      canPass: false,
      because: "mfa_reset",
      alsoNeeds: [["passkey"], ["second_approver"], ["manager_vouch"]],
    });
  });

  it("is one whose policy asks for a proof that nothing produces", () => {
    expect(outlook({ required: ["contact_on_record", "desk_code"] })).toEqual({
      canPass: false,
      because: "policy",
      alsoNeeds: [["desk_code"]],
    });
  });

  it("is an MFA reset over anything but a contact on record", () => {
    expect(outlook({ action: "mfa_reset", profile: "strict" }, { destination: TYPED })).toEqual({
      canPass: false,
      because: "mfa_reset",
      alsoNeeds: INDEPENDENT_PROOFS.map((proof) => ["contact_on_record", proof]),
    });
  });
});

const groups = fc.array(fc.subarray([...PROOFS], { minLength: 1 }), { maxLength: 4 });
const meets = (way: readonly Proof[], all: readonly (readonly Proof[])[]): boolean =>
  all.every((group) => group.some((proof) => way.includes(proof)));

describe("ways to meet", () => {
  it("has nothing to say where nothing is missing", () => {
    expect(waysToMeet([])).toEqual([[]]);
  });

  it("each meets every group and needs each of its proofs", () => {
    fc.assert(
      fc.property(groups, (all) => {
        for (const way of waysToMeet(all)) {
          expect(meets(way, all)).toBe(true);
          for (const proof of way) {
            expect(
              meets(
                way.filter((other) => other !== proof),
                all,
              ),
            ).toBe(false);
          }
        }
      }),
    );
  });

  it("none is left out: whatever meets every group holds one of them", () => {
    fc.assert(
      fc.property(groups, fc.subarray([...PROOFS]), (all, proven) => {
        const held = waysToMeet(all).some((way) => way.every((proof) => proven.includes(proof)));
        expect(held).toBe(meets(proven, all));
      }),
    );
  });
});

it("says that a check cannot pass exactly where no proof that can be had completes it", () => {
  const had: readonly Proof[] = ["contact_on_record", "spoken_code"];
  fc.assert(
    fc.property(
      fc.record({
        action: fc.constantFrom(...ACTIONS),
        privileged: fc.boolean(),
        profile: fc.constantFrom("standard" as const, "strict" as const),
        required: fc.subarray([...PROOFS]),
      }),
      (needs) => {
        const { canPass } = outlookOf(needs, { destination: ON_RECORD });
        expect(canPass).toBe(missingProofGroups(needs, had).length === 0);
      },
    ),
  );
});

describe("what somebody gives beside the check", () => {
  const mfa = { action: "mfa_reset", privileged: false, profile: "standard", required: ["contact_on_record"] } as const;
  const destination = { origin: "on_record", trusted: true } as const;

  it("makes possible what cannot pass alone, and is named, without what cannot be had", () => {
    expect(outlookOf(mfa, { destination }).canPass).toBe(false);
    const outlook = outlookOf(mfa, { destination, later: ["second_approver"] });
    expect(outlook).toEqual({ canPass: true, asks: [["second_approver"]] });
  });

  it("is not named where nothing is missing", () => {
    expect(outlookOf({ ...mfa, action: "password_reset" }, { destination, later: ["second_approver"] })).toEqual({
      canPass: true,
    });
  });

  it("is two people for a privileged person", () => {
    const privileged = { ...mfa, privileged: true };
    expect(outlookOf(privileged, { destination, later: ["second_approver"] }).canPass).toBe(false);
    expect(outlookOf(privileged, { destination, later: ["second_approver", "manager_vouch"] }).canPass).toBe(true);
  });
});
