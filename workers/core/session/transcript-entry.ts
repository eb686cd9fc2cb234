/**
 * What the transcript keeps of one answer: a pure projection, to which the adapter adds what was
 * answered, sealed.
 */
import { defined } from "../kit/defined.ts";
import { answerWeights, strengthBits } from "../questions/bits.ts";
import type { PooledQuestion } from "../questions/question.ts";
import type { AskedQuestion, GivenAnswer, Session } from "./session.ts";

/** Throws where the session has no such answer: left out, it would be deleted with its outbox row. */
export function transcriptEntry(
  { session, pool }: { readonly session: Session; readonly pool: readonly PooledQuestion[] },
  at: { readonly ordinal: number; readonly attempt: number },
) {
  const asked = session.asked[at.ordinal - 1];
  const answer = asked?.answers[at.attempt - 1];
  const pooled = asked === undefined ? undefined : pool[asked.poolIndex];
  if (asked === undefined || answer === undefined || pooled === undefined) {
    throw new Error("an answer of the outbox is not in the session");
  }
  const graded = (question: AskedQuestion, given: GivenAnswer) => ({
    kind: question.kind,
    k: question.k,
    r: question.r,
    m: question.m,
    ...defined({ g: question.g }),
    grade: given.grade,
  });
  // With those before it, of which some may be of its kind.
  const sofar = session.asked.slice(0, at.ordinal - 1).flatMap((question) => {
    const last = question.answers.at(-1);
    return last === undefined || !question.scored ? [] : [graded(question, last)];
  });
  const own = graded(asked, answer);
  return {
    entry: {
      ordinal: asked.ordinal,
      attempt: answer.attempt,
      kind: asked.kind,
      // Empty in a check that began before fact keys had 256 bits.
      factTag: asked.factKey === "" ? null : asked.factKey,
      params: pooled.params,
      form: pooled.form,
      exposure: asked.exposure,
      optionCount: pooled.options.length,
      scored: asked.scored,
      grade: answer.grade,
      askedAt: asked.askedAt,
      answeredAt: answer.at,
      strengthBits: strengthBits([{ ...own, scored: true }]),
      weightBits: asked.scored ? (answerWeights([...sofar, own]).at(-1) ?? 0) : 0,
    },
    sealed: answer.sealed,
    options: pooled.options,
  };
}
