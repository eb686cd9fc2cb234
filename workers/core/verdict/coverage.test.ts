import { describe, expect, it } from "vitest";
import {
  coverageOf,
  kindStandingOf,
  lacksOf,
  lettersOf,
  reasonsOf,
  standingOf,
  tallyOf,
  verifiable,
  wayOf,
  type PersonCoverage,
  type Standing,
} from "./coverage.ts";

const canPass = { canPass: true } as const;
const cannot = { canPass: false, because: "privileged", alsoNeeds: [["passkey"]] } as const;

const EVERY: readonly Standing[] = [
  "passes",
  "fresh",
  "typed",
  "no_contact_on_record",
  "too_few_facts",
  "privileged",
  "mfa_reset",
  "policy",
  "changed",
  "inactive",
];

describe("a person's standing", () => {
  it.each([
    ["passes", { best: { over: "trusted", outlook: canPass } }],
    ["fresh", { best: { over: "fresh", outlook: canPass } }],
    ["typed", { best: { over: "typed", outlook: canPass } }],
    ["privileged", { best: { over: "trusted", outlook: cannot } }],
    ["no_contact_on_record", { problem: "no_contact_on_record" }],
    ["changed", { problem: "changed" }],
  ] as const)("is %s", (standing, prospect) => {
    expect(standingOf(prospect)).toBe(standing);
  });

  it("comes back from its letters whole", () => {
    const person: PersonCoverage = {
      kinds: ["always", "on_record", "not_usable", "self_service", "no_country", "nothing_known"],
      standings: EVERY,
      lacks: ["mobile", "mail"],
    };
    expect(coverageOf(lettersOf(person))).toEqual(person);
  });

  it("names what no contact is there of", () => {
    expect(lacksOf([])).toEqual(["mobile", "mail"]);
    expect(lacksOf([{ channel: "email" }])).toEqual(["mobile"]);
    expect(lacksOf([{ channel: "sms" }, { channel: "email" }])).toEqual([]);
  });

  it("says of a kind of question where it is asked", () => {
    expect(kindStandingOf({ typed: true })).toBe("always");
    expect(kindStandingOf({ typed: false })).toBe("on_record");
    expect(kindStandingOf({ typed: false, because: "not_usable" })).toBe("not_usable");
  });
});

describe("a way to be verified", () => {
  it("is a check where one passes, else the desk where there is one, else none", () => {
    const [there, away] = [{ deskPlace: true }, { deskPlace: false }];
    expect(wayOf(["mfa_reset", "passes"], away)).toBe("check");
    expect(wayOf(["mfa_reset", "typed"], there)).toBe("helped_check");
    expect(wayOf(["mfa_reset", "privileged"], there)).toBe("desk");
    expect(wayOf(["mfa_reset", "privileged"], away)).toBe("none");
  });

  it("is missing for reasons, each said once", () => {
    expect(reasonsOf(["mfa_reset", "passes", "typed", "mfa_reset", "privileged"])).toEqual(["mfa_reset", "privileged"]);
  });
});

describe("the count of a directory", () => {
  const group = (people: number, standings: readonly Standing[], more: Partial<PersonCoverage> = {}) => ({
    people,
    ...lettersOf({ kinds: ["always"], lacks: [], ...more, standings }),
  });
  const tally = tallyOf([
    group(5, ["passes", "mfa_reset"]),
    group(2, ["typed", "mfa_reset"], { kinds: ["on_record"], lacks: ["mobile", "mail"] }),
    group(3, ["too_few_facts", "too_few_facts"], { kinds: ["nothing_known"], lacks: ["mobile"] }),
    group(1, ["privileged", "privileged"], { kinds: ["not_usable"] }),
  ]);

  it("counts everybody once for each request and each kind", () => {
    expect(tally.people).toBe(11);
    expect(tally.requests).toEqual([
      {
        alone: 5,
        helped: [{ because: "typed", people: 2 }],
        not: [
          { because: "too_few_facts", people: 3 },
          { because: "privileged", people: 1 },
        ],
      },
      {
        alone: 0,
        helped: [],
        not: [
          { because: "mfa_reset", people: 7 },
          { because: "too_few_facts", people: 3 },
          { because: "privileged", people: 1 },
        ],
      },
    ]);
    expect(tally.kinds).toEqual([
      {
        always: 5,
        onRecord: 2,
        not: [
          { because: "nothing_known", people: 3 },
          { because: "not_usable", people: 1 },
        ],
      },
    ]);
  });

  it("counts who cannot be reached, and whom no check at all can verify", () => {
    expect(tally.lacks).toEqual({ mobile: 5, mail: 2, both: 2 });
    expect(tally.unverifiable).toBe(4);
  });

  it("counts who can be verified alone or with help", () => {
    expect(tally.requests.map(verifiable)).toEqual([7, 0]);
  });

  it("is nothing of nobody", () => {
    expect(tallyOf([])).toEqual({
      people: 0,
      kinds: [],
      requests: [],
      lacks: { mobile: 0, mail: 0, both: 0 },
      unverifiable: 0,
    });
  });
});
