/**
 * Every question with its grade and weight. Responses stay masked: one graded correct is
 * the fact itself, so each is opened singly, with a purpose, and that is written down.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type {
  DetailsReply,
  TranscriptEntry,
  TranscriptReply,
} from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { exposures, questionForms, questionWords } from "../../copy/questions.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Mark } from "../../ui/status.tsx";
import type { Tone } from "../../ui/tone.ts";
import { useApp } from "../frame/app-context.ts";
import { readTranscript } from "../frame/endpoints.ts";
import { oneIn, signed, spent } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { directionOf } from "../panel/findings.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { isRunning } from "../panel/status-words.ts";
import { OpenResponseDialog } from "./open-response.tsx";

const words = en.details;

export function TranscriptCard({ details }: { details: DetailsReply }) {
  const { api } = useApp();
  const { id, version } = details.row;
  const transcript = useResource(`${id}/${version}`, (signal) => readTranscript(api, id, signal));
  const { value, problem } = transcript;
  const running = isRunning(details.row.status);
  useArrival(value !== undefined);
  return (
    <section class="card" id="transcript" tabIndex={-1}>
      <h2 class="card-head split">
        <span>
          {words.transcript} <span class="card-head-note">{value !== undefined && headNote(value, running)}</span>
        </span>
        <span class="caption">{words.audited}</span>
      </h2>
      {value === undefined && problem === undefined && <Skeleton rows={4} label={en.common.loading} />}
      {problem !== undefined && problem.status === 403 && <p class="card-text muted">{words.transcriptRole}</p>}
      {problem !== undefined && problem.status !== 403 && <ProblemLine problem={problem} />}
      {value !== undefined && value.entries.length === 0 && (
        <p class="card-text muted">{running ? words.transcriptRunning : words.transcriptNone}</p>
      )}
      {value !== undefined && value.entries.length > 0 && <Entries id={id} transcript={value} />}
    </section>
  );
}

/** A link to "#transcript" arrives before the transcript does. */
function useArrival(ready: boolean): void {
  useEffect(() => {
    if (ready && location.hash === "#transcript") document.querySelector("#transcript")?.scrollIntoView();
  }, [ready]);
}

function headNote(transcript: TranscriptReply, running: boolean): string {
  const counted = transcript.entries.filter((entry) => !entry.superseded);
  if (counted.length === 0) return "";
  if (running) return words.transcriptAsked(counted.length);
  const answered = counted.filter((entry) => entry.grade !== undefined && entry.grade !== "skipped");
  const bits = transcript.strengthBits;
  const parts = [words.transcriptHead(counted.length, answered.length)];
  if (bits > 0) parts.push(words.transcriptStrength(bits.toFixed(1), oneIn(bits)));
  return parts.join(", ");
}

function Entries({ id, transcript }: { id: string; transcript: TranscriptReply }) {
  const [asking, setAsking] = useState<TranscriptEntry>();
  const [opened, setOpened] = useState<Readonly<Record<string, string>>>({});
  const opener = useRef<HTMLElement>();
  const close = (): void => {
    setAsking(undefined);
    opener.current?.focus();
  };
  return (
    <div class="table-scroll">
      <table class="transcript">
        <thead>
          <tr>
            <th scope="col">{words.head.number}</th>
            <th scope="col">{words.head.question}</th>
            <th scope="col">{words.head.response}</th>
            <th scope="col">{words.head.grade}</th>
            <th scope="col" class="right">
              {words.head.time}
            </th>
            <th scope="col" class="right">
              {words.head.strength}
            </th>
            <th scope="col" class="right">
              {words.head.weight}
            </th>
          </tr>
        </thead>
        <tbody>
          {transcript.entries.map((entry) => (
            <Entry
              key={keyOf(entry)}
              entry={entry}
              response={opened[keyOf(entry)]}
              onOpen={(button) => {
                opener.current = button;
                setAsking(entry);
              }}
            />
          ))}
        </tbody>
      </table>
      {asking !== undefined && (
        <OpenResponseDialog
          target={{ id, ordinal: asking.ordinal, attempt: asking.attempt }}
          onClose={close}
          onOpened={(response) => {
            setOpened({ ...opened, [keyOf(asking)]: response });
            close();
          }}
        />
      )}
    </div>
  );
}

const keyOf = (entry: TranscriptEntry): string => `${entry.ordinal}.${entry.attempt}`;

interface EntryProps {
  readonly entry: TranscriptEntry;
  readonly response: string | undefined;
  readonly onOpen: (button: HTMLElement) => void;
}

function Entry({ entry, response, onOpen }: EntryProps) {
  const { title, ask } = questionWords(entry.kind);
  const notes = [
    title,
    questionForms[entry.form](entry.optionCount),
    exposures[entry.exposure],
    ...(entry.superseded ? [words.changed] : []),
    ...(entry.scored ? [] : [words.unscored]),
  ];
  const weight = entry.weightBits;
  return (
    <tr class={entry.superseded ? "superseded" : ""}>
      <td class="muted figure">{entry.ordinal}</td>
      <td>
        {ask(entry.params)}
        <span class="caption">{notes.join(" · ")}</span>
      </td>
      <td>
        <ResponseCell entry={entry} response={response} onOpen={onOpen} />
      </td>
      <td>
        <GradeMark grade={entry.grade} />
      </td>
      <td class="right figure" data-head={words.head.time}>
        {entry.tookMs === undefined ? "–" : spent(entry.tookMs)}
      </td>
      <td class="right figure" data-head={words.head.strength}>
        {entry.strengthBits === undefined || entry.strengthBits === 0
          ? "–"
          : en.panel.bits(entry.strengthBits.toFixed(1))}
      </td>
      <td class={`right figure way-${directionOf(weight ?? 0)}`} data-head={words.head.weight}>
        {weight === undefined ? "–" : <b>{signed(weight)}</b>}
      </td>
    </tr>
  );
}

function ResponseCell({ entry, response, onOpen }: EntryProps) {
  if (entry.grade === "skipped") return <span class="muted">{words.noResponse}</span>;
  if (entry.grade === undefined) return <span class="muted">{words.gradeLater}</span>;
  if (response !== undefined) return <bdi class="response">{response}</bdi>;
  return (
    <span class="masked">
      <span aria-hidden="true">••••••••</span>
      <span class="hidden">{words.masked}</span>
      <button
        type="button"
        class="button icon-only quiet small-button"
        aria-label={words.openResponse(entry.ordinal)}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <Icon name="eye" />
      </button>
    </span>
  );
}

const GRADE_LOOK: Readonly<Record<NonNullable<TranscriptEntry["grade"]>, { tone: Tone; icon: IconName }>> = {
  correct: { tone: "ok", icon: "checkCircle" },
  partial: { tone: "warn", icon: "half" },
  invalid: { tone: "bad", icon: "octagonX" },
  skipped: { tone: "neutral", icon: "dash" },
};

function GradeMark({ grade }: { grade: TranscriptEntry["grade"] }) {
  if (grade === undefined) return <span class="muted">{words.gradeLater}</span>;
  return <Mark {...GRADE_LOOK[grade]}>{words.grades[grade]}</Mark>;
}
