/**
 * Who may call what, said a second time by hand: a row of the route table whose permission changes, or
 * that has no case here, fails. Each role tries it on a check, a ticket or a sign-in of its own,
 * so that nothing but the role can refuse it, and whoever may call it gets through. Then without a
 * sign-in, with one that is six minutes old, and on what is somebody else's.
 */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { createComposer } from "../settings-snapshot.ts";
import { appWith } from "../../test/support/worker-app.ts";
import { Authenticator } from "../../test/support/authenticator.ts";
import { addAgent, signedInAgent } from "../../test/support/worker-agent.ts";
import { signedInPerson, withPeople } from "../../test/support/worker-person.ts";
import { holdReply } from "../app/desk/hold.ts";
import { addHeldDeployment, addWaitingChange, settingsVersion } from "../../test/support/worker-settings.ts";
import {
  answerAll,
  attested,
  deps,
  drained,
  fresh,
  keyring,
  seed,
  stubOf,
  type Stub,
} from "../../test/support/worker-fixture.ts";
import { addRequester, fillDirectory } from "../../test/support/worker-requester.ts";
import { StandInTarget } from "../../test/support/stand-in-target.ts";
import { formFor, requesterOf, sendDeps } from "../../test/support/worker-send-form.ts";
import { chunksOf, compareFile, fileOf, given, writeFile } from "../../test/support/worker-import.ts";
import { addPasskey, beginAddingPasskey, beginStepUp } from "../app/access/passkeys.ts";
import { readApproval } from "../app/desk/approvals.ts";
import type { AgentRecord } from "../app/ports/agents.ts";
import type { DeliveryProvider } from "../app/ports/delivery.ts";
import { startImport, stopImport } from "../app/people/start-import.ts";
import type { ImportPhase } from "../app/ports/directory.ts";
import { insertNote } from "../adapters/d1/tickets.ts";
import { noteId, type AgentId, type VerificationId } from "../core/kit/ids.ts";
import { SECURITY_CHANNELS } from "../core/messages/security-notice.ts";
import { ok } from "../core/kit/result.ts";
import { ROLES, type Role } from "../core/kit/roles.ts";
import { HOUR_MS, MINUTE_MS } from "../core/kit/time.ts";
import { BREAK_GLASS } from "../core/policy/break-glass.ts";
import { SECTION_IDS, type SectionId } from "../core/settings/registry.ts";
import { ASK, BEGIN, HELD, policy } from "../core/session/session.fixture.ts";
import type { Session } from "../core/session/session.ts";
import type { Connection, Deps } from "../app/deps.ts";
import { ROUTES } from "./route-table.ts";

const CONSOLE = "https://console.test";
const PORTAL = "https://verify.test";
const BROWSER = "Test Browser 1.0";

interface Caller {
  readonly id: AgentId;
  readonly cookie: string;
}

/** Makes what is asked for, and says where and with which body. */
type Ask = (caller: Caller) => Promise<{ readonly path: string; readonly body?: unknown }>;

interface Case {
  readonly roles: readonly Role[];
  readonly ask: Ask;
  /** Asks for a sign-in of the last five minutes. */
  readonly stepUp?: true;
  /** What one reads who does this on what is another's: of every path that names something. */
  readonly others?: string;
}

const EVERYONE: readonly Role[] = ["agent", "analyst", "auditor", "admin"];
const READS_ANSWERS: readonly Role[] = ["agent", "analyst", "admin"];
const SENDS: readonly Role[] = ["agent", "admin"];
const ANALYSES: readonly Role[] = ["analyst", "admin"];

const at =
  (path: string, body?: unknown): Ask =>
  () =>
    Promise.resolve({ path, body });

/** A check of the caller's own, in the state that the verb needs. */
const onOwnCheck =
  (state: "sent" | "code" | "passed", verb: string, body?: unknown): Ask =>
  async ({ id }) => {
    const asksCode = state === "code";
    const { ticket, person } = await requesterOf();
    const base = await seed({ agent: { id, name: "Dana Cole" }, policy: policy({ callerOnLine: asksCode }) });
    // As if the link had gone out long ago, so that it may go out again.
    const made = {
      ...base,
      session: {
        ...base.session,
        ticket: { ...base.session.ticket, id: ticket },
        person: { ...base.session.person, id: person },
        resends: { used: 0, lastAt: Date.now() - HOUR_MS },
      },
    };
    const stub: Stub = stubOf(made);
    await stub.create(made);
    if (state !== "sent") {
      await stub.apply(BEGIN);
    }
    if (state === "passed") {
      await answerAll(stub);
    }
    await drained(stub);
    return { path: `/api/verifications/${made.session.id}${verb}`, body };
  };

/** A pass that the caller has taken to act on it. */
const onTakenPass =
  (body: object): Ask =>
  async (caller) => {
    const { path } = await onOwnCheck("passed", "")(caller);
    const stub = env.VERIFICATION_SESSION.getByName(path.split("/")[3] ?? "");
    await stub.apply({ type: "desk_action.begun", actor: { id: caller.id, name: "Dana Cole" } });
    await drained(stub);
    return { path: `${path}/desk-action/outcome`, body };
  };

