import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { dayMonth, exactMoment, score as scoreText } from "../frame/format.ts";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { verdictAt } from "../panel/status-words.ts";
import { VerdictMark } from "../panel/verdict-mark.tsx";

export function HistoryCard({ details }: { details: DetailsReply }) {
  const { history } = details;
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{en.details.history}</span>
        <span class="muted figure">{history.length}</span>
      </h2>
      {history.length === 0 ? (
        <p class="card-text muted">{en.details.historyNone}</p>
      ) : (
        <ul class="plain lines">
          {history.map((entry) => (
            <li key={entry.id}>
              <HistoryLine entry={entry} current={entry.id === details.row.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function HistoryLine({ entry, current }: { entry: DetailsReply["history"][number]; current: boolean }) {
  const { now, session } = useApp();
  const verdict = verdictAt(entry.verdict, now());
  return (
    <Link to={pathTo.details(entry.id)} class="line-link" current={current}>
      <time
        class="muted figure"
        dateTime={new Date(entry.at).toISOString()}
        title={exactMoment(entry.at, session.timeZone)}
      >
        {dayMonth(entry.at, session.timeZone)}
      </time>
      <span class="grow">{en.actions[entry.action]}</span>
      <VerdictMark verdict={verdict} />
      {verdict.risk === undefined ? (
        <span class="muted line-score">{en.list.noScore}</span>
      ) : (
        <b class="figure line-score">{scoreText(verdict.risk.score)}</b>
      )}
    </Link>
  );
}

export const NOTE_LOOK = {
  waiting: { tone: "info", icon: "hourglass" },
  written: { tone: "ok", icon: "checkCircle" },
  parked: { tone: "bad", icon: "octagonX" },
  discarded: { tone: "neutral", icon: "ban" },
} as const;

const SECURITY_LOOK = {
  not_set: { tone: "warn", icon: "triangle" },
  waiting: { tone: "info", icon: "hourglass" },
  failed: { tone: "bad", icon: "octagonX" },
  discarded: { tone: "neutral", icon: "ban" },
  told: { tone: "ok", icon: "checkCircle" },
} as const;

/** Whether security knows, beside what the ticket was told. */
function SecurityLine({ security }: { security: NonNullable<DetailsReply["security"]> }) {
  const words = en.details.security;
  return (
    <li class="note-line">
      <span class="grow">
        {words.title}
        <span class="caption">
          {security.state === "told" ? <When at={security.at} /> : words.captions[security.state]}
        </span>
      </span>
      <Mark {...SECURITY_LOOK[security.state]}>{words.status[security.state]}</Mark>
    </li>
  );
}

export function NotesCard({
  details: { notes, security, discards },
}: {
  details: Pick<DetailsReply, "notes" | "security" | "discards">;
}) {
  return (
    <section class="card">
      <h2 class="card-head">{en.details.notes}</h2>
      {notes.length === 0 && security === undefined ? (
        <p class="card-text muted">{en.details.notesNone}</p>
      ) : (
        <ul class="plain lines">
          {notes.map((note, index) => (
            <li key={`${note.at}-${index}`} class="note-line">
              <span class="grow">
                {note.title}
                <span class="caption">
                  <When at={note.at} />
                  {note.problem !== undefined && ` · ${note.problem}`}
                </span>
              </span>
              <Mark {...NOTE_LOOK[note.status]}>{en.details.noteStatus[note.status]}</Mark>
            </li>
          ))}
          {security !== undefined && <SecurityLine security={security} />}
          {discards.map((discard) => (
            <li key={discard.at} class="note-line">
              <span class="grow">
                {en.delivery.discardedKinds[discard.kind] ?? en.delivery.kinds.dead_letter}
                <span class="caption">
                  <When at={discard.at} /> · {en.delivery.discarded(discard.by, discard.reason)}
                </span>
              </span>
              <Mark {...NOTE_LOOK.discarded}>{en.details.noteStatus.discarded}</Mark>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
