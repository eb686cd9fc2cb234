/** What the settings page says of a category, against what Send decides: for every policy and every caller. */
import type { Proof } from "../../core/policy/proofs.ts";
import { expect, it } from "vitest";
import { ACTIONS } from "../../core/policy/policy.ts";
import { categoryPolicy } from "../../core/settings/sections/categories.ts";
import { demandsOf } from "../../core/verdict/demands.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import type { Config } from "../../config.ts";
import { prospectOutlook } from "./send-outlook.ts";
import { policyOf, withActionOfToday } from "./send-policy.ts";

const POLICIES = [
  {},
  { strict: true },
  { spokenCode: "always" },
  { spokenCode: "never" },
  { typedDestination: false },
  { recentContact: false },
  { minimumQuestions: 5, maximumQuestions: 8, passLine: 2, earlyAccept: 1 },
  { linkLifetimeMinutes: 5, sessionMinutes: 20, passValidMinutes: 5, startsPerPersonPerDay: 2 },
];
const EVERY = ACTIONS.flatMap((action) => POLICIES.map((change) => ({ action, ...change })));

const WHO = {
  ordinary: { privileged: false, destination: { origin: "on_record", trusted: true } },
  privileged: { privileged: true, destination: { origin: "on_record", trusted: true } },
  changed_lately: { privileged: false, destination: { origin: "on_record", trusted: false } },
  typed: { privileged: false, destination: { origin: "typed", trusted: false } },
} as const;

it("a ticket asks for what its category asks for now, and for nothing once that is gone", () => {
  const ticket = { connection: "main", category: "Reset", action: "identity_check" } as TicketRecord;
  const now = (CATEGORIES: object) =>
    withActionOfToday({ config: { CATEGORIES, CONNECTION_CATEGORIES: {} } as unknown as Config }, ticket);
  expect(now({ Reset: categoryPolicy.parse({ action: "mfa_reset" }) })).toEqual({ ...ticket, action: "mfa_reset" });
  expect(now({})).toEqual({ connection: "main", category: "Reset" });
});

/** Nobody who could give a proof beside the check; somebody. */
const LATER: readonly (readonly Proof[])[] = [[], ["second_approver"]];

it.each(EVERY.flatMap((set) => LATER.map((later) => [set, later] as const)))(
  "the page says what Send decides: %o, with %o",
  (set, later) => {
    const category = categoryPolicy.parse(set);
    const config = { CATEGORIES: { Reset: category }, CONNECTION_CATEGORIES: {} } as unknown as Config;
    const { demands, limits } = demandsOf(category, later);
    expect(demands.map(({ of }) => of)).toEqual(Object.keys(WHO));
    for (const demand of demands) {
      const { privileged, destination } = WHO[demand.of];
      const question = {
        ticket: { connection: "main", category: "Reset" },
        action: category.action,
        person: { privileged },
        destination,
      };
      const away = policyOf({ config }, { ...question, callerOnLine: false });
      const onLine = policyOf({ config }, { ...question, callerOnLine: true });
      if (!away.ok || !onLine.ok) {
        expect(demand).toEqual({ of: demand.of, refused: away.ok ? "" : away.error.reason });
        continue;
      }
      const { profile, requiredProofs, holdMinutes } = away.value;
      const asked = (proofs: readonly string[]): boolean => proofs.includes("spoken_code");
      expect(demand).toEqual({
        of: demand.of,
        questions: { least: profile.minimumQuestions, most: profile.maximumQuestions },
        passLine: profile.passLine,
        earlyAccept: profile.earlyAccept,
        spokenCode: asked(requiredProofs) ? "always" : asked(onLine.value.requiredProofs) ? "on_line" : "never",
        ...(holdMinutes === undefined ? {} : { holdMinutes }),
        outlook: prospectOutlook({ person: { privileged }, destination, policy: away.value, later }),
      });
      expect(away.value).toMatchObject(limits);
    }
  },
);
