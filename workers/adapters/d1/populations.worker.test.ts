/** What many get at once is what each would get alone: in a crowd, in a small place, and inside one large team. */
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
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
  // Whoever leaves out their own team has too few of the first hundred.
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

it("gives each what they would get alone", { timeout: 60_000 }, async () => {
  const rows = await database.select().from(people).where(eq(people.active, true));
  expect(rows.length).toBeGreaterThanOrEqual(EVERYBODY.length);
  const reader = populationReader(database);
  const [first, second] = [rows.slice(0, 200), rows.slice(200)];
  const drawn = [...(await reader.of(first)), ...(await reader.of(second))];
  for (const [index, row] of rows.entries()) {
    const person = personOf(row, { intact: isAttested(keyring.rows, people, row), now: 0 });
    expect(drawn[index], row.id).toEqual(await populationOf(database, person));
  }
  // Some are asked for alone, by far not all.
  expect(reader.statements()).toBeGreaterThan(10);
  expect(reader.statements()).toBeLessThan(rows.length);
});
