/** Which ticket is the check for? Open tickets that need one, narrowed by what is typed. */
import { useEffect, useRef, useState } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { OpenTicketReply } from "../../../workers/contract/console/send.ts";
import type { Verdict } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { readTickets } from "../frame/endpoints.ts";
import { useFeedChange, useKeys, useNow, useResource } from "../frame/hooks.ts";
import { Link, navigate } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { When } from "../frame/when.tsx";
import { reasonAt, ticks, verdictAt } from "../panel/status-words.ts";
import { VerdictMark } from "../panel/verdict-mark.tsx";
import { matchingTickets } from "./match-tickets.ts";

export function PickTicketPage() {
  const { api } = useApp();
  const tickets = useResource("tickets", (signal) => readTickets(api, signal));
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useFeedChange(tickets.reload);
  useKeys({ "/": () => input.current?.focus(), Escape: () => navigate(pathTo.verifications) });
  useEffect(() => input.current?.focus(), []);
  const { value } = tickets;
  const matches = matchingTickets(value?.tickets ?? [], typed);
  const only = matches.length === 1 ? matches[0] : undefined;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (only !== undefined) navigate(pathTo.sendTicket(only.id));
  };
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.verifications} text={en.list.title} />
        <h1>{en.send.title}</h1>
      </PageHead>
      <div class="page-body pick">
        <form class="card pick-form" onSubmit={submit}>
          <h2>{en.send.pick}</h2>
          <p class="muted" id="pick-hint">
            {en.send.pickHint}
          </p>
          <label class="field">
            {en.send.number}
            <span class="pick-line">
              <input
                ref={input}
                value={typed}
                maxLength={100}
                placeholder="IR-0000000"
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
              <button class="button primary" disabled={only === undefined} aria-describedby="pick-hint">
                {en.send.go}
              </button>
            </span>
          </label>
        </form>
        <ResourcePage resource={tickets} rows={6}>
          {(read) => <Tickets all={read.tickets} matches={matches} />}
        </ResourcePage>
      </div>
    </div>
  );
}

function Tickets({ all, matches }: { all: readonly OpenTicketReply[]; matches: readonly OpenTicketReply[] }) {
  if (all.length === 0) return <EmptyState icon="check" title={en.send.pickEmptyTitle} text={en.send.pickEmptyText} />;
  if (matches.length === 0) return <p class="card card-text muted">{en.send.pickNoMatch}</p>;
  return (
    <ul class="card plain lines">
      {matches.map((ticket) => (
        <li key={ticket.id}>
          <Link class="ticket-line" to={pathTo.sendTicket(ticket.id)}>
            <span>
              <b>{ticket.number}</b>
              <span class="caption">{en.actions[ticket.action]}</span>
            </span>
            <span class="cut">
              {ticket.summary}
              <span class="caption">{ticket.requesterName ?? en.send.notNamed}</span>
            </span>
            <span class="ticket-check">
              {ticket.lastCheck !== undefined && <LastCheck verdict={ticket.lastCheck} />}
            </span>
            <span class="muted figure small">{ticket.openedAt !== undefined && <When at={ticket.openedAt} />}</span>
            <Icon name="chevronRight" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What the newest check of the ticket came to, or where it stands. */
function LastCheck({ verdict }: { verdict: Verdict }) {
  const now = useNow(ticks({ verdict }));
  const shown = verdictAt(verdict, now);
  return (
    <>
      <VerdictMark verdict={shown} />
      <span class="caption">{reasonAt(shown, now)}</span>
    </>
  );
}
