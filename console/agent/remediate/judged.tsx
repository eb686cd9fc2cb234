/** A person's word beside a verdict. Never green: it is no proof. */
import type { DetailsReply, JudgedReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { whenShort } from "../frame/format.ts";

const words = en.remediate;

/** "Confirmed genuine, K. Park 14:20". */
function JudgedMark({ judged }: { judged: Omit<JudgedReply, "by"> }) {
  const { now, session } = useApp();
  const { word, label, byShort, at } = judged;
  return (
    <span class="judged">
      <Mark tone={word === "impostor" ? "bad" : "neutral"} icon="user">
        {words.word(label, byShort, whenShort(at, now(), session.timeZone))}
      </Mark>
    </span>
  );
}

/** Beside a row's verdict, unless that says the same already. */
export function JudgedLine({ row: { judged, verdict } }: { row: VerificationRow }) {
  return judged === undefined || (judged.word === "impostor" && verdict.standing === "void") ? null : (
    <JudgedMark judged={judged} />
  );
}

/** Every word with its reason, newest first. */
export function JudgementsCard({ judgements }: Pick<DetailsReply, "judgements">) {
  if (judgements.length === 0) return null;
  return (
    <section class="card">
      <h2 class="card-head">{words.card}</h2>
      <ul class="plain lines">
        {judgements.map((judgement) => (
          <li key={judgement.at} class="note-line">
            <span class="grow">
              <JudgedMark judged={{ ...judgement, byShort: judgement.by }} />
              <span class="caption">{judgement.reason}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
