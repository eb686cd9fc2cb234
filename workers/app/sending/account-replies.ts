/** The accounts that a check can be about, each with where its link may go and what it can come to. */
import { defined } from "../../core/kit/defined.ts";
import type { PooledQuestion } from "../../core/questions/question.ts";
import type { ActionId } from "../../core/policy/policy.ts";
import type { AccountReply, ContactReply, DestinationRefusal } from "../../contract/console/send.ts";
import { questionBuilder } from "./build-questions.ts";
import type { Deps } from "../deps.ts";
import { hasTooFewFacts, prospectOutlook } from "./send-outlook.ts";
import { policyOf } from "./send-policy.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import { subjectsOf, type Subject } from "./subject.ts";

/** Every kind of destination there is for the rules: on record long enough, on record since days, typed. */
const DESTINATIONS = {
  trusted: { origin: "on_record", trusted: true },
  fresh: { origin: "on_record", trusted: false },
  typed: { origin: "typed", trusted: false },
} as const;

type Kind = keyof typeof DESTINATIONS;

interface Scene {
  readonly ticket: TicketRecord;
  readonly action: ActionId;
  readonly contacts: readonly ContactReply[];
  readonly pools: Readonly<Record<Kind, readonly PooledQuestion[]>>;
}

export async function accountReplies(
  deps: Deps,
  { ticket, person, contacts }: { ticket: TicketRecord; person: PersonRecord; contacts: readonly ContactReply[] },
): Promise<readonly AccountReply[]> {
  const action = ticket.action ?? "identity_check";
  const [accounts, questions] = await Promise.all([deps.people.accounts(person.id), questionBuilder(deps, person)]);
  const onRecord = questions({ action, typedDestination: false });
  const pools = { trusted: onRecord, fresh: onRecord, typed: questions({ action, typedDestination: true }) };
  return subjectsOf(person, accounts).map((subject) =>
    accountReply(deps, subject, { ticket, action, contacts, pools }),
  );
}

function accountReply(deps: Deps, { person, account }: Subject, scene: Scene): AccountReply {
  const { ticket, action } = scene;
  const policyTo = (kind: Kind) =>
    policyOf(deps, { ticket, action, person, destination: DESTINATIONS[kind], callerOnLine: false });
  const policies = {
    trusted: policyTo("trusted"),
    fresh: policyTo("fresh"),
    typed: policyTo("typed"),
  };
  const refusalOf = (kind: Kind): DestinationRefusal | undefined => {
    const policy = policies[kind];
    if (!policy.ok) {
      return policy.error.reason === "category" ? "not_in_category" : "needs_contact_on_record";
    }
    return hasTooFewFacts({ policy: policy.value, pool: scene.pools[kind] }) ? "too_few_facts" : undefined;
  };
  const refused = defined({ trusted: refusalOf("trusted"), fresh: refusalOf("fresh"), typed: refusalOf("typed") });
  return {
    userName: account?.userName ?? person.userName,
    privileged: person.privileged,
    refused,
    outlook: outlookOver(policies.trusted, person),
    ...defined({ id: account?.id, label: account?.label, problem: problemOf(refused, scene.contacts) }),
  };
}

/** The best that the account can come to: over a contact on record, which no policy refuses. */
function outlookOver(policy: ReturnType<typeof policyOf>, person: PersonRecord): AccountReply["outlook"] {
  if (!policy.ok) {
    throw new Error("a contact on record was refused");
  }
  return prospectOutlook({ person, policy: policy.value, destination: DESTINATIONS.trusted });
}

function problemOf(refused: AccountReply["refused"], contacts: readonly ContactReply[]): AccountReply["problem"] {
  const offered = new Set<Kind>(["typed", ...contacts.map(({ trusted }) => (trusted ? "trusted" : "fresh"))]);
  const refusals = [...offered].map((kind) => refused[kind]);
  if (refusals.includes(undefined)) {
    return undefined;
  }
  return offered.has("trusted") || !refusals.includes("needs_contact_on_record")
    ? "too_few_facts"
    : "no_contact_on_record";
}
