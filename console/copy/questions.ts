/**
 * How the transcript words a question: by kind, from the same values the portal filled in.
 * A kind without a wording here still shows, under its own name.
 */
type Params = Readonly<Record<string, string>>;

export interface QuestionWords {
  readonly title: string;
  readonly ask: (params: Params) => string;
}

const day = (iso: string | undefined): string => {
  const at = Date.parse(iso ?? "");
  if (Number.isNaN(at)) return "the day named";
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    at,
  );
};

const organisation = (params: Params): string => params["organisation"] ?? "the organisation";

export const questions: Readonly<Record<string, QuestionWords>> = {
  manager: { title: "Manager", ask: () => "Who is your manager?" },
  managers_manager: { title: "Directory", ask: () => "Who is your manager's manager?" },
  peer: { title: "Colleague", ask: () => "Which of these people has the same manager as you?" },
  direct_report: { title: "Direct report", ask: () => "Which of these people reports to you?" },
  department: { title: "Department", ask: () => "Which department are you in?" },
  office: { title: "Office", ask: () => "Which office do you belong to?" },
  group: { title: "Group", ask: () => "Which one of these groups are you in?" },
  closed_ticket: { title: "Earlier ticket", ask: () => "Which of these requests did you open with IT?" },
  meeting_person: {
    title: "Meeting",
    ask: (params) => `Who did you have a meeting with on ${day(params["date"])}?`,
  },
  sign_in_city: {
    title: "Sign-in city",
    ask: () => "Which city were you in when you last signed in to work, before today?",
  },
  start_month: { title: "Start month", ask: (params) => `When did you start working at ${organisation(params)}?` },
  device_model: { title: "Device", ask: () => "Which laptop model do you use for work?" },
  asset_tag: { title: "Asset tag", ask: () => "What is the asset tag on your laptop?" },
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
