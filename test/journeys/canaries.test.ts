/**
 * Looks for secrets where none may be. Whole checks are played with known answers, numbers,
 * codes and cookies; afterwards none of them may stand in the log, in a note, in a webhook's
 * address, or readable in the database or in an object's storage.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, outbox } from "../../dev/walkthrough/client.ts";
import { questionOf } from "../../dev/walkthrough/page.ts";
import { wrongAnswerFor } from "../../dev/demo/answers.ts";
import { databaseDump } from "../support/database-dump.ts";
import { useJourney, type Sent } from "../support/journey.ts";

/** Objects keep their storage here, where it can be looked at as it lies on the disk. */
const STATE = mkdtempSync(join(tmpdir(), "canaries-"));
const journey = useJourney({ clockRate: 20, stateDirectory: STATE });
afterAll(() => rmSync(STATE, { recursive: true, force: true }));

/** Typed as an answer where a question takes text; no city or name of the demo. */
const TYPED_ANSWER = "Quillota";
const TYPED_NUMBER = "+351910000951";

const canaries = new Map<string, string>();
let notes = "";
let typedAnswers = 0;

function remember(sent: Sent): void {
  canaries.set(`locator of ${sent.id}`, new URL(sent.link).pathname.slice("/v/".length));
  canaries.set(`destination of ${sent.id}`, sent.to);
  canaries.set(`local part of ${sent.id}`, sent.to.replace(/^\+\d{1,3}/, "").split("@")[0] ?? "");
}

/** Five ways to go through a check, each leaving its canaries. */
const PLAYS: readonly (() => Promise<Sent>)[] = [
  async () => {
    const desk = await journey.agent("lee");
    canaries.set("console cookie", /__Host-console=([^;]+)/.exec(desk.cookie)?.[1] ?? "");
    return journey.passed({ desk });
  },
  () => journey.passed({ channel: "email" }),
  async () => {
    const sent = await journey.sendTo({ callerOnLine: true });
    await sent.phone.begin();
    const { body } = await eventually(
      () => sent.desk.live(sent.id),
      ({ body }) => body.code !== undefined,
      { what: "the code" },
    );
    const digits = body.code?.digits ?? "";
    canaries.set("spoken code", digits);
    await journey.answerRight(sent, await sent.phone.press("code", { code: digits }));
    return sent;
  },
  async () => {
    const sent = await journey.sendTo();
    const wrong = wrongAnswerFor(journey.instance.organisation, sent.person.id);
    await sent.phone.answerAll(await sent.phone.begin(), (question) => {
      const answer = wrong(question);
      typedAnswers += answer.type === "text" && answer.text === TYPED_ANSWER ? 1 : 0;
      return answer;
    });
    return sent;
  },
  async () => {
    const sent = await journey.sendTo();
    await sent.phone.begin();
    const other = journey.phone(sent.person, sent.link);
    await other.move();
    const messages = await eventually(
      () => outbox(journey.instance.url, sent.to),
      (list) => list.some(({ link }) => link === undefined),
      { what: "a code" },
    );
    const digits = messages.map(({ text }) => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join("") ?? "")[0] ?? "";
    canaries.set("code to the contact", digits);
    await journey.answerRight({ ...sent, phone: other }, await other.moveCode(digits));
    return sent;
  },
];

/** The sixth, alone: its note meets a fault, so that the log has something to say. */
async function reportedDuringAFault(): Promise<Sent> {
  const destination = { type: "sms", country: "PT", number: TYPED_NUMBER, reason: "Phone on record is lost" } as const;
  const sent = await journey.sendTo({ typed: { destination, to: TYPED_NUMBER } });
  await journey.notes(sent.ticket, 2);
  await journey.tickets.faults({ fail500: 1 });
  await sent.phone.report();
  return sent;
}

beforeAll(async () => {
  await Promise.all(PLAYS.map(playAndRead));
  await playAndRead(reportedDuringAFault);
});

async function playAndRead(play: () => Promise<Sent>): Promise<void> {
  const sent = await play();
  remember(sent);
  await journey.ended(sent);
  await eventually(
    async () => {
      await journey.instance.sweep();
      return sent.desk.details(sent.id);
    },
    ({ body }) => body.notes.length >= 3 && body.notes.every(({ status }) => status === "written"),
    { what: "written notes" },
  );
  notes += (await journey.notes(sent.ticket, 3)).join("\n");
}

/** Six digits stand by chance in one of so many times and digests: a code that is readable stands alone. */
const stands = (text: string, value: string): boolean =>
  /^\d{6}$/u.test(value) ? new RegExp(`(?<![\\w-])${value}(?![\\w-])`, "u").test(text) : text.includes(value);

function expectNone(text: string, where: string): void {
  const found = [...canaries].filter(([, value]) => stands(text, value)).map(([name]) => `${name} in ${where}`);
  expect(found).toEqual([]);
}

describe("after six whole checks", () => {
  it("there is something to look for, and it is found where it may stand", async () => {
    expect(canaries.size).toBe(3 + 6 * 3);
    expect([...canaries.values()].every((value) => value.length >= 6)).toBe(true);
    expect(typedAnswers).toBeGreaterThan(0);
    const sent = JSON.stringify(await outbox(journey.instance.url)).replaceAll(/(\d{3}) (\d{3})/g, "$1$2");
    // All but the cookie and the spoken code are in some message.
    expect([...canaries.values()].filter((value) => sent.includes(value))).toHaveLength(canaries.size - 2);
  });

  it("the log names events and ids, and none of it", () => {
    expect(journey.log.some((line) => line.includes('"event":"note.failed"'))).toBe(true);
    expectNone(journey.log.join("\n"), "the log");
    expect(journey.log.join("\n")).not.toContain(TYPED_ANSWER);
  });

  it("the log is one JSON object per line with an event's name", () => {
    for (const line of journey.log) {
      expect(JSON.parse(line)).toMatchObject({ event: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/) });
    }
  });

  it("the tickets hold none of it", () => {
    expect(notes).toContain("Verification Outcome: Passed");
    expectNone(notes, "the notes");
    expect(notes).not.toContain(TYPED_ANSWER);
  });

  it("the database holds none of it readable", async () => {
    const dump = await databaseDump(journey);
    expect(Object.keys(dump)).toContain("transcript_entries");
    for (const [table, rows] of Object.entries(dump)) {
      expectNone(rows, table);
      expect([table, rows.includes(TYPED_ANSWER)]).toEqual([table, false]);
    }
  });

  it("the objects' storage holds none of it readable, and what may stand there is found", () => {
    const files = readdirSync(STATE, { recursive: true, encoding: "utf8" }).filter((name) =>
      /VerificationSession.*\.sqlite/.test(name),
    );
    expect(files.length).toBeGreaterThanOrEqual(6);
    const bytes = files.map((name) => readFileSync(join(STATE, name), "latin1")).join("\n");
    // The search works: an object knows its ticket.
    expect(bytes).toMatch(/"number":"[A-Z]+-\d+"/);
    expectNone(bytes, "an object");
    expect(bytes).not.toContain(TYPED_ANSWER);
  });

  it("no expected answer of a choice stands in the page's code", async () => {
    const sent = await journey.sendTo();
    const page = await sent.phone.begin();
    const question = questionOf(page);
    expect(page.html).not.toMatch(/correct|expected|"answer":/i);
    expect(new Set(question.options).size).toBe(question.options.length);
  });

  it("the ticket system was asked at addresses without any of it", () => {
    expectNone(JSON.stringify(journey.instance.changeGear.log), "an address");
  });
});
