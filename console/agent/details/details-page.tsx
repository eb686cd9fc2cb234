/** Everything about one verification: what to do first, then the request and the person, then why. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { exportReport, readDetails, reportAddress } from "../frame/endpoints.ts";
import { countdown } from "../frame/format.ts";
import { useFeedChange, useNow, useResource, useTitle, useWhenPast } from "../frame/hooks.ts";
import { useCopy } from "../frame/copy-text.tsx";
import { NextSteps, TicketLink } from "../panel/next-steps.tsx";
import { BannerBox } from "../panel/parts.tsx";
import { JudgementsCard } from "../remediate/judged.tsx";
import { RemediateMenu } from "../remediate/remediate-menu.tsx";
import { ProblemLine } from "../frame/problem.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { saveFile } from "../verifications/export-csv.ts";
import { isRunning } from "../panel/status-words.ts";
import { ActionCard } from "./action-card.tsx";
import { PersonCard, RequestCard } from "./cards.tsx";
import { HistoryCard, NotesCard } from "./history.tsx";
import { SummaryPanel } from "./summary-panel.tsx";
import { TranscriptCard } from "./transcript.tsx";

export function DetailsPage({ id }: { id: string }) {
  const { api, session } = useApp();
  const details = useResource(id, (signal) => readDetails(api, id, signal));
  useFeedChange((change) => {
    if (
      change.id === id ||
      (change.id === undefined && details.value !== undefined && isRunning(details.value.row.status))
    ) {
      details.reload();
    }
  });
  const { value } = details;
  useWhenPast(value?.row.validUntil ?? value?.row.deadlineAt, details.reload);
  useTitle(`${value?.row.ticketNumber ?? en.details.title} · ${session.brand}`);
  return (
    <div class="page">
      <PageHead
        actions={
          value !== undefined && (
            <>
              <CopyLink />
              <RemediateMenu details={value} reload={details.reload} />
              {value.row.endedAt !== undefined && <ReportMenu id={id} />}
              <span class="wide-only">
                <TicketLink details={value} />
              </span>
            </>
          )
        }
      >
        <Crumb to={pathTo.verifications} text={en.list.title} />
        <h1>{value?.row.ticketNumber ?? en.details.title}</h1>
        <span class="muted cut wide-only">{value?.ticket.summary}</span>
      </PageHead>
      <div class="page-body">
        <ResourcePage resource={details} rows={12}>
          {(read) => <DetailsBody details={read} reload={details.reload} />}
        </ResourcePage>
      </div>
    </div>
  );
}

function DetailsBody({ details, reload }: { details: DetailsReply; reload: () => void }) {
  const { row } = details;
  return (
    <>
      <div class="details-top">
        <BannerBox
          banner={details.banner}
          passLine={row.passLine}
          live={isRunning(row.status)}
          deadlineAt={row.deadlineAt}
          until={row.verdict.next?.at}
          {...(row.personAsked === undefined ? {} : { asked: row.personAsked })}
          {...(row.verdict.risk === undefined ? {} : { score: row.verdict.risk.score })}
        />
        <NextStepCard details={details} reload={reload} />
      </div>
      <div class="details-grid">
        <div class="stack">
          <RequestCard details={details} />
          {details.actionCard !== undefined && (
            <ActionCard card={details.actionCard} told={details.told.filter(({ cause }) => cause === "done")} />
          )}
          <JudgementsCard judgements={details.judgements} />
          <PersonCard person={details.person} />
          <HistoryCard details={details} />
          <NotesCard details={details} />
        </div>
        <div class="stack">
          <SummaryPanel details={details} />
          <TranscriptCard details={details} />
        </div>
      </div>
    </>
  );
}

/** The one thing to do now, with the time left for it. */
function NextStepCard({ details, reload }: { details: DetailsReply; reload: () => void }) {
  const { row } = details;
  const until = row.verdict.next?.at;
  const now = useNow(until !== undefined);
  const left = until === undefined ? 0 : until - now;
  return (
    <section class="card next-card">
      <h2 class="split">
        <span>{en.details.next}</span>
        {left > 0 && (
          <span class="next-left">
            <b class="figure">{countdown(left)}</b> <span class="muted">{en.common.left}</span>
          </span>
        )}
      </h2>
      <NextSteps details={details} reload={reload} />
      {left > 0 && <p class="caption">{en.details.validFor(en.actions[row.action])}</p>}
    </section>
  );
}

function ReportMenu({ id }: { id: string }) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const save = async (): Promise<void> => {
    const result = await press(() => exportReport(api, id, new AbortController().signal));
    if (result?.ok === true) saveFile(result.value.file, result.value.name);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <Menu class="button" label={<ReportLabel />} name={en.report.name}>
        <a class="menu-item" href={reportAddress(id)} target="_blank" rel="noreferrer">
          <Icon name="external" />
          {en.report.open}
        </a>
        <button type="button" class="menu-item" disabled={busy} onClick={() => void save()}>
          <Icon name="download" />
          {en.report.save}
        </button>
      </Menu>
    </>
  );
}

function ReportLabel() {
  return (
    <>
      <Icon name="report" />
      <span class="wide-only">{en.report.name}</span>
    </>
  );
}

function CopyLink() {
  const { copied, copy } = useCopy(() => location.href);
  return (
    <button type="button" class="button quiet wide-only" onClick={copy}>
      <Icon name={copied ? "check" : "copy"} />
      <span role="status">{copied ? en.common.copied : en.common.copyLink}</span>
    </button>
  );
}
