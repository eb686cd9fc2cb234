/** What is asked of a value when somebody changes it, and of no value that stands. */
import { isRecord, same } from "./compare.ts";
import type { SettingsSection } from "./section.ts";

type Document = Readonly<Record<string, unknown>>;

export function newValueProblems(
  { newValues = {} }: Pick<SettingsSection, "newValues">,
  { before, after }: { readonly before: Document; readonly after: Document },
): readonly { readonly key: string; readonly message: string }[] {
  return Object.entries(newValues).flatMap(([key, problemOf]) => {
    const message = same(after[key], before[key]) ? undefined : problemOf(after[key]);
    return message === undefined ? [] : [{ key, message }];
  });
}

const MAIL = /^[^\s@<>,;:/]+@[^\s@<>,;:/]+\.[^\s@<>,;:/]+$/u;
/** A name of a host, without a user before it or a port behind it. */
const SECURE_PAGE = /^https:\/\/(?:[a-z\d-]+\.)+[a-z\d-]+(?:[/?#]\S*)?$/iu;
/** With a port, if need be: an address literal is called by nobody. */
const RECEIVER = /^https:\/\/(?:[a-z\d-]+\.)+[a-z][a-z\d-]*(?::\d{1,5})?(?:[/?#]\S*)?$/iu;
const PHONE = /^\+?(?:[\s().\-–/]*\d){5,15}$/u;

/** Where events are posted: what the outbound client never calls would look as if security were told. */
export function webhooksProblem(value: unknown): string | undefined {
  const { webhook, incidentWebhook } = isRecord(value) ? value : {};
  const unfit = [webhook, incidentWebhook].some((url) => typeof url === "string" && !RECEIVER.test(url));
  return unfit ? "must have https addresses of named hosts for its webhooks" : undefined;
}

/** Whom requesters can reach: said in a way that they can use. Empty: nobody is named. */
export function contactProblem(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || MAIL.test(text) || PHONE.test(text) || SECURE_PAGE.test(text)
    ? undefined
    : "must be a mail address, an https address or a phone number";
}
