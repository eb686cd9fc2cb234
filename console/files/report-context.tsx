/** What stands around the verdict: the person, what was before, what was told to the ticket, and what to look it up by. */
import type { DetailsReply } from "../../workers/contract/console/verifications.ts";
import { contactAge } from "../agent/frame/contact-age.ts";
import { dateTime, score as scoreText } from "../agent/frame/format.ts";
import { verdictAt } from "../agent/panel/status-words.ts";
import { en } from "../copy/desk/en.ts";
import type { ReportInput } from "./report-input.ts";
import { Facts, Lines, Part } from "./report-parts.tsx";

const words = en.report;
const details = en.details;

type Context = { input: Pick<ReportInput, "details" | "at" | "timeZone"> };

export function AboutPart({ input: { details: read, at, timeZone } }: Context) {
  const { person } = read;
  const contacts = person.contacts.map(
    (contact) => `${contact.masked}, ${contact.source}, ${contactAge(contact, at, timeZone)}`,
  );
  return (
    <Part title={details.about(person.name)}>
      <Facts
        facts={[
          [details.fields.userName, person.userName],
          [details.department, person.department],
          [details.manager, person.manager],
          [details.office, person.office],
          [details.privileged, person.privileged ? details.privileged : details.notPrivileged],
          [details.contacts, contacts.length === 0 ? details.noContacts : contacts.join("; ")],
        ]}
      />
    </Part>
  );
}

export function BeforeAndAfter({ input: { details: read, at, timeZone } }: Context) {
  return (
    <>
      <Part title={details.history}>
        {read.history.length === 0 ? (
          <p>{details.historyNone}</p>
        ) : (
          <Lines
            name={details.history}
            heads={[
              { name: details.fields.timestamp },
              { name: details.fields.action },
              { name: details.fields.status },
              { name: en.panel.score, right: true },
            ]}
            lines={read.history.map((entry) => {
              const { word, risk } = verdictAt(entry.verdict, at);
              const score = risk === undefined ? "–" : scoreText(risk.score);
              return [dateTime(entry.at, timeZone), en.actions[entry.action], word, score];
            })}
          />
        )}
      </Part>
      <Part title={details.notes}>
        {read.notes.length === 0 ? (
          <p>{details.notesNone}</p>
        ) : (
          <Facts
            facts={read.notes.map((note) => [
              dateTime(note.at, timeZone),
              [note.title, details.noteStatus[note.status], note.problem].filter(Boolean).join(" · "),
            ])}
          />
        )}
      </Part>
    </>
  );
}

export function ReferencePart({ details: { row, ticket, person, profile, assessment } }: { details: DetailsReply }) {
  return (
    <Part title={words.references}>
      <Facts
        facts={[
          [words.reference, row.reference],
          [words.verificationId, <code>{row.id}</code>],
          [words.ticketId, <code>{ticket.id}</code>],
          [words.personId, <code>{person.id}</code>],
          [words.profile, details.profile[profile]],
          [words.model, assessment?.modelVersion],
          [words.policy, assessment?.policyVersion],
        ]}
      />
    </Part>
  );
}

export function JudgementsPart({ input: { details: read, timeZone } }: Context) {
  const { judgements } = read;
  return judgements.length === 0 ? null : (
    <Part title={words.judgements}>
      <Lines
        name={words.judgements}
        heads={[
          { name: details.fields.timestamp },
          { name: en.csv.columns.word },
          { name: en.csv.columns.wordBy },
          { name: words.judgementReason },
        ]}
        lines={judgements.map(({ at, label, by, reason }) => [dateTime(at, timeZone), label, by, reason])}
      />
    </Part>
  );
}
