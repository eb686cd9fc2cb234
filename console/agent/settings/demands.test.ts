import { expect, it } from "vitest";
import { demandText, policiesIn, policyLine } from "./demands.tsx";

it("each policy of the form has the name that its errors have", () => {
  const values = {
    CATEGORIES: { Reset: { action: "password_reset" } },
    CONNECTION_CATEGORIES: { east: { Reset: { action: "mfa_reset" } }, west: {} },
  };
  expect(policiesIn(values)).toEqual({
    "CATEGORIES.Reset": { action: "password_reset" },
    "CONNECTION_CATEGORIES.east.Reset": { action: "mfa_reset" },
  });
});

const demand = {
  of: "ordinary",
  questions: { least: 3, most: 6 },
  passLine: 3,
  earlyAccept: 1.5,
  spokenCode: "never",
  outlook: { canPass: true },
} as const;

it("a demand is said in whole sentences", () => {
  expect(demandText(demand)).toBe(
    "The link has to be opened where it was sent. 3 to 6 questions; passes at a risk of 3.0 or lower, and asks no further at 1.5.",
  );
  expect(demandText({ ...demand, spokenCode: "always" })).toContain("six digits that the agent speaks");
  expect(demandText({ ...demand, holdMinutes: 30 })).toContain("held for 30 min before anything");
});

it("a folded policy says in one line what is set", () => {
  const demands = { demands: [demand], limits: {} } as unknown as Parameters<typeof policyLine>[1];
  const policy = { action: "password_reset", channels: ["sms", "email"], typedDestination: false };
  expect(policyLine(policy, demands)).toBe(
    "3 to 6 questions, passes at 3.0 or lower · no spoken code · SMS, Email · to contacts on record only",
  );
  const more = (change: object): string =>
    policyLine({}, { demands: [{ ...demand, ...change }], limits: {} } as unknown as typeof demands);
  expect(more({ outlook: { canPass: true, asks: [["passkey"], ["second_approver"]] } })).toContain(
    "no spoken code · somebody else has to agree, or a passkey is shown",
  );
  expect(more({ outlook: { canPass: false, because: "policy", alsoNeeds: [] } })).toContain("cannot pass here yet");
  expect(more({ holdMinutes: 30 })).toContain("held for 30 min");
  expect(policyLine({ channels: ["sms"] }, undefined)).toBe("SMS");
  const refused = { demands: [{ of: "ordinary", refused: "category" }] } as unknown as typeof demands;
  expect(policyLine({}, refused)).toBe("No link is sent: this policy does not allow it.");
});

it("what cannot pass says what it lacks, and what is refused says why", () => {
  const outlook = { canPass: false, because: "privileged", alsoNeeds: [["passkey"]] } as const;
  expect(demandText({ ...demand, outlook })).toContain("It cannot pass here: it also needs a passkey");
  expect(demandText({ of: "typed", refused: "category" })).toBe("No link is sent: this policy does not allow it.");
});
