/**
 * What a check about one account can come to, by the kinds of destination that there are for the rules.
 * The Send page, a person's page and Coverage all ask here, so that none promises what another refuses.
 */
import { defined } from "../../core/kit/defined.ts";
import type { ActionId, Policy } from "../../core/policy/policy.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import { usableCount } from "../../core/questions/asking/select.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import type { Outlook } from "../../core/verdict/outlook.ts";
import type { AccountReply, DestinationRefusal } from "../../contract/console/send.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import type { Questions } from "./build-questions.ts";
import { hasTooFewFacts, prospectOutlook } from "./send-outlook.ts";
import { policyOf } from "./send-policy.ts";

/** On record long enough, on record since days, typed. */
export const DESTINATIONS = {
  trusted: { origin: "on_record", trusted: true },
  fresh: { origin: "on_record", trusted: false },
  typed: { origin: "typed", trusted: false },
} as const;

export type DestinationKind = keyof typeof DESTINATIONS;

export type Pools = Readonly<Record<DestinationKind, readonly PooledQuestion[]>>;

export function poolsOf({ pool }: Pick<Questions, "pool">, action: ActionId): Pools {
  const onRecord = pool({ action, typedDestination: false });
  return { trusted: onRecord, fresh: onRecord, typed: pool({ action, typedDestination: true }) };
}

export interface ProspectScene {
  readonly ticket: Pick<TicketRecord, "connection" | "category">;
  readonly action: ActionId;
  /** As the rules see them, see `Subject`. */
  readonly person: PersonRecord;
  /** Those that the category's channels reach. */
  readonly contacts: readonly { readonly trusted: boolean }[];
  readonly pools: Pools;
  /** Proofs that somebody could give beside the check. */
  readonly later: readonly Proof[];
}

export interface AccountProspect extends Pick<AccountReply, "refused" | "held" | "problem"> {
  /** Over a contact on record, which no policy refuses. */
  readonly policy: Policy;
  /** The best that the account can come to: over a contact on record. */
  readonly outlook: Outlook;
  /** With the problem "too_few_facts": of the offered destinations that are refused for it, the one that asks least. */
  readonly tooFew?: { readonly usable: number; readonly needed: number };
  /** Over the destinations that there are; absent where Send refuses every one of them. */
  readonly best?: { readonly over: DestinationKind; readonly outlook: Outlook };
}

export function accountProspect(deps: Pick<Deps, "config">, scene: ProspectScene): AccountProspect {
  const { ticket, action, person, contacts, pools, later } = scene;
  const policyTo = (kind: DestinationKind) =>
    policyOf(deps, { ticket, action, person, destination: DESTINATIONS[kind], callerOnLine: false });
  const policies = { trusted: policyTo("trusted"), fresh: policyTo("fresh"), typed: policyTo("typed") };
  const refusalOf = (kind: DestinationKind): DestinationRefusal | undefined => {
    const policy = policies[kind];
    if (!policy.ok) {
      return policy.error.reason === "category" ? "not_in_category" : "needs_contact_on_record";
    }
    return hasTooFewFacts({ policy: policy.value, pool: pools[kind] }) ? "too_few_facts" : undefined;
  };
  if (!policies.trusted.ok) {
    throw new Error("a contact on record was refused");
  }
  const refused = defined({ trusted: refusalOf("trusted"), fresh: refusalOf("fresh"), typed: refusalOf("typed") });
  const heldOf = (kind: DestinationKind) => {
    const policy = policies[kind];
    return policy.ok ? policy.value.holdMinutes : undefined;
  };
  const held = defined({ trusted: heldOf("trusted"), fresh: heldOf("fresh"), typed: heldOf("typed") });
  const offered = offeredKinds(contacts);
  const possible = offered.flatMap((over) => {
    const policy = policies[over];
    return policy.ok && refused[over] === undefined
      ? [{ over, outlook: prospectOutlook({ person, policy: policy.value, destination: DESTINATIONS[over], later }) }]
      : [];
  });
  const problem = possible.length > 0 ? undefined : problemOf(refused, offered);
  const fewest = (kinds: readonly DestinationKind[]) =>
    kinds
      .flatMap((kind) => {
        const policy = policies[kind];
        return policy.ok ? [{ usable: usableCount(pools[kind]), needed: policy.value.profile.minimumQuestions }] : [];
      })
      .toSorted((one, other) => one.needed - other.needed)[0];
  return {
    policy: policies.trusted.value,
    refused,
    held,
    outlook: prospectOutlook({
      person,
      policy: policies.trusted.value,
      destination: DESTINATIONS.trusted,
      later,
    }),
    ...defined({
      problem,
      tooFew: problem === "too_few_facts" ? fewest(offered.filter((kind) => refused[kind] === problem)) : undefined,
      best: possible.find(({ outlook }) => outlook.canPass) ?? possible[0],
    }),
  };
}

/** What proves most first. Something can always be typed. */
function offeredKinds(contacts: ProspectScene["contacts"]): readonly DestinationKind[] {
  const kinds: readonly DestinationKind[] = ["trusted", "fresh", "typed"];
  const there = new Set<DestinationKind>(["typed", ...contacts.map(({ trusted }) => (trusted ? "trusted" : "fresh"))]);
  return kinds.filter((kind) => there.has(kind));
}

function problemOf(
  refused: AccountReply["refused"],
  offered: readonly DestinationKind[],
): NonNullable<AccountReply["problem"]> {
  return offered.includes("trusted") || !offered.some((kind) => refused[kind] === "needs_contact_on_record")
    ? "too_few_facts"
    : "no_contact_on_record";
}
