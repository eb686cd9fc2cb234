import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { accountId, agentId, contactId, personId } from "../../workers/core/kit/ids.ts";
import { DAY_MS, HOUR_MS } from "../../workers/core/kit/time.ts";
import type { Fact, FactDocument } from "../../workers/core/questions/facts.ts";
import { CONTACT_TRUSTED_AFTER_DAYS, FACT_TRUSTED_AFTER_HOURS } from "../../workers/core/policy/policy.ts";
import { DEMO_PEOPLE } from "./cast.ts";
import { officeIn } from "./catalogue.ts";
import { DEMO_AGENTS } from "./desk.ts";
import type { DemoPerson } from "./model.ts";
import { NAME_POOLS, plainName } from "./names.ts";
import { createOrganisation, personOf } from "./organisation.ts";
import { connectedNames, populationOf } from "./population.ts";

/** A Wednesday afternoon. */
const NOW = Date.UTC(2026, 10, 18, 14, 12);
const TODAY = Math.floor(NOW / DAY_MS) * DAY_MS;
const halden = createOrganisation({ now: NOW });

const counts = (fact: Fact<unknown>, now: number): boolean =>
  fact.baseline || fact.learnedAt <= now - FACT_TRUSTED_AFTER_HOURS * HOUR_MS;

