import type { EpochMs } from "../../core/kit/time.ts";
import { assessedAt, evidenceOf } from "../../core/session/evidence-of.ts";
import type { Session } from "../../core/session/session.ts";
import type { Keyring } from "../crypto/keyring.ts";

/** What a check was judged by, and on what evidence. `at`: of the event that asks for it. */
export async function assessmentStatement(
  { db, keyring, session }: { readonly db: D1Database; readonly keyring: Keyring; readonly session: Session },
  at: EpochMs,
): Promise<D1PreparedStatement | undefined> {
  const { assessment } = session;
  if (assessment === undefined) {
    return undefined;
  }
  const evidence = evidenceOf(session, assessedAt(session, at), { reported: session.status === "reported" });
  const [sealed, evidenceSealed] = await Promise.all([
    keyring.seal(JSON.stringify(assessment), `assessments/${session.id}`),
    keyring.seal(JSON.stringify(evidence), `evidence/${session.id}`),
  ]);
  return db
    .prepare(
      // Again at the end of a check that waited for a proof after its questions.
      `INSERT INTO assessments (verification_id, assessed_at, model_version, assessment_sealed, evidence_sealed)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT (verification_id) DO UPDATE SET assessed_at = excluded.assessed_at,
         model_version = excluded.model_version, assessment_sealed = excluded.assessment_sealed,
         evidence_sealed = excluded.evidence_sealed
       WHERE excluded.assessed_at > assessments.assessed_at`,
    )
    .bind(session.id, at, assessment.modelVersion, sealed, evidenceSealed);
}
