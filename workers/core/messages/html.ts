/**
 * Markup that cannot be injected into: every value put into `html` is escaped unless it came
 * out of `html` itself. There is no way to mark foreign text as trusted.
 */
const brand: unique symbol = Symbol("html");

export interface Html {
  readonly [brand]: true;
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

type Value = string | Html | readonly Html[];

export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce((text, part, index) => {
    const value = index === 0 ? undefined : values[index - 1];
    return text + (value === undefined ? "" : markupOf(value)) + part;
  }, "");
  return { [brand]: true, markup };
}

function markupOf(value: Value): string {
  if (typeof value === "string") {
    return escapeHtml(value);
  }
  return "markup" in value ? value.markup : value.map((item) => item.markup).join("");
}
