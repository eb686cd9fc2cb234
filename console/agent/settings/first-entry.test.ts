import { expect, it } from "vitest";
import { withFirst, withoutBlankFirst } from "./first-entry.ts";

const none = { SIGN_IN_PROVIDERS: {}, CLOUDFLARE_ACCESS: {} };
const free = (): boolean => false;

it("stands open where there is none yet, and where it may be set", () => {
  expect(withFirst(none, free)).toEqual({ ...none, SIGN_IN_PROVIDERS: { company: {} } });
  expect(withFirst({ CONNECTIONS: {} }, free)).toEqual({ CONNECTIONS: { main: { settings: {} } } });
  expect(withFirst(none, () => true)).toEqual(none);
  const some = { SIGN_IN_PROVIDERS: { work: { label: "Work" } } };
  expect(withFirst(some, free)).toEqual(some);
});

it("is nothing as long as nothing is typed in it", () => {
  const shown = withFirst({ CONNECTIONS: {} }, free);
  expect(withoutBlankFirst(shown, {})).toEqual({ CONNECTIONS: {} });
  expect(withoutBlankFirst(shown, { CONNECTION_SECRETS: { main: null } })).toEqual({ CONNECTIONS: {} });
  const typed = { CONNECTIONS: { main: { settings: { baseUrl: "https://a.example" } } } };
  expect(withoutBlankFirst(typed, {})).toEqual(typed);
  const besides = { CONNECTIONS: { main: { settings: {} }, other: { settings: { baseUrl: "x" } } } };
  expect(withoutBlankFirst(besides, {})).toEqual({ CONNECTIONS: { other: besides.CONNECTIONS.other } });
});

it("is one as soon as its secret is typed: what else it needs is asked for", () => {
  const shown = withFirst(none, free);
  expect(withoutBlankFirst(shown, { SIGN_IN_SECRETS: { company: "hunter2" } })).toEqual(shown);
});
