import { env } from "cloudflare:workers";
import { afterEach, expect, it } from "vitest";
import { deps, rows } from "../../../test/support/worker-fixture.ts";
import { openDatabase } from "../../adapters/d1/database.ts";
import { databaseShape } from "../../adapters/d1/database-shape.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { readConnections } from "../tickets/connections.ts";
import { compareDatabase } from "./compare-database.ts";

const put = (sql: string) => env.DB.prepare(sql).run();

afterEach(async () => {
  await put("DROP TRIGGER IF EXISTS leavers_stay");
  await put("DROP TABLE IF EXISTS d1_other");
  await put("DROP INDEX IF EXISTS people_once");
});

it("a database as the migrations made it has nothing else", async () => {
  expect((await readConnections(deps())).database).toEqual([]);
});

it.each([
  [
    "trigger leavers_stay",
    "CREATE TRIGGER leavers_stay AFTER UPDATE ON people BEGIN UPDATE people SET active = 1 WHERE id = NEW.id; END",
  ],
  ["table d1_other", "CREATE TABLE d1_other (id TEXT)"],
  ["index people_once", "CREATE UNIQUE INDEX people_once ON people (display_name) WHERE display_name = 'Grace'"],
])("%s is on the page as soon as it is there", async (name, sql) => {
  await put(sql);
  expect((await readConnections(deps())).database).toEqual([name]);
});

it("tables of a local build's stand-ins are none that somebody put there, and whatever else has such a name is", async () => {
  const found = () => databaseShape(openDatabase(env.DB), ["d1_other"]).deviations();
  await put("CREATE TABLE d1_other (id TEXT)");
  expect(await found()).toEqual([]);
  await put("DROP TABLE d1_other");
  await put("CREATE INDEX d1_other ON people (display_name)");
  expect(await found()).toEqual(["index d1_other"]);
  await put("DROP INDEX d1_other");
});

it("an index that is gone or another is named", async () => {
  const [index] = await rows<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = 'settings_head'");
  await put("DROP INDEX settings_head");
  expect((await readConnections(deps())).database).toEqual(["no index settings_head"]);
  await put("CREATE INDEX settings_head ON settings_versions (head)");
  expect((await readConnections(deps())).database).toEqual(["index settings_head"]);
  await put("DROP INDEX settings_head");
  await put(index?.sql ?? "");
  expect((await readConnections(deps())).database).toEqual([]);
});

it("is found by the minute's work once a day, and stands in the audit log", async () => {
  const day = (days: number) => ({ ...deps(), clock: () => days * DAY_MS + DAY_MS / 2 });
  const said = () =>
    rows("SELECT action, details FROM audit WHERE subject = 'database' AND at < ? ORDER BY at", DAY_MS * 9);
  await compareDatabase(day(7));
  await put("CREATE TABLE d1_other (id TEXT)");
  await compareDatabase(day(7));
  await compareDatabase(day(8));
  await compareDatabase(day(8));
  expect(await said()).toEqual([
    { action: "database.compared", details: "{}" },
    { action: "database.changed", details: '{"found":"table d1_other"}' },
  ]);
});
