/**
 * Halden, an invented organisation of 200 people. The same seed and the same day (UTC) give
 * the same organisation to the last phone number; the seed decides who people are, the day
 * moves only what is recent. Nobody and nothing in it exists: names are made up, domains end
 * in `.example`, networks are those kept for documentation.
 */
import { DAY_MS, type EpochMs } from "../../workers/core/kit/time.ts";
import type { AccountId, PersonId } from "../../workers/core/kit/ids.ts";
import { CITIES, COMMON_GROUPS, DEPARTMENTS, OFFICES, TICKET_SUMMARIES } from "./catalogue.ts";
import { createContacts } from "./contacts.ts";
import { DEMO_AGENTS, DEMO_CATEGORIES, DEMO_DOMAIN } from "./desk.ts";
import { createFacts } from "./facts.ts";
import type { DemoAccount, DemoPerson, Organisation } from "./model.ts";
import { plainName } from "./names.ts";
import { createStaff, type Member } from "./staff.ts";

const FIRST_EXTERNAL_ID = 1_001;

/** Kept for documentation by RFC 5398. */
const EGRESS_ASNS = [64_500, 64_501] as const;

/** First given and last family name; namesakes are numbered. */
function userNames(staff: readonly Member[]): Map<Member, string> {
  const used = new Map<string, number>();
  return new Map(
    staff.map((member) => {
      const { given, family } = member.role;
      const parts = [given.split(" ")[0] ?? given, family.split(" ").at(-1) ?? family];
      const base = parts
        .map(plainName)
        .filter((part) => part !== "")
        .join(".");
      const count = (used.get(base) ?? 0) + 1;
      used.set(base, count);
      return [member, count === 1 ? base : `${base}${count}`];
    }),
  );
}

function accountsOf({ id, role }: Member, userName: string): DemoAccount[] {
  return (role.accounts ?? []).map(({ prefix, label, privileged = false, inactive = false }) => ({
    id: `acc_${id.slice("per_".length)}-${prefix}` as AccountId,
    userName: `${prefix}-${userName}`,
    label,
    privileged,
    active: !inactive,
  }));
}

function peopleOf(staff: readonly Member[], when: { today: EpochMs; seed: string }): DemoPerson[] {
  const names = userNames(staff);
  const contacts = createContacts(staff, when);
  const facts = createFacts(staff, when);
  return staff.flatMap((member, index) => {
    const userName = names.get(member);
    const known = facts.get(member);
    if (userName === undefined || known === undefined) {
      return [];
    }
    const { role, office } = member;
    return {
      id: member.id,
      externalId: String(FIRST_EXTERNAL_ID + index),
      givenName: role.given,
      familyName: role.family,
      displayName: member.displayName,
      userName,
      email: `${userName}@${DEMO_DOMAIN}`,
      title: member.title,
      department: member.department.name,
      office: office.place,
      timeZone: office.timeZone,
      ...(member.managerId && { managerId: member.managerId }),
      privileged: role.privileged === true,
      active: role.inactive !== true,
      locale: office.locale,
      contacts: contacts.get(member) ?? [],
      accounts: accountsOf(member, userName),
      facts: known,
    };
  });
}

/** `now` in epoch milliseconds; only its UTC day matters. */
export function createOrganisation({ now, seed = "halden" }: { now: EpochMs; seed?: string }): Organisation {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return {
    name: "Halden",
    domain: DEMO_DOMAIN,
    corporateDomains: [DEMO_DOMAIN],
    timeZone: "Europe/London",
    egressAsns: EGRESS_ASNS,
    offices: OFFICES.map(({ place }) => place),
    cities: CITIES,
    departments: DEPARTMENTS.map(({ name }) => name),
    groups: [...DEPARTMENTS.flatMap(({ groups }) => groups), ...COMMON_GROUPS],
    ticketSummaries: TICKET_SUMMARIES,
    categories: DEMO_CATEGORIES,
    agents: Object.values(DEMO_AGENTS),
    people: peopleOf(createStaff(seed), { today, seed }),
  };
}

/** A person by id; asking for one who is not there is a defect. */
export function personOf(organisation: Organisation, personId: PersonId): DemoPerson {
  const person = organisation.people.find(({ id }) => id === personId);
  if (person === undefined) {
    throw new Error(`no person ${personId} in the demo organisation`);
  }
  return person;
}
