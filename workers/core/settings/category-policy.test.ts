import { describe, expect, it } from "vitest";
import { ACTIONS, PROFILES, QUESTION_BOUNDS, SECONDED_PASS_LINE } from "../policy/policy.ts";
import { INDEPENDENT_PROOFS } from "../policy/independence.ts";
import { PROOFS, type Proof } from "../policy/proofs.ts";
import { missingProofGroups } from "../policy/required-proofs.ts";
import { categoryFor, categoryNames, namedCategories, policyUnder } from "./category-policy.ts";
import { categoryPolicy } from "./sections/categories.ts";

const of = (change: object = {}) => categoryPolicy.parse({ action: "password_reset", ...change });
const ON_RECORD = { origin: "on_record", trusted: true } as const;
const RECENT = { origin: "on_record", trusted: false } as const;
const TYPED = { origin: "typed", trusted: false } as const;
const story = { action: "password_reset", privileged: false, destination: ON_RECORD, callerOnLine: false } as const;

describe("the policy of a ticket", () => {
  const general = of();
  const own = of({ strict: true });
  const config = { CATEGORIES: { Reset: general, Unlock: general }, CONNECTION_CATEGORIES: { east: { Reset: own } } };

  it("is its connection's own where there is one, and else the category's", () => {
    expect(categoryFor(config, { connection: "east", category: "Reset" })).toBe(own);
    expect(categoryFor(config, { connection: "west", category: "Reset" })).toBe(general);
    expect(categoryFor(config, { connection: "east", category: "Unlock" })).toBe(general);
  });

  it("is none where a verification is not required for now, for all or for one connection", () => {
    const off = of({ required: false });
    const east = { CATEGORIES: { Reset: general }, CONNECTION_CATEGORIES: { east: { Reset: off } } };
    expect(categoryFor(east, { connection: "east", category: "Reset" })).toBeUndefined();
    expect(categoryFor(east, { connection: "west", category: "Reset" })).toBe(general);
    const none = { CATEGORIES: { Reset: off, Unlock: general }, CONNECTION_CATEGORIES: { east: { Reset: own } } };
    expect(categoryFor(none, { connection: "west", category: "Reset" })).toBeUndefined();
    expect(categoryFor(none, { connection: "east", category: "Reset" })).toBe(own);
    expect(namedCategories(none).map(({ connection, category }) => [connection, category])).toEqual([
      [undefined, "Unlock"],
      ["east", "Reset"],
    ]);
    expect(categoryNames({ ...none, CONNECTION_CATEGORIES: {} })).toEqual(["Unlock"]);
  });

  it("is none for what only looks like a category", () => {
    expect(categoryFor(config, { connection: "constructor", category: "toString" })).toBeUndefined();
  });
});

describe("questions and lines of a category", () => {
  const profileOf = (change: object, destination: typeof ON_RECORD | typeof TYPED = ON_RECORD) => {
    const policy = policyUnder(of(change), { ...story, destination });
    return policy.ok ? policy.value.profile : undefined;
  };

  it("are the profile's unless set", () => {
    expect(profileOf({})).toEqual(PROFILES.standard);
    // A password reset over a typed destination has a second person decide as well.
    expect(profileOf({}, TYPED)).toEqual({ ...PROFILES.strict, passLine: SECONDED_PASS_LINE });
    expect(profileOf({ typedWithoutSecondPerson: true }, TYPED)).toEqual(PROFILES.strict);
  });

  it("make a check stricter, and leave a strict one as strict as it was", () => {
    const set = { minimumQuestions: 3, maximumQuestions: 8, passLine: 3.4, earlyAccept: 1.6 };
    expect(profileOf(set)).toEqual({ id: "standard", ...set });
    expect(profileOf(set, TYPED)).toEqual({ ...PROFILES.strict, passLine: 3.4 });
  });

  it("keep the line that ends a check early below the pass line", () => {
    expect(profileOf({ passLine: 1.9 })).toMatchObject({ passLine: 1.9, earlyAccept: 0.9 });
  });

  it("ask at most for no fewer than at least", () => {
    expect(profileOf({ minimumQuestions: 7 })).toMatchObject({ minimumQuestions: 7, maximumQuestions: 8 });
  });

  it.each(Object.entries(QUESTION_BOUNDS))("stay within bounds: %s", (key, { from, to }) => {
    const step = key.endsWith("Questions") ? 1 : 0.1;
    const fits = (value: number): boolean =>
      categoryPolicy.safeParse({ action: "password_reset", [key]: value }).success;
    expect([from - step, from, to, to + step].map(fits)).toEqual([false, true, true, false]);
  });

  it.each([
    ["fewer at most than at least", { minimumQuestions: 6, maximumQuestions: 5 }, "maximumQuestions"],
    ["an accept line at the pass line", { passLine: 2, earlyAccept: 1.5 }, "earlyAccept"],
  ])("contradict themselves in nothing: %s", (_what, change, key) => {
    const read = categoryPolicy.safeParse({ action: "password_reset", ...change });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([[key]]);
  });

  it("let an accept line be exactly one below", () => {
    expect(categoryPolicy.safeParse({ action: "password_reset", passLine: 2.3, earlyAccept: 1.3 }).success).toBe(true);
  });
});