/** Sent by this agent, and lacking a second person. */
function approvableCheck(agent: Session["agent"]): Promise<VerificationId> {
  return checkOf({ agent, policy: policy({ action: "mfa_reset" }), means: ["second_approver"] });
}

/** A colleague's, of which nothing is missing. */
async function heldCheck(): Promise<VerificationId> {
  const id = await checkOf({ ...HELD, agent: { id: (await addAgent()).id, name: "Dana Cole" } });
  const stub = env.VERIFICATION_SESSION.getByName(id);
  await stub.apply(BEGIN);
  await answerAll(stub);
  await drained(stub);
  return id;
}

/** Of somebody who is there, with a ticket that is. */
async function checkOf(change: Partial<Session>): Promise<VerificationId> {
  const { ticket, person } = await requesterOf();
  const base = await seed(change);
  const { session } = base;
  const made = {
    ...base,
    session: { ...session, ticket: { ...session.ticket, id: ticket }, person: { ...session.person, id: person } },
  };
  await stubOf(made).create(made);
  await drained(stubOf(made));
  return session.id;
}

/** A check that the caller is asked to approve; "digest" stands for the one of exactly that. */
const onAskedApproval =
  (verb: string, body?: object | "digest"): Ask =>
  async ({ id: approver }) => {
    const sender = await addAgent();
    const id = await approvableCheck({ id: sender.id, name: "Dana Cole" });
    const stub = env.VERIFICATION_SESSION.getByName(id);
    const by = { agentId: approver, name: "Lee Park" };
    await stub.apply({
      ...ASK,
      actor: { id: sender.id, name: "Dana Cole" },
      approval: { ...ASK.approval, by },
    });
    await drained(stub);
    const agent = { id: approver, email: emailOf(approver), name: "Lee Park", role: "agent", active: true } as const;
    const digest = body === "digest" ? (await readApproval(sendDeps(), { agent, id }))?.digest : undefined;
    return { path: `/api/approvals/${id}${verb}`, body: body === "digest" ? { digest } : body };
  };

/** A note about a ticket that the ticket system refused for good. */
const onParkedNote =
  (verb: string, body: unknown): Ask =>
  async () => {
    const id = noteId.parse(`not_${fresh()}`);
    const note = { key: id, title: "Verification sent", lines: [], fields: [] };
    await insertNote(
      { db: env.DB, macs: keyring.rows },
      { id, ticketId: (await requesterOf()).ticket, kind: "sent", note, at: 1 },
    ).run();
    await sendDeps().notes.failed(id, { problem: "peer.rejected", nextAt: 0, refused: true, parked: true });
    return { path: `/api/delivery/note/${id}/${verb}`, body };
  };

/** An import of one row, as far as the verb needs it; no other one is open beside it. */
const onImport =
  (phase: ImportPhase, verb: string, body: unknown): Ask =>
  async ({ id }) => {
    await env.DB.prepare("UPDATE directory_imports SET open = NULL").run();
    const agent = { id, email: emailOf(id), name: "Dana Cole", role: "admin", active: true } as const;
    const person = { email: `${fresh().toLowerCase()}@b.test`, displayName: "Grace Mwangi" };
    const importing = { deps: sendDeps(), agent };
    if (phase === "comparing") {
      const { id: begun } = given(await startImport(importing.deps, agent, fileOf([person])));
      return { path: `/api/people/imports/${begun}/${verb}`, body: body ?? chunksOf([person], "comparing")[0] };
    }
    const { id: compared } = await compareFile(importing, [person]);
    if (phase !== "writing") {
      await writeFile(importing, [person], { id: compared });
    }
    if (phase === "done") {
      await stopImport(importing.deps, agent, compared);
    }
    return { path: `/api/people/imports/${compared}/${verb}`, body };
  };

/** Of a directory in which nobody is. */
async function endedCount(): Promise<string> {
  const id = `cov_${fresh()}`;
  await env.DB.prepare(
    `INSERT INTO coverage_runs (id, started_at, started_by, started_by_name, basis, people, ended_at) VALUES (?, 1, 'agt_counted', 'Dana Cole', '{"kinds":[],"requests":[]}', 0, 2)`,
  )
    .bind(id)
    .run();
  return id;
}

/** By another agent than who sends it: what the page of it would send back. */
function releasing(verb: "" | "/options"): Ask {
  return async ({ id }) => {
    const check = await heldCheck();
    const [agent, record] = await Promise.all([deps().agents.byId(id), deps().verifications.byId(check)]);
    const hold = agent && record && (await holdReply(deps(), agent, record));
    const digest = hold?.release?.digest ?? "x".repeat(43);
    return { path: `/api/verifications/${check}/release${verb}`, body: { digest } };
  };
}

