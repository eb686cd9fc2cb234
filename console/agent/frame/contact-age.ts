/** Since when a contact counts, in the same words on every page and in the report. */
import type { ContactReply } from "../../../workers/contract/console/send.ts";
import { contactAge as words } from "../../copy/desk/contact-age.ts";
import { age, dayMonth } from "./format.ts";

type Aged = Pick<ContactReply, "baseline" | "changedAt" | "selfService" | "trusted" | "trustedFrom">;

export function contactAge(contact: Aged, now: number, timeZone: string): string {
  const old = age(now - contact.changedAt);
  if (contact.selfService) return words.selfService;
  if (!contact.trusted) return words.fresh(old, dayMonth(contact.trustedFrom, timeZone));
  return contact.baseline ? words.baseline : words.unchanged(old);
}
