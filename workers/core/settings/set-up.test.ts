import { describe, expect, it } from "vitest";
import { defined } from "../kit/defined.ts";
import { isSetUp, SET_UP_STEPS, setUpSteps, type SetUpFacts, type SetUpStepId } from "./set-up.ts";

const DONE: SetUpFacts = {
  providers: [{ label: "Halden account", cameThrough: true }],
  lastingSignIn: false,
  connections: [{ label: "ChangeGear", state: "working", called: true }],
  categories: ["Password reset"],
  organisation: "Halden",
  timeZone: "Europe/Lisbon",
  mail: { label: "Resend" },
  sms: { label: "Twilio" },
  people: 3,
  withContact: 2,
  securityContact: true,
  passed: { kind: "own", at: 1 },
};

const { mail: _mail, sms: _sms, passed: _passed, ...bare } = DONE;
const { sms: _noSms, ...byMail } = DONE;
const { organisation: _unsaid, ...unnamed } = DONE;
const { passed: _never, ...unchecked } = DONE;

const openIn = (facts: SetUpFacts): readonly SetUpStepId[] =>
  setUpSteps(facts)
    .filter(({ done }) => !done)
    .map(({ id }) => id);

it("is done when nothing blocks", () => {
  expect(isSetUp(setUpSteps(DONE))).toBe(true);
  expect(setUpSteps(DONE).map(({ id }) => id)).toEqual(SET_UP_STEPS);
});

describe("one thing missing keeps one step open", () => {
  it.each<[SetUpStepId, SetUpFacts, string]>([
    ["sign_in", { ...DONE, providers: [] }, "sign_in.links_only"],
    ["ticket_system", { ...DONE, connections: [] }, "ticket_system.none"],
    [
      "ticket_system",
      { ...DONE, connections: [...DONE.connections, { label: "spare", state: "refused", called: true }] },
      "ticket_system.refused",
    ],
    ["ticket_system", { ...DONE, connections: [{ label: "x", state: "new", called: true }] }, "ticket_system.new"],
    ["categories", { ...DONE, categories: [] }, "categories.none"],
    ["delivery", unnamed, "delivery.no_name"],
    ["delivery", { ...DONE, mail: { label: "Resend", fails: "it refused the account" } }, "delivery.mail_fails"],
    ["delivery", { ...DONE, sms: { label: "Twilio", fails: "it is away" } }, "delivery.sms_fails"],
    ["people", { ...DONE, people: 0 }, "people.none"],
    ["people", { ...DONE, coverage: { people: 3, unverifiable: 3 } }, "people.nobody_verifiable"],
    ["security_contact", { ...DONE, securityFails: "it is away" }, "security_contact.fails"],
    ["security_contact", { ...DONE, securityContact: false }, "security_contact.none"],
    ["own_check", unchecked, "own_check.open"],
  ])("%s", (id, facts, code) => {
    expect(openIn(facts)).toEqual([id]);
    expect(
      setUpSteps(facts)
        .find((step) => step.id === id)
        ?.blocks.map((line) => line.code),
    ).toEqual([code]);
    expect(isSetUp(setUpSteps(facts))).toBe(false);
  });
});

it("needs one carrier only, and says of SMS that it takes weeks before it says anything else", () => {
  expect(openIn(byMail)).toEqual([]);
  const delivery = setUpSteps(byMail).find(({ id }) => id === "delivery");
  expect(delivery?.notes.map(({ code }) => code)).toEqual(["delivery.no_sms", "delivery.mail", "delivery.named"]);
  expect(openIn({ ...bare, passed: { kind: "real" } })).toEqual(["delivery"]);
});

it("tells a provider that nobody has come through from none, and both from one that works", () => {
  const signIn = (facts: Partial<SetUpFacts>) => {
    const [step] = setUpSteps({ ...DONE, ...facts });
    return [step?.done, step?.begun, step?.blocks.map(({ code }) => code)];
  };
  const untried = { label: "Spare", cameThrough: false };
  expect(signIn({ providers: [] })).toEqual([false, false, ["sign_in.links_only"]]);
  // Also where an admin has a passkey: whoever is invited to the company's sign-in needs that to work.
  expect(signIn({ providers: [untried], lastingSignIn: true })).toEqual([false, true, ["sign_in.nobody_yet"]]);
  expect(signIn({})).toEqual([true, false, []]);
  const [both] = setUpSteps({ ...DONE, providers: [...DONE.providers, untried] });
  expect([both?.done, both?.notes]).toEqual([
    true,
    [
      { code: "sign_in.providers", names: ["Halden account"] },
      { code: "sign_in.nobody_yet", names: ["Spare"] },
    ],
  ]);
});

it("says of people who can be verified, and why nobody can", () => {
  const people = (coverage: SetUpFacts["coverage"]) => {
    const step = setUpSteps({ ...DONE, ...defined({ coverage }) }).find(({ id }) => id === "people");
    return [step?.done, step?.blocks, step?.notes.map(({ code }) => code)];
  };
  const weakest = { category: "MFA reset", verifiable: 0 };
  expect(people(undefined)).toEqual([true, [], ["people.some", "people.with_contact", "people.uncounted"]]);
  expect(people({ people: 3, unverifiable: 2, weakest })).toEqual([
    true,
    [],
    ["people.some", "people.with_contact", "people.weakest"],
  ]);
  expect(people({ people: 3, unverifiable: 3, weakest, because: "no_contact_on_record" })).toEqual([
    false,
    [{ code: "people.nobody_verifiable", of: 3, because: "no_contact_on_record" }],
    ["people.some", "people.with_contact"],
  ]);
});

it("takes an admin's own way in for one, where no provider is set up", () => {
  expect(openIn({ ...DONE, providers: [], lastingSignIn: true })).toEqual([]);
});

it("does not ask for the webhook: what it misses is found", () => {
  const quiet = { ...DONE, connections: [{ label: "ChangeGear", state: "working", called: false } as const] };
  expect(openIn(quiet)).toEqual([]);
  expect(setUpSteps(quiet)[1]?.notes).toContainEqual({ code: "ticket_system.not_called", name: "ChangeGear" });
});

it("names what comes first, while that is open", () => {
  const first = (facts: SetUpFacts, id: SetUpStepId) => setUpSteps(facts).find((step) => step.id === id)?.first;
  expect(first(bare, "own_check")).toEqual(["delivery"]);
  expect(first(unchecked, "own_check")).toEqual([]);
  expect(first({ ...DONE, connections: [], categories: [] }, "categories")).toEqual(["ticket_system"]);
});
