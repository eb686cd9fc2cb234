import { expect, it } from "vitest";
import { readWeakState, weakPath } from "./weak-state.ts";

it.each([
  { which: "unverifiable" },
  { which: "request", request: 0 },
  { which: "request", request: 2, after: "per_abcdef" },
  { which: "mail", after: "per_abcdef" },
] as const)("keeps %o in its address", (state) => {
  expect(readWeakState(weakPath(state).split("?")[1] ?? "")).toEqual(state);
});

it.each(["", "which=nobody", "which=request", "which=request&request=-1", "which=request&request=x", "which=toString"])(
  "shows whom no check can verify for %j",
  (search) => {
    expect(readWeakState(search)).toEqual({ which: "unverifiable" });
  },
);
