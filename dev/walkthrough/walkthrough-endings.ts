import type { DetailsReply } from "../../workers/contract/console/verifications.ts";
import type { SendPageReply } from "../../workers/contract/console/send.ts";
import type { PersonId } from "../../workers/core/kit/ids.ts";
import type { Page } from "./page.ts";
import { answersFor, wrongAnswerFor, type Answerer } from "../demo/answers.ts";
import type { Organisation } from "../demo/model.ts";

/** Everything that a run saw. */
export interface Seen {
  readonly sendPage: SendPageReply;
  readonly sendStatus: number;
  /** The last page on the phone. */
  readonly page: Page;
  readonly details: DetailsReply;
  /** As a reader sees them, oldest first, up to the outcome. */
  readonly notes: readonly string[];
  /** What the pass led to. */
  readonly after?: After;
}

export interface After {
  /** On the phone, once the new password was sent. */
  readonly page: Page;
  /** Of the ticket system's own record. */
  readonly ticketStatus: string;
  readonly notes: readonly string[];
}

interface Expected {
  readonly status: DetailsReply["row"]["status"];
  readonly detail?: DetailsReply["row"]["detail"];
  /** Compared only where it decides. */
  readonly level?: NonNullable<DetailsReply["row"]["verdict"]["risk"]>["level"];
  readonly page: { readonly status: number; readonly heading: string };
  readonly verb: string;
  /** First line of the last note, between brand and time. */
  readonly noteTitle: string;
  /** Lines of the last note, word for word. */
  readonly noteLines: readonly string[];
  /** Where a pass leads to an action in the portal. */
  readonly after?: { readonly heading: string; readonly ticketStatus: string; readonly noteTitles: string };
}

const NEUTRAL_PAGE = { status: 200, heading: "We can't finish this here" };

const EXPECTED = {
  pass: {
    status: "passed",
    level: "verified",
    page: { status: 200, heading: "Set your new password" },
    verb: "NOTHING TO DO",
    noteTitle: "Verification Outcome: Passed",
    noteLines: [
      "Recommendation User verified successfully - Proceed with action",
      "Requested action Password reset for Dana Ruiz only",
    ],
    after: {
      heading: "Your new password is set",
      ticketStatus: "Closed",
      noteTitles: "Action done: password reset | Ticket closed",
    },
  },
  fail: {
    status: "failed",
    detail: "risk_high",
    level: "high",
    page: NEUTRAL_PAGE,
    verb: "REJECT",
    noteTitle: "Verification Outcome: Failed",
    noteLines: [
      "Recommendation High risk detected - Reject this request",
      "What now Do not say why. Tell security yourself: no security contact is set up.",
      "Requested action Password reset for Dana Ruiz only",
    ],
  },
  timeout: {
    status: "timed_out",
    detail: "never_opened",
    page: { status: 410, heading: "This link has ended" },
    verb: "NOT VERIFIED",
    noteTitle: "Verification Outcome: Failed (Timed Out)",
    noteLines: ["Never opened.", "What now Send again, or use the other contact."],
  },
  "not-enough": {
    status: "not_enough_questions",
    detail: "skipped_too_many",
    page: NEUTRAL_PAGE,
    verb: "NOT VERIFIED",
    noteTitle: "Verification Outcome: Failed (Not Enough Questions)",
    noteLines: [
      "What now Use another contact on record, a second approver, the manager or the desk. 0 of 3 answered.",
      "Requested action Password reset for Dana Ruiz only",
    ],
  },
} as const satisfies Record<string, Expected>;

export type EndingName = keyof typeof EXPECTED;

export const isEnding = (name: string): name is EndingName => Object.hasOwn(EXPECTED, name);

export const ENDING_NAMES = Object.keys(EXPECTED).join("|");

/** Empty when the run ended as it must. */
export function differencesFrom(ending: EndingName, seen: Seen): string[] {
  return differences(EXPECTED[ending], seen);
}

/** Undefined where nobody answers. */
export function answererFor(ending: EndingName, organisation: Organisation, personId: PersonId): Answerer | undefined {
  switch (ending) {
    case "pass":
      return answersFor(organisation, personId);
    case "fail":
      return wrongAnswerFor(organisation, personId);
    case "not-enough":
      return () => ({ type: "skip" });
    case "timeout":
      return undefined;
  }
}

function differences(expected: Expected, seen: Seen): string[] {
  const { row, banner } = seen.details;
  const last = seen.notes.at(-1) ?? "";
  const titles = seen.notes.map(titleOf);
  const missing = expected.noteLines.filter((line) => !last.split("\n").includes(line));
  return [
    ...different("problem on the Send page", seen.sendPage.problem, undefined),
    ...different("status of Send", seen.sendStatus, 202),
    ...different("verification status", row.status, expected.status),
    ...different("reason", row.detail, expected.detail),
    ...(expected.level === undefined ? [] : different("risk level", row.verdict.risk?.level, expected.level)),
    ...different("last page's status", seen.page.status, expected.page.status),
    ...different("last page's heading", seen.page.heading, expected.page.heading),
    ...different("banner", banner.verb, expected.verb),
    ...different(
      "notes",
      titles.join(" | "),
      [
        "Link offered",
        "Verification sent",
        // With the outcome, in one save.
        ...(expected.status === "timed_out" ? [] : ["Verification begun"]),
        expected.noteTitle,
      ].join(" | "),
    ),
    ...missing.map((line) => `the last note lacks "${line}"`),
    ...different("says Proceed only after a pass", last.includes("Proceed with action"), expected.status === "passed"),
    ...different("page after the action", seen.after?.page.heading, expected.after?.heading),
    ...different("ticket's status", seen.after?.ticketStatus, expected.after?.ticketStatus),
    ...different("notes after the pass", seen.after?.notes.map(titleOf).join(" | "), expected.after?.noteTitles),
  ];
}

/** Between brand and time. */
const titleOf = (note: string) => /^\[imper\.ai\] (.+) \(\d\d:\d\d\)$/.exec(note.split("\n")[0] ?? "")?.[1];

function different<Value>(what: string, actual: Value, expected: Value): string[] {
  return actual === expected ? [] : [`${what}: ${String(actual)}, expected ${String(expected)}`];
}
