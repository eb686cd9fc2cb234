/** What to do now. Steps that start a new check lead to the Send page; the others are done by people and are named. */
import type { Role } from "../../../workers/contract/console/access.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { maySend } from "../frame/roles.ts";
import { isRunning } from "./status-words.ts";
import { Link } from "../frame/router.tsx";

const STARTS_A_CHECK = /\b(send|contact|verify|code)\b/i;

export interface NextStep {
  readonly label: string;
  readonly to?: string;
}

export function nextSteps(details: Pick<DetailsReply, "banner" | "ticket">, role: Role): readonly NextStep[] {
  const startable = maySend(role) && !details.ticket.closed;
  return details.banner.nextSteps.map((label) =>
    startable && STARTS_A_CHECK.test(label) ? { label, to: pathTo.sendTicket(details.ticket.id) } : { label },
  );
}

export function NextSteps({ details }: { details: DetailsReply }) {
  const { role } = useApp().session.agent;
  const { row } = details;
  const steps = nextSteps(details, role);
  if (isRunning(row.status) && maySend(role)) {
    return (
      <div class="next-steps">
        <Link class="button primary" to={`${pathTo.sendTicket(row.ticketId)}?live=${row.id}`}>
          {en.dock.follow}
        </Link>
      </div>
    );
  }
  const firstLink = steps.findIndex((step) => step.to !== undefined);
  return (
    <div class="next-steps">
      {steps.map((step, index) =>
        step.to === undefined ? (
          <span key={step.label} class="step-named">
            <Icon name="user" />
            {step.label}
          </span>
        ) : (
          <Link key={step.label} class={index === firstLink ? "button primary" : "button"} to={step.to}>
            {step.label}
          </Link>
        ),
      )}
      {steps.length === 0 && <TicketLink details={details} primary={details.banner.verb === "PROCEED"} />}
    </div>
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
