/** What a work address says of the organisation. Only ever offered: whoever reads it knows better. */

export interface SuggestedOrganisation {
  readonly name: string;
  readonly domain: string;
}

/** Where everybody may have a mailbox. */
const ANYBODYS =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|mail|proton|protonmail|pm|zoho|yandex|fastmail|hey|tutanota|t-online|orange|free|laposte|libero|posteo|mailbox)\.[a-z]{2,3}(?:\.[a-z]{2})?$/u;
const LONGEST_SECOND_LEVEL = 3;

/** Undefined where the address is nobody's at work, or says too little. */
export function suggestedOrganisation(email: string): SuggestedOrganisation | undefined {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const labels = domain.split(".");
  if (labels.length < 2 || ANYBODYS.test(domain) || !/^[a-z0-9.-]+$/u.test(domain)) {
    return undefined;
  }
  // "co.uk" and "com.au" are nobody's name.
  const [second = "", third] = labels.slice(0, -1).toReversed();
  const word = second.length <= LONGEST_SECOND_LEVEL && third !== undefined ? third : second;
  const name = word
    .split("-")
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
  return name === "" || name.length > 40 || /^\d+$/u.test(name) ? undefined : { name, domain };
}
