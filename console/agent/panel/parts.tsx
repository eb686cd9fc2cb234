import type {
  Banner,
  DetailsReply,
  Verdict,
  VerificationRow,
} from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Mark, Tag, levelLook } from "../../ui/status.tsx";
import { countdown, score as scoreText, signed } from "../frame/format.ts";
import { useNow } from "../frame/hooks.ts";
import type { Assessment, Category, Finding, Proof } from "../frame/shapes.ts";
import { When } from "../frame/when.tsx";
import { ANSWERS, directionOf, findingText, groupOf, midSentence } from "./findings.ts";
import { AskedStrip } from "./person-asked.tsx";
import { ORDER } from "./waterfall.ts";

const VERB_ICONS: Readonly<Record<string, IconName>> = {
  PROCEED: "checkCircle",
  "NOTHING TO DO": "doubleCheck",
  DONE: "doubleCheck",
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
  /** What the headline of a running check counts down to. */
  readonly deadlineAt?: number | undefined;
  readonly asked?: VerificationRow["personAsked"];
  /** End of the pass that it says to act on. */
  readonly until?: number | undefined;
}

export function BannerBox({ banner, score, passLine, live, deadlineAt, asked, until }: BannerBoxProps) {
  return (
    <section class={`banner tone-${banner.tone}`} {...(live ? { role: "status" } : {})}>
      <div class="banner-main">
        <span class="banner-icon">
          <Icon name={VERB_ICONS[banner.verb] ?? "question"} size={20} />
        </span>
        <div class="banner-words">
          <p class="banner-headline">
            <b>{banner.verb}</b>
            {banner.headline !== "" && ": "}
            <Headline text={banner.headline} deadlineAt={live ? deadlineAt : undefined} />
          </p>
          {banner.line !== "" && <p>{banner.line}</p>}
          {until !== undefined && <PassLeft until={until} />}
          {banner.reasons.length > 0 && (
            <p>
              <b>{en.details.why}</b> {banner.reasons.map(midSentence).join("; ")}
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
      {asked !== undefined && <AskedStrip asked={asked} />}
    </section>
  );
}

/** Not announced each second: the line above says until when. */
function PassLeft({ until }: { until: number }) {
  const left = until - useNow(true);
  return left <= 0 ? null : (
    <p class="banner-left" aria-live="off">
      <b class="figure">{countdown(left)}</b> {en.common.left}
    </p>
  );
}

const TIME_LEFT = /, \d+(?::\d\d)+ left$/;

/** The server's words count at the moment they were read; here they go on, without being announced each second. */
function Headline({ text, deadlineAt }: { text: string; deadlineAt: number | undefined }) {
  const counts = deadlineAt !== undefined && TIME_LEFT.test(text);
  const now = useNow(counts);
  if (!counts) return <>{text}</>;
  return (
    <>
      {text.replace(TIME_LEFT, "")}
      <span class="figure" aria-live="off">
        , {countdown(deadlineAt - now)} {en.common.left}
      </span>
    </>
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

/** A check without a verdict has neither a score nor a level. */
export function ScoreHead({ risk, passLine }: { risk: Verdict["risk"]; passLine: number }) {
  if (risk === undefined) {
    return (
      <p class="score-head">
        <b class="score-none">{en.list.noScore}</b>
      </p>
    );
  }
  return (
    <p class="score-head">
      <b>{scoreText(risk.score)}</b>
      <Tag tone={risk.tone} icon={levelLook(risk.level).icon}>
        {en.levels[risk.level]}
      </Tag>
      <span class="muted">{en.common.limitLong(scoreText(passLine))}</span>
    </p>
  );
}

/** Why there is no score although something was assessed. */
export function NoVerdict({ row, assessment }: { row: VerificationRow; assessment: Assessment }) {
  const words = en.panel.noVerdict;
  const as = [en.levels[assessment.level], scoreText(assessment.score)] as const;
  const { standing, reason } = row.verdict;
  const text =
    standing === "void"
      ? row.impostorAt === undefined
        ? words.void(...as, reason)
        : words.impostor(...as)
      : standing === "not_enough_questions"
        ? words.not_enough_questions
        : standing !== "reported"
          ? undefined
          : row.status === "reported"
            ? words.reported
            : words.reportedAfterwards(...as);
  return text === undefined ? null : <p class="small">{text}</p>;
}

const ARROWS = { lower: "arrowLeft", higher: "arrowRight", none: "dash" } as const;
const WAYS = { lower: en.panel.lower, higher: en.panel.higher, none: en.panel.neutral } as const;

interface FindingRowProps {
  readonly finding: Finding;
  /** The score had it not been there. */
  readonly without?: number | undefined;
}

export function FindingRow({ finding, without }: FindingRowProps) {
  const way = directionOf(finding.bits);
  const forced = finding.force !== undefined;
  return (
    <li class={forced ? "finding way-higher" : `finding way-${way}`}>
      <Icon name={forced ? "octagonX" : ARROWS[way]} />
      <span>
        {findingText(finding)}
        <span class="caption">
          {en.panel.categories[finding.category]}
          <span class="hidden">, {WAYS[way]}</span>
          {without !== undefined && ` · ${midSentence(en.panel.without(scoreText(without)))}`}
        </span>
        <Force finding={finding} />
      </span>
      {(way !== "none" || !forced) && <b class="figure">{en.panel.bits(signed(finding.bits))}</b>}
    </li>
  );
}

function Force({ finding }: { finding: Finding }) {
  if (finding.force === undefined) return null;
  return <b class="tone-bad force">{finding.force === "critical" ? en.panel.critical : en.panel.blocking}</b>;
}

const CATEGORY_ICONS = { network: "globe", endpoint: "phone", persona: "user", challenge: "question" } as const;

export interface CellsProps {
  readonly assessment: Assessment;
  readonly without: DetailsReply["without"];
  readonly strengthBits: number | undefined;
}

export function CategoryCells(props: CellsProps) {
  return (
    <div class="cells">
      {ORDER.map((category) => (
        <CategoryCell key={category} category={category} {...props} />
      ))}
    </div>
  );
}

function CategoryCell({ assessment, category, without = {}, strengthBits = 0 }: CellsProps & { category: Category }) {
  const group = groupOf(assessment, category);
  const answered = group.findings.find(({ id }) => id === ANSWERS)?.observed["answered"];
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
          <CellLine key={`${finding.id}-${index}`} finding={finding} without={without[finding.id]} />
        ))}
      </ul>
      {typeof answered === "number" && strengthBits > 0 && (
        <p class="caption">{en.panel.strength(answered, strengthBits.toFixed(1))}</p>
      )}
      {group.cutFrom !== undefined && <p class="caption">{en.panel.capped(signed(group.cutFrom))}</p>}
    </section>
  );
}

