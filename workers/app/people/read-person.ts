/** One person as the desk may see them: how they are reached, what stands in the way, what a check could come to. */
import { defined } from "../../core/kit/defined.ts";
import type { PersonId } from "../../core/kit/ids.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { PROOFS } from "../../core/policy/proofs.ts";
import { provable, type Means } from "../../core/verdict/outlook.ts";
import type {
  FoundPeopleReply,
  FoundPersonReply,
  PersonBlockReply,
  PersonPageReply,
} from "../../contract/console/person.ts";
import type { ContactReply } from "../../contract/console/send.ts";
import { appearanceFor } from "./appearance.ts";
import type { Deps } from "../deps.ts";
import { frameOf, historyOf } from "../desk/row.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { LiftRecord } from "../ports/lifts.ts";
import type { GuardView } from "../ports/sessions.ts";
import type { PersonRecord } from "../ports/people.ts";
import { DESTINATIONS } from "../sending/account-prospect.ts";
import { liftable } from "../../core/policy/may-lift.ts";
import { checksBehind, liftProblem, startsPerDay } from "./lift-block.ts";
import { questionsOf } from "../sending/build-questions.ts";
import { namedCategories } from "../../core/settings/category-policy.ts";
import { producible } from "../sending/later-means.ts";
import { availability, prospectReply } from "../sending/person-prospects.ts";
import { subjectsOf } from "../sending/subject.ts";
import { contactReply, personReply } from "../sending/ticket-replies.ts";

const HISTORY_DAYS = 90;
const FOUND_SHOWN = 20;
/** One letter fits half of a directory. */
const SHORTEST_SEARCH = 2;

/** Refuses nothing. Whom it shows is written down before it does. */
export async function findPeople(deps: Deps, agent: AgentRecord, q: string): Promise<FoundPeopleReply> {
  if (q.length < SHORTEST_SEARCH) {
    return { people: [], more: false };
  }
  const found = await deps.people.search(
    { text: q, ...defined({ contactTag: await contactTag(deps, q) }) },
    FOUND_SHOWN + 1,
  );
  const people = found.slice(0, FOUND_SHOWN).map((person) => foundPerson(deps, person));
  await deps.audit.count({
    at: deps.clock(),
    actor: agent.id,
    action: "people.searched",
    subject: agent.id,
    details: { people: people.map(({ id }) => id).join(" ") },
  });
  return { people, more: found.length > FOUND_SHOWN };
}

/** Of a whole phone number or private address: contacts can only be compared whole. */
async function contactTag({ checkDestination, vault }: Deps, q: string): Promise<string | undefined> {
  const checked = checkDestination(q.includes("@") ? { channel: "email", address: q } : { channel: "sms", number: q });
  return checked.ok ? vault.tag("destination", `${checked.value.channel}:${checked.value.canonical}`) : undefined;
}

function foundPerson(
  deps: Pick<Deps, "config">,
  { id, displayName: name, email, active }: PersonRecord,
): FoundPersonReply {
  return { id, name, email, appearance: appearanceFor(deps, { name, email }), active };
}

/** Undefined for somebody who is not known. Values of facts stay where they are: only kinds of questions leave. */
export async function readPerson(deps: Deps, agent: AgentRecord, id: PersonId): Promise<PersonPageReply | undefined> {
  const person = await deps.people.byId(id);
  if (person === undefined) {
    return undefined;
  }
  const frame = frameOf(deps);
  const [known, accounts, checks, guard, questions, lifts, knownPhone, later] = await Promise.all([
    deps.people.contacts(id),
    deps.people.accounts(id),
    deps.verifications.ofPerson(id, frame.now - HISTORY_DAYS * DAY_MS),
    deps.guards.state(id, frame.now),
    questionsOf(deps, person),
    deps.lifts.ofPerson(id, frame.now - HISTORY_DAYS * DAY_MS),
    deps.people.hasOwnPhone(id),
    producible(deps, { person }),
  ]);
  const contacts = known.map((contact) => contactReply(deps, contact));
  const subjects = subjectsOf(person, accounts);
  return {
    person: { ...personReply(deps, person), active: person.active },
    intact: person.intact,
    contacts,
    accounts,
    block: {
      ...(await blockOf(deps, agent, { person, guard, lifts })),
      lifts: lifts.map(({ key: _key, agentId: _agentId, ...lift }) => lift),
    },
    checks: checks.map((check) => historyOf(check, frame)),
    questions: availability(questions),
    proofs: proofsOf(contacts, { knownPhone, later }),
    prospects: namedCategories(deps.config).flatMap((category) =>
      subjects.map((subject) => prospectReply(deps, { ...category, subject, contacts, questions, later })),
    ),
  };
}

interface Blocked {
  readonly person: PersonRecord;
  readonly guard: GuardView;
  readonly lifts: readonly LiftRecord[];
}

async function blockOf(
  deps: Deps,
  agent: AgentRecord,
  { person, guard, lifts }: Blocked,
): Promise<Omit<PersonBlockReply, "lifts">> {
  const { lease } = guard;
  const what = liftable({ ...guard, startsPerDay: startsPerDay(deps) });
  const checks = what.length === 0 ? [] : await checksBehind(deps, person.id);
  return {
    liftable: what,
    ...defined({ notYours: what.length === 0 ? undefined : await liftProblem(deps, agent, { person, checks, lifts }) }),
    startsToday: guard.startsToday,
    ...defined({ until: guard.fencedUntil }),
    ...(lease === undefined
      ? {}
      : {
          open: {
            verificationId: lease.verificationId,
            ticketNumber: lease.ticketNumber,
            agentName: lease.agentName,
            own: lease.agentId === agent.id,
          },
        }),
  };
}

function proofsOf(
  contacts: readonly ContactReply[],
  beside: Required<Pick<Means, "knownPhone" | "later">>,
): PersonPageReply["proofs"] {
  const destinations = [DESTINATIONS.typed, ...(contacts.some(({ trusted }) => trusted) ? [DESTINATIONS.trusted] : [])];
  const shown = new Set(destinations.flatMap((destination) => provable({ destination, ...beside })));
  return PROOFS.map((proof) => ({ proof, available: shown.has(proof) }));
}
