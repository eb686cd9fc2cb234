import { describe, expect, it } from "vitest";
import { isSetUp, SET_UP_STEPS, setUpSteps, type SetUpFacts, type SetUpStepId } from "./set-up.ts";

const DONE: SetUpFacts = {
  providers: ["Halden account"],
  cameThrough: true,
  lastingSignIn: false,
  connections: [{ label: "ChangeGear", state: "working", called: true }],
  categories: ["Password reset"],
  organisation: "Halden",
  timeZone: "Europe/Lisbon",
  mail: "resend",
  sms: "twilio",
  people: 3,
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
    ["people", { ...DONE, people: 0 }, "people.none"],
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
  expect(signIn({ providers: [], cameThrough: false })).toEqual([false, false, ["sign_in.links_only"]]);
  // Also where an admin has a passkey: whoever is invited to the company's sign-in needs that to work.
  expect(signIn({ cameThrough: false, lastingSignIn: true })).toEqual([false, true, ["sign_in.nobody_yet"]]);
  expect(signIn({})).toEqual([true, false, []]);
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
