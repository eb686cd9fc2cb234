/** Who works where and under whom: 200 people in departments, offices and teams. Depends on the seed only, never on the day. */
import type { PersonId } from "../../workers/core/kit/ids.ts";
import { seededRandom, shuffled } from "./seeded-random.ts";
import type { Random } from "../../workers/core/kit/random.ts";
import { CAST, personIdAt, type Role } from "./cast.ts";
import { DEPARTMENTS, officeIn, type Department, type Office } from "./catalogue.ts";
import { pick, sample } from "./chance.ts";
import { DEMO_AGENTS } from "./desk.ts";
import { NAME_POOLS } from "./names.ts";

const INACTIVE = 10;
const PRIVILEGED = 12;
const FEW_FACTS = 20;
const CHANGED_CONTACTS = 6;
const LARGEST_TEAM = 8;

export interface Member {
  readonly id: PersonId;
  readonly role: Role;
  readonly displayName: string;
  readonly office: Office;
  readonly department: Department;
  readonly title: string;
  readonly managerId?: PersonId;
}

/** One department in one office, leads first. */
interface Cell {
  readonly department: Department;
  readonly office: Office;
  readonly roles: readonly Role[];
  readonly leads: number;
}

export const displayNameOf = ({ given, family }: Pick<Role, "given" | "family">): string => `${given} ${family}`.trim();

/** Names nobody else has, until the pools run dry. */
function nameMaker(random: Random): () => Pick<Role, "given" | "family"> {
  const taken = new Set(
    [...CAST, ...Object.values(DEMO_AGENTS).map(({ name }) => ({ given: name, family: "" }))].map(displayNameOf),
  );
  return () => {
    for (;;) {
      const pool = pick(NAME_POOLS, random);
      const name = { given: pick(pool.given, random), family: pick(pool.family, random) };
      if (!taken.has(displayNameOf(name))) {
        taken.add(displayNameOf(name));
        return name;
      }
    }
  };
}

function cells(random: Random): Cell[] {
  const nextName = nameMaker(random);
  return DEPARTMENTS.flatMap((department) =>
    department.offices.map(([city, size]): Cell => {
      const cast = CAST.filter((role) => role.department === department.name && role.city === city);
      const made = Array.from({ length: size - cast.length }, (): Role => ({
        ...nextName(),
        department: department.name,
        city,
      }));
      const leads = Math.ceil(size / LARGEST_TEAM);
      const castLeads = cast.filter(({ lead }) => lead);
      const madeLeads = made.slice(0, leads - castLeads.length);
      const members = [...cast.filter(({ lead }) => !lead), ...made.slice(madeLeads.length)];
      const roles = [...castLeads, ...madeLeads.map((role) => ({ ...role, lead: true })), ...members];
      return { department, office: officeIn(city), roles, leads };
    }),
  );
}

/** Hands the rare conditions out to people who are not in the cast. */
function withConditions(all: readonly Cell[], random: Random): Cell[] {
  const others = all.flatMap(({ roles }) => roles).filter((role) => !CAST.includes(role));
  const trusted = others.filter(({ department }) => department === "IT" || department === "Security");
  const ordinary = shuffled(
    others.filter((role) => !role.lead && !trusted.includes(role)),
    random,
  );
  const take = (count: number): Set<Role> => new Set(ordinary.splice(0, count));
  const fewFacts = take(FEW_FACTS - CAST.filter((role) => role.fewFacts).length);
  const inactive = take(INACTIVE - CAST.filter((role) => role.inactive).length);
  const changed = take(CHANGED_CONTACTS - CAST.filter((role) => role.changedContact).length);
  const privileged = new Set(sample(trusted, PRIVILEGED - CAST.filter((role) => role.privileged).length, random));
  const conditioned = (role: Role): Role => ({
    ...role,
    ...(fewFacts.has(role) && { fewFacts: true }),
    ...(inactive.has(role) && { inactive: true }),
    ...(changed.has(role) && { changedContact: true }),
    ...(privileged.has(role) && { privileged: true }),
  });
  return all.map((cell) => ({
    ...cell,
    roles: cell.roles.map((role) => (CAST.includes(role) ? role : conditioned(role))),
  }));
}

/** The cast in its own order, then everyone else as the cells come. */
function idsByRole(all: readonly Cell[]): Map<Role, PersonId> {
  const others = all.flatMap(({ roles }) => roles).filter((role) => !CAST.includes(role));
  return new Map([...CAST, ...others].map((role, index) => [role, personIdAt(index + 1)]));
}

function titleOf({ department, leads }: Cell, place: number, isHead: boolean): string {
  const [head, lead, ...members] = department.titles;
  const member = members[place % members.length] ?? lead;
  return isHead ? head : place < leads ? lead : member;
}

/** Members answer to a lead of their cell, leads to the head of the department, heads to the head of all. */
function managerOf(cell: Cell, place: number, heads: readonly Role[]): Role | undefined {
  const head = heads.find(({ department }) => department === cell.department.name);
  const role = cell.roles[place];
  if (role === head) {
    return heads[0] === role ? undefined : heads[0];
  }
  return place < cell.leads ? head : cell.roles[(place - cell.leads) % cell.leads];
}

/** All members in the order of their ids. */
export function createStaff(seed: string): Member[] {
  const random = seededRandom(`${seed}:staff`);
  const all = withConditions(cells(random), random);
  const ids = idsByRole(all);
  const idOf = (role: Role): PersonId => ids.get(role) ?? personIdAt(0);
  const heads = DEPARTMENTS.flatMap(
    ({ name }) => all.find(({ department }) => department.name === name)?.roles.slice(0, 1) ?? [],
  );
  const members = all.flatMap((cell) =>
    cell.roles.map((role, place): Member => {
      const manager = managerOf(cell, place, heads);
      return {
        id: idOf(role),
        role,
        displayName: displayNameOf(role),
        office: cell.office,
        department: cell.department,
        title: titleOf(cell, place, heads.includes(role)),
        ...(manager && { managerId: idOf(manager) }),
      };
    }),
  );
  return members.sort((a, b) => (a.id < b.id ? -1 : 1));
}
