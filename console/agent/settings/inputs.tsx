/** The controls of one line. */
import { useState } from "preact/hooks";
import type { FieldSchema } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { calledChoice, shapeOf, type FormValue } from "./schema.ts";

const words = en.settings;

/** A value that a field shows as text; anything else has a form of its own. */
export const textOf = (value: FormValue): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

export interface InputProps {
  readonly schema: FieldSchema;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
  readonly shared: {
    readonly id: string;
    readonly disabled: boolean;
    readonly "data-path": string;
    readonly "aria-describedby": string;
  };
}

export function Choice({
  value,
  schema,
  onChange,
  shared,
  choices,
}: InputProps & { readonly choices: readonly string[] }) {
  const stands = textOf(value ?? schema["default"]);
  return (
    <select {...shared} value={stands} onChange={(event) => onChange(event.currentTarget.value)}>
      {stands === "" && <option value="">{words.choose}</option>}
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {calledChoice(schema, choice)}
        </option>
      ))}
    </select>
  );
}

/** No name is like this. */
const OTHER = " ";

/** What the other side offers, or what is typed: it may have more than it can be asked for. */
export function OfferedChoice({
  value,
  schema,
  onChange,
  shared,
  choices,
  title,
}: InputProps & { readonly choices: readonly string[]; readonly title: string }) {
  const [typed, setTyped] = useState(false);
  return (
    <>
      <select
        {...shared}
        value={typed ? OTHER : textOf(value ?? schema["default"])}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setTyped(chosen === OTHER);
          if (chosen !== OTHER) onChange(chosen);
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
        <option value={OTHER}>{words.other}</option>
      </select>
      {typed && (
        <input
          type="text"
          aria-label={words.otherOf(title)}
          disabled={shared.disabled}
          placeholder={textOf(schema["default"])}
          value={textOf(value)}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </>
  );
}

export function Lines({ value, schema, onChange, shared }: InputProps) {
  // Kept as it was typed: a comma at its end is not yet an item.
  const [typed, setTyped] = useState<string>();
  const list = value ?? schema["default"];
  const stands = Array.isArray(list) ? list.join("\n") : "";
  return (
    <textarea
      {...shared}
      rows={Math.max(2, stands.split("\n").length)}
      value={typed ?? stands}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        onChange(read(event.currentTarget.value, shapeOf(schema)));
      }}
    />
  );
}

/** `unset`: what serves while nothing is typed, where the schema does not say it. */
export function Text({
  value,
  schema,
  onChange,
  shared,
  unset = "",
}: InputProps & { readonly unset?: string | undefined }) {
  const shape = shapeOf(schema);
  return (
    <input
      {...shared}
      type={shape.is === "number" ? "number" : "text"}
      {...(shape.is === "number" ? { min: shape.minimum, max: shape.maximum, step: shape.multipleOf } : {})}
      placeholder={textOf(schema["default"] ?? unset)}
      value={textOf(value)}
      onInput={(event) => onChange(read(event.currentTarget.value, shape))}
    />
  );
}

/** Nothing typed is not said: the default stands. */
function read(text: string, shape: ReturnType<typeof shapeOf>): FormValue {
  if (shape.is === "number") return text === "" ? undefined : Number(text);
  if (shape.is !== "lines") return text;
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return shape.numbers ? lines.map((line) => (/^\d+$/.test(line) ? Number(line) : line)) : lines;
}