/** The permission is the section's own; today all have the same. */
function settingsCases(section: SectionId): readonly (readonly [string, Case])[] {
  const path = `/api/settings/${section}`;
  const changes = (verb: string, body: object): Ask => {
    return async () => ({ path: `${path}${verb}`, body: { version: await settingsVersion(section), ...body } });
  };
  const decides: Ask = async () => {
    await addWaitingChange(section);
    return { path: `${path}/decision`, body: { decision: "refuse" } };
  };
  const asks = { "": changes("", { values: {} }), "/rollback": changes("/rollback", { to: 0 }), "/decision": decides };
  return Object.entries(asks).map(([verb, ask]) => [`POST ${path}${verb}`, { stepUp: true, roles: ["admin"], ask }]);
}

const CASES: Readonly<Record<string, Case | "public">> = {
  "GET /healthz": "public",
  "GET /brand/:file": "public",
  "GET /api/tickets": { roles: EVERYONE, ask: at("/api/tickets") },
  "GET /api/tickets/:id/send": {
    others: "done",
    roles: SENDS,
    ask: async () => ({ path: `/api/tickets/${(await requesterOf()).ticket}/send` }),
  },
  "GET /api/verifications": { roles: EVERYONE, ask: at("/api/verifications") },
  "POST /api/verifications": {
    roles: SENDS,
    ask: async () => ({ path: "/api/verifications", body: formFor(await requesterOf()) }),
  },
  "POST /api/verifications/export": {
    stepUp: true,
    roles: EVERYONE,
    ask: at("/api/verifications/export", { decimal: "." }),
  },
  "GET /api/verifications/:id": { others: "done", roles: EVERYONE, ask: onOwnCheck("sent", "") },
  "GET /api/verifications/:id/report": {
    others: "done",
    roles: EVERYONE,
    ask: onOwnCheck("passed", "/report"),
  },
  "POST /api/verifications/:id/report": {
    stepUp: true,
    others: "done",
    roles: EVERYONE,
    ask: onOwnCheck("passed", "/report", {}),
  },
  "GET /api/verifications/:id/live": { others: "done", roles: EVERYONE, ask: onOwnCheck("sent", "/live") },
  "GET /api/verifications/:id/transcript": {
    others: "done",
    roles: READS_ANSWERS,
    ask: onOwnCheck("passed", "/transcript"),
  },
  "POST /api/verifications/:id/transcript/:ordinal/:attempt/open": {
    stepUp: true,
    others: "done",
    roles: READS_ANSWERS,
    ask: onOwnCheck("passed", "/transcript/1/1/open", { purpose: "The requester disputes the outcome" }),
  },
  "POST /api/verifications/:id/resend": {
    others: "403 verification.not_in_charge",
    roles: SENDS,
    ask: onOwnCheck("sent", "/resend", {}),
  },
  "POST /api/verifications/:id/cancel": {
    others: "403 verification.not_in_charge",
    roles: SENDS,
    ask: onOwnCheck("sent", "/cancel", {}),
  },
  "POST /api/verifications/:id/take-over": {
    others: "done",
    roles: SENDS,
    ask: onOwnCheck("sent", "/take-over", { reason: "The shift has changed" }),
  },
  "POST /api/verifications/:id/caller-refused": {
    others: "403 verification.not_in_charge",
    roles: SENDS,
    ask: onOwnCheck("code", "/caller-refused", {}),
  },
  "POST /api/verifications/:id/new-code": {
    others: "403 verification.not_in_charge",
    roles: SENDS,
    ask: onOwnCheck("code", "/new-code", {}),
  },
  "POST /api/verifications/:id/remediate/report": {
    others: "done",
    roles: READS_ANSWERS,
    ask: onOwnCheck("passed", "/remediate/report", {}),
  },
  "POST /api/verifications/:id/remediate/incident": {
    others: "done",
    roles: READS_ANSWERS,
    ask: onOwnCheck("passed", "/remediate/incident", {}),
  },
  "POST /api/verifications/:id/remediate/status": {
    stepUp: true,
    others: "done",
    roles: READS_ANSWERS,
    ask: onOwnCheck("passed", "/remediate/status", {
      word: "genuine",
      reason: "Called back on the number on record",
      idempotencyKey: "a key of one press",
    }),
  },
  "POST /api/verifications/:id/desk-action": {
    others: "done",
    roles: SENDS,
    ask: onOwnCheck("passed", "/desk-action", {}),
  },
  "POST /api/verifications/:id/desk-action/outcome": {
    others: "403 desk_action.not_yours",
    roles: SENDS,
    ask: onTakenPass({ outcome: "done" }),
  },
  "GET /api/verifications/:id/approvers": { others: "done", roles: SENDS, ask: onOwnCheck("sent", "/approvers") },
  "GET /api/tickets/:id/approvers": {
    others: "done",
    roles: SENDS,
    ask: async () => ({ path: `/api/tickets/${(await requesterOf()).ticket}/approvers` }),
  },
  "POST /api/verifications/:id/approvals": {
    others: "403 verification.not_in_charge",
    roles: SENDS,
    ask: async ({ id }) => ({
      path: `/api/verifications/${await approvableCheck({ id, name: "Dana Cole" })}/approvals`,
      body: { approverId: (await addAgent()).id },
    }),
  },
  "GET /api/approvals/held": { roles: SENDS, ask: at("/api/approvals/held") },
  "POST /api/verifications/:id/release": {
    stepUp: true,
    others: "done",
    roles: SENDS,
    ask: releasing(""),
  },
  "POST /api/verifications/:id/release/options": {
    stepUp: true,
    others: "done",
    roles: SENDS,
    ask: releasing("/options"),
  },
  "GET /api/approvals": { roles: SENDS, ask: at("/api/approvals") },
  "GET /api/approvals/:id": { others: "404 approval.unknown", roles: SENDS, ask: onAskedApproval("") },
  "POST /api/approvals/:id/seen": { others: "404 approval.unknown", roles: SENDS, ask: onAskedApproval("/seen", {}) },
  "POST /api/approvals/:id/refuse": {
    others: "404 approval.unknown",
    roles: SENDS,
    ask: onAskedApproval("/refuse", { reason: "Not expected" }),
  },
  "POST /api/approvals/:id/options": {
    stepUp: true,
    others: "404 approval.unknown",
    roles: SENDS,
    ask: onAskedApproval("/options", "digest"),
  },
  "POST /api/approvals/:id/give": {
    stepUp: true,
    others: "404 approval.unknown",
    roles: SENDS,
    ask: onAskedApproval("/give", "digest"),
  },
  "GET /api/delivery": { roles: READS_ANSWERS, ask: at("/api/delivery") },
  "POST /api/delivery/:kind/:id/retry": { others: "done", roles: SENDS, ask: onParkedNote("retry", {}) },
  "POST /api/delivery/:kind/:id/discard": {
    others: "done",
    roles: SENDS,
    ask: onParkedNote("discard", { reason: "The ticket is gone" }),
  },
  "GET /api/delivery-tests": { roles: ["auditor", "admin"], ask: at("/api/delivery-tests") },
  "POST /api/delivery-tests": {
    stepUp: true,
    roles: ["admin"],
    ask: at("/api/delivery-tests", { channel: "sms", number: "+447400123456", again: "+447400123456" }),
  },
  "GET /api/connections": { roles: EVERYONE, ask: at("/api/connections") },
  "POST /api/connections/:name/retry": { others: "done", roles: ["admin"], ask: at("/api/connections/main/retry", {}) },
  "GET /api/connections/:name/webhook": { others: "done", roles: ["admin"], ask: at("/api/connections/main/webhook") },
  "POST /api/connections/:name/webhook": {
    others: "done",
    roles: ["admin"],
    ask: at("/api/connections/main/webhook", {}),
  },
  "POST /api/connections/:name/test": { others: "done", roles: ["admin"], ask: at("/api/connections/main/test", {}) },
  "POST /api/targets/:name/test": {
    others: "done",
    roles: ["admin"],
    ask: at("/api/targets/directory/test", {}),
  },
  "POST /api/sign-in-providers/:name/test": {
    others: "done",
    roles: ["admin"],
    ask: at("/api/sign-in-providers/company/test", {}),
  },
  "GET /api/set-up": { roles: EVERYONE, ask: at("/api/set-up") },
  "GET /api/connections/categories": { roles: ["admin"], ask: at("/api/connections/categories") },
  "POST /api/branding/tones": { roles: ["auditor", "admin"], ask: at("/api/branding/tones", { colour: "#abc" }) },
  "POST /api/policies/demands": {
    roles: ["auditor", "admin"],
    ask: at("/api/policies/demands", { policies: { Reset: { action: "password_reset" } } }),
  },
  "POST /api/policies/replay": {
    roles: ["auditor", "admin"],
    ask: at("/api/policies/replay", { category: "Reset", policy: { action: "password_reset" } }),
  },
  "POST /api/assessments/replay": { roles: ["auditor", "admin"], ask: at("/api/assessments/replay", {}) },
  "GET /api/own-check": { roles: ["admin"], ask: at("/api/own-check") },
  "POST /api/own-check": { roles: ["admin"], ask: at("/api/own-check", { act: "cancel" }) },
  "GET /api/settings": { roles: ["auditor", "admin"], ask: at("/api/settings") },
  "GET /api/settings/:section": { others: "done", roles: ["auditor", "admin"], ask: at("/api/settings/branding") },
  "GET /api/settings/:section/history": {
    others: "done",
    roles: ["auditor", "admin"],
    ask: at("/api/settings/branding/history?before=9"),
  },
  "POST /api/settings/deployment/decision": {
    stepUp: true,
    roles: ["admin"],
    ask: async () => ({
      path: "/api/settings/deployment/decision",
      body: { number: await addHeldDeployment(), decision: "refuse" },
    }),
  },
  ...Object.fromEntries(SECTION_IDS.flatMap(settingsCases)),
  "POST /api/sign-in": "public",
  "GET /api/sign-in/ways": "public",
  "POST /api/sign-in/with/:provider": "public",
  "GET /sign-in/with/:provider": "public",
  "GET /sign-in/callback": "public",
  "GET /sign-in/out/:provider": "public",
  "GET /api/people/imports": { roles: ["admin"], ask: at("/api/people/imports") },
  "POST /api/people/imports": {
    roles: ["admin"],
    ask: async () => {
      await env.DB.prepare("UPDATE directory_imports SET open = NULL").run();
      return { path: "/api/people/imports", body: fileOf([{ email: "a@b.test", displayName: "Grace Mwangi" }]) };
    },
  },
  "GET /api/people/imports/:id/problems": {
    others: "done",
    roles: ["admin"],
    ask: onImport("writing", "problems", undefined),
  },
  "POST /api/people/refused-files": { roles: ["admin"], ask: at("/api/people/refused-files", { problem: "no_table" }) },
  "POST /api/people/imports/:id/chunks": {
    others: "done",
    roles: ["admin"],
    ask: onImport("comparing", "chunks", undefined),
  },
  "POST /api/people/imports/:id/write": {
    others: "done",
    stepUp: true,
    roles: ["admin"],
    ask: onImport("writing", "write", { confirmed: [], baseline: false }),
  },
  "POST /api/people/imports/:id/finish": { others: "done", roles: ["admin"], ask: onImport("finishing", "finish", {}) },
  "POST /api/people/imports/:id/stop": { others: "done", roles: ["admin"], ask: onImport("comparing", "stop", {}) },
  "POST /api/people/imports/:id/resume": { others: "done", roles: ["admin"], ask: onImport("done", "resume", {}) },
  "POST /api/people/imports/:id/undo": {
    others: "done",
    stepUp: true,
    roles: ["admin"],
    ask: onImport("done", "undo", {}),
  },
  "POST /api/people/find": { roles: READS_ANSWERS, ask: at("/api/people/find", { q: "nobody" }) },
  "GET /api/coverage": { roles: ANALYSES, ask: at("/api/coverage") },
  "POST /api/coverage": { roles: ANALYSES, ask: at("/api/coverage", {}) },
  "GET /api/coverage/people": {
    roles: ANALYSES,
    ask: async () => ({ path: `/api/coverage/people?which=mail&run=${await endedCount()}` }),
  },
  "POST /api/coverage/export": {
    stepUp: true,
    roles: ANALYSES,
    ask: async () => ({
      path: "/api/coverage/export",
      body: { run: await endedCount(), which: "mail", decimal: "." },
    }),
  },
  "POST /api/people/:id/lift": {
    others: "done",
    stepUp: true,
    roles: SENDS,
    ask: async () => {
      const { person } = await requesterOf();
      const made = await seed();
      const stub = stubOf(made);
      await stub.create({ ...made, session: { ...made.session, person: { ...made.session.person, id: person } } });
      await drained(stub);
      await env.DB.prepare("UPDATE verifications SET status = 'reported', ended_at = ? WHERE id = ?")
        .bind(Date.now(), made.session.id)
        .run();
      await attested("verifications", "id", made.session.id);
      await sendDeps().guards.fence({ personId: person }, Date.now() + HOUR_MS);
      return {
        path: `/api/people/${person}/lift`,
        body: { what: "report", way: { type: "colleague" }, reason: "A test", idempotencyKey: fresh() },
      };
    },
  },
  "POST /api/people/:id/erase": {
    stepUp: true,
    roles: ["admin"],
    others: "done",
    ask: async () => ({ path: `/api/people/${(await addRequester()).person}/erase`, body: {} }),
  },
  "GET /api/people/:id": {
    others: "done",
    roles: READS_ANSWERS,
    ask: async () => ({ path: `/api/people/${(await requesterOf()).person}` }),
  },
  "GET /ws/console": { roles: EVERYONE, ask: at("/ws/console") },
  "GET /api/session": { roles: EVERYONE, ask: at("/api/session") },
  "POST /api/sign-out": { roles: EVERYONE, ask: at("/api/sign-out", {}) },
  "POST /api/sign-in-links": {
    stepUp: true,
    roles: ["admin"],
    ask: async () => ({
      path: "/api/sign-in-links",
      body: { email: emailOf((await signedIn("agent")).id) },
    }),
  },
  "GET /api/audit": { roles: ["auditor", "admin"], ask: at("/api/audit?q=x") },
  "GET /api/audit/events": "public",
  "POST /api/audit/export": {
    stepUp: true,
    roles: ["auditor", "admin"],
    ask: at("/api/audit/export", { format: "jsonl", q: "nothing has this in it" }),
  },
  "GET /api/users": { roles: ["auditor", "admin"], ask: at("/api/users") },
  "POST /api/users": {
    stepUp: true,
    roles: ["admin"],
    ask: () =>
      Promise.resolve({ path: "/api/users", body: { name: "New", email: `${fresh()}@desk.test`, role: "agent" } }),
  },
  "POST /api/users/delete": {
    stepUp: true,
    roles: ["admin"],
    ask: async () => ({ path: "/api/users/delete", body: { ids: [(await signedIn("agent")).id] } }),
  },
  "POST /api/users/export": {
    stepUp: true,
    roles: ["auditor", "admin"],
    ask: at("/api/users/export", { kind: "review", decimal: "." }),
  },
  "POST /api/users/:id/role": {
    others: "done",
    stepUp: true,
    roles: ["admin"],
    ask: async () => ({ path: `/api/users/${(await signedIn("agent")).id}/role`, body: { role: "analyst" } }),
  },
  "POST /api/users/:id/active": {
    others: "done",
    stepUp: true,
    roles: ["admin"],
    ask: async () => ({ path: `/api/users/${(await signedIn("agent")).id}/active`, body: { active: false } }),
  },
  "GET /api/session/sign-ins": { roles: EVERYONE, ask: at("/api/session/sign-ins") },
  "POST /api/session/sign-ins/:id/end": {
    roles: EVERYONE,
    others: "404 sign_in.unknown",
    ask: async ({ cookie }) => {
      const id = deps()
        .vault.rowName("agent_sessions", cookie.split("=")[1] ?? "")
        .slice(0, 16);
      return { path: `/api/session/sign-ins/${id}/end`, body: {} };
    },
  },
  "GET /api/session/company-accounts": { roles: EVERYONE, ask: at("/api/session/company-accounts") },
  "POST /api/session/company-accounts/:provider": {
    others: "done",
    stepUp: true,
    roles: EVERYONE,
    ask: at("/api/session/company-accounts/work", {}),
  },
  "POST /api/sign-in/passkey/options": "public",
  "POST /api/sign-in/passkey": "public",
  "GET /api/session/passkeys": { roles: EVERYONE, ask: at("/api/session/passkeys") },
  "POST /api/session/passkeys/options": { stepUp: true, roles: EVERYONE, ask: at("/api/session/passkeys/options", {}) },
  "POST /api/session/passkeys": {
    stepUp: true,
    others: "403 passkey.refused",
    roles: EVERYONE,
    ask: async (caller) => ({
      path: "/api/session/passkeys",
      body: { name: "Key", credential: (await made(caller)).credential },
    }),
  },
  "POST /api/session/passkeys/remove": {
    stepUp: true,
    others: "404 passkey.unknown",
    roles: EVERYONE,
    ask: async (caller) => ({
      path: "/api/session/passkeys/remove",
      body: { id: (await withPasskey(caller)).authenticator.id },
    }),
  },
  "POST /api/session/recovery-codes": { stepUp: true, roles: EVERYONE, ask: at("/api/session/recovery-codes", {}) },
  "POST /api/sign-in/recovery": "public",
  "POST /api/sign-in/announce": "public",
  "POST /api/sign-in/owner": "public",
  "POST /api/session/step-up/options": { roles: EVERYONE, ask: at("/api/session/step-up/options", {}) },
  "POST /api/session/step-up": {
    others: "403 passkey.refused",
    roles: EVERYONE,
    ask: async (caller) => {
      const { agent, authenticator } = await withPasskey(caller);
      const { challenge } = (await beginStepUp(deps(), agent)) as { challenge: string };
      return { path: "/api/session/step-up", body: { credential: await authenticator.assert(challenge) } };
    },
  },
  "POST /webhooks/tickets/:connection": "public",
  "POST /webhooks/changegear/:connection": "public",
  "POST /webhooks/delivery/:provider": "public",
};