function CellLine({ finding, without }: FindingRowProps) {
  return (
    <li class={`cell-line way-${directionOf(finding.bits)}`}>
      <span>
        {findingText(finding)}
        {without !== undefined && <span class="without">{en.panel.without(scoreText(without))}</span>}
        <Force finding={finding} />
      </span>
      <span class="figure">{signed(finding.bits)}</span>
    </li>
  );
}

const MISSING = { tone: "warn", icon: "triangle" } as const;
const OPEN = { tone: "neutral", icon: "dash" } as const;

export interface AssuranceProps {
  readonly assurance: DetailsReply["assurance"];
  /** What is missing then may still come, and is no warning. */
  readonly running: boolean;
  /** False where the check no longer counts: then nothing that it proved is green. */
  readonly counts: boolean;
}

export function Assurance({ assurance, running, counts }: AssuranceProps) {
  const { proven, missing, required } = assurance;
  return (
    <section>
      <h3>{en.panel.assurance}</h3>
      <ul class="plain proofs">
        {proven.map(({ proof, at }) => (
          <li key={proof}>
            <Mark tone={counts ? "ok" : "neutral"} icon="checkCircle">
              {en.proofs[proof]}
            </Mark>
            <span class="caption">
              <When at={at} seconds />
            </span>
          </li>
        ))}
        {missing.map((group) => (
          <li key={group.join()}>
            <Mark {...(running ? OPEN : MISSING)}>{oneOf(group)}</Mark>
            <span class="caption">{running ? en.panel.missingYet : en.panel.missing}</span>
          </li>
        ))}
      </ul>
      {required.length > 0 && <p class="caption">{en.panel.required(required.map(oneOf).join("; "))}</p>}
    </section>
  );
}

/** "Passkey or second approver". */
export function oneOf(group: readonly Proof[]): string {
  return group
    .map((proof, index) => (index === 0 ? en.proofs[proof] : midSentence(en.proofs[proof])))
    .join(en.common.or);
}
