/**
 * One check in every case of the banner, as it stands in the table, on a card, in the panel, in
 * the details, in the history, in the API's reply and in the ticket's note. Whoever reads any two
 * of them must come to the same conclusion. Printing prints these same pages.
 */
import { permissionsOf } from "../../workers/core/policy/permissions.ts";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { DetailsReply } from "../../workers/contract/console/verifications.ts";
import { bannerInput, proofNeeds } from "../../workers/app/desk/banner-input.ts";
import { historyOf, rowOf } from "../../workers/app/desk/row.ts";
import { sessionNote } from "../../workers/app/tickets/session-notes.ts";
import type { PersonRecord } from "../../workers/app/ports/people.ts";
import type { TicketRecord } from "../../workers/app/ports/tickets.ts";
import type { VerificationRecord } from "../../workers/app/ports/verifications.ts";
import { agentId, personId, ticketId } from "../../workers/core/kit/ids.ts";
import { MINUTE_MS } from "../../workers/core/kit/time.ts";
import { missingProofGroups, proofGroups } from "../../workers/core/policy/required-proofs.ts";
import type { Assessment } from "../../workers/core/risk/assessment.ts";
import type { NoteEvent } from "../../workers/core/session/effects.ts";
import { liveView } from "../../workers/core/session/live-view.ts";
import { inStatus } from "../../workers/core/session/session.fixture.ts";
import type { Session } from "../../workers/core/session/session.ts";
import type { Judged } from "../../workers/core/verdict/judgement.ts";
import { bannerFor } from "../../workers/core/verdict/banner.ts";
import type { Integrity } from "../../workers/core/verdict/recommend.ts";
import { RequestCard } from "./details/cards.tsx";
import { HistoryCard } from "./details/history.tsx";
import { SummaryPanel } from "./details/summary-panel.tsx";
import { AppContext, type AppValue } from "./frame/app-context.ts";
import { DockPanel } from "./verifications/dock.tsx";
import { Cards, Table } from "./verifications/table.tsx";

const nothing = (): void => undefined;
const never = () => new Promise<never>(nothing);

const app = (now: number): AppValue => ({
  session: {
    agent: { id: "agt_1", name: "Lee Tanaka", email: "lee@halden.example", role: "agent" },
    permissions: permissionsOf("agent"),
    breakGlass: false,
    waysIn: [],
    linksMade: [],
    brand: "Halden IT",
    organisation: "Halden",
    expiresAt: now,
    timeZone: "UTC",
  },
  api: { get: never, post: never, download: never },
  feed: {
    state: () => "live",
    onChange: () => nothing,
    onState: () => nothing,
    networkChanged: nothing,
    stop: nothing,
  },
  renew: nothing,
  now: () => now,
});

const person: PersonRecord = {
  intact: true,
  id: personId.parse("per_dana0001"),
  idInTickets: "E-1",
  userName: "dana.ruiz",
  email: "dana.ruiz@halden.example",
  givenName: "Dana",
  displayName: "Dana Ruiz",
  locale: "en",
  privileged: false,
  active: true,
};

const ticket: TicketRecord = {
  id: ticketId.parse("tkt_ticket01"),
  connection: "changegear",
  externalId: "39",
  number: "IR-0000039",
  revision: 1,
  category: "Password reset",
  action: "password_reset",
  summary: "Cannot sign in",
  description: "",
  status: "Open",
  closed: false,
  requesterExternalId: "E-1",
  requesterName: "Dana Ruiz",
  requesterEmail: "dana.ruiz@halden.example",
};

