/**
 * The words of every question kind: what the requester is asked, and the name that the transcript
 * gives it. A kind without words is a type error. A check that outlived its kind still shows,
 * under the kind's own name: no screen may fail for want of a word.
 */
import type { QuestionKindId } from "../../workers/contract/portal.ts";

type Params = Readonly<Record<string, string>>;

export interface QuestionWords {
  /** `{date}` and `{organisation}` are filled in. */
  readonly heading: string;
  /** For the text form only; a choice and a month have one hint for every kind. */
  readonly hint?: string;
}

export interface KindWords extends QuestionWords {
  readonly title: string;
}

export const questionKinds: Readonly<Record<QuestionKindId, KindWords>> = {
  peer: { title: "Colleague", heading: "Which one of these people has the same manager as you?" },
  direct_report: { title: "Direct report", heading: "Which one of these people reports to you?" },
  group: { title: "Group", heading: "Which one of these groups are you in?" },
  closed_ticket: { title: "Earlier ticket", heading: "Which one of these did you ask IT to help with?" },
  meeting_person: { title: "Meeting", heading: "Who did you have a meeting with on {date}?" },
  manager: {
    title: "Manager",
    heading: "Who is your manager?",
    hint: "First and last name. Small spelling mistakes are fine.",
  },
  sign_in_city: {
    title: "Sign-in city",
    heading: "Which city were you in when you last signed in to work, before today?",
  },
  start_month: { title: "Start month", heading: "When did you start working at {organisation}?" },
};

export const questionForms = {
  choice: (options: number) => `choice of ${options}`,
  text: () => "typed",
  month: () => "month and year",
} as const;

export const exposures = {
  public: "public",
  semi_public: "semi-public",
  desk: "seen by the desk",
  internal: "internal",
  private: "private",
} as const;

/** How the transcript words a question, from the same values the portal filled in. */
export interface TranscriptWords {
  readonly title: string;
  readonly ask: (params: Params) => string;
}

/** The wording of a kind; for one that has none its name in plain letters. */
export function questionWords(kind: string): TranscriptWords {
  const words = wordsOf(questionKinds, kind);
  if (words !== undefined) return { title: words.title, ask: (params) => filled(words.heading, params) };
  const plain = kind.replaceAll(/[_.-]+/g, " ");
  const title = plain.charAt(0).toUpperCase() + plain.slice(1);
  return { title, ask: () => title };
}

/** A table's own entry: a kind comes from a stored session and may be any text. */
export function wordsOf<Words>(table: Readonly<Record<string, Words>>, kind: string): Words | undefined {
  return Object.hasOwn(table, kind) ? table[kind] : undefined;
}

function filled(heading: string, params: Params): string {
  return heading
    .replace("{date}", day(params["date"]))
    .replace("{organisation}", params["organisation"] ?? "the organisation");
}

/** "Tuesday, 17 November", as the portal wrote it. */
function day(iso: string | undefined): string {
  const at = Date.parse(iso ?? "");
  if (Number.isNaN(at)) return "the day named";
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(at);
  return `${part({ weekday: "long" })}, ${part({ day: "numeric", month: "long" })}`;
}
