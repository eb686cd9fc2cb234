/**
 * A whole check, every question left unanswered, and then somebody reads the database without
 * the root secret: what is stored beside the answers must not tell one fact.
 */
import { describe, expect, it } from "vitest";
import { PHONE_BROWSER } from "../../dev/demo/browsers.ts";
import { createKeyring } from "../../workers/adapters/crypto/keyring.ts";
import { factsRead, sliceAround } from "../support/fact-attack.ts";
import { newSecrets } from "../../dev/local/instance.ts";
import { databaseDump } from "../support/database-dump.ts";
import { PEOPLE_SIGN_IN } from "../support/person-cookie.ts";
import { useJourney } from "../support/journey.ts";

const secrets = newSecrets();
const journey = useJourney({ secrets, variables: PEOPLE_SIGN_IN });

interface Row {
  readonly kind: string;
  readonly fact_key: string;
  readonly fact_tag: string;
}

/** Everything that a start month can be, and every place: two kinds that most checks ask about. */
function dictionary(): readonly string[] {
  const months = Array.from({ length: 12 * 40 }, (_, index) => {
    const month = new Date(Date.UTC(1990, index, 1)).toISOString().slice(0, 7);
    return `fact|start_month|${month}`;
  });
  const { groups, cities, people } = journey.instance.organisation;
  return [
    ...months,
    ...groups.map((group) => `fact|group||${group.toLowerCase()}`),
    ...cities.map(({ city, country }) => `fact|sign_in_city|${country}|${city}`.toLowerCase()),
    ...people.map(({ displayName }) => `fact|manager|${displayName.toLowerCase().split(" ").sort().join(" ")}`),
  ];
}

describe("the database after a check", () => {
  it("names no fact to whoever lacks the root secret", async () => {
    const sent = await journey.sendTo();
    await sent.phone.answerAll(await sent.phone.begin(), () => ({ type: "skip" }));
    await journey.ended(sent);
    const results = JSON.parse((await databaseDump(journey))["transcript_entries"] ?? "[]") as Row[];
    expect(results.length).toBeGreaterThan(3);
    for (const row of results) {
      expect(row.fact_key).toBe("");
      expect(row.fact_tag).toMatch(new RegExp(`^${row.kind}:[0-9a-f]{64}$`, "u"));
    }
    const keyring = createKeyring(secrets.rootSecret, {});
    const read = factsRead({
      slice: sliceAround(await keyring.tag("options", sent.person.id)),
      stored: results.map(({ fact_tag: tag }) => tag.slice(tag.indexOf(":") + 1)),
      dictionary: dictionary(),
    });
    expect(read).toEqual([]);
  });
});

/** Every text within, however deep. Times are the ages that are shown. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe("a person's own page, and what they take along", () => {
  it("name no fact that is asked about, and no contact in full", async () => {
    const { url } = journey.instance;
    const person = journey.newcomer({ email: true, wellKnown: true });
    const cookie = await journey.signedInPerson(person, PHONE_BROWSER);
    const read = async (path: string) => {
      const reply = await fetch(`${url}${path}`, { headers: { cookie, "user-agent": PHONE_BROWSER } });
      expect(reply.status).toBe(200);
      return reply.text();
    };
    const page = /<main.*<\/main>/su.exec(await read("/me"))?.[0] ?? "";
    const file = await read("/me/data.json");
    expect(page).toContain(person.displayName);
    expect((JSON.parse(file) as { facts: readonly unknown[] }).facts.length).toBeGreaterThan(5);
    const { peers, groups, meetings, closedTickets, signIns, devices, manager, department, office } = person.facts;
    const facts = [peers, groups, meetings, closedTickets, signIns, devices, manager, department, office];
    const values = facts.flat().flatMap((fact) => textsIn((fact as { value?: unknown } | undefined)?.value));
    // Somebody around may be called the same.
    const canaries = [...values, ...person.contacts.map(({ value }) => value)].filter(
      (value) => value.length > 4 && !person.displayName.includes(value),
    );
    expect(canaries.length).toBeGreaterThan(10);
    for (const canary of canaries) {
      expect(page, canary).not.toContain(canary);
      expect(file, canary).not.toContain(canary);
    }
  });
});
