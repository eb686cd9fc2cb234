import type { Proof } from "../../core/policy/proofs.ts";
import { expect, it } from "vitest";
import type { ActionId } from "../../core/policy/policy.ts";
import { POOL } from "../../core/session/session.fixture.ts";
import { personId } from "../../core/kit/ids.ts";
import type { Deps } from "../deps.ts";
import { accountProspect, type ProspectScene } from "./account-prospect.ts";

const config = { CATEGORIES: {}, CONNECTION_CATEGORIES: {} } as unknown as Deps["config"];
const person: ProspectScene["person"] = {
  id: personId.parse("per_0000001"),
  userName: "grace",
  email: "grace@b.test",
  givenName: "Grace",
  displayName: "Grace Mwangi",
  locale: "",
  privileged: false,
  active: true,
  intact: true,
};

function cameTo(
  action: ActionId,
  contacts: readonly boolean[],
  { questions = POOL.length, later = [] }: { readonly questions?: number; readonly later?: readonly Proof[] } = {},
) {
  const pool = POOL.slice(0, questions);
  const pools = { trusted: pool, fresh: pool, typed: pool };
  const ticket = { connection: "main", category: "Any" };
  const scene = { ticket, action, person, pools, contacts: contacts.map((trusted) => ({ trusted })), later };
  const { best, problem, tooFew } = accountProspect({ config }, scene);
  return tooFew ?? problem ?? [best?.over, best?.outlook.canPass];
}

it.each<[string, ActionId, readonly boolean[], unknown]>([
  ["over a contact that counts", "password_reset", [false, true], ["trusted", true]],
  ["over a new one, for want of that", "account_unlock", [false], ["fresh", true]],
  ["to a typed destination, for want of any", "account_unlock", [], ["typed", true]],
  ["as evidence over a new one, with nobody to approve it", "password_reset", [false], ["fresh", false]],
  ["as evidence to a typed destination, with nobody to approve it", "password_reset", [], ["typed", false]],
  ["as evidence, where more has to be proven", "mfa_reset", [true], ["trusted", false]],
  ["nothing, where no contact is trusted that has to be", "mfa_reset", [false], "no_contact_on_record"],
])("comes to a check %s", (_how, action, contacts, expected) => {
  expect(cameTo(action, contacts)).toEqual(expected);
});

it.each<[string, ActionId, readonly boolean[], unknown]>([
  ["over a new contact", "password_reset", [false], ["fresh", true]],
  ["to a typed destination", "password_reset", [], ["typed", true]],
  ["of an MFA reset", "mfa_reset", [true], ["trusted", true]],
])("comes to a pass with a second approver %s", (_how, action, contacts, expected) => {
  expect(cameTo(action, contacts, { later: ["second_approver"] })).toEqual(expected);
});

it("comes to nothing with too few questions, whatever there is to send to", () => {
  expect(cameTo("password_reset", [true], { questions: 2 })).toEqual({ usable: 2, needed: 3 });
  // To a typed destination a check is strict: what would do over a contact on record is too few.
  expect(cameTo("password_reset", [], { questions: 3 })).toEqual({ usable: 3, needed: 4 });
});
