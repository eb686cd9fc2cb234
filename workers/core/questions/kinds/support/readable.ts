/**
 * Which names from the directory a person can be asked about. Refusing costs a question;
 * asking about "SG-APP-4711-RW" costs an honest person the check.
 */
import { plain, words } from "../../answers/normalise.ts";

const SHORTEST = 3;
const LONGEST_GROUP = 60;
const LONGEST_SUMMARY = 90;

/** Marks of names made by and for systems: separators, paths, addresses, numbers other than a year, coded first or last parts. */
const TECHNICAL = [
  /[_=\\/@{}[\]<>|#*]/u,
  /\d{5,}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}/u,
  /\p{Lu}{2,}\d|\d\p{Lu}{2,}/u,
  /^(?:sg|dl|ug|gg|lg|dg|app|grp|sec|acl|cn|ou|dn|lic|gpo|role|rg|svc|prd|dev|tst|o365|m365|aad)[-.:]/iu,
  /[-.](?:rw|ro|r|w|rx|fc|adm|usr|users|admins|prod|dev|test|uat|grp|dl|sg)$/iu,
  / (?:RW|RO|RX|FC)$/u,
  /^(?:\p{Lu}+[-.])+\p{Lu}+$/u,
  /^[^ .-]+(?:[.-][^ .-]+){2,}$/u,
];

/** Groups everybody is in ask nothing. */
const EVERYBODY = /^(?:all|every|everyone|everybody|domain users|company)\b/u;

/** True for a group name that its members would recognise. */
export function readableGroup(name: string): boolean {
  const text = name.trim();
  const cased = /\p{Ll}/u.test(text) || !/\p{Lu}/u.test(text);
  return (
    fits(text, LONGEST_GROUP) && cased && !TECHNICAL.some((mark) => mark.test(text)) && !EVERYBODY.test(plain(text))
  );
}

/** True for a ticket summary that can be shown: one line, no addresses, no long numbers. */
export function readableSummary(summary: string): boolean {
  const text = summary.trim();
  return fits(text, LONGEST_SUMMARY) && !/[@\p{Cc}]|\d{5,}/u.test(text);
}

/** True when the texts share a word of four letters or more: a group called after the department is no secret. */
export function sharesWord(one: string, other: string): boolean {
  const known = new Set(words(plain(other)).filter((word) => word.length >= 4));
  return words(plain(one)).some((word) => known.has(word));
}

function fits(text: string, longest: number): boolean {
  return text.length >= SHORTEST && text.length <= longest && /\p{L}/u.test(text);
}
