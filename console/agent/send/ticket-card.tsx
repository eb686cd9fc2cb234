import type { SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { When } from "../frame/when.tsx";
import { Fact } from "../details/cards.tsx";

/** What the ticket says, so that the agent checks the right person for the right thing. */
export function TicketCard({ page: { ticket } }: { page: SendPageReply }) {
  return (
    <section class="card ticket-card">
      <h2>
        <span class="ticket-number">{ticket.number}</span> {ticket.summary}
      </h2>
      {ticket.description !== "" && <p class="muted ticket-text">{ticket.description}</p>}
      <dl class="fact-row">
        <Fact name={en.send.requestedAction}>{en.actions[ticket.action]}</Fact>
        <Fact name={en.send.requester}>{ticket.requesterName ?? en.send.notNamed}</Fact>
        {ticket.openedAt !== undefined && (
          <Fact name={en.send.opened}>
            <When at={ticket.openedAt} />
          </Fact>
        )}
      </dl>
    </section>
  );
}
