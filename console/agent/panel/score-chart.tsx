/** Gauge and waterfall on one axis. Lengths are percentages, so that the drawing stretches and its letters do not. */
import { en } from "../../copy/desk/en.ts";
import { levelLook } from "../../ui/status.tsx";
import type { Tone } from "../../ui/tone.ts";
import { score as scoreText, signed } from "../frame/format.ts";
import type { Assessment } from "../frame/shapes.ts";
import { at, waterfall, type Bar, type Waterfall } from "./waterfall.ts";

const HEAD = 46;
const ROW = 22;
const BAR = 11;
const FOOT = 18;

/** Needle and total take the colour of the verdict's level. */
export function ScoreChart({ assessment, tone }: { assessment: Assessment; tone: Tone }) {
  const picture = waterfall(assessment);
  return (
    <figure class="chart" aria-label={en.meter(scoreText(picture.score), scoreText(picture.passLine))}>
      <Plot picture={picture} tone={tone} />
      <dl class="chart-rows">
        {picture.steps.map((step) => (
          <div key={step.key} class={`chart-row chart-${step.key} way-${step.direction}`}>
            <dt>{stepName(step)}</dt>
            <dd class={step.key === "score" ? `tone-${tone}` : ""}>{stepValue(step)}</dd>
          </div>
        ))}
        {picture.forced !== undefined && (
          <div class="chart-row chart-forced way-higher">
            <dt>{en.panel.forced}</dt>
            <dd>{en.levels.high}</dd>
          </div>
        )}
      </dl>
      {picture.overflow && <figcaption class="caption">{en.panel.overflow}</figcaption>}
    </figure>
  );
}

function stepName(step: Bar): string {
  if (step.key === "start") return en.panel.start;
  return step.key === "score" ? en.panel.score : en.panel.categories[step.key];
}

function stepValue(step: Bar): string {
  return step.key === "start" || step.key === "score" ? scoreText(step.value) : signed(step.value);
}

function Plot({ picture, tone }: { picture: Waterfall; tone: Tone }) {
  const { passLine, highLine, score, forced } = picture;
  const rows = picture.steps.length + (forced === undefined ? 0 : 1);
  const bottom = HEAD + rows * ROW;
  return (
    <svg class="chart-plot" height={bottom + FOOT} aria-hidden="true">
      <Bands passLine={passLine} highLine={highLine} bottom={bottom} />
      {picture.steps.map((step, index) => (
        <Row key={step.key} step={step} index={index} last={index === picture.steps.length - 2} tone={tone} />
      ))}
      {forced !== undefined && (
        <rect
          class="bar-higher"
          x={at(Math.min(forced.from, 9.8))}
          y={barTop(rows - 1)}
          width={at(Math.max(0.2, forced.to - forced.from))}
          height={BAR}
          rx="2"
        />
      )}
      <g class={`needle tone-${tone}`}>
        <circle class="needle-ring" cx={at(score)} cy="27" r="9" />
        <circle class="needle-point" cx={at(score)} cy="27" r="6" />
      </g>
      <rect class="pass-line" x={at(passLine)} y="2" width="2" height={bottom - 2} />
      <AxisWords passLine={passLine} highLine={highLine} y={bottom + 14} />
    </svg>
  );
}

/** Under the middle one, so that only the rail's own ends are round. */
const TUCK = 0.3;

function Bands({ passLine, highLine, bottom }: { passLine: number; highLine: number; bottom: number }) {
  const bands = [
    { key: "verified", from: 0, to: passLine, rail: [0, passLine + TUCK], round: 5 },
    { key: "high", from: highLine, to: 10, rail: [highLine - TUCK, 10], round: 5 },
    { key: "medium", from: passLine, to: highLine, rail: [passLine, highLine], round: 0 },
  ] as const;
  return (
    <>
      {bands.map(({ key, from, to, rail, round }) => (
        <g key={key} class={`tone-${levelLook(key).tone}`}>
          <text class="band-name" x={at(from)} y="11" dx={key === "verified" ? 0 : 6}>
            {en.levels[key]}
          </text>
          <rect class="band" x={at(from)} y={HEAD} width={at(to - from)} height={bottom - HEAD} />
          <rect class="rail" x={at(rail[0])} y="22" width={at(rail[1] - rail[0])} height="10" rx={round} />
        </g>
      ))}
    </>
  );
}

function barTop(index: number): number {
  return HEAD + index * ROW + (ROW - BAR) / 2;
}

interface RowProps {
  readonly step: Bar;
  readonly index: number;
  readonly last: boolean;
  readonly tone: string;
}

function Row({ step, index, last, tone }: RowProps) {
  const y = barTop(index);
  const kind = step.key === "start" ? "start" : step.key === "score" ? `score tone-${tone}` : step.direction;
  return (
    <>
      {index > 0 && <line class="row-line" x1="0" x2="100%" y1={HEAD + index * ROW} y2={HEAD + index * ROW} />}
      {step.key !== "score" && (
        <line class="join" x1={at(step.end)} x2={at(step.end)} y1={y + BAR} y2={y + (last ? ROW - 2 : ROW)} />
      )}
      {step.direction === "none" && step.key !== "start" && step.key !== "score" ? (
        <rect class="bar-none" x={at(step.end)} y={y} width="2" height={BAR} />
      ) : (
        <rect class={`bar-${kind}`} x={at(step.from)} y={y} width={at(step.to - step.from)} height={BAR} rx="2" />
      )}
    </>
  );
}

/** The limit keeps clear of the words at the axis' left end, which a strict limit comes close to. */
function AxisWords({ passLine, highLine, y }: { passLine: number; highLine: number; y: number }) {
  return (
    <g class="axis">
      <text x="0" y={y}>
        0<tspan class="axis-more"> {en.panel.safer}</tspan>
      </text>
      <text class="axis-limit" x={at(passLine)} y={y} text-anchor={passLine < 2.8 ? "start" : "middle"}>
        {en.common.limit(scoreText(passLine))}
      </text>
      <text x={at(highLine)} y={y} text-anchor="middle">
        {scoreText(highLine)}
      </text>
      <text x="100%" y={y} text-anchor="end">
        <tspan class="axis-more">{en.panel.riskier} </tspan>10
      </text>
    </g>
  );
}
