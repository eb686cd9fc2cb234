/**
 * Descriptions that a ticket system keeps as HTML, as the text a reader would see. Text without
 * known tags is left as it is: "a < b" and "press <enter>" are words.
 */
import { Parser } from "htmlparser2";

const KNOWN_TAG =
  /<\/?(?:a|b|blockquote|body|br|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|span|strong|style|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s|\/?>)/iu;
/** Tags that begin a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split(
    " ",
  ),
);
/** Tags whose content nobody reads. */
const UNSEEN: ReadonlySet<string> = new Set(["head", "script", "style", "title", "template", "noscript"]);

/** No mail is nested so deeply. The parser looks through its open tags at each tag: megabytes of them would take minutes. */
const DEEPEST = 256;
const PIECE = 4_096;

/**
 * At most about `limit` characters are gathered; the caller cuts. Anybody who can send a mail to the
 * desk writes this, some megabytes of it: the time goes by its length, whatever it holds.
 */
export function textOfHtml(value: string, limit: number): string {
  if (!hasKnownTag(value)) {
    return value;
  }
  let text = "";
  let unseen = 0;
  let depth = 0;
  const between = (mark: " " | "\n"): void => {
    text += text === "" || text.endsWith("\n") || text.endsWith(mark) ? "" : mark;
  };
  const parser = new Parser({
    // Not with its attributes: they would be gathered, however many there are.
    onopentagname: (tag) => {
      depth += 1;
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
      depth -= 1;
      unseen -= UNSEEN.has(tag) ? 1 : 0;
      if (BLOCKS.has(tag)) {
        between("\n");
      }
    },
  });
  const wantsMore = (): boolean => depth <= DEEPEST && text.length <= limit;
  let at = 0;
  while (at < value.length && wantsMore()) {
    parser.write(value.slice(at, at + PIECE));
    at += PIECE;
  }
  if (at >= value.length) {
    parser.end();
  }
  return text.replace(/ +\n/gu, "\n").trim();
}

/** The first one has its end somewhere behind it, or none has. */
function hasKnownTag(value: string): boolean {
  const first = value.search(KNOWN_TAG);
  return first >= 0 && value.includes(">", first);
}
