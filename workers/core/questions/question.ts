/** The shapes that travel between building, asking and grading a challenge question. */
import type { EpochMs } from "../kit/time.ts";

/** How well an impostor can be expected to know a fact; k is the probability in the risk model. */
export const EXPOSURES = ["public", "semi_public", "desk", "internal", "private"] as const;
export type Exposure = (typeof EXPOSURES)[number];

export const GRADES = ["correct", "partial", "invalid", "skipped"] as const;
export type Grade = (typeof GRADES)[number];

export const QUESTION_FORMS = ["choice", "text", "month"] as const;
export type QuestionForm = (typeof QUESTION_FORMS)[number];

/** What a right answer looks like. Never leaves the session object. */
export type Expected =
  | { readonly type: "option"; readonly index: number }
  | {
      readonly type: "name";
      readonly given: string;
      readonly family: string;
      /** Colleagues whose names would pass for a slip in this one, as `nameKey` has them. */
      readonly others?: readonly string[];
    }
  | { readonly type: "place"; readonly city: string; readonly country: string }
  | { readonly type: "month"; readonly year: number; readonly month: number }
  | { readonly type: "text"; readonly accepted: readonly string[] };

export interface PooledQuestion {
  /** Id of the kind in the registry, for example "meeting_person". */
  readonly kind: string;
  /** Two questions with one fact key are about the same fact and never both asked. */
  readonly factKey: string;
  readonly form: QuestionForm;
  /** Values for the wording of this kind in the copy catalogue: dates as ISO, names, the organisation. */
  readonly params: Readonly<Record<string, string>>;
  /** Options in display order, without "None of these" and "I don't know", which every choice offers. Empty for text and month. */
  readonly options: readonly string[];
  readonly expected: Expected;
  readonly exposure: Exposure;
  /** P(an impostor of the assumed strength knows the fact). The letters are the formulas', and stored so. */
  readonly k: number;
  /** P(the requester recalls it). */
  readonly r: number;
  /** Number of answers that can be given, or are plausible. */
  readonly m: number;
  /**
   * P(the best guess is right), for somebody who knows what is public of the person and how the organisation is
   * spread. Absent: one in m.
   */
  readonly g?: number;
}

/** Index of "None of these" in a choice: one past the last option. */
export function noneOfTheseIndex(question: Pick<PooledQuestion, "options">): number {
  return question.options.length;
}

/** What came back from the page, parsed by form; `skip` is "I don't know". */
export type Response =
  | { readonly type: "skip" }
  | { readonly type: "option"; readonly index: number }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "month"; readonly year: number; readonly month: number };

export interface GradedAnswer {
  readonly kind: string;
  readonly factKey: string;
  readonly exposure: Exposure;
  readonly grade: Grade;
  readonly k: number;
  readonly r: number;
  readonly m: number;
  readonly g?: number;
  readonly askedAt: EpochMs;
  readonly answeredAt: EpochMs;
  /** The one further question asked after acceptance in a fifth of sessions: kept, never scored. */
  readonly scored: boolean;
  /** The time was over before it was asked; it counts as skipped. */
  readonly notReached?: true;
}

/** A response with its option spelled out, for the page that lets it be changed and for the transcript. */
export type GivenResponse =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "month"; readonly year: number; readonly month: number }
  | { readonly type: "none" }
  | { readonly type: "skip" };

export function givenResponse(response: Response, options: readonly string[]): GivenResponse {
  if (response.type !== "option") {
    return response;
  }
  const text = options[response.index];
  return text === undefined ? { type: "none" } : { type: "text", text };
}
