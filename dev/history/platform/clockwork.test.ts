import { expect, it } from "vitest";
import { Clockwork } from "./clockwork.ts";
import { ObjectNamespace } from "./objects.ts";

/** Decides at once and tells of it afterwards, as a session does. */
class Telling {
  static readonly told: string[] = [];
  readonly #context: DurableObjectState;
  readonly #waiting: string[] = [];

  constructor(context: DurableObjectState) {
    this.#context = context;
  }

  press(name: string): void {
    this.#waiting.push(name);
    this.#context.waitUntil(this.#tell());
  }

  async alarm(): Promise<void> {
    Telling.told.push("alarm");
  }

  async #tell(): Promise<void> {
    await this.#context.storage.setAlarm(5);
    const all = this.#waiting.splice(0);
    if (all.length > 0) {
      Telling.told.push(all.join(" "));
    }
  }
}

it("lets what follows from several steps happen after the last, once, and what came due meanwhile after that", async () => {
  const clockwork = new Clockwork(0);
  const object = new ObjectNamespace(Telling, clockwork, () => ({})).getByName("one");
  const moments = await clockwork.together(async () => {
    object.press("one");
    await clockwork.pass(10);
    object.press("two");
    await clockwork.pass(10);
    return [clockwork.now(), [...Telling.told]];
  });
  expect(moments).toEqual([20, []]);
  expect(Telling.told).toEqual(["one two"]);
  await clockwork.pass(1);
  expect(Telling.told).toEqual(["one two", "alarm"]);
  object.press("three");
  await clockwork.settled();
  expect(Telling.told).toEqual(["one two", "alarm", "three"]);
});

it("goes on after work that failed", async () => {
  const clockwork = new Clockwork(0);
  await expect(clockwork.together(() => Promise.reject(new Error("away")))).rejects.toThrow("away");
  let rang = false;
  clockwork.setAlarm(async () => void (rang = true), 3);
  await clockwork.pass(5);
  expect(rang).toBe(true);
});
