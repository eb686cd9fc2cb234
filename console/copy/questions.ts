/**
 * How the transcript words a question: by kind, from the same values the portal filled in.
 * A kind without a wording here still shows, under its own name.
 */
type Params = Readonly<Record<string, string>>;

export interface QuestionWords {
  readonly title: string;
  readonly ask: (params: Params) => string;
}

const part = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(at);

/** "Tuesday, 17 November", as the portal wrote it. */
const day = (iso: string | undefined): string => {
  const at = Date.parse(iso ?? "");
  if (Number.isNaN(at)) return "the day named";
  return `${part(at, { weekday: "long" })}, ${part(at, { day: "numeric", month: "long" })}`;
};

const questions: Readonly<Record<string, QuestionWords>> = {
  peer: { title: "Colleague", ask: () => "Which one of these people has the same manager as you?" },
  direct_report: { title: "Direct report", ask: () => "Which one of these people reports to you?" },
  group: { title: "Group", ask: () => "Which one of these groups are you in?" },
  closed_ticket: { title: "Earlier ticket", ask: () => "Which one of these did you ask IT to help with?" },
  meeting_person: { title: "Meeting", ask: (params) => `Who did you have a meeting with on ${day(params["date"])}?` },
  department: { title: "Department", ask: () => "Which department do you work in?" },
  manager: { title: "Manager", ask: () => "Who is your manager?" },
  office: { title: "Office", ask: () => "In which city is your office?" },
  sign_in_city: {
    title: "Sign-in city",
    ask: () => "Which city were you in when you last signed in to work, before today?",
  },
  start_month: {
    title: "Start month",
    ask: (params) => `When did you start working at ${params["organisation"] ?? "the organisation"}?`,
  },
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

/** The wording of a kind; for one that is not in the table its name in plain letters. */
export function questionWords(kind: string): QuestionWords {
  const known = Object.hasOwn(questions, kind) ? questions[kind] : undefined;
  if (known !== undefined) return known;
  const plain = kind.replaceAll(/[_.-]+/g, " ");
  const title = plain.charAt(0).toUpperCase() + plain.slice(1);
  return { title, ask: () => title };
}
