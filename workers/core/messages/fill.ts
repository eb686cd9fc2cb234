/** Puts values into a line of `words/`, as text and as markup. A value that is missing is a defect and throws. */
import { html, type Html } from "./html.ts";

export type Values = Readonly<Record<string, string>>;

const BOLD = "**";
const HOLE = /\{(\w+)\}/u;

/** Plain text: what is bold in mail is not marked. */
export function fillText(line: string, values: Values): string {
  return line
    .replaceAll(BOLD, "")
    .split(HOLE)
    .map((part, at) => (at % 2 === 0 ? part : valueOf(values, part)))
    .join("");
}

/** Markup: values are escaped and set apart in their direction; one that has no space in it is not broken. */
export function fillHtml(line: string, values: Values): Html {
  const parts = line.split(BOLD).map((part, at) => {
    const filled = part
      .split(HOLE)
      .map((piece, index) => (index % 2 === 0 ? html`${piece}` : isolated(valueOf(values, piece))));
    return at % 2 === 0 ? html`${filled}` : html`<strong style="font-weight:600">${filled}</strong>`;
  });
  return html`${parts}`;
}

function isolated(value: string): Html {
  return value.includes(" ") ? html`<bdi>${value}</bdi>` : html`<bdi style="white-space:nowrap">${value}</bdi>`;
}

function valueOf(values: Values, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) {
    throw new Error(`message words: no value for {${name}}`);
  }
  return value;
}
