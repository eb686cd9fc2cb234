/**
 * Plays the requester: the honest one, who knows what the directory knows, and a stranger who
 * is always wrong. Sees a question as the page shows it, never what the session expects, so
 * that a journey that passes shows the questions to be answerable.
 */
import type { PersonId } from "../../workers/core/kit/ids.ts";
import type { FactDocument } from "../../workers/core/questions/facts.ts";
import { noneOfTheseIndex, type PooledQuestion, type Response } from "../../workers/core/questions/question.ts";
import { QUESTION_KINDS, type QuestionKindId } from "../../workers/core/questions/registry.ts";
import type { Organisation } from "./model.ts";
import { personOf } from "./organisation.ts";

/** A question as the portal shows it. */
export type ShownQuestion = Pick<PooledQuestion, "kind" | "params" | "form" | "options">;

export type Answerer = (question: ShownQuestion) => Response;

type Truths = (facts: FactDocument, params: ShownQuestion["params"]) => readonly string[];

/** Meetings stay within one day in every zone the demo uses; see `opensUtcHour`. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Everything that is true, also what must not be asked: a person does not know which facts count. */
const TRUTHS: Readonly<Record<QuestionKindId, Truths>> = {
  peer: ({ peers }) => peers.map(({ value }) => value.display),
  direct_report: ({ directReports }) => directReports.map(({ value }) => value.display),
  group: ({ groups }) => groups.map(({ value }) => value),
  closed_ticket: ({ closedTickets }) => closedTickets.map(({ value }) => value.summary),
  meeting_person: ({ meetings }, { date }) =>
    meetings.filter(({ value }) => dayOf(value.startsAt) === date).map(({ value }) => value.with.display),
  sign_in_city: ({ signIns }) => signIns.slice(0, 1).map(({ value }) => value.place.city),
  start_month: ({ startMonth }) => (startMonth ? [`${startMonth.value.year}-${startMonth.value.month}`] : []),
  manager: ({ manager }) => (manager ? [manager.value.display] : []),
};

/** Neither a city of the demo nor a name in it. */
const WRONG_TEXT = "Quillota";

/** The true answers of a person; "I don't know" where nothing is on file. A kind that is not in the registry is a defect. */
export function answersFor(organisation: Organisation, personId: PersonId): Answerer {
  const { facts } = personOf(organisation, personId);
  return ({ kind, params, form, options }) => {
    const truths = TRUTHS[QUESTION_KINDS.get(kind as QuestionKindId).id](facts, params);
    const month = facts.startMonth?.value;
    if (form === "choice") {
      const index = options.findIndex((option) => truths.includes(option));
      return { type: "option", index: index >= 0 ? index : noneOfTheseIndex({ options }) };
    }
    if (form === "month") {
      return month ? { type: "month", ...month } : { type: "skip" };
    }
    const [text] = truths;
    return text === undefined ? { type: "skip" } : { type: "text", text };
  };
}

/** An answer that is wrong for this person, of the form the question asks for; not even partly right. */
export function wrongAnswerFor(organisation: Organisation, personId: PersonId): Answerer {
  const honest = answersFor(organisation, personId);
  return (question) => {
    const right = honest(question);
    if (question.form === "choice") {
      return { type: "option", index: right.type === "option" && right.index === 0 ? 1 : 0 };
    }
    if (question.form === "month") {
      const { year, month } = right.type === "month" ? right : { year: 2002, month: 12 };
      return { type: "month", year: year - 2, month: (month % 12) + 1 };
    }
    return { type: "text", text: WRONG_TEXT };
  };
}
