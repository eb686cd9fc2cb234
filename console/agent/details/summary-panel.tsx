/** Verification Summary Panel: the score's picture, beside it what was proven (never mixed), below it every finding. */
import type { DetailsReply } from "../../../workers/contract/console.ts";
import { en } from "../../copy/en.ts";
import { NoAssessment } from "../verifications/dock.tsx";
import { isRunning } from "../verifications/rows.ts";
import { Assurance, CategoryCells, ScoreHead } from "../panel/parts.tsx";
import { ScoreChart } from "../panel/score-chart.tsx";
import { Fact } from "./cards.tsx";

export function SummaryPanel({ details }: { details: DetailsReply }) {
  const { assessment, row } = details;
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{en.panel.title}</span>
        <span class="caption">{en.details.profile[details.profile]}</span>
      </h2>
      <div class="summary">
        <div class="summary-score">
          {assessment === undefined ? (
            <>
              {row.score !== undefined && row.level !== undefined && (
                <ScoreHead score={row.score} level={row.level} passLine={row.passLine} />
              )}
              <NoAssessment running={isRunning(row.status)} scored={row.score !== undefined} />
            </>
          ) : (
            <>
              <ScoreHead score={assessment.score} level={assessment.level} passLine={assessment.passLine} />
              <ScoreChart assessment={assessment} />
              <p class="caption">
                {en.panel.caption} {en.panel.model(assessment.modelVersion, assessment.policyVersion)}.
              </p>
            </>
          )}
        </div>
        <div class="summary-side">
          <Assurance assurance={details.assurance} />
          {details.device.length > 0 && <Device device={details.device} />}
        </div>
      </div>
      {assessment !== undefined && <CategoryCells assessment={assessment} />}
    </section>
  );
}

function Device({ device }: { device: DetailsReply["device"] }) {
  return (
    <section>
      <h3>{en.panel.device}</h3>
      <dl class="facts tight">
        {device.map(({ label, value }) => (
          <Fact key={label} name={label}>
            {value}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
