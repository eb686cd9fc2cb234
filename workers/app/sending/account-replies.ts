/** The accounts that a check can be about, each with where its link may go and what it can come to. */
import { defined } from "../../core/kit/defined.ts";
import type { AgentId } from "../../core/kit/ids.ts";
import type { AccountReply, ContactReply } from "../../contract/console/send.ts";
import { accountProspect, poolsOf } from "./account-prospect.ts";
import { producible } from "./later-means.ts";
import { questionsOf } from "./build-questions.ts";
import type { Deps } from "../deps.ts";
import type { PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import { subjectsOf } from "./subject.ts";

export async function accountReplies(
  deps: Deps,
  {
    sender,
    ticket,
    person,
    contacts,
  }: { sender: AgentId; ticket: TicketRecord; person: PersonRecord; contacts: readonly ContactReply[] },
): Promise<readonly AccountReply[]> {
  const action = ticket.action ?? "identity_check";
  const [accounts, questions] = await Promise.all([deps.people.accounts(person.id), questionsOf(deps, person)]);
  const scene = { ticket, action, contacts, pools: poolsOf(questions, action), later: [] };
  const subjects = subjectsOf(person, accounts);
  const alone = subjects.map((subject) => accountProspect(deps, { ...scene, person: subject.person }));
  // Looked for only where something is missing without them.
  const later = alone.every(({ outlook }) => outlook.canPass) ? [] : await producible(deps, { sender, person });
  return subjects.map((subject) => {
    const { refused, held, outlook, problem } = accountProspect(deps, { ...scene, later, person: subject.person });
    return {
      userName: subject.account?.userName ?? person.userName,
      privileged: subject.person.privileged,
      refused,
      held,
      outlook,
      ...defined({ id: subject.account?.id, label: subject.account?.label, problem }),
    };
  });
}
