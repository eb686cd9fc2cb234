import type { Changes, KnownPerson } from "./compare.ts";

/** Whether somebody has a mobile number on record and would have none afterwards: no link by SMS, and no known smartphone. */
export function losesPhone(
  known: Pick<KnownPerson, "contacts"> | undefined,
  { addContacts, removeContacts }: Pick<Changes, "addContacts" | "removeContacts">,
): boolean {
  const phones = (known?.contacts ?? []).filter(({ channel, intact }) => channel === "sms" && intact);
  return (
    phones.length > 0 &&
    phones.every(({ id }) => removeContacts.includes(id)) &&
    !addContacts.some(({ channel }) => channel === "sms")
  );
}
