/** How people answer: from what they know, and what they make up. */
import type { Random } from "../../workers/core/kit/random.ts";
import { answersFor, wrongAnswerFor } from "../demo/answers.ts";
import { between, pick } from "../demo/chance.ts";
import type { Organisation } from "../demo/model.ts";
import type { PersonId } from "../../workers/core/kit/ids.ts";
import { CITIES } from "../demo/catalogue.ts";
import type { Mind } from "./requester.ts";

interface Subject {
  readonly organisation: Organisation;
  readonly personId: PersonId;
  readonly random: Random;
}

/** What a profile page, an organisation chart and a few posts tell. */
const FOUND_ONLINE: ReadonlySet<string> = new Set(["manager", "peer", "start_month"]);

/** Knows it, but for a slip: `share` of the answers are "I don't know" or wrong. */
export function remembers({ organisation, personId, random }: Subject, share = 0): Mind {
  const right = answersFor(organisation, personId);
  const wrong = wrongAnswerFor(organisation, personId);
  return (question) => {
    if (random() >= share) {
      return right(question);
    }
    return random() < 0.5 ? { type: "skip" } : wrong(question);
  };
}

/** Has looked the person up, and guesses the rest. */
export function researched({ organisation, personId, random }: Subject): Mind {
  const right = answersFor(organisation, personId);
  const guess = guesses(random);
  return (question) => (FOUND_ONLINE.has(question.kind) && random() < 0.6 ? right(question) : guess(question));
}

/** Has read a list that is out of date: nothing of it is right any more. */
export function mistaken({ organisation, personId }: Subject): Mind {
  return wrongAnswerFor(organisation, personId);
}

/** Knows nothing of the person. */
export function guesses(random: Random): Mind {
  return ({ form, options }) => {
    switch (form) {
      case "choice":
        return { type: "option", index: between(0, options.length - 1, random) };
      case "month":
        return { type: "month", year: between(2015, 2026, random), month: between(1, 12, random) };
      case "text":
        return { type: "text", text: pick(CITIES, random).city };
    }
  };
}

/** Begins, and is called away. */
export function leavesAfter(questions: number, mind: Mind): Mind {
  let left = questions;
  return (question) => (left-- > 0 ? mind(question) : undefined);
}
