import { expect, it } from "vitest";
import { connectionState } from "./connection-state.ts";

const refused = { since: 1, times: 3, nextTryAt: 2 };

it.each([
  ["new", { changes: {} }],
  ["working", { changes: { readAt: 1 } }],
  ["unread", { changes: { readAt: 1, problem: "peer.unreachable" } }],
  ["refused", { refused, changes: { readAt: 1 } }],
  ["refused", { refused, changes: { readAt: 1, problem: "peer.unauthorised" } }],
] as const)("a ticket system is %s", (state, connection) => {
  expect(connectionState(connection)).toBe(state);
});
