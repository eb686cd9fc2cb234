/**
 * A note as safe HTML. Text: escaped, line breaks kept, http addresses made links. HTML: only
 * p b br a table tr td hr, no attributes but an http(s) href, everything else shown as text;
 * what was left open is closed, so that a note cannot break the page around it.
 */
const TAGS = new Set(["p", "b", "br", "a", "table", "tr", "td", "hr"]);
const VOID_TAGS = new Set(["br", "hr"]);
const TAG = /<(?<slash>\/?)(?<name>[a-z]+)(?<attributes>(?:\s[^<>]*)?)>/giu;

/** The field holds many notes; a ruler or an empty line stands between two. */
export function splitNotes(field: string): string[] {
  return field
    .split(/\s*<hr\s*\/?>\s*|\n[ \t]*\n+/iu)
    .map((note) => note.trim())
    .filter((note) => note !== "");
}

export function noteHtml(note: string): string {
  return /<(?:p|br|table|a)\b[^<>]*>/iu.test(note) ? sanitised(note) : linkified(note);
}

function linkified(text: string): string {
  let html = "";
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"']+/gu)) {
    html += `${escaped(text.slice(end, match.index))}${anchor(match[0])}${escaped(match[0])}</a>`;
    end = match.index + match[0].length;
  }
  return `<p>${(html + escaped(text.slice(end))).replaceAll("\n", "<br>")}</p>`;
}

function sanitised(note: string): string {
  const open: string[] = [];
  let html = "";
  let end = 0;
  for (const match of note.matchAll(TAG)) {
    html += escapedKeepingEntities(note.slice(end, match.index));
    end = match.index + match[0].length;
    const name = (match.groups?.["name"] ?? "").toLowerCase();
    if (!TAGS.has(name)) {
      html += escaped(match[0]);
    } else if (VOID_TAGS.has(name)) {
      html += `<${name}>`;
    } else if (match.groups?.["slash"] === "/") {
      html += closeUpTo(name, open);
    } else {
      open.push(name);
      html += name === "a" ? anchor(hrefOf(match.groups?.["attributes"] ?? "")) : `<${name}>`;
    }
  }
  return (
    html +
    escapedKeepingEntities(note.slice(end)) +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join("")
  );
}

function closeUpTo(name: string, open: string[]): string {
  const at = open.lastIndexOf(name);
  return at < 0
    ? ""
    : open
        .splice(at)
        .toReversed()
        .map((inner) => `</${inner}>`)
        .join("");
}

function hrefOf(attributes: string): string {
  const match = /(?:^|\s)href\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/iu.exec(attributes);
  const value = match?.groups?.["double"] ?? match?.groups?.["single"] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

/** Without a target where the address is not http(s). */
function anchor(href: string): string {
  return /^https?:\/\/[^\s<>"']+$/u.test(href) ? `<a href="${escaped(href)}" rel="noreferrer">` : "<a>";
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? "");
}

function escapedKeepingEntities(text: string): string {
  return text.replace(/&(?!(?:amp|lt|gt|quot|nbsp|#\d{1,6});)|[<>"']/gu, (character) => ENTITIES[character] ?? "");
}
