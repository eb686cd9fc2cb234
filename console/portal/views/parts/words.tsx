/**
 * Fills a line of the catalogue: `{name}` with a value, `**words**` in bold, line breaks kept.
 * Values are nodes or text and always escaped; a missing one is a defect and throws, so that
 * no screen ever shows a half sentence.
 */
import type { ComponentChildren } from "preact";

type Values = Readonly<Record<string, ComponentChildren>>;

export function Words(props: { readonly text: string; readonly values?: Values }) {
  const values = props.values ?? {};
  const parts = props.text.split("**");
  return <>{parts.map((part, at) => (at % 2 === 0 ? fill(part, values) : <b>{fill(part, values)}</b>))}</>;
}

function fill(text: string, values: Values): ComponentChildren {
  return text.split(/\{(\w+)\}/u).map((part, at) => {
    if (at % 2 === 0) return lines(part);
    if (values[part] === undefined) throw new Error(`portal copy: no value for {${part}}`);
    return values[part];
  });
}

function lines(text: string): ComponentChildren {
  return text.split("\n").map((line, at) => (at === 0 ? line : [<br />, line]));
}
