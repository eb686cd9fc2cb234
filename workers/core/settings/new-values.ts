/** What is asked of a value when somebody changes it, and of no value that stands. */
import type { SettingsSection } from "./section.ts";

type Document = Readonly<Record<string, unknown>>;

export function newValueProblems(
  { newValues = {} }: Pick<SettingsSection, "newValues">,
  { before, after }: { readonly before: Document; readonly after: Document },
): readonly { readonly key: string; readonly message: string }[] {
  return Object.entries(newValues).flatMap(([key, problemOf]) => {
    const message = after[key] === before[key] ? undefined : problemOf(after[key]);
    return message === undefined ? [] : [{ key, message }];
  });
}

const MAIL = /^[^\s@<>,;:/]+@[^\s@<>,;:/]+\.[^\s@<>,;:/]+$/u;
/** A name of a host, without a user before it or a port behind it. */
const SECURE_PAGE = /^https:\/\/(?:[a-z\d-]+\.)+[a-z\d-]+(?:[/?#]\S*)?$/iu;
const PHONE = /^\+?(?:[\s().\-–/]*\d){5,15}$/u;

/** Whom requesters can reach: said in a way that they can use. Empty: nobody is named. */
export function contactProblem(value: unknown): string | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" || MAIL.test(text) || PHONE.test(text) || SECURE_PAGE.test(text)
    ? undefined
    : "must be a mail address, an https address or a phone number";
}