/** What an authenticator made for the caller, and nobody has added yet. */
async function made({ id }: Caller) {
  const agent: AgentRecord = { id, email: emailOf(id), name: "Dana Cole", role: "agent", active: true };
  const begun = await beginAddingPasskey(deps(), agent);
  const { challenge } = (begun.ok ? begun.value : {}) as { challenge: string };
  const authenticator = new Authenticator(CONSOLE);
  return { agent, authenticator, credential: await authenticator.create(challenge) };
}

async function withPasskey(caller: Caller) {
  const { agent, authenticator, credential } = await made(caller);
  await addPasskey(deps(), agent, { name: "Key", credential });
  return { agent, authenticator };
}

const emailOf = (id: AgentId): string => `${id.toLowerCase()}@desk.test`;

const signedIn = (role: Role, authenticatedAt = Date.now()): Promise<Caller> =>
  signedInAgent({ role, browser: BROWSER, authenticatedAt });

/** The socket of the console. */
const OPENED = 101;

async function asked(name: string, caller: Caller, ask: Ask, owner = caller): Promise<string> {
  const { path, body } = await ask(owner);
  const headers = {
    "user-agent": BROWSER,
    cookie: caller.cookie,
    origin: CONSOLE,
    "sec-fetch-site": "same-origin",
    ...(path.startsWith("/ws/") ? { upgrade: "websocket" } : {}),
  };
  const request = name.startsWith("GET ")
    ? new Request(`${CONSOLE}${path}`, { headers })
    : new Request(`${CONSOLE}${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
  const context = createExecutionContext();
  const base = sendDeps();
  const config = { ...base.config, CONNECTIONS: { main: { kind: "changegear", settings: {} } } };
  const security = { ...base.security, channels: SECURITY_CHANNELS, mailAddress: () => "soc@desk.test" };
  // Answers what its being tried out asks, and nothing else.
  const itsm = { changedSince: () => Promise.resolve({ ok: true, value: [] }) } as unknown as Connection["itsm"];
  const tried: Partial<Deps> = /\/(?:test|webhook)$/u.test(name)
    ? { connection: (one) => ({ name: one, label: one, itsm }) }
    : {};
  const provider: DeliveryProvider = { send: async () => ok({ providerMessageId: fresh(), status: "sent" }) };
  const actionTargets = new StandInTarget().targets;
  const identityProvider: Deps["identityProvider"] = () => ({
    probe: async () => ok(undefined),
    examine: async () => ok([]),
    address: async () => ok("https://id.example/authorize"),
    identify: () => Promise.reject(new Error("nobody comes back here")),
    endAddress: async () => undefined,
  });
  const newest = name.includes("/deployment/") ? await createComposer().fresh(env) : undefined;
  const { settings } = newest ?? base;
  const ready = {
    ...base,
    config,
    security,
    settings,
    providerById: () => provider,
    identityProvider,
    actionTargets,
    ...tried,
  };

  const reply = await appWith(ready).fetch(request, env, context);
  const text = await reply.text();
  await waitOnExecutionContext(context);
  reply.webSocket?.accept();
  reply.webSocket?.close();
  return reply.ok || reply.status === OPENED
    ? "done"
    : `${String(reply.status)} ${(JSON.parse(text) as { code: string }).code}`;
}

const CONSOLE_ROUTES = ROUTES.filter(({ audience }) => audience === "console" || audience === "anyone").map(
  (route) => ({
    name: `${route.method} ${route.path}`,
    route,
  }),
);

beforeAll(fillDirectory);

it("every row that asks for a permission has a case here", () => {
  const asking = ROUTES.filter(({ permission, audience }) => permission !== "public" && audience !== "person").map(
    ({ method, path }) => `${method} ${path}`,
  );
  expect(asking.filter((name) => CASES[name] === undefined || CASES[name] === "public")).toEqual([]);
  expect(CONSOLE_ROUTES.filter(({ name }) => CASES[name] === undefined).map(({ name }) => name)).toEqual([]);
});

it("every path that names something says what comes of it on another's", () => {
  const naming = Object.entries(CASES).filter(([name]) => name.includes(":"));
  expect(naming.filter(([, one]) => one !== "public" && one.others === undefined).map(([name]) => name)).toEqual([]);
});

interface PersonCase {
  readonly body?: Readonly<Record<string, string>>;
  /** Asks for a sign-in of the last five minutes by a second factor; speaks JSON. */
  readonly strong?: true;
  /** What is let through and then refused by what it does. */
  readonly refused?: number;
}

/** At a person's own page: whoever is signed in there, and no agent. */
const PERSON_CASES: Readonly<Record<string, PersonCase>> = {
  "GET /me/data.json": {},
  "POST /me/sign-out": { body: {} },
  "POST /me/sign-ins/end": { body: { id: "nothing" } },
  "POST /me/passkeys/options": { strong: true },
  "POST /me/passkeys": { strong: true, refused: 400 },
  "POST /me/vouches/give": { strong: true, body: { id: "nothing", digest: "x".repeat(43), digits: "07" } },
  "POST /me/vouches/refuse": { strong: true, body: { id: "nothing" } },
  "POST /me/vouches/warn": { strong: true, body: { id: "nothing" } },
  "POST /me/passkeys/rename": { body: { id: "nothing", name: "Key" } },
  "POST /me/passkeys/remove": { body: { id: "nothing" } },
};

async function askedAtMe(name: string, cookie: string): Promise<number> {
  const [method = "", path = ""] = name.split(" ");
  const headers = { "user-agent": BROWSER, cookie, origin: PORTAL, "sec-fetch-site": "same-origin" };
  const { body: fields, strong } = PERSON_CASES[name] ?? {};
  const json = { headers: { ...headers, "content-type": "application/json" }, body: "{}" };
  const sent = strong === true && fields === undefined ? json : { headers, body: new URLSearchParams(fields) };
  const request = new Request(`${PORTAL}${path}`, {
    method,
    redirect: "manual",
    ...(method === "GET" ? { headers } : sent),
  });
  const context = createExecutionContext();
  const reply = await appWith(withPeople(sendDeps())).fetch(request, env, context);
  await reply.text();
  await waitOnExecutionContext(context);
  return reply.status;
}

describe("a person's own page", () => {
  it("has a case here for every row that asks for a sign-in", () => {
    const asking = ROUTES.filter(({ permission, audience }) => permission !== "public" && audience === "person");
    expect(asking.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      Object.keys(PERSON_CASES).toSorted(),
    );
  });

  it.each(Object.keys(PERSON_CASES))("%s is for a person, and for no role", async (name) => {
    const { strong = false, refused } = PERSON_CASES[name] ?? {};
    const { cookie } = await signedInPerson({ browser: BROWSER });
    const done = await askedAtMe(name, cookie);
    expect(refused ?? Math.floor(done / 100)).toBe(refused === undefined ? (done === 303 ? 3 : 2) : done);
    for (const weak of [{ authenticatedAt: Date.now() - 6 * MINUTE_MS }, { secondFactor: false }]) {
      const caller = await signedInPerson({ browser: BROWSER, ...weak });
      expect((await askedAtMe(name, caller.cookie)) === 403).toBe(strong);
    }
    for (const role of ROLES) {
      expect(await askedAtMe(name, (await signedIn(role)).cookie), role).toBe(401);
    }
    expect(await askedAtMe(name, "")).toBe(401);
  });
});

/** What is let through, whatever becomes of it there. */
const IN_AN_EMERGENCY = [
  "GET /api/connections",
  "GET /api/connections/:name/webhook",
  "GET /api/connections/categories",
  "GET /api/delivery-tests",
  "GET /api/session",
  "GET /api/session/company-accounts",
  "GET /api/session/passkeys",
  "GET /api/session/sign-ins",
  "GET /api/settings",
  "GET /api/settings/:section",
  "GET /api/settings/:section/history",
  "GET /api/users",
  "POST /api/branding/tones",
  "POST /api/connections/:name/retry",
  "POST /api/connections/:name/test",
  "POST /api/connections/:name/webhook",
  "POST /api/policies/demands",
  "POST /api/session/company-accounts/:provider",
  "POST /api/session/sign-ins/:id/end",
  "POST /api/session/step-up",
  "POST /api/session/step-up/options",
  // Of all but two, the handler refuses what the permission lets through: see the next test.
  "POST /api/settings/deployment/decision",
  ...SECTION_IDS.flatMap((section) =>
    ["", "/decision", "/rollback"].map((verb) => `POST /api/settings/${section}${verb}`),
  ),
  "POST /api/sign-in-links",
  "POST /api/sign-in-providers/:name/test",
  "POST /api/sign-out",
  "POST /api/users",
  "POST /api/users/:id/active",
  "POST /api/users/:id/role",
  "POST /api/users/delete",
];

it("an emergency sign-in repairs sign-in, users and ticket systems, and does nothing else", async () => {
  const caller = await signedInAgent({ role: "admin", browser: BROWSER, way: BREAK_GLASS });
  const through = [];
  // Signing out is among those that are let through, and comes last.
  const all = CONSOLE_ROUTES.filter(({ route }) => route.permission !== "public").toSorted(
    (one, other) => Number(one.name.endsWith("/sign-out")) - Number(other.name.endsWith("/sign-out")),
  );
  for (const { name, route } of all) {
    const result = await asked(name, caller, at(route.path.replaceAll(/:\w+/gu, "x"), {}));
    if (result !== "403 request.break_glass") {
      through.push(name);
    }
  }
  expect(new Set(through)).toEqual(new Set(IN_AN_EMERGENCY));
});

it("an emergency sign-in changes two sections of the settings", async () => {
  const caller = await signedInAgent({ role: "admin", browser: BROWSER, way: BREAK_GLASS });
  const changed = [];
  for (const section of SECTION_IDS) {
    const body = { version: await settingsVersion(section), values: {} };
    const result = await asked("POST", caller, at(`/api/settings/${section}`, body));
    if (result !== "403 request.break_glass") {
      changed.push(section);
    }
  }
  expect(new Set(changed)).toEqual(new Set(["sign_in", "ticket_systems"]));
});

it("an emergency sign-in invites, and makes no admin in any way", async () => {
  const caller = await signedInAgent({ role: "admin", browser: BROWSER, way: BREAK_GLASS });
  const invite = (role: Role) => ({ name: "New", email: `${fresh().toLowerCase()}@desk.test`, role });
  const tried = (path: string, body: object) => asked("POST", caller, at(path, body));
  expect(await tried("/api/users", invite("admin"))).toBe("403 user.emergency");
  expect(await tried("/api/users", invite("agent"))).toBe("done");
  const [agent, former] = [await addAgent(), await addAgent({ role: "admin", active: false })];
  expect(await tried(`/api/users/${agent.id}/role`, { role: "admin" })).toBe("403 user.emergency");
  expect(await tried(`/api/users/${agent.id}/role`, { role: "auditor" })).toBe("done");
  expect(await tried(`/api/users/${former.id}/active`, { active: true })).toBe("403 user.emergency");
  expect(await tried(`/api/users/${former.id}/role`, { role: "agent" })).toBe("done");
});

describe.each(Object.entries(CASES).flatMap(([name, one]) => (one === "public" ? [] : [[name, one] as const])))(
  "%s",
  (name, { roles, ask, stepUp = false, others }) => {
    it.each(ROLES)(`as %s`, async (role) => {
      const result = await asked(name, await signedIn(role), ask);
      expect(result).toBe(roles.includes(role) ? "done" : "403 request.forbidden");
    });

    it("without a sign-in", async () => {
      const nobody = { ...(await signedIn("admin")), cookie: "" };
      expect(await asked(name, nobody, ask)).toBe("401 request.unauthenticated");
    });

    it("with a sign-in of six minutes", async () => {
      const caller = await signedIn(roles[0] ?? "admin", Date.now() - 6 * MINUTE_MS);
      expect(await asked(name, caller, ask)).toBe(stepUp ? "403 step_up.needed" : "done");
    });

    it.runIf(others !== undefined)("on what is another agent's", async () => {
      const [caller, owner] = [await signedIn(roles[0] ?? "agent"), await signedIn("agent")];
      expect(await asked(name, caller, ask, owner)).toBe(others);
    });
  },
);
