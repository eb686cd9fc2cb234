import { expect, it } from "vitest";
import { demandText, policiesIn } from "./demands.tsx";

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
});

it("what cannot pass says what it lacks, and what is refused says why", () => {
  const outlook = { canPass: false, because: "privileged", alsoNeeds: [["passkey"]] } as const;
  expect(demandText({ ...demand, outlook })).toContain("It cannot pass here: it also needs a passkey");
  expect(demandText({ of: "typed", refused: "category" })).toBe("No link is sent: this policy does not allow it.");
});
