/**
 * Makes words that somebody else chose safe to print in a note. Promises: one line, no
 * control or direction-changing characters, nothing that a ticket system would turn into
 * a link. Never changes which letters a name has, only what could break out of its line.
 * HTML escaping is the renderer's part.
 */

/** Control characters, line and paragraph separators: a new line in a name would be a new field. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
/** Zero-width and direction-changing marks: they hide an address or show it the wrong way round. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** An address with its scheme, a script address or a network share. */
const ADDRESS_WITH_SCHEME = /(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|vbscript|data|file|mailto|tel|sms):|\\\\)\S+/giu;
/** www.…, or a host name followed by a path, a port or a query. */
const ADDRESS_WITH_PATH = /(?:www[.。．｡]\S+|[\p{L}\p{N}-]+(?:[.。．｡][\p{L}\p{N}-]+)+(?:\/|:\d|\?)\S*)/giu;
/** A dot between two words of two letters or more: enough for a ticket system to make a link of it. */
const DOT_BETWEEN_WORDS = /(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}-]*\p{L}{2})/gu;

/** One line of printable text, cut to `limit` code points. */
export function oneLine(value: string, limit = 400): string {
  const line = value.replace(CONTROL, " ").replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
  const points = Array.from(line);
  return points.length <= limit ? line : `${points.slice(0, limit - 1).join("")}…`;
}

/**
 * `oneLine` without addresses: those with a scheme or a path are removed, bare host names
 * keep their letters and lose their dot ("evil.example" becomes "evil. example").
 */
export function plainWords(value: string, limit = 200): string {
  const withoutAddresses = oneLine(value, 4_000)
    .replace(ADDRESS_WITH_SCHEME, "[link removed]")
    .replace(ADDRESS_WITH_PATH, "[link removed]")
    .replace(DOT_BETWEEN_WORDS, ". ");
  return oneLine(withoutAddresses, limit);
}

/** A sentence's words without its full stop, so that the caller can put one. */
export function withoutFullStop(words: string): string {
  return words.replace(/[\s.]+$/u, "");
}
