import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { NoAssessment } from "../verifications/dock.tsx";
import { isRunning, shownLevel, type ShownLevel } from "../panel/status-words.ts";
import { Assurance, CategoryCells, ScoreHead } from "../panel/parts.tsx";
import { ScoreChart } from "../panel/score-chart.tsx";
import type { Assessment } from "../frame/shapes.ts";
import { Fact } from "./cards.tsx";
import { deviceLines } from "./device-lines.ts";

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
              <RowScore details={details} />
              <NoAssessment running={isRunning(row.status)} scored={row.score !== undefined} />
            </>
          ) : (
            <Assessed assessment={assessment} level={shownLevel(row) ?? assessment.level} />
          )}
        </div>
        <div class="summary-side">
          <Assurance assurance={details.assurance} running={isRunning(row.status)} />
          {details.device.length > 0 && <Device device={details.device} />}
        </div>
      </div>
      {assessment !== undefined && (
        <CategoryCells assessment={assessment} without={details.without} strengthBits={details.strengthBits} />
      )}
    </section>
  );
}

function RowScore({ details: { row } }: { details: DetailsReply }) {
  const level = shownLevel(row);
  if (row.score === undefined || level === undefined) return null;
  return <ScoreHead score={row.score} level={level} passLine={row.passLine} />;
}

function Assessed({ assessment, level }: { assessment: Assessment; level: ShownLevel }) {
  const { modelVersion, policyVersion } = assessment;
  return (
    <>
      <ScoreHead score={assessment.score} level={level} passLine={assessment.passLine} />
      <ScoreChart assessment={assessment} level={level} />
      <p class="caption">
        {en.panel.caption}{" "}
        {/* A policy's version goes on with the case it was made for; the cards beside it say that in words. */}
        <span title={policyVersion}>{en.panel.versions(modelVersion, policyVersion.split("/")[0] ?? "")}</span>
      </p>
    </>
  );
}

function Device({ device }: { device: DetailsReply["device"] }) {
  return (
    <section>
      <h3>{en.panel.device}</h3>
      <dl class="facts tight">
        {deviceLines(device).map(({ name, text }) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
