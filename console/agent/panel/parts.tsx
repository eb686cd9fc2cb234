/** The pieces of the Verification Summary Panel, shared by the details page, the dock and the phone's sheet. */
import type { Banner, DetailsReply } from "../../../workers/contract/console.ts";
import { en } from "../../copy/en.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Mark, Tag, levelLook } from "../../ui/status.tsx";
import { useApp } from "../app-context.ts";
import { clockSeconds, score as scoreText, signed } from "../format.ts";
import type { Assessment, Category, Finding, Level } from "../shapes.ts";
import { directionOf, findingText, groupOf } from "./findings.ts";
import { ORDER } from "./waterfall.ts";

const VERB_ICONS: Readonly<Record<string, IconName>> = {
  PROCEED: "checkCircle",
  "NOTHING TO DO": "doubleCheck",
  WAIT: "hourglass",
  STOP: "octagonMinus",
  REJECT: "octagonX",
  "DO NOT PROCEED": "lock",
  EXPIRED: "clock",
  CANCELLED: "ban",
  "NOT VERIFIED": "question",
};

export interface BannerBoxProps {
  readonly banner: Banner;
  readonly score?: number;
  readonly passLine: number;
  /** While it can still change it is announced politely. */
  readonly live: boolean;
}

export function BannerBox({ banner, score, passLine, live }: BannerBoxProps) {
  return (
    <section class={`banner tone-${banner.tone}`} {...(live ? { role: "status" } : {})}>
      <div class="banner-main">
        <span class="banner-icon">
          <Icon name={VERB_ICONS[banner.verb] ?? "question"} size={20} />
        </span>
        <div class="banner-words">
          <p class="banner-headline">
            <b>{banner.verb}</b>
            {banner.headline !== "" && `: ${banner.headline}`}
          </p>
          {banner.line !== "" && <p>{banner.line}</p>}
          {banner.reasons.length > 0 && (
            <p>
              <b>{en.details.why}</b> {banner.reasons.join(", ")}
            </p>
          )}
        </div>
        {score !== undefined && (
          <p class="banner-score">
            <span class="banner-risk">{en.details.risk} </span>
            <b>{scoreText(score)}</b> <span class="caption">{en.common.limit(scoreText(passLine))}</span>
          </p>
        )}
      </div>
      {banner.say !== undefined && <SayLine text={banner.say} />}
    </section>
  );
}

export function SayLine({ text, note }: { text: string; note?: string }) {
  return (
    <div class="say">
      <span class="say-label">
        <Icon name="message" />
        {en.details.say}
      </span>
      <div>
        <p>{`“${text}”`}</p>
        {note !== undefined && <p class="caption">{note}</p>}
      </div>
    </div>
  );
}

export function ScoreHead({ score, level, passLine }: { score: number; level: Level; passLine: number }) {
  const look = levelLook(level);
  return (
    <p class="score-head">
      <b>{scoreText(score)}</b>
      <Tag {...look}>{en.levels[level]}</Tag>
      <span class="muted">{en.common.limitLong(scoreText(passLine))}</span>
    </p>
  );
}

const ARROWS = { lower: "arrowLeft", higher: "arrowRight", none: "dash" } as const;
const WAYS = { lower: en.panel.lower, higher: en.panel.higher, none: en.panel.neutral } as const;

export function FindingRow({ finding }: { finding: Finding }) {
  const way = directionOf(finding.bits);
  return (
    <li class={`finding way-${way}`}>
      <Icon name={ARROWS[way]} />
      <span>
        {findingText(finding)}
        <span class="caption">
          {en.panel.categories[finding.category]}
          <span class="hidden">, {WAYS[way]}</span>
          <Force finding={finding} />
        </span>
      </span>
      <b class="figure">{en.panel.bits(signed(finding.bits))}</b>
    </li>
  );
}

function Force({ finding }: { finding: Finding }) {
  if (finding.force === undefined) return null;
  return <b class="tone-bad force"> {finding.force === "critical" ? en.panel.critical : en.panel.blocking}</b>;
}

const CATEGORY_ICONS = { network: "globe", endpoint: "phone", persona: "user", challenge: "question" } as const;

export function CategoryCells({ assessment }: { assessment: Assessment }) {
  return (
    <div class="cells">
      {ORDER.map((category) => (
        <CategoryCell key={category} assessment={assessment} category={category} />
      ))}
    </div>
  );
}

function CategoryCell({ assessment, category }: { assessment: Assessment; category: Category }) {
  const group = groupOf(assessment, category);
  return (
    <section class="cell">
      <h3 class={`cell-head way-${directionOf(group.bits)}`}>
        <Icon name={CATEGORY_ICONS[category]} />
        <span>{en.panel.categories[category]}</span>
        <b class="figure">{en.panel.bits(signed(group.bits))}</b>
      </h3>
      <ul class="plain">
        {group.findings.length === 0 && <li class="cell-line muted">{en.panel.empty[category]}</li>}
        {group.findings.map((finding, index) => (
          <li key={`${finding.id}-${index}`} class={`cell-line way-${directionOf(finding.bits)}`}>
            <span>
              {findingText(finding)}
              <Force finding={finding} />
            </span>
            <span class="figure">{signed(finding.bits)}</span>
          </li>
        ))}
      </ul>
      {group.cutFrom !== undefined && <p class="caption">{en.panel.capped(signed(group.cutFrom))}</p>}
    </section>
  );
}

export function Assurance({ assurance }: { assurance: DetailsReply["assurance"] }) {
  const { timeZone } = useApp().session;
  const proven = new Set(assurance.proven.map((entry) => entry.proof));
  const missing = assurance.required.filter((proof) => !proven.has(proof));
  return (
    <section>
      <h3>{en.panel.assurance}</h3>
      <ul class="plain proofs">
        {assurance.proven.map(({ proof, at }) => (
          <li key={proof}>
            <Mark tone="ok" icon="checkCircle">
              {en.proofs[proof]}
            </Mark>
            <span class="caption">{clockSeconds(at, timeZone)}</span>
          </li>
        ))}
        {missing.map((proof) => (
          <li key={proof}>
            <Mark tone="warn" icon="triangle">
              {en.proofs[proof]}
            </Mark>
            <span class="caption">{en.panel.missing}</span>
          </li>
        ))}
      </ul>
      {assurance.required.length > 0 && (
        <p class="caption">{en.panel.required(assurance.required.map((proof) => en.proofs[proof]).join(", "))}</p>
      )}
    </section>
  );
}