describe("a contact that changed lately", () => {
  it("is refused where the category wants one that has not, and nothing else is", () => {
    const category = of({ recentContact: false });
    const refused = { ok: false, error: { code: "policy.destination_refused", reason: "category" } };
    expect(policyUnder(category, { ...story, destination: RECENT })).toEqual(refused);
    expect(policyUnder(category, story).ok).toBe(true);
    expect(policyUnder(category, { ...story, destination: TYPED }).ok).toBe(true);
    expect(policyUnder(of(), { ...story, destination: RECENT }).ok).toBe(true);
  });
});

it("whatever a category says, answers alone never pass: what the link shows is always demanded", () => {
  for (const spokenCode of ["never", "always", "when_on_line"]) {
    for (const destination of [ON_RECORD, RECENT, TYPED]) {
      const policy = policyUnder(of({ spokenCode }), { ...story, destination });
      expect(policy).toMatchObject({ value: { requiredProofs: expect.arrayContaining(["contact_on_record"]) as [] } });
    }
  }
});

describe("what a category can be set to", () => {
  const CODES = ["never", "always", "when_on_line"] as const;
  const stories = [true, false].flatMap((privileged) =>
    [ON_RECORD, RECENT, TYPED].flatMap((destination) =>
      [true, false].map((callerOnLine) => ({ privileged, destination, callerOnLine })),
    ),
  );
  const settings = ACTIONS.flatMap((action) =>
    CODES.flatMap((spokenCode) => [true, false].map((strict) => ({ action, spokenCode, strict }))),
  );
  /** Of every setting and story: whether a check without these proofs could still pass. */
  const passable = (proven: readonly Proof[], wanted: (found: { action: string; privileged: boolean }) => boolean) =>
    settings.flatMap((setting) =>
      stories.flatMap((one) => {
        const needs = { ...one, action: setting.action };
        const policy = policyUnder(of(setting), needs);
        const lets =
          policy.ok &&
          wanted(needs) &&
          missingProofGroups(
            { ...needs, profile: policy.value.profile.id, required: policy.value.requiredProofs },
            proven,
          ).length === 0;
        return lets ? [{ ...setting, ...one }] : [];
      }),
    );

  it("lets answers alone pass nobody", () => {
    expect(passable([], () => true)).toEqual([]);
  });

  it("lets nobody pass an MFA reset, and nobody privileged, without an independent proof", () => {
    const others = PROOFS.filter((proof) => !INDEPENDENT_PROOFS.includes(proof));
    expect(passable(others, ({ action, privileged }) => action === "mfa_reset" || privileged)).toEqual([]);
    expect(passable(others, () => true).length).toBeGreaterThan(0);
  });

  it("names no proofs of its own: those that the rules demand cannot be fewer", () => {
    for (const key of ["requiredProofs", "proofs"]) {
      expect(categoryPolicy.safeParse({ action: "password_reset", [key]: [] }).success).toBe(false);
    }
  });
});
