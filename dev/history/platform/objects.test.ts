import { expect, it } from "vitest";
import { Clockwork } from "./clockwork.ts";
import { ObjectNamespace } from "./objects.ts";

class Counted {
  readonly #storage: DurableObjectStorage;

  constructor({ storage }: { readonly storage: DurableObjectStorage }) {
    this.#storage = storage;
  }

  /** Numbers that were given out, after one more was. */
  counted(): unknown[] {
    this.#storage.sql.exec("CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)");
    if (this.#storage.sql.exec("SELECT step FROM migrations").toArray().length === 0) {
      this.#storage.sql.exec("CREATE TABLE numbers (one INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT)");
      this.#storage.sql.exec("INSERT INTO migrations (step) VALUES (?)", 1);
    }
    this.#storage.sql.exec("INSERT INTO numbers (word) VALUES (?)", "a");
    return this.#storage.sql
      .exec("SELECT one FROM numbers ORDER BY one")
      .toArray()
      .map((row) => row["one"]);
  }

  /** It ends with it. */
  alarm(): Promise<void> {
    return this.#storage.deleteAll();
  }
}

it("leaves nothing of an object that is gone, neither to its name nor to the next", async () => {
  const objects = new ObjectNamespace(Counted, new Clockwork(0), () => ({}));
  const [one, other] = [objects.getByName("one"), objects.getByName("other")];
  expect([one.counted(), one.counted(), other.counted()]).toEqual([[1], [1, 2], [1]]);
  await one.alarm();
  expect(objects.getByName("one").counted()).toEqual([1]);
  expect(objects.getByName("third").counted()).toEqual([1]);
  expect(other.counted()).toEqual([1, 2]);
});
