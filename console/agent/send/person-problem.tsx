import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";
import { Link } from "../frame/router.tsx";

const SERIOUS = new Set(["requester_inactive", "requester_changed", "fenced"]);

export interface PersonProblemProps {
  readonly page: SendPageReply;
  /** Of the page, or of the one account that was chosen. */
  readonly problem: SendPageReply["problem"];
}

export function PersonProblem({ page, problem }: PersonProblemProps) {
  const { session } = useApp();
  const { open } = page;
  if (problem === undefined && open !== undefined) return <AlreadyOpen open={open} page={page} />;
  const [title, text] = en.send.problems[problem ?? "requester_unknown"];
  const serious = problem !== undefined && SERIOUS.has(problem);
  return (
    <section class={`banner tone-${serious ? "bad" : "warn"}`}>
      <div class="banner-main">
        <span class="banner-icon">
          <Icon name={serious ? "lock" : "octagonMinus"} size={20} />
        </span>
        <div class="banner-words">
          <h2 class="banner-headline">{title}</h2>
          <p>{text}</p>
          {!serious && problem !== "category_needs_none" && <p class="muted">{en.send.otherWays}</p>}
          <p class="banner-actions">
            <a class="button" href={page.ticket.url} target="_blank" rel="noreferrer">
              <Icon name="external" />
              {en.common.openTicket(page.ticket.number)}
            </a>
            {page.person !== undefined && may(session, "people.read") && (
              <Link class="button" to={pathTo.person(page.person.id)}>
                <Icon name="user" />
                {en.people.open}
              </Link>
            )}
          </p>
        </div>
      </div>
    </section>
  );
}

interface AlreadyOpenProps {
  readonly open: NonNullable<SendPageReply["open"]>;
  readonly page: SendPageReply;
}

/** One check per person at a time; a colleague's can be watched and taken over there. */
function AlreadyOpen({ open, page }: AlreadyOpenProps) {
  return (
    <section class="banner tone-info">
      <div class="banner-main">
        <span class="banner-icon">
          <Icon name="hourglass" size={20} />
        </span>
        <div class="banner-words">
          <h2 class="banner-headline">
            {open.own ? en.send.openOwn : en.send.openOther(open.agentName, open.ticketNumber)}
          </h2>
          <p class="banner-actions">
            <Link class="button primary" to={`${pathTo.sendTicket(page.ticket.id)}?live=${open.verificationId}`}>
              {en.send.openLink}
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}