/** As the record of a session is written and read back. */
function recordOf(session: Session, integrity: Integrity = "intact"): VerificationRecord {
  const { assessment, moments, policy } = session;
  return {
    id: session.id,
    integrity,
    version: session.version,
    ticketId: session.ticket.id,
    ticketNumber: session.ticket.number,
    category: session.ticket.category,
    action: policy.action,
    personId: person.id,
    requesterName: person.displayName,
    requesterEmail: person.email,
    referrerId: agentId.parse("agt_sender01"),
    referrerName: session.agent.name,
    status: session.status,
    profile: policy.profile.id,
    passLine: policy.profile.passLine,
    channel: "sms",
    origin: "on_record",
    masked: session.destination.masked,
    destinationTag: session.destination.tag,
    proofs: session.proofs,
    requiredProofs: policy.requiredProofs,
    createdAt: session.createdAt,
    live: liveView(session),
    ...(session.detail === undefined ? {} : { detail: session.detail }),
    ...(assessment === undefined ? {} : { score: assessment.score, level: assessment.level }),
    ...(moments.endedAt === undefined ? { deadlineAt: session.link.expiresAt } : { endedAt: moments.endedAt }),
    ...(session.validUntil === undefined ? {} : { validUntil: session.validUntil }),
    ...(session.voided === undefined ? {} : { voided: session.voided }),
  };
}

interface Now {
  readonly session: Session;
  readonly integrity?: Integrity;
  readonly ticket?: Partial<TicketRecord>;
  readonly person?: Partial<PersonRecord>;
  /** After the end. */
  readonly minutesLater?: number;
  readonly judged?: Judged;
}

function detailsOf(now: Now): { details: DetailsReply; at: number } {
  const { session } = now;
  const at = (session.moments.endedAt ?? session.createdAt) + (now.minutesLater ?? 1) * MINUTE_MS;
  const record = recordOf(session, now.integrity);
  const sources = {
    record,
    ticket: { ...ticket, ...now.ticket },
    person: { ...person, ...now.person },
    judged: now.judged,
  };
  const frame = { now: at, timeZone: "UTC" };
  const assessment = record.endedAt === undefined ? undefined : session.assessment;
  const needs = proofNeeds(record, sources.person);
  const proven = record.proofs.map(({ proof }) => proof);
  return {
    at,
    details: {
      row: rowOf(sources, frame),
      ticket: { ...ticket, action: "password_reset", url: "https://tickets.example/39" },
      person: {
        ...person,
        id: person.id,
        name: person.displayName,
        firstName: person.givenName,
        language: "en",
        appearance: {},
        contacts: [],
      },
      banner: bannerFor(bannerInput({ ...sources, assessment, reader: record.referrerId, ...frame })),
      profile: record.profile,
      destination: { masked: record.masked, channel: "sms", origin: "on_record" },
      assurance: { proven: record.proofs, required: proofGroups(needs), missing: missingProofGroups(needs, proven) },
      device: [],
      history: [historyOf(sources, frame)],
      notes: [],
      judgements: [],
      discards: [],
      told: [],
      mayCheckAgain: true,
      ...(assessment === undefined ? {} : { assessment }),
    },
  };
}

const passed = inStatus("passed");
const late: Session = { ...passed, lateReportAt: (passed.moments.endedAt ?? 0) + MINUTE_MS };
const voidPass: Session = { ...passed, voided: { at: passed.moments.endedAt ?? 0, by: "recipient" } };
const sent = inStatus("sent");
const failing = (session: Session, change: Partial<Assessment>, detail: Session["detail"]): Session => ({
  ...session,
  status: "failed",
  ...(detail === undefined ? {} : { detail }),
  ...(session.assessment === undefined ? {} : { assessment: { ...session.assessment, ...change } }),
});

const impostor = { word: "impostor", by: "Kim Park", at: passed.moments.endedAt ?? 0 } as const;

interface Case extends Now {
  readonly verb: string;
  readonly word: string;
  readonly reason: string;
  readonly level?: "Verified" | "Medium" | "High";
  /** The last note of the check, and what its first line says. */
  readonly note?: readonly [event: NoteEvent, title: string];
}

const OUTCOME = { kind: "outcome" } as const;

