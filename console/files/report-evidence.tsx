/** Why the verdict is what it is: the score's picture, each finding, what was proven, each answer's grade. */
import type { DetailsReply, TranscriptEntry, TranscriptReply } from "../../workers/contract/console/verifications.ts";
import { deviceLines } from "../agent/details/device-lines.ts";
import { oneIn, score as scoreText, signed, spent } from "../agent/frame/format.ts";
import type { Assessment, Finding } from "../agent/frame/shapes.ts";
import { findingText, groupOf } from "../agent/panel/findings.ts";
import { ScoreChart } from "../agent/panel/score-chart.tsx";
import { NoVerdict, oneOf } from "../agent/panel/parts.tsx";
import { ORDER } from "../agent/panel/waterfall.ts";
import { en } from "../copy/desk/en.ts";
import { exposures, questionForms, questionWords } from "../copy/questions.ts";
import { Facts, Lines, Part } from "./report-parts.tsx";

const words = en.report;
const details = en.details;

export function ScorePart({ details: { row, assessment, without = {} } }: { details: DetailsReply }) {
  const { risk } = row.verdict;
  if (assessment === undefined) {
    return (
      <Part title={en.panel.title}>
        <p>{risk === undefined ? en.panel.noneEnded : en.panel.noneRole}</p>
      </Part>
    );
  }
  return (
    <>
      <Part title={en.panel.title}>
        {risk === undefined ? (
          <NoVerdict row={row} assessment={assessment} />
        ) : (
          <ScoreChart assessment={assessment} tone={risk.tone} />
        )}
        <p class="caption">{en.panel.caption}</p>
      </Part>
      <Part title={words.findings}>
        <Lines
          name={words.findings}
          heads={[
            { name: words.category },
            { name: words.finding },
            { name: words.bits, right: true },
            { name: words.without, right: true },
          ]}
          lines={findingLines(assessment, without)}
        />
      </Part>
    </>
  );
}

function findingLines(assessment: Assessment, without: Readonly<Record<string, number>>) {
  return ORDER.flatMap((category) => {
    const group = groupOf(assessment, category);
    const capped =
      group.cutFrom === undefined
        ? []
        : [[en.panel.categories[category], en.panel.capped(signed(group.cutFrom)), signed(group.bits), ""]];
    return [
      ...group.findings.map((finding) => [
        en.panel.categories[category],
        forced(finding),
        signed(finding.bits),
        without[finding.id] === undefined ? "–" : scoreText(without[finding.id] ?? 0),
      ]),
      ...capped,
    ];
  });
}

function forced(finding: Finding): string {
  if (finding.force === undefined) return findingText(finding);
  return `${findingText(finding)}. ${finding.force === "critical" ? en.panel.critical : en.panel.blocking}`;
}

export function ProofPart({ details: { assurance }, clock }: { details: DetailsReply; clock: (at: number) => string }) {
  const { proven, missing } = assurance;
  return (
    <Part title={en.panel.assurance}>
      <Facts
        facts={[
          ...proven.map(({ proof, at }) => [en.proofs[proof], clock(at)] as const),
          ...missing.map((group) => [oneOf(group), en.panel.missing] as const),
        ]}
      />
      {proven.length + missing.length === 0 && <p>{en.dock.provenNothing}</p>}
    </Part>
  );
}

export function DevicePart({ details: { device } }: { details: DetailsReply }) {
  return (
    <Part title={en.panel.device}>
      <Facts facts={deviceLines(device).map(({ name, text }) => [name, text])} />
    </Part>
  );
}

export function TranscriptPart({ transcript }: { transcript?: TranscriptReply }) {
  return (
    <Part title={details.transcript}>
      {transcript === undefined ? (
        <p>{details.transcriptRole}</p>
      ) : transcript.entries.length === 0 ? (
        <p>{details.transcriptNone}</p>
      ) : (
        <Answers transcript={transcript} />
      )}
    </Part>
  );
}

function Answers({ transcript: { entries, strengthBits } }: { transcript: TranscriptReply }) {
  const { head } = details;
  return (
    <>
      <Lines
        name={details.transcript}
        heads={[
          { name: head.number },
          { name: head.question },
          { name: head.response },
          { name: head.grade },
          { name: head.time, right: true },
          { name: head.strength, right: true },
          { name: head.weight, right: true },
        ]}
        lines={entries.map(answerLine)}
      />
      <p class="caption">
        {words.maskedNote}
        {strengthBits > 0 && ` ${capital(details.transcriptStrength(strengthBits.toFixed(1), oneIn(strengthBits)))}.`}
      </p>
    </>
  );
}

function answerLine(entry: TranscriptEntry) {
  const { title, ask } = questionWords(entry.kind);
  const notes = [
    title,
    questionForms[entry.form](entry.optionCount),
    exposures[entry.exposure],
    ...(entry.superseded ? [details.changed] : []),
    ...(entry.scored ? [] : [details.unscored]),
  ];
  const { grade, tookMs, strengthBits = 0, weightBits } = entry;
  return [
    entry.ordinal,
    <>
      {ask(entry.params)}
      <span class="caption"> {notes.join(" · ")}</span>
    </>,
    grade === "skipped" ? details.noResponse : words.masked,
    grade === undefined ? details.gradeLater : details.grades[grade],
    tookMs === undefined ? "–" : spent(tookMs),
    strengthBits === 0 ? "–" : en.panel.bits(strengthBits.toFixed(1)),
    weightBits === undefined ? "–" : signed(weightBits),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
