import { describe, expect, it } from "vitest";
import { policyFor, type PolicyInput, type PolicyOverrides } from "./policy-for.ts";
import { ACTIONS, DEFAULT_LIMITS, type Policy } from "./policy.ts";

const ON_RECORD = { origin: "on_record", trusted: true } as const;
const TYPED = { origin: "typed", trusted: false } as const;
const RECENT = { origin: "on_record", trusted: false } as const;
const base: PolicyInput = { action: "password_reset", privileged: false, destination: ON_RECORD, callerOnLine: false };

function policy(change: Partial<PolicyInput> = {}): Policy {
  const result = policyFor({ ...base, ...change });
  if (!result.ok) {
    throw new Error(result.error.reason);
  }
  return result.value;
}

it("standard, with the default prior and limits, for a contact on record", () => {
  expect(policy()).toMatchObject({
    profile: { id: "standard" },
    priorBits: -2,
    requiredProofs: ["contact_on_record"],
    ...DEFAULT_LIMITS,
  });
});

describe("strict", () => {
  it.each([
    ["typed", { destination: TYPED }],
    ["changed lately", { destination: RECENT }],
    ["asked for by the desk", { overrides: { profile: "strict" } }],
  ] as const)("when %s", (_name, change) => {
    expect(policy(change)).toMatchObject({ profile: { id: "strict" }, priorBits: -2 });
  });

  it("for privileged people, from even odds", () => {
    expect(policy({ privileged: true })).toMatchObject({ profile: { id: "strict" }, priorBits: 0 });
  });
});

describe("of a category that allows contacts on record only", () => {
  const overrides = { typedDestination: false };

  it("refuses what an agent typed, and nothing else", () => {
    expect(policyFor({ ...base, destination: TYPED, overrides })).toEqual({
      ok: false,
      error: { code: "policy.destination_refused", reason: "category" },
    });
    expect(policyFor({ ...base, destination: RECENT, overrides }).ok).toBe(true);
    expect(policyFor({ ...base, destination: TYPED }).ok).toBe(true);
  });
});

describe("refused", () => {
  it.each([TYPED, RECENT])("for an MFA reset and for privileged people: %o", (destination) => {
    expect(policyFor({ ...base, destination, action: "mfa_reset" })).toEqual({
      ok: false,
      error: { code: "policy.destination_refused", reason: "mfa_reset" },
    });
    expect(policyFor({ ...base, destination, privileged: true })).toEqual({
      ok: false,
      error: { code: "policy.destination_refused", reason: "privileged" },
    });
  });

  it("whatever is overridden", () => {
    const overrides = { requiredProofs: [], spokenCode: "never", priorBits: -9 } as const;
    expect(policyFor({ ...base, destination: TYPED, action: "mfa_reset", overrides }).ok).toBe(false);
  });
});

describe("spoken code", () => {
  it.each([
    ["password reset on the line", { callerOnLine: true }, true],
    ["password reset by ticket", {}, false],
    ["identity check on the line", { callerOnLine: true, action: "identity_check" }, false],
    ["always", { overrides: { spokenCode: "always" } }, true],
    ["never", { callerOnLine: true, overrides: { spokenCode: "never" } }, false],
    ["already in the list", { callerOnLine: true, overrides: { requiredProofs: ["spoken_code"] } }, true],
  ] as const)("%s", (_name, change, asked) => {
    expect(policy(change).requiredProofs.filter((proof) => proof === "spoken_code")).toHaveLength(asked ? 1 : 0);
  });
});

describe("limits", () => {
  it("can be overridden below the ceilings of the standards and above their floors", () => {
    const overrides = {
      limits: { linkLifetimeMinutes: 60, codeLifetimeMinutes: 2, extensionsAllowed: 1, sessionMinutes: 30 },
    };
    expect(policy({ overrides })).toMatchObject({
      linkLifetimeMinutes: 10,
      codeLifetimeMinutes: 2,
      extensionsAllowed: 10,
      sessionMinutes: 30,
    });
  });
});

