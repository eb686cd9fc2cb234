import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { NoAssessment } from "../verifications/dock.tsx";
import { useNow } from "../frame/hooks.ts";
import { isRunning, ticks, verdictAt } from "../panel/status-words.ts";
import { Assurance, CategoryCells, NoVerdict, ScoreHead } from "../panel/parts.tsx";
import { ScoreChart } from "../panel/score-chart.tsx";
import type { Assessment, Risk } from "../frame/shapes.ts";
import { Fact } from "./cards.tsx";
import { deviceLines } from "./device-lines.ts";

export function SummaryPanel({ details }: { details: DetailsReply }) {
  const { assessment, row } = details;
  const verdict = verdictAt(row.verdict, useNow(ticks(row)));
  const running = isRunning(row.status);
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{en.panel.title}</span>
        <span class="caption">{en.details.profile[details.profile]}</span>
      </h2>
      <div class="summary">
        <div class="summary-score">
          {!running && <ScoreHead risk={verdict.risk} passLine={row.passLine} />}
          {assessment === undefined ? (
            <NoAssessment running={running} scored={verdict.risk !== undefined} />
          ) : verdict.risk === undefined ? (
            <NoVerdict row={row} assessment={assessment} />
          ) : (
            <Assessed assessment={assessment} risk={verdict.risk} />
          )}
        </div>
        <div class="summary-side">
          <Assurance
            assurance={details.assurance}
            running={running}
            counts={verdict.standing !== "void" && verdict.standing !== "reported"}
          />
          {details.device.length > 0 && <Device device={details.device} />}
        </div>
      </div>
      {assessment !== undefined && assessment.findings.length > 0 && (
        <CategoryCells assessment={assessment} without={details.without} strengthBits={details.strengthBits} />
      )}
    </section>
  );
}

function Assessed({ assessment, risk }: { assessment: Assessment; risk: Risk }) {
  const { modelVersion, policyVersion } = assessment;
  return (
    <>
      <ScoreChart assessment={assessment} tone={risk.tone} />
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
