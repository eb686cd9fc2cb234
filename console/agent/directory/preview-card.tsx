/** What a file would change, what has to be answered before, and the rows that are not taken. */
import { useState } from "preact/hooks";
import type { ImportReply, Question, RowProblem } from "../../../workers/contract/console/people.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { count } from "../frame/format.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { When } from "../frame/when.tsx";
import { Check } from "./columns-card.tsx";
import type { ImportState } from "./use-import.ts";

const words = en.directory.preview;

export interface PreviewProps {
  readonly record: ImportReply;
  readonly state: ImportState;
  readonly baselineOpen: boolean;
  readonly baselineAlone: boolean;
}

function Empty({ record: { tally, leaving } }: Pick<PreviewProps, "record">) {
  const changes = tally.added + tally.changed + (leaving?.missing ?? 0);
  return changes === 0 ? <p>{words.nothingToWrite}</p> : null;
}

const isAllRefused = ({ tally }: ImportReply): boolean => tally.rows > 0 && tally.refused === tally.rows;

/** What has to be there before anything can be written. */
function missingOf(record: ImportReply, confirmed: readonly Question[]): string | undefined {
  if (isAllRefused(record)) return words.allRefused;
  return record.questions.every((question) => confirmed.includes(question)) ? undefined : words.unanswered;
}

export function PreviewCard({ record, state, baselineOpen, baselineAlone }: PreviewProps) {
  const { tally, questions, baselineAsked: asked } = record;
  // Whoever proposed it has answered.
  const [confirmed, setConfirmed] = useState<readonly Question[]>(asked === undefined ? [] : questions);
  const [baseline, setBaseline] = useState(asked !== undefined);
  const alone = baselineAlone ? words.baselineAlone : words.baselineTwo;
  const found = foundIn(state.problems);
  const allRefused = isAllRefused(record);
  return (
    <section class="card directory">
      <h2 class="card-head split">
        <span>{words.title}</span>
        <span class="card-head-note">{words.nothing}</span>
      </h2>
      <div class="card-text stack">
        <Counts record={record} found={found} />
        {(Object.values(found).some((rows) => rows > 0) || tally.phonesLost > 0) && (
          <p class="caption">{words.rowsBelow}</p>
        )}
        {tally.fewerQuestions > 0 && <p class="caption">{words.fewerQuestions(tally.fewerQuestions)}</p>}
        <p class="caption">{words.ages}</p>
        {questions.map((question) => (
          <div key={question} class="notice tone-warn">
            <Icon name="triangle" />
            <span>
              <span>{askText(question, record)}</span>
              <Check
                checked={confirmed.includes(question)}
                label={words.ask[question]}
                onChange={(checked) =>
                  setConfirmed(checked ? [...confirmed, question] : confirmed.filter((other) => other !== question))
                }
              />
            </span>
          </div>
        ))}
        {baselineOpen && !allRefused && (
          <Check
            checked={baseline}
            onChange={setBaseline}
            label={words.baseline}
            text={`${words.baselineText} ${alone}`}
          />
        )}
        {asked !== undefined && (
          <p class="notice tone-info" role="status">
            <Icon name="clock" />
            <span>
              {words.baselineAsked(asked.by)} <When at={asked.at} />
            </span>
          </p>
        )}
        {state.stillWaits && <p role="status">{words.stillWaits}</p>}
        {!allRefused && <Empty record={record} />}
        <ProblemLine problem={state.problem} />
        <div class="acts">
          <ReadyButton
            class="button primary"
            busy={false}
            missing={missingOf(record, confirmed)}
            onPress={() => state.write({ confirmed, baseline: baselineOpen && baseline })}
          >
            {asked !== undefined && baseline ? words.goOn : words.write}
          </ReadyButton>
          <button type="button" class="button quiet" onClick={() => state.discard(record)}>
            {words.discard}
          </button>
        </div>
      </div>
    </section>
  );
}

function askText(question: Question, { tally, leaving }: ImportReply): string {
  return question === "leaving"
    ? words.many.leaving(tally.leaving + (leaving?.missing ?? 0), leaving?.active ?? tally.known, leaving?.sample ?? [])
    : words.many[question](tally[question], tally.known);
}

/** Shown only where there is something to say. */
const RARE = [
  "leftOut",
  "leaving",
  "contacts",
  "phonesLost",
  "identities",
  "managers",
  "fewerQuestions",
  "accounts",
  "privilegedGained",
  "privilegedLost",
] as const;
const SHOWN = ["added", "changed", "unchanged", "refused", ...RARE] as const;

/** What is counted by its rows, for whoever has the list of them. */
const FOUND = { managerLoops: "manager.loop", managersUnknown: "manager.unknown" } as const;

type Found = Readonly<Record<keyof typeof FOUND, number>>;

function foundIn(problems: readonly RowProblem[]): Found {
  const rowsWith = (wanted: RowProblem["reason"]): number =>
    new Set(problems.filter(({ reason }) => reason === wanted).map(({ row }) => row)).size;
  return { managerLoops: rowsWith(FOUND.managerLoops), managersUnknown: rowsWith(FOUND.managersUnknown) };
}

const NONE_FOUND: Found = { managerLoops: 0, managersUnknown: 0 };

export function Counts({ record: { tally, leaving }, found = NONE_FOUND }: { record: ImportReply; found?: Found }) {
  const of = (key: (typeof SHOWN)[number]): number =>
    (tally[key] ?? 0) + (key === "leaving" ? (leaving?.missing ?? 0) : 0);
  return (
    <dl class="counts">
      {SHOWN.filter((key) => of(key) > 0 || !RARE.some((rare) => rare === key)).map((key) => (
        <div key={key}>
          <dt class="caption">{words.counts[key]}</dt>
          <dd class="figure">{count(of(key))}</dd>
        </div>
      ))}
      {(Object.keys(FOUND) as (keyof Found)[])
        .filter((key) => found[key] > 0)
        .map((key) => (
          <div key={key}>
            <dt class="caption">{words.counts[key]}</dt>
            <dd class="figure">{count(found[key])}</dd>
          </div>
        ))}
    </dl>
  );
}
