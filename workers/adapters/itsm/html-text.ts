/**
 * Descriptions that a ticket system keeps as HTML, as the text a reader would see. Text without
 * known tags is left as it is: "a < b" and "press <enter>" are words.
 */
import { Parser } from "htmlparser2";

const KNOWN_TAG =
  /<\/?(?:a|b|blockquote|body|br|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^>]*)?\/?>/iu;
/** Tags that begin a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split(
    " ",
  ),
);
/** Tags whose content nobody reads. */
const UNSEEN: ReadonlySet<string> = new Set(["head", "script", "style", "title", "template", "noscript"]);

/** At most about `limit` characters are gathered; the caller cuts. */
export function textOfHtml(value: string, limit: number): string {
  if (!KNOWN_TAG.test(value)) {
    return value;
  }
  let text = "";
  let unseen = 0;
  const between = (mark: " " | "\n"): void => {
    text += text === "" || text.endsWith("\n") || text.endsWith(mark) ? "" : mark;
  };
  const parser = new Parser({
    onopentag: (tag) => {
      unseen += UNSEEN.has(tag) ? 1 : 0;
      if (BLOCKS.has(tag)) {
        between("\n");
      }
      if (tag === "td" || tag === "th") {
        between(" ");
      }
    },
    ontext: (words) => {
      if (unseen === 0 && text.length <= limit) {
        const flowing = words.replace(/\s+/gu, " ");
        text += text === "" || text.endsWith(" ") || text.endsWith("\n") ? flowing.trimStart() : flowing;
      }
    },
    onclosetag: (tag) => {
      unseen -= UNSEEN.has(tag) ? 1 : 0;
      if (BLOCKS.has(tag)) {
        between("\n");
      }
    },
  });
  parser.end(value);
  return text.replace(/ +\n/gu, "\n").trim();
}
