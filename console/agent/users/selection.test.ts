import { expect, it } from "vitest";
import type { UserRow } from "../../../workers/contract/console/users.ts";
import { selectionOf } from "./selection.ts";

const user = (id: string, name: string): UserRow => ({
  id,
  name,
  email: `${id}@work.test`,
  appearance: {},
  role: "agent",
  status: "active",
  self: false,
  addedAt: 0,
  ways: [],
  mayBeLinked: false,
  byGroups: false,
});
const ada = user("agt_1", "Ada");
const lee = user("agt_2", "Lee");

it("a ticked user whom the search hides is not among those who are deleted", () => {
  const chosen = new Set([ada.id, lee.id]);
  expect(selectionOf([ada, lee], { typed: "", chosen })).toEqual({ shown: [ada, lee], selected: [ada, lee] });
  expect(selectionOf([ada, lee], { typed: " LEE ", chosen })).toEqual({ shown: [lee], selected: [lee] });
  expect(selectionOf([ada, lee], { typed: "nobody", chosen })).toEqual({ shown: [], selected: [] });
});
