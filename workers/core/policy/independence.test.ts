import { describe, expect, it } from "vitest";
import { type AttackerId, ATTACKERS, groupsAgainst, INDEPENDENT_PROOFS } from "./independence.ts";
import { ACTIONS } from "./policy.ts";
import { NOT_GIVEN, type Proof, PROOFS } from "./proofs.ts";
import { missingProofGroups } from "./required-proofs.ts";

const IDS = Object.keys(ATTACKERS) as AttackerId[];
const outside: readonly AttackerId[] = ["researcher", "sim_thief", "mailbox_thief", "relay", "phone_thief"];

/** Whether whoever produces all that he can gets this result. */
function reaches(attacker: AttackerId, asked: { action: (typeof ACTIONS)[number]; privileged: boolean }): boolean {
  const needs = { ...asked, profile: "strict", required: ["contact_on_record"] } as const;
  return missingProofGroups(needs, ATTACKERS[attacker].produces).length === 0;
}

describe("whoever produces all that he can", () => {
  it.each(outside)("does not come through an MFA reset as %s", (attacker) => {
    expect(reaches(attacker, { action: "mfa_reset", privileged: false })).toBe(false);
  });

  it.each([...outside, "believed_by_manager", "believed_by_desk"] as const)(
    "comes through nothing of a privileged person as %s",
    (attacker) => {
      for (const action of ACTIONS) expect(reaches(attacker, { action, privileged: true }), action).toBe(false);
    },
  );

  it("comes through everything as the one whom no proof of the victim stops, which the table does not hide", () => {
    for (const action of ACTIONS) expect(reaches("persuader", { action, privileged: true }), action).toBe(true);
  });
});

describe("the table", () => {
  it("calls neither what the caller hears nor what the person presses independent of anybody who has the contact", () => {
    const never: readonly Proof[] = [
      "contact_on_record",
      "destination_typed",
      "spoken_code",
      "contact_code",
      "known_phone",
      ...NOT_GIVEN,
    ];
    expect(INDEPENDENT_PROOFS).toEqual(PROOFS.filter((proof) => !never.includes(proof)));
  });

  it("leaves every attacker but the persuader something that he cannot produce and the desk can ask for", () => {
    for (const id of IDS) {
      const [group] = groupsAgainst([id]);
      expect(group?.length, id).toBeGreaterThan(id === "persuader" ? 0 : 1);
    }
    expect(groupsAgainst(["persuader"])).toEqual([["desk_code"]]);
  });

  it("asks for nothing twice", () => {
    expect(groupsAgainst(["sim_thief", "mailbox_thief"])).toHaveLength(1);
    expect(groupsAgainst(["sim_thief", "relay"])).toEqual(groupsAgainst(["relay"]));
    expect(groupsAgainst([])).toEqual([]);
  });
});
