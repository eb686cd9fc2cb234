/**
 * What may stand in a message besides our own words. Names and ticket numbers come from the
 * directory and the ticket system, so a caller may have chosen them: they must not become a
 * second link, a second line or a header. Phones and mail clients turn anything shaped like
 * "word.tld", "a@b" or "x://" into a link, hence the defusing here besides HTML escaping.
 */
import { withoutNumbers } from "../kit/shown-name.ts";

const LONGEST_NAME = 64;
const LONGEST_REFERENCE = 32;
/** Controls, line and paragraph separators, zero-width and direction-changing characters. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** One visible line of at most `longest` characters. */
function visibleLine(text: string, longest: number): string {
  const line = text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
  return Array.from(line).slice(0, longest).join("").trim();
}

/** Text from our own configuration: one line, otherwise as written. */
export function configuredText(text: string): string {
  return visibleLine(text, LONGEST_NAME);
}

/** A person's name that no client can mistake for an address, or its reader for a number to call. */
export function personName(name: string): string {
  const undotted = withoutNumbers(name.normalize("NFKC")).replace(/[^\p{L}\p{M}\p{N} .,'’()-]+/gu, " ");
  return visibleLine(undotted.replace(/\.(?=\S)/gu, ". "), LONGEST_NAME);
}

/** A ticket number: letters, digits and the signs that number formats use. */
export function ticketReference(number: string): string {
  return visibleLine(number.normalize("NFKC").replace(/[^\p{L}\p{N} #_-]+/gu, " "), LONGEST_REFERENCE);
}

/** "482 916": two groups are easier to carry from one screen to another. */
export function groupedCode(code: string): string {
  return code.replace(/^(\d{3})(\d{3})$/, "$1 $2");
}
