/**
 * Whose mailbox it is. Whoever is suspected holds the account, a contact or the address that was typed,
 * and reads what goes there: security must not be told in that mailbox, in whatever spelling.
 */
import { foldedMail } from "../../core/kit/mail.ts";
import { likenessOf } from "../../core/risk/likeness.ts";
import type { Deps } from "../deps.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

type Check = Pick<VerificationRecord, "personId" | "requesterEmail" | "destinationTag">;

export async function readByRequester(
  deps: Pick<Deps, "people" | "vault">,
  address: string,
  check: Check,
): Promise<boolean> {
  const mailbox = mailboxOf(address);
  const [tag, person, contacts] = await Promise.all([
    deps.vault.tag("destination", `email:${mailbox}`),
    deps.people.byId(check.personId),
    deps.people.contacts(check.personId),
  ]);
  const values = await Promise.all(
    contacts
      .filter(({ channel }) => channel === "email")
      .map(({ id, valueSealed }) => deps.vault.open(valueSealed, `person_contacts/${id}`)),
  );
  const theirs = [check.requesterEmail, person?.email, ...values].flatMap((value) => value ?? []);
  return check.destinationTag === tag || theirs.some((value) => mailboxOf(value) === mailbox);
}

function mailboxOf(address: string): string {
  return likenessOf({ channel: "email", canonical: foldedMail(address) });
}