/** Facts that may be asked about and that no public profile tells, by family. */
function usable(facts: FactDocument, now = NOW): Record<"internal" | "desk", number[]> {
  const number = (list: readonly Fact<unknown>[]): number => list.filter((fact) => counts(fact, now)).length;
  return {
    internal: [
      number(facts.groups),
      number(facts.peers),
      number(facts.directReports),
      number(facts.meetings.filter(({ value }) => value.accepted && value.organisedInside)),
      number(facts.signIns.slice(0, 1)),
      number(facts.startMonth ? [facts.startMonth] : []),
    ],
    desk: [number(facts.devices), number(facts.closedTickets.filter(({ value }) => value.requesterVerified))],
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const isThin = ({ facts }: DemoPerson): boolean => sum(usable(facts).internal) + sum(usable(facts).desk) < 2;
const wellKnown = halden.people.filter((person) => !isThin(person));
const contactsOf = (channel: "sms" | "email"): string[] =>
  halden.people.flatMap(({ contacts }) =>
    contacts.filter((contact) => contact.channel === channel).map(({ value }) => value),
  );

describe("the organisation", () => {
  it("is the same for one day and seed", () => {
    expect(createOrganisation({ now: TODAY })).toEqual(halden);
    expect(createOrganisation({ now: TODAY + DAY_MS - 1, seed: "halden" })).toEqual(halden);
  });

  it("has other people under another seed, but the same named ones", () => {
    const other = createOrganisation({ now: NOW, seed: "other" });
    expect(other.people.map(({ email }) => email)).not.toEqual(halden.people.map(({ email }) => email));
    for (const id of Object.values(DEMO_PEOPLE)) {
      expect(personOf(other, id).displayName).toBe(personOf(halden, id).displayName);
    }
  });

  it("keeps people and contacts from day to day", () => {
    const tomorrow = createOrganisation({ now: NOW + DAY_MS });
    const lasting = ({ people }: typeof halden): unknown =>
      people.map(({ facts: _facts, contacts, ...rest }) => ({
        ...rest,
        contacts: contacts.map(({ id, value }) => [id, value]),
      }));
    expect(lasting(tomorrow)).toEqual(lasting(halden));
  });

  it("has the promised numbers of each", () => {
    const { people } = halden;
    expect(people).toHaveLength(200);
    expect(people.filter(isThin)).toHaveLength(20);
    expect(people.filter(({ active }) => !active)).toHaveLength(10);
    expect(people.filter(({ privileged }) => privileged)).toHaveLength(12);
    expect(
      people.filter(({ contacts }) =>
        contacts.some(({ baseline, changedAt }) => !baseline && changedAt > NOW - CONTACT_TRUSTED_AFTER_DAYS * DAY_MS),
      ),
    ).toHaveLength(6);
    const perName = Map.groupBy(people, ({ displayName }) => displayName);
    expect([...perName.values()].filter(({ length }) => length > 1).map(({ length }) => length)).toEqual([
      2, 2, 2, 2, 2,
    ]);
    expect(new Set(people.map(({ department }) => department)).size).toBe(12);
    expect(new Set(people.map(({ office }) => office.country))).toEqual(new Set(["GB", "PT", "IN", "US"]));
    expect(new Set(halden.groups).size).toBe(halden.groups.length);
    expect(halden.groups.length).toBeGreaterThanOrEqual(40);
  });

  it.each(["one", "two", "three"])("has them under seed %s too", (seed) => {
    const { people } = createOrganisation({ now: NOW, seed });
    expect(people.filter(isThin)).toHaveLength(20);
    expect(people.filter(({ active }) => !active)).toHaveLength(10);
    expect(people.filter(({ privileged }) => privileged)).toHaveLength(12);
    expect(new Set(people.map(({ displayName }) => displayName)).size).toBe(195);
    expect(new Set(people.map(({ email }) => email)).size).toBe(200);
  });

  it("draws names from at least eight places and writes them as they are", () => {
    const used = NAME_POOLS.filter(({ given, family }) =>
      halden.people.some((person) => given.includes(person.givenName) && family.includes(person.familyName)),
    );
    expect(used.length).toBeGreaterThanOrEqual(8);
    const names = halden.people.map(({ displayName }) => displayName);
    expect(names.some((name) => /[^\u0020-\u007e]/.test(name))).toBe(true);
    expect(names.some((name) => name.includes("-"))).toBe(true);
    expect(names.some((name) => name.includes("'"))).toBe(true);
    expect(personOf(halden, DEMO_PEOPLE.oneName)).toMatchObject({ displayName: "Suharti", familyName: "" });
    expect(personOf(halden, DEMO_PEOPLE.longName).displayName.length).toBeGreaterThan(60);
  });

  it("gives everybody ids, addresses and numbers of their own, except the couple", () => {
    const { people } = halden;
    const all: readonly (readonly string[])[] = [
      people.map(({ id }) => id),
      people.map(({ externalId }) => externalId),
      people.map(({ email }) => email),
      people.flatMap(({ contacts }) => contacts.map(({ id }) => id)),
      people.flatMap(({ facts }) => facts.devices.map(({ value }) => value.assetTag)),
      people.flatMap(({ facts }) => facts.closedTickets.map(({ value }) => value.number)),
      contactsOf("email"),
    ];
    for (const list of all) {
      expect(new Set(list).size).toBe(list.length);
    }
    const mobile = (id: (typeof DEMO_PEOPLE)["coupleOne"]): unknown =>
      personOf(halden, id).contacts.find(({ channel }) => channel === "sms")?.value;
    expect(mobile(DEMO_PEOPLE.coupleOne)).toBe(mobile(DEMO_PEOPLE.coupleOther));
    expect(new Set(contactsOf("sms")).size).toBe(contactsOf("sms").length - 1);
  });

  it("has ids and addresses of the right form", () => {
    for (const { id, externalId, userName, email, contacts } of halden.people) {
      expect(personId.safeParse(id).success).toBe(true);
      expect(externalId).toMatch(/^[1-9]\d*$/);
      expect(email).toBe(`${userName}@halden.example`);
      expect(email).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*@/);
      expect(email.length).toBeLessThan(65);
      expect(contacts.every((contact) => contactId.safeParse(contact.id).success)).toBe(true);
    }
    expect(contactsOf("email").every((value) => /^[a-z]+([.-][a-z0-9]+)+@(mailbox|post)\.example$/.test(value))).toBe(
      true,
    );
  });

  it("leaves nobody without a contact", () => {
    expect(halden.people.filter(({ contacts }) => contacts.length === 0)).toEqual([]);
  });

  it("has mobiles that are valid in the country of the office", () => {
    for (const { contacts, office } of halden.people) {
      for (const { value } of contacts.filter(({ channel }) => channel === "sms")) {
        const number = parsePhoneNumberFromString(value);
        expect([value, number?.isValid(), number?.country, number?.number]).toEqual([
          value,
          true,
          office.country,
          value,
        ]);
        // North America does not tell mobiles from landlines.
        expect(number?.getType()).toBe(office.country === "US" ? "FIXED_LINE_OR_MOBILE" : "MOBILE");
      }
    }
  });

  it("is a tree with one root", () => {
    const roots = halden.people.filter(({ managerId }) => managerId === undefined);
    expect(roots.map(({ department }) => department)).toEqual(["Executive Office"]);
    for (const person of halden.people) {
      let top = person;
      for (let steps = 0; top.managerId !== undefined; steps += 1) {
        expect(steps).toBeLessThan(5);
        top = personOf(halden, top.managerId);
      }
      expect(top).toBe(roots[0]);
      expect(person.facts.manager?.value.display).toBe(
        person.managerId && personOf(halden, person.managerId).displayName,
      );
    }
  });
});

describe("facts", () => {
  it("are many and of many families for everyone who is well known", () => {
    for (const { facts } of wellKnown) {
      const { internal } = usable(facts);
      expect(sum(internal)).toBeGreaterThanOrEqual(6);
      expect(internal.filter((count) => count > 0).length).toBeGreaterThanOrEqual(5);
      expect(facts.groups.length).toBeGreaterThanOrEqual(2);
      expect(facts.groups.length).toBeLessThanOrEqual(6);
    }
  });

  it("still count at any minute of the day, and the few stay few", () => {
    for (const now of [TODAY, TODAY + DAY_MS - 1]) {
      for (const { facts } of wellKnown) {
        expect(usable(facts, now)).toEqual(usable(facts));
      }
      const thin = halden.people.filter(isThin).map(({ facts }) => usable(facts, now));
      expect(thin.every(({ internal, desk }) => sum(internal) + sum(desk) < 2)).toBe(true);
    }
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    "hold meetings on weekdays of the last week, in working hours (%i days on)",
    (later) => {
      const now = NOW + later * DAY_MS;
      const { people } = createOrganisation({ now });
      for (const { facts, office } of people) {
        for (const { value } of facts.meetings) {
          const at = new Date(value.startsAt);
          const london = new Date(at.toLocaleString("en-US", { timeZone: "Europe/London" }));
          expect(now - value.startsAt).toBeGreaterThan(0);
          expect(now - value.startsAt).toBeLessThanOrEqual(8 * DAY_MS);
          expect([0, 6]).not.toContain(at.getUTCDay());
          expect(london.getDay()).toBe(at.getUTCDay());
          expect(at.getUTCHours() - officeIn(office.city).opensUtcHour).toBeGreaterThanOrEqual(0);
          expect(at.getUTCHours() - officeIn(office.city).opensUtcHour).toBeLessThan(8);
        }
      }
    },
  );

  it("have some that must not count: outside meetings, unverified tickets", () => {
    const all = wellKnown.map(({ facts }) => facts);
    expect(all.some(({ meetings }) => meetings.some(({ value }) => !value.organisedInside))).toBe(true);
    expect(all.some(({ closedTickets }) => closedTickets.some(({ value }) => !value.requesterVerified))).toBe(true);
  });

  it("name the last sign-in first", () => {
    for (const { facts } of wellKnown) {
      const times = facts.signIns.map(({ value }) => value.at);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
  });
});

describe("named people", () => {
  const person = (name: keyof typeof DEMO_PEOPLE): DemoPerson => personOf(halden, DEMO_PEOPLE[name]);

  it("are who the journeys need", () => {
    expect(person("dana")).toMatchObject({
      displayName: "Dana Ruiz",
      department: "Finance",
      office: { city: "Porto" },
      managerId: DEMO_PEOPLE.nkechi,
      active: true,
      privileged: false,
    });
    expect(person("dana").contacts.map(({ channel }) => channel)).toEqual(["sms", "email"]);
    expect(
      person("dana").contacts.every(({ changedAt }) => changedAt < NOW - CONTACT_TRUSTED_AFTER_DAYS * DAY_MS),
    ).toBe(true);
    expect(person("nkechi").facts.directReports.map(({ value }) => value.display)).toContain("Dana Ruiz");
    expect(person("privileged").privileged).toBe(true);
    expect(person("inactive").active).toBe(false);
    expect(person("ambiguousFinance").displayName).toBe(person("ambiguousSupport").displayName);
    expect(isThin(person("fewFacts"))).toBe(true);
    expect(person("changedContact").contacts[0]).toMatchObject({ channel: "sms", baseline: false });
    expect(NOW - (person("changedContact").contacts[0]?.changedAt ?? 0)).toBeLessThan(4 * DAY_MS);
    expect(person("lee").email).toBe(DEMO_AGENTS.lee.email);
  });

  it("have further accounts where the journeys need them, each known by its own id and name", () => {
    expect(person("bengaluru").accounts).toMatchObject([
      { userName: "adm-lakshmi.venkataraman", privileged: true, active: true },
    ]);
    expect(person("austin").accounts).toMatchObject([
      { userName: "wms-marcus.bell", privileged: false, active: true },
      { userName: "tmp-marcus.bell", active: false },
    ]);
    const accounts = halden.people.flatMap((each) => each.accounts);
    expect(accounts.every(({ id }) => accountId.safeParse(id).success)).toBe(true);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
  });

  it("are ordinary where nothing else is said", () => {
    for (const name of ["dana", "london", "bengaluru", "austin", "coupleOne", "lee"] as const) {
      expect([name, person(name).active, person(name).privileged, isThin(person(name))]).toEqual([
        name,
        true,
        false,
        false,
      ]);
    }
    expect((["london", "bengaluru", "austin"] as const).map((name) => person(name).office.country)).toEqual([
      "GB",
      "IN",
      "US",
    ]);
  });
});

describe("the desk", () => {
  it("has one agent per role and two more hands", () => {
    expect(halden.agents.map(({ role }) => role).sort()).toEqual(["admin", "agent", "agent", "analyst", "auditor"]);
    expect(halden.agents.every(({ id }) => agentId.safeParse(id).success)).toBe(true);
  });
});

describe("populationOf", () => {
  it("offers enough colleagues, none of whom is a right answer", () => {
    for (const { id, facts, department, office } of wellKnown) {
      const { people } = populationOf(halden, id);
      const names = people.map(({ display }) => display);
      expect(names.length).toBeGreaterThanOrEqual(6);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => connectedNames(facts).has(name))).toEqual([]);
      const near = halden.people.filter(
        (other) => other.active && (other.department === department || other.office.city === office.city),
      );
      expect(names.every((name) => near.some(({ displayName }) => displayName === name))).toBe(true);
    }
  });
});

describe("plainName", () => {
  it.each([
    ["Wójcik", "wojcik"],
    ["Łukasz", "lukasz"],
    ["O'Neill", "oneill"],
    ["Ağaoğlu", "agaoglu"],
    ["Yılmaz", "yilmaz"],
    ["Strauß", "strauss"],
    ["İrem", "irem"],
    ["Abd al-Rahman", "abd-al-rahman"],
    ["St. Clair", "st-clair"],
    ["Adébáyọ̀", "adebayo"],
    ["Þóra", "thora"],
  ])("%s", (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});
