/** What became of the checks of one ticket, beside the contacts that they went to. */
import type { ContactUse, FormerCheck, SendContact } from "../../contract/console/send.ts";
import { DAY_MS } from "../../core/kit/time.ts";
import { verdictOf } from "../../core/verdict/verdict.ts";
import type { Deps } from "../deps.ts";
import { frameOf } from "../desk/row.ts";
import { verdictInput } from "../desk/verdict-input.ts";
import type { ContactRecord, PersonRecord } from "../ports/people.ts";
import type { TicketRecord } from "../ports/tickets.ts";
import { contactReply } from "./ticket-replies.ts";

const SHOWN_DAYS = 30;

/** An ended check of the ticket and the person whom it names now. */
export interface EarlierUse extends ContactUse {
  readonly destinationTag: string;
}

/** Newest first. */
export async function earlierUses(
  deps: Pick<Deps, "clock" | "config" | "verifications">,
  ticket: Pick<TicketRecord, "id">,
  person: Pick<PersonRecord, "id">,
): Promise<readonly EarlierUse[]> {
  const frame = frameOf(deps);
  const checks = await deps.verifications.ofPerson(person.id, frame.now - SHOWN_DAYS * DAY_MS);
  return checks
    .filter(({ record }) => record.ticketId === ticket.id && record.endedAt !== undefined)
    .map((check) => ({
      verificationId: check.record.id,
      at: check.record.createdAt,
      // That nothing arrived tells more of a contact than that the time ran out.
      standing:
        check.record.detail === "never_delivered" ? "undelivered" : verdictOf(verdictInput(check), frame).standing,
      destinationTag: check.record.destinationTag,
    }));
}

/** With the last check that went there. */
export function sendContact(deps: Deps, contact: ContactRecord, uses: readonly EarlierUse[]): SendContact {
  const last = uses.find(({ destinationTag }) => destinationTag === contact.valueTag);
  return { ...contactReply(deps, contact), ...(last === undefined ? {} : { used: useOf(last) }) };
}

/** An id from elsewhere is answered as one that is none: nobody reads another person's check by it. */
export function formerCheck(
  id: string,
  contacts: readonly ContactRecord[],
  uses: readonly EarlierUse[],
): FormerCheck | "unknown" {
  const former = uses.find(({ verificationId }) => verificationId === id);
  if (former === undefined) {
    return "unknown";
  }
  const contact = contacts.find(({ valueTag }) => valueTag === former.destinationTag);
  return { ...useOf(former), ...(contact === undefined ? {} : { contactId: contact.id }) };
}

function useOf({ verificationId, at, standing }: EarlierUse): ContactUse {
  return { verificationId, at, standing };
}
