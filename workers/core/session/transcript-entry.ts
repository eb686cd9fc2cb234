/**
 * What the transcript keeps of one answer: a pure projection, to which the adapter adds what was
 * answered, sealed.
 */
import { answerWeight, strengthBits } from "../questions/bits.ts";
import type { PooledQuestion } from "../questions/question.ts";
import type { Session } from "./session.ts";

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
  const graded = { k: asked.k, r: asked.r, m: asked.m, grade: answer.grade };
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
      strengthBits: strengthBits([{ ...graded, scored: true }]),
      weightBits: asked.scored ? answerWeight(graded) : 0,
    },
    sealed: answer.sealed,
    options: pooled.options,
  };
}
