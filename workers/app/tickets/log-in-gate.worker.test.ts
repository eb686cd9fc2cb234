import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deps, fresh } from "../../../test/support/worker-fixture.ts";
import { MINUTE_MS, SECOND_MS } from "../../core/kit/time.ts";
import { err } from "../../core/kit/result.ts";
import type { Deps } from "../deps.ts";
import { testConnection } from "../settings/test-connection.ts";
import { logInGate } from "./log-in-gate.ts";

const at = Date.UTC(2026, 0, 5, 11);

function gates() {
  const connection = fresh();
  const gate = (credentials: string, now = at) =>
    logInGate(connection, {
      health: deps().connectionHealth,
      clock: () => now,
      credentials: Promise.resolve(credentials),
    });
  return { connection, gate };
}

it("pauses for refused credentials, and lets corrected ones in at once", async () => {
  const { gate } = gates();
  expect(await gate("wrong").enter()).toEqual({ open: true });
  await gate("wrong").leave("refused");
  const paused = { open: false, refused: true, retryAfterSeconds: (5 * MINUTE_MS) / SECOND_MS };
  expect(await gate("wrong").enter()).toEqual(paused);
  expect(await gate("right").enter()).toEqual({ open: true });
  await gate("right").leave("accepted");
  expect(await gate("wrong").enter()).toEqual({ open: true });
});

it("goes on counting where other credentials are refused too: it is one account", async () => {
  const { gate } = gates();
  await gate("wrong").enter();
  await gate("wrong").leave("refused");
  await gate("wrong too").enter();
  await gate("wrong too").leave("refused");
  expect(await gate("wrong too").enter()).toMatchObject({ retryAfterSeconds: (10 * MINUTE_MS) / SECOND_MS });
});

it("writes at once, when it is let in again, the notes that waited for it", async () => {
  const { connection, gate } = gates();
  const [ticket, note] = [fresh(), fresh()];
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO tickets (id, connection, external_id, number, revision, category, summary, description, status,
         closed, created_at, updated_at) VALUES (?, ?, ?, 'IR-1', 1, 'A', '', '', 'Open', 0, 0, 0)`,
    ).bind(ticket, connection, ticket),
    env.DB.prepare(
      `INSERT INTO ticket_notes (id, ticket_id, position, note, created_at, status, next_at, problem)
       VALUES (?, ?, 1, '', 0, 'waiting', ?, 'peer.credentials_refused')`,
    ).bind(note, ticket, at + 30 * MINUTE_MS),
  ]);
  const nextAt = () => env.DB.prepare("SELECT next_at FROM ticket_notes WHERE id = ?").bind(note).first("next_at");
  await gate("right").leave("accepted");
  expect(await nextAt()).toBe(at + 30 * MINUTE_MS);
  await gate("wrong").leave("refused");
  await gate("right").leave("accepted");
  expect(await nextAt()).toBe(at);
});

it("has a test of the connection say when the same credentials are tried again", async () => {
  const { connection, gate } = gates();
  await gate("wrong").leave("refused");
  const itsm = { changedSince: async () => err({ code: "peer.credentials_refused", retryable: true, detail: "" }) };
  const ready = deps({
    connection: () => ({ name: connection, label: "Desk", itsm }) as unknown as ReturnType<Deps["connection"]>,
  });
  const agent = { id: "agt_admin", name: "Ada" } as unknown as Parameters<typeof testConnection>[1];
  expect(await testConnection(ready, agent, { name: connection })).toMatchObject({
    read: { ok: false, problem: "peer.credentials_refused", nextTryAt: at + 5 * MINUTE_MS },
  });
});
