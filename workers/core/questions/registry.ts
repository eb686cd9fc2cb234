import { registry } from "../kit/registry.ts";
import { closedTicket } from "./kinds/closed-ticket.ts";
import { directReport } from "./kinds/direct-report.ts";
import { group } from "./kinds/group.ts";
import { manager } from "./kinds/manager.ts";
import { meetingPerson } from "./kinds/meeting-person.ts";
import { peer } from "./kinds/peer.ts";
import { signInCity } from "./kinds/sign-in-city.ts";
import { startMonth } from "./kinds/start-month.ts";
import type { BuildInput, Known, Story } from "./kind.ts";
import type { PooledQuestion } from "./question.ts";

/** Every kind of question. A new one is a file in `kinds/` and a line here. */
export const QUESTION_KINDS = registry([
  peer,
  directReport,
  group,
  closedTicket,
  meetingPerson,
  signInCity,
  startMonth,
  manager,
]);

export type QuestionKindId = (typeof QUESTION_KINDS.all)[number]["id"];

/** Every question that the facts of one person allow under this story. Stays inside the session. */
export function buildPool(input: BuildInput): readonly PooledQuestion[] {
  return QUESTION_KINDS.all.flatMap((kind) => kind.build(input));
}

/** The same for any number of stories, at the price of one. */
export function poolsFor(known: Known): (story: Story) => readonly PooledQuestion[] {
  const kinds = QUESTION_KINDS.all.map((kind) => kind.under(known));
  return (story) => kinds.flatMap((under) => under(story));
}
