/**
 * Grades one response. Nothing about the grade shows in the work done: every reading is tried
 * for every answer, also for "I don't know". Never throws on anything a form can send, and
 * never returns a text.
 */
import { assertNever } from "../../kit/result.ts";
import { gradeMonth } from "./months.ts";
import { gradeName } from "./names.ts";
import { best } from "./grades.ts";
import { spellings, words } from "./normalise.ts";
import { closeness } from "./one-edit.ts";
import { gradePlace } from "./places.ts";
import type { Grade, PooledQuestion, Response } from "../question.ts";

/** A blank text counts as "I don't know"; a response of another form than the question's is wrong. */
export function grade(question: Pick<PooledQuestion, "expected" | "options">, response: Response): Grade {
  const reading = read(question, response);
  const blank = response.type === "text" && spellings(response.text).every((form) => form === "");
  return response.type === "skip" || blank ? "skipped" : reading;
}

function read(question: Pick<PooledQuestion, "expected" | "options">, response: Response): Grade {
  const { expected } = question;
  const text = response.type === "text" ? response.text : "";
  switch (expected.type) {
    case "option":
      return response.type === "option" && response.index === expected.index ? "correct" : "invalid";
    case "month":
      return response.type === "month" ? gradeMonth(expected, response) : "invalid";
    case "name":
      return gradeName(expected, text);
    case "place":
      return gradePlace(expected, text);
    case "text":
      return gradeIdentifier(expected.accepted, text);
    default:
      return assertNever(expected);
  }
}

/** Spacing and case ignored; one wrong character in a longer one is partial, for it may be a neighbour's. */
function gradeIdentifier(accepted: readonly string[], text: string): Grade {
  const forms = accepted.flatMap((one) => spellings(one).map((form) => words(form).join("")));
  return best(
    spellings(text).map((form): Grade => {
      const match = closeness(
        words(form).join(""),
        forms.filter((one) => one !== ""),
      );
      return match === "exact" ? "correct" : match === "typo" ? "partial" : "invalid";
    }),
  );
}
