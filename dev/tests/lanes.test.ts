import { expect, it } from "vitest";
import { someAtOnce } from "./lanes.ts";

function jobs(names: readonly string[]) {
  const begun: string[] = [];
  const made = names.map((name) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const run = (): Promise<string> => {
      begun.push(name);
      return promise;
    };
    return { run, end: () => resolve(`${name} ended`) };
  });
  return { begun, ends: made.map(({ end }) => end), runs: made.map(({ run }) => run) };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it("begins as many as may run at once, and the next in order whenever one ends", async () => {
  const { begun, ends, runs } = jobs(["long", "middle", "short"]);
  const all = someAtOnce(2, runs);
  await settled();
  expect(begun).toEqual(["long", "middle"]);
  ends[1]!();
  await settled();
  expect(begun).toEqual(["long", "middle", "short"]);
  ends[2]!();
  await settled();
  ends[0]!();
  expect(await all).toEqual(["long ended", "middle ended", "short ended"]);
});

it("has room for more than there are", async () => {
  const { begun, ends, runs } = jobs(["one", "two"]);
  const all = someAtOnce(8, runs);
  ends.forEach((end) => end());
  expect(await all).toEqual(["one ended", "two ended"]);
  expect(begun).toEqual(["one", "two"]);
});