describe("version", () => {
  it("names the inputs", () => {
    expect(
      policy({ callerOnLine: true, overrides: { limits: { sessionMinutes: 30 }, spokenCode: "always" } }).version,
    ).toBe("policy-4/password_reset/standard/on_record/ordinary/on_line/sessionMinutes=30/spokenCode=always");
  });

  it("two policies with one version are one policy", () => {
    const seen = new Map<string, Policy>();
    for (const input of everyInput()) {
      const result = policyFor(input);
      if (result.ok) {
        expect(seen.get(result.value.version) ?? result.value).toEqual(result.value);
        seen.set(result.value.version, result.value);
      }
    }
    expect(seen.size).toBeGreaterThan(30);
  });
});

function* everyInput(): Generator<PolicyInput> {
  const overrides: PolicyOverrides[] = [
    {},
    { priorBits: 0 },
    { profile: "strict" },
    { spokenCode: "never" },
    { limits: { codeTries: 2 } },
    { requiredProofs: ["passkey"] },
    { holdMinutes: 0 },
    { holdMinutes: 45 },
  ];
  for (const action of ACTIONS) {
    for (const destination of [ON_RECORD, TYPED, RECENT]) {
      for (const flags of [0, 1, 2, 3]) {
        for (const override of overrides) {
          yield { action, destination, privileged: flags > 1, callerOnLine: flags % 2 === 1, overrides: override };
        }
      }
    }
  }
}

describe("a typed destination", () => {
  const independent = (change: Partial<PolicyInput>): boolean | undefined =>
    policy({ destination: TYPED, ...change }).independentProof;

  it("asks for a proof that is independent of it, as does a contact that changed lately", () => {
    expect(independent({})).toBe(true);
    expect(independent({ destination: RECENT })).toBe(true);
    expect(independent({ destination: ON_RECORD })).toBeUndefined();
  });

  it.each(["identity_check", "account_unlock"] as const)("asks for none for %s", (action) => {
    expect(independent({ action })).toBeUndefined();
  });

  it.each(["identity_check", "password_reset"] as const)(
    "asks for one for %s where the category always does",
    (action) => {
      const overrides = { secondPersonAlways: true, typedWithoutSecondPerson: true };
      expect([TYPED, ON_RECORD].map((destination) => independent({ action, destination, overrides }))).toEqual([
        true,
        true,
      ]);
    },
  );

  it("asks for none where the category does without", () => {
    expect(independent({ overrides: { typedWithoutSecondPerson: true } })).toBeUndefined();
  });
});

describe("a hold", () => {
  const held = (change: Partial<PolicyInput>): number | undefined => policy(change).holdMinutes;

  it.each([
    ["a typed destination", { destination: TYPED }],
    ["a contact that changed lately", { destination: RECENT }],
    ["privileged people", { privileged: true }],
    ["an MFA reset of privileged people", { privileged: true, action: "mfa_reset" }],
  ] as const)("of half an hour for %s", (_name, change) => {
    expect(held(change)).toBe(30);
    expect(held({ ...change, overrides: { holdMinutes: 45 } })).toBe(45);
    expect(held({ ...change, overrides: { holdMinutes: 9_999 } })).toBe(480);
    expect(held({ ...change, overrides: { holdMinutes: 0 } })).toBeUndefined();
  });

  it.each([
    ["everybody else", {}],
    ["everybody else, whatever the category says", { overrides: { holdMinutes: 45 } }],
    ["an MFA reset of everybody else", { action: "mfa_reset" }],
    ["what sets no secret, where the caller named the address", { destination: TYPED, action: "account_unlock" }],
    ["what sets no secret, of privileged people", { privileged: true, action: "identity_check" }],
  ] as const)("not for %s", (_name, change) => {
    expect(held(change)).toBeUndefined();
  });
});
