/** What stands beside an action in the audit log: the row keeps names and codes, people read words. */
import { en } from "./en.ts";
import { signInProblem } from "./sign-in.ts";

const NAMES: ReadonlyMap<string, string> = new Map([
  ["way", "by"],
  ["ways", "by"],
  ["issued_by", "link made by"],
  ["mailed", "sent by mail"],
  ["emergency", "break-glass"],
  ["q", "text"],
  ["item", "id"],
  ["finishedAt", "finished"],
]);

const VALUES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    link: "a one-time link",
    break_glass: "a break-glass link",
    oidc: "a company account",
    provider: "a company account",
    access: "Cloudflare Access",
    passkey: "a passkey",
    recovery_code: "a recovery code",
    groups: "a group of the company",
    owner: "the user",
    installer: "the deployment",
    callback: "a call back to a contact on record",
    colleague: "another agent",
    genuine: "Confirmed genuine",
    impostor: "Confirmed impostor",
    sms: "SMS",
    email: "mail",
    true: "yes",
    false: "no",
    ...en.roles,
  }),
);

const ID = /^[a-z]{3}_[\w-]+$/;
/** A file of the log has them all. */
const LISTED = 3;

/** Names under which a row keeps a moment. */
const MOMENTS: ReadonlySet<string> = new Set(["finishedAt", "from", "to"]);

export interface DetailContext {
  /** Of whoever the id is of; undefined where nobody is. */
  readonly nameOf: (id: string) => string | undefined;
  /** A moment, in the desk's zone. */
  readonly when: (at: number) => string;
}

/** One part of a row's details, like "by a passkey" or "rows: 12". */
export function detailWords(name: string, value: string | number | boolean, context: DetailContext): string {
  const called = NAMES.get(name) ?? name.replaceAll("_", " ");
  const said =
    typeof value === "number" && MOMENTS.has(name) ? context.when(value) : valueWords(String(value), context.nameOf);
  return called === "by" ? `by ${said}` : `${called}: ${said}`;
}

/** A code, an id or several of them; any other text stands as it is. */
function valueWords(text: string, nameOf: DetailContext["nameOf"]): string {
  const problem = signInProblem(text)?.text;
  if (problem !== undefined) {
    return problem.slice(0, problem.indexOf(".") + 1).replace(/\.$/, "");
  }
  const parts = text.split(/[ ,]/);
  const named = parts.map((part) => nameOf(part) ?? VALUES.get(part) ?? (ID.test(part) ? part : undefined));
  if (!named.every((part) => part !== undefined)) return text;
  return named.length > LISTED + 1
    ? `${named.slice(0, LISTED).join(", ")} and ${String(named.length - LISTED)} more`
    : named.join(", ");
}
