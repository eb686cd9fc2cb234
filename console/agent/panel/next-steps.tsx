/** What to do now: what the console can do as buttons, what only people can do as a numbered list. */
import { useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { RemediateDialog } from "../remediate/remediate-dialog.tsx";
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";
import { Link } from "../frame/router.tsx";
import { useCopy } from "../frame/copy-text.tsx";
import { DeskActionButtons } from "./desk-action.tsx";
import { ReleaseButton, ReleaseDialog } from "./hold.tsx";
import { isRunning } from "./status-words.ts";

type Step = DetailsReply["banner"]["nextSteps"][number];

/** Where a step that is a new check begins; the one that another contact stands in for is named, so that it is not chosen again. */
export function checkPath(step: Step, details: Pick<DetailsReply, "ticket" | "row">): string {
  const send = pathTo.sendTicket(details.ticket.id);
  return step.id === "other_contact" ? `${send}?instead-of=${details.row.id}` : send;
}

/** A step that the Send page would refuse is not offered. */
export function offered({ banner, mayCheckAgain }: Pick<DetailsReply, "banner" | "mayCheckAgain">): readonly Step[] {
  return banner.nextSteps.filter(({ how }) => how !== "check" || mayCheckAgain);
}

export function NextSteps({ details, reload }: { details: DetailsReply; reload: () => void }) {
  const { session } = useApp();
  const { row, banner } = details;
  // Not the step's own: it is no step any more once the report is on its way, and the dialog shows what becomes of it.
  const [reporting, setReporting] = useState(false);
  if (isRunning(row.status) && may(session, "verifications.send")) {
    return <Running details={details} reload={reload} />;
  }
  const steps = offered(details);
  const acts = steps.filter(({ how }) => how !== "hand");
  const byHand = steps.filter(({ how }) => how === "hand");
  return (
    <>
      <DeskActionButtons details={details} reload={reload} />
      <div class="next-steps">
        {acts.map((step, index) =>
          step.how === "copy" ? (
            <CopySay key={step.id} label={step.label} text={banner.say ?? ""} primary={index === 0} />
          ) : step.how === "report" ? (
            <button key={step.id} type="button" class="button" onClick={() => setReporting(true)}>
              <Icon name="shieldAlert" />
              {step.label}
            </button>
          ) : (
            <Link key={step.id} class={index === 0 ? "button primary" : "button"} to={checkPath(step, details)}>
              {step.label}
            </Link>
          ),
        )}
        <TicketLink details={details} primary={acts.length === 0 && details.deskAction?.offer === undefined} />
      </div>
      {byHand.length > 0 && (
        <section class="by-hand">
          <h3>{en.dock.byHand}</h3>
          <ol>
            {byHand.map(({ id, label }) => (
              <li key={id}>{label}</li>
            ))}
          </ol>
        </section>
      )}
      {reporting && <RemediateDialog row={row} act="report" onClose={() => setReporting(false)} onDone={reload} />}
    </>
  );
}

/** Followed on the Send page; a held pass can be released from here. */
function Running({ details: { row, hold }, reload }: { details: DetailsReply; reload: () => void }) {
  const [releasing, setReleasing] = useState(false);
  return (
    <>
      <div class="next-steps">
        <Link class="button primary" to={`${pathTo.sendTicket(row.ticketId)}?live=${row.id}`}>
          {en.dock.follow}
        </Link>
        <ReleaseButton hold={hold} onAsk={() => setReleasing(true)} />
      </div>
      {releasing && hold?.release !== undefined && (
        <ReleaseDialog
          id={row.id}
          until={hold.until}
          release={hold.release}
          onClose={() => setReleasing(false)}
          onDone={reload}
        />
      )}
    </>
  );
}

function CopySay({ label, text, primary }: { label: string; text: string; primary: boolean }) {
  const { copied, copy } = useCopy(() => text);
  return (
    <button type="button" class={primary ? "button primary" : "button"} onClick={copy}>
      <Icon name={copied ? "check" : "copy"} />
      <span role="status">{copied ? en.common.lineCopied : label}</span>
    </button>
  );
}

/** The ticket system is where the desk acts; it opens beside the console. */
export function TicketLink({ details, primary = false }: { details: Pick<DetailsReply, "ticket">; primary?: boolean }) {
  return (
    <a class={primary ? "button primary" : "button"} href={details.ticket.url} target="_blank" rel="noreferrer">
      <Icon name="external" />
      {en.common.openTicket(details.ticket.number)}
    </a>
  );
}