const CASES: Readonly<Record<string, Case>> = {
  passed: {
    session: passed,
    verb: "PROCEED",
    word: "Passed",
    reason: "valid until",
    level: "Verified",
    note: [OUTCOME, "Verification Outcome: Passed"],
  },
  "passed, no longer valid": {
    session: passed,
    minutesLater: 60,
    verb: "EXPIRED",
    word: "Passed",
    reason: "expired",
    level: "Verified",
  },
  medium: {
    session: failing(passed, { score: 4.2, level: "medium" }, "risk_medium"),
    verb: "STOP",
    word: "Failed",
    reason: "needs a second look",
    level: "Medium",
    note: [OUTCOME, "Verification Outcome: Failed"],
  },
  "proof missing": {
    session: { ...failing(passed, {}, "proof_missing"), policy: { ...passed.policy, requiredProofs: ["spoken_code"] } },
    verb: "STOP",
    word: "Failed",
    reason: "proof missing",
    level: "Verified",
    note: [OUTCOME, "Verification Outcome: Failed (Proof Missing)"],
  },
  high: {
    session: inStatus("failed"),
    verb: "REJECT",
    word: "Failed",
    reason: "high risk, rejected",
    level: "High",
    note: [OUTCOME, "Verification Outcome: Failed"],
  },
  blocked: {
    session: failing(passed, { blocked: true }, "blocking"),
    verb: "DO NOT PROCEED",
    word: "Failed",
    reason: "must not proceed",
    level: "Verified",
    note: [OUTCOME, "Verification Outcome: Failed"],
  },
  "reported at once": {
    session: inStatus("reported"),
    verb: "REJECT",
    word: "Reported",
    reason: "“This wasn’t me”",
    note: [OUTCOME, "Verification Outcome: Failed (Reported)"],
  },
  "passed, reported afterwards": {
    session: late,
    verb: "REJECT",
    word: "Reported",
    reason: "reported afterwards",
    note: [{ kind: "late_report" }, "Verification Outcome: Failed (Reported)"],
  },
  "passed, confirmed impostor": {
    session: passed,
    judged: { last: impostor, impostor },
    verb: "REJECT",
    word: "Passed, void",
    reason: "confirmed impostor",
  },
  "passed, confirmed impostor and then genuine": {
    session: passed,
    judged: { last: { ...impostor, word: "genuine" }, impostor },
    verb: "REJECT",
    word: "Passed, void",
    reason: "confirmed impostor",
  },
  "high, confirmed genuine": {
    session: inStatus("failed"),
    judged: { last: { ...impostor, word: "genuine" } },
    verb: "REJECT",
    word: "Failed",
    reason: "high risk, rejected",
    level: "High",
  },
  "not enough questions": {
    session: inStatus("not_enough_questions"),
    verb: "NOT VERIFIED",
    word: "Not Enough Questions",
    reason: "skipped too many",
    note: [OUTCOME, "Verification Outcome: Failed (Not Enough Questions)"],
  },
  "timed out": {
    session: inStatus("timed_out"),
    verb: "NOT VERIFIED",
    word: "Timed Out",
    reason: "begun, not finished",
    note: [OUTCOME, "Verification Outcome: Failed (Timed Out)"],
  },
  cancelled: {
    session: inStatus("cancelled"),
    verb: "CANCELLED",
    word: "Cancelled",
    reason: "by the desk",
    note: [{ kind: "cancelled", reason: "agent" }, "Verification cancelled"],
  },
  "person inactive": {
    session: passed,
    person: { active: false },
    verb: "DO NOT PROCEED",
    word: "Passed, void",
    reason: "account inactive or locked",
  },
  "passed, another check reported": {
    session: voidPass,
    verb: "DO NOT PROCEED",
    word: "Passed, void",
    reason: "another check was reported",
    note: [{ kind: "pass_voided" }, "Verification Outcome: Passed, void"],
  },
  "ended after another check was reported": {
    session: voidPass,
    verb: "DO NOT PROCEED",
    word: "Passed, void",
    reason: "another check was reported",
    note: [OUTCOME, "Verification Outcome: Passed, void"],
  },
  "passed, written by somebody else": {
    session: passed,
    integrity: "changed",
    verb: "DO NOT PROCEED",
    word: "Passed, void",
    reason: "changed outside of this product",
  },
  "passed, from before an update": {
    session: passed,
    integrity: "unmarked",
    verb: "EXPIRED",
    word: "Passed",
    reason: "expired",
    level: "Verified",
  },
  "ticket now names somebody else": {
    session: passed,
    ticket: { requesterExternalId: "E-2", requesterName: "Jiří Novák", requesterEmail: "jiri@halden.example" },
    verb: "STOP",
    word: "Passed, void",
    reason: "ticket names Jiří N.",
  },
  "in progress": { session: inStatus("answering"), verb: "WAIT", word: "In progress", reason: "question" },
  "not delivered": {
    session: { ...sent, message: { ...sent.message, state: "failed", problem: "opted_out" } },
    verb: "STOP",
    word: "Not delivered",
    reason: "this number has opted out",
  },
};

