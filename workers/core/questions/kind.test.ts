import { describe, expect, it } from "vitest";
import { ACTIONS } from "../policy/policy.ts";
import { exposureFor, KNOWLEDGE, questionKind, STORY_KINDS } from "./kind.ts";
import { QUESTION_KINDS } from "./registry.ts";
import { sampleInput } from "./sample-person.fixture.ts";

const onRecord = { action: "password_reset", typedDestination: false } as const;

describe("exposureFor", () => {
  it("is the kind's own for a password reset to a contact on record", () => {
    for (const kind of QUESTION_KINDS.all) {
      expect(exposureFor(kind, onRecord)).toBe(kind.exposure);
    }
  });

  it("assumes the mailbox is taken for an MFA reset", () => {
    const story = { ...onRecord, action: "mfa_reset" } as const;
    expect(exposureFor(QUESTION_KINDS.get("meeting_person"), story)).toBe("public");
    expect(exposureFor(QUESTION_KINDS.get("manager"), story)).toBe("public");
    expect(exposureFor(QUESTION_KINDS.get("group"), story)).toBe("semi_public");
    expect(exposureFor(QUESTION_KINDS.get("sign_in_city"), story)).toBe("semi_public");
    expect(exposureFor(QUESTION_KINDS.get("peer"), story)).toBe("internal");
  });

  it("leaves out what the desk sees for a typed destination", () => {
    const story = { ...onRecord, typedDestination: true };
    const left = QUESTION_KINDS.all.filter((kind) => exposureFor(kind, story) !== undefined).map((kind) => kind.id);
    expect(left).toEqual(["peer", "direct_report", "group", "meeting_person", "sign_in_city", "start_month"]);
  });

  it("never makes a fact harder to know than its kind says", () => {
    for (const action of ACTIONS) {
      for (const kind of QUESTION_KINDS.all) {
        const exposure = exposureFor(kind, { action, typedDestination: false });
        expect(KNOWLEDGE[exposure ?? "public"]).toBeGreaterThanOrEqual(KNOWLEDGE[kind.exposure]);
      }
    }
  });

  it("names only kinds that exist", () => {
    expect(STORY_KINDS.filter((id) => QUESTION_KINDS.find(id) === undefined)).toEqual([]);
  });
});

describe("questionKind", () => {
  const draft = {
    factKey: "sample:1",
    form: "text",
    params: {},
    options: [],
    expected: { type: "text", accepted: ["yes"] },
    guesses: 10,
  } as const;

  it("stamps kind, exposure and odds", () => {
    const kind = questionKind({
      id: "sample",
      fact: "groups",
      exposure: "desk",
      recalled: 0.8,
      reason: "sample",
      draft: () => [draft],
    });
    const { guesses, ...asked } = draft;
    expect(kind.build(sampleInput())).toEqual([
      { ...asked, kind: "sample", exposure: "desk", k: 0.15, r: 0.8, m: guesses, g: 1 / guesses },
    ]);
  });

  it("builds nothing about public facts", () => {
    const kind = questionKind({
      id: "sample",
      fact: "groups",
      exposure: "public",
      recalled: 0.8,
      reason: "sample",
      draft: () => [draft],
    });
    expect(kind.build(sampleInput())).toEqual([]);
  });
});
