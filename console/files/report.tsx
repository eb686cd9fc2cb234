/**
 * The Analysis Report: one verification as one file for the ticket's record. Promises: it opens
 * from a disk without script, network or console, nothing in it runs, and no response is in it.
 */
import { renderToString } from "preact-render-to-string";
import type { DetailsReply } from "../../workers/contract/console/verifications.ts";
import { clockSeconds, dateTime, score as scoreText, spent } from "../agent/frame/format.ts";
import { reasonAt, verdictAt } from "../agent/panel/status-words.ts";
import { en } from "../copy/desk/en.ts";
import { DemoRibbon } from "../ui/demo-ribbon.tsx";
import { Mark } from "../ui/status.tsx";
import { AboutPart, BeforeAndAfter, JudgementsPart, ReferencePart } from "./report-context.tsx";
import { DevicePart, ProofPart, ScorePart, TranscriptPart } from "./report-evidence.tsx";
import type { ReportInput } from "./report-input.ts";
import { Facts, Part } from "./report-parts.tsx";

const words = en.report;
const fields = en.details.fields;

/** The whole document. */
export function renderReport(input: ReportInput): string {
  const { details, style } = input;
  const { row } = details;
  const document = (
    <html lang="en-GB" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="content-security-policy"
          content={`default-src 'none'; style-src '${style.hash}'; base-uri 'none'; form-action 'none'`}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{words.title(row.ticketNumber, row.requesterName)}</title>
        <style dangerouslySetInnerHTML={{ __html: style.css }} />
      </head>
      <body class="report">
        <main>
          <ReportHead input={input} />
          <Verdict details={details} />
          <JudgementsPart input={input} />
          <RequestPart input={input} />
          <AboutPart input={input} />
          <ScorePart details={details} />
          <ProofPart details={details} clock={(at) => clockSeconds(at, input.timeZone)} />
          {details.device.length > 0 && <DevicePart details={details} />}
          <TranscriptPart {...(input.transcript === undefined ? {} : { transcript: input.transcript })} />
          <BeforeAndAfter input={input} />
          <ReferencePart details={details} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(document)}`;
}

function ReportHead({ input: { details, brand, at, by, timeZone, demoData } }: { input: ReportInput }) {
  return (
    <header>
      {demoData !== undefined && <DemoRibbon day={demoData} />}
      <p class="caption">
        {brand} · {en.product}
      </p>
      <h1>{words.name}</h1>
      <p>
        {details.row.ticketNumber} · {details.row.requesterName}
      </p>
      <p class="caption">{words.made(dateTime(at, timeZone), timeZone, by)}</p>
    </header>
  );
}

function Verdict({ details: { banner, row } }: { details: DetailsReply }) {
  return (
    <section class={`banner verdict tone-${banner.tone}`}>
      <h2 class="banner-headline">
        <b>{banner.verb}</b>
        {banner.headline !== "" && `: ${banner.headline}`}
      </h2>
      {banner.line !== "" && <p>{banner.line}</p>}
      {banner.reasons.length > 0 && (
        <p>
          <b>{en.details.why}</b> {banner.reasons.join("; ")}
        </p>
      )}
      {row.verdict.risk !== undefined && (
        <p>
          {en.details.risk} <b>{scoreText(row.verdict.risk.score)}</b>, {en.common.limit(scoreText(row.passLine))}
        </p>
      )}
    </section>
  );
}

function RequestPart({ input: { details, timeZone, at } }: { input: ReportInput }) {
  const { row, ticket, account, destination } = details;
  const verdict = verdictAt(row.verdict, at);
  const { risk } = verdict;
  const when = (time: number): string => `${dateTime(time, timeZone)} (${timeZone})`;
  return (
    <Part title={words.facts}>
      <Facts
        facts={[
          [fields.ticket, `${ticket.number} · ${ticket.url}`],
          [fields.subject, ticket.summary],
          [fields.description, ticket.description],
          [fields.action, en.actions[row.action]],
          [
            en.details.accountName,
            account === undefined ? undefined : en.send.accountOther(account.userName, account.label),
          ],
          [fields.category, row.category],
          [fields.requester, `${row.requesterName} · ${row.requesterEmail}`],
          [
            fields.status,
            <>
              <Mark tone={verdict.tone}>{verdict.word}</Mark> {reasonAt(verdict, at)}
            </>,
          ],
          [fields.level, risk === undefined ? en.list.noScore : <Mark tone={risk.tone}>{en.levels[risk.level]}</Mark>],
          [fields.referrer, row.referrerName],
          [fields.timestamp, when(row.createdAt)],
          [
            words.ended,
            row.endedAt === undefined ? undefined : `${when(row.endedAt)}, ${spent(row.endedAt - row.createdAt)}`,
          ],
          [words.validUntil, row.validUntil === undefined ? undefined : when(row.validUntil)],
          [
            fields.sentTo,
            `${en.send.contactTo(en.channels[destination.channel], destination.masked)}, ${
              destination.origin === "typed" ? en.details.typed(destination.reason) : en.details.onRecord
            }`,
          ],
          [fields.feedback, row.feedback === undefined ? undefined : en.feedback[row.feedback]],
        ]}
      />
    </Part>
  );
}
