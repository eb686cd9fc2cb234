/** Who stands beside a person: as many for many at once as for each alone, in a crowd, a small place and one large team. */
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import type { Colleague, Population } from "../../core/questions/facts.ts";
import { keyring } from "../../../test/support/worker-fixture.ts";
import { isAttested } from "./attested.ts";
import { openDatabase } from "./database.ts";
import { personOf } from "./people.ts";
import { populationOf, populationReader } from "./populations.ts";
import { people } from "./schema.ts";

const database = openDatabase(env.DB);

interface Place {
  readonly department: string | null;
  readonly office: string | null;
  readonly manager?: string;
}

/** Ids in another order than that of the places. */
const crowd = (prefix: string, count: number, place: Place) =>
  Array.from({ length: count }, (_, index) => ({
    id: `per_${String((index * 37) % 1_000)}${prefix}aaaa`,
    index,
    ...place,
  }));

const EVERYBODY = [
  ...crowd("a", 180, { department: "Sales", office: "Leeds" }),
  ...crowd("b", 30, { department: "Sales", office: "York" }),
  ...crowd("c", 140, { department: "Plant", office: "Hull", manager: "per_boss" }),
  ...crowd("d", 40, { department: "Plant", office: "Hull", manager: "per_other" }),
  ...crowd("e", 3, { department: null, office: "York" }),
  ...crowd("f", 2, { department: null, office: null }),
];

beforeAll(async () => {
  await env.DB.batch(
    EVERYBODY.map(({ id, index, department, office, manager }) =>
      env.DB.prepare(
        `INSERT INTO people (id, user_name, email, given_name, family_name, display_name, department, office_city, manager_id, updated_at)
         VALUES (?1, ?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)`,
      ).bind(id, `G${String(index)}`, `F${id}`, `Name ${String(index % 50)}`, department, office, manager ?? null),
    ),
  );
});

const NAMED = ["Name 3", "Name 7", "Nobody"];
const facts = {
  name: { given: "G", family: "F", display: "Somebody" },
  peers: NAMED.map((display) => ({
    value: { given: "G", family: "F", display },
    learnedAt: 0,
    baseline: true,
  })),
  directReports: [],
  groups: [],
  closedTickets: [],
  meetings: [],
  signIns: [],
  devices: [],
};

const sorted = (found: readonly Colleague[] = []) => found.map((one) => JSON.stringify(one)).toSorted();

const nearness = ({ elsewhere, sameDepartment, sameOffice }: Colleague): string =>
  elsewhere !== true
    ? "together"
    : sameDepartment === true
      ? "department"
      : sameOffice === false
        ? "neither"
        : "office";

it("gives each as many as they would get alone, and where all are read the same", { timeout: 60_000 }, async () => {
  const rows = await database.select().from(people).where(eq(people.active, true));
  expect(rows.length).toBeGreaterThanOrEqual(EVERYBODY.length);
  const reader = populationReader(database);
  const drawn = (
    await Promise.all(
      [rows.slice(0, 200), rows.slice(200)].map((some) => reader.of(some.map((row) => ({ row, facts })))),
    )
  ).flat();
  const counted = (found: readonly Colleague[]) =>
    Object.fromEntries([...Map.groupBy(found, nearness)].map(([key, of]) => [key, of.length]));
  for (const [index, row] of rows.entries()) {
    const person = personOf(row, { intact: isAttested(keyring.rows, people, row), now: 0 });
    const alone = await populationOf(database, person, facts);
    const shared = drawn[index] ?? expect.fail("nothing was drawn");
    expect(counted(shared.people), row.id).toEqual(counted(alone.people));
    expect(sorted(shared.named)).toEqual(sorted(alone.named));
    expect(alone.people.filter(({ display }) => display === row.displayName)).toEqual([]);
    if (row.officeCity === "York" && row.department === "Sales") {
      const together = (found: readonly Colleague[]) => found.filter((one) => nearness(one) === "together");
      expect(together(shared.people)).toEqual(together(alone.people));
    }
  }
  // By far not each for themselves.
  expect(reader.statements()).toBeGreaterThan(10);
  expect(reader.statements()).toBeLessThan(rows.length / 4);
});

it("draws others for each of a large department, and says who is tied and what profiles show", async () => {
  const of = async (id: string) => {
    const [row] = await database.select().from(people).where(eq(people.id, id));
    if (row === undefined) expect.fail(`${id} is nobody`);
    return populationOf(database, personOf(row, { intact: true, now: 0 }), facts);
  };
  const [one, other] = [await of("per_0aaaaa"), await of("per_37aaaaa")];
  const names = ({ people: found }: Population) => new Set(found.map(({ given, display }) => `${given} ${display}`));
  expect(names(one)).not.toEqual(names(other));
  const plant = await of("per_0caaaa");
  const tied = plant.people.filter((found) => found.tied === true);
  expect(tied.length).toBeGreaterThan(0);
  // Only those of the same manager are.
  expect(tied.every((found) => nearness(found) === "together")).toBe(true);
  expect(plant.people.some((found) => nearness(found) === "together" && found.tied !== true)).toBe(true);
  const sales = await of("per_0baaaa");
  expect(new Set(sales.named?.map(({ display }) => display))).toEqual(new Set(["Name 3", "Name 7"]));
  expect(new Set(sales.named?.map(nearness))).toEqual(new Set(["together", "department", "neither"]));
});
