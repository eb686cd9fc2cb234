/**
 * What a check is called: the words of "Verification Status", which the table is filtered by and
 * which list, details, notes and files share. Nothing but words, so that the console may read it.
 */
export const STANDINGS = {
  in_progress: "In progress",
  undelivered: "Not delivered",
  passed: "Passed",
  void: "Passed, void",
  failed: "Failed",
  not_enough_questions: "Not Enough Questions",
  timed_out: "Timed Out",
  cancelled: "Cancelled",
  reported: "Reported",
} as const;

export type Standing = keyof typeof STANDINGS;

/** What a person says of a check after its end, beside the verdict and never in its place. */
export const JUDGEMENTS = { genuine: "Confirmed genuine", impostor: "Confirmed impostor" } as const;

export type JudgementWord = keyof typeof JUDGEMENTS;
export const JUDGEMENT_WORDS = Object.keys(JUDGEMENTS) as readonly JudgementWord[];

/** Of a pass: another check of the same person was reported since. */
export const OTHER_REPORTED = "another check was reported";

/** Of a record that somebody else has written to: nothing that it says counts. */
export const CHANGED_OUTSIDE = "changed outside of this product";