const WORDS = [
  "Passed",
  "Failed",
  "Reported",
  "Timed Out",
  "Cancelled",
  "Not Enough Questions",
  "In progress",
  "Not delivered",
];

describe("one check, wherever it is read", () => {
  it.each(Object.entries(CASES))("%s", (_name, expected) => {
    const { details, at } = detailsOf(expected);
    const { row, banner } = details;
    const drawn = (node: VNode): { text: string; html: string } => {
      const html = renderToString(<AppContext.Provider value={app(at)}>{node}</AppContext.Provider>);
      return { html, text: html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ") };
    };
    const rows = { rows: [row], now: at, hrefOf: String, onOpen: nothing };
    const places = {
      table: drawn(<Table {...rows} room="wide" />),
      compact: drawn(<Table {...rows} room="compact" />),
      tight: drawn(<Table {...rows} room="tight" />),
      card: drawn(<Cards {...rows} />),
      details: drawn(<RequestCard details={details} />),
      history: drawn(<HistoryCard details={details} />),
    };
    const panels = {
      dock: drawn(<DockPanel details={details} wide={false} reload={nothing} />),
      sheet: drawn(<DockPanel details={details} wide reload={nothing} />),
      summary: drawn(<SummaryPanel details={details} />),
    };

    expect(banner.verb).toBe(expected.verb);
    expect(row.verdict.word).toBe(expected.word);
    for (const [place, { text }] of Object.entries(places)) {
      expect(text, place).toContain(expected.word);
      expect(WORDS.filter((word) => text.includes(` ${word} `) && word !== expected.word)).toEqual([]);
      if (place !== "history") expect(text, place).toContain(expected.reason);
    }

    const proceed = expected.verb === "PROCEED";
    expect(banner.tone === "ok").toBe(proceed);
    for (const [place, { html }] of Object.entries(places)) {
      expect(html.includes("tone-ok"), place).toBe(proceed);
    }

    const levels = ["Verified", "Medium", "High"].filter((level) => level === expected.level);
    const levelsIn = (text: string) => ["Verified", "Medium", "High"].filter((level) => text.includes(` ${level} `));
    for (const [place, { text }] of Object.entries(places)) {
      if (place !== "history") expect(levelsIn(text), place).toEqual(levels);
    }
    for (const [place, { html, text }] of Object.entries(panels)) {
      // The picture's own scale names all levels, in their colours.
      expect(html.includes('class="chart"'), place).toBe(levels.length > 0);
      if (levels.length === 0) expect(levelsIn(text.replace(/It ended as .*/, "")), place).toEqual([]);
    }
    if (["Passed, void", "Reported"].includes(expected.word)) {
      for (const [place, { html }] of Object.entries(panels)) expect(html, place).not.toContain("tone-ok");
    }

    if (expected.note !== undefined) {
      const [event, title] = expected.note;
      const note = sessionNote(expected.session, event, {
        consoleOrigin: "https://console.example",
        timeZone: "UTC",
        securityContactSet: false,
        at,
        key: "not_1",
      });
      expect(note.title).toBe(title);
      expect(JSON.stringify(note).includes("Proceed with action")).toBe(proceed);
    }
  });
});
