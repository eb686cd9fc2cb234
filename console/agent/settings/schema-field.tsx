/** One value of the settings as a form asks for it, whatever its schema says it is. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { FieldSchema } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Choice, Lines, OfferedChoice, Text } from "./inputs.tsx";
import { isBlank } from "./first-entry.ts";
import { NewEntry, RemoveEntry } from "./new-entry.tsx";
import { choicesOf, type Offered } from "./offered.ts";
import {
  calledChoice,
  isRecord,
  seldomOf,
  shapeOf,
  titleOf,
  withValue,
  type FieldHints,
  type FormValue,
} from "./schema.ts";

const words = en.settings;

export interface SchemaFieldProps {
  readonly name: string;
  readonly schema: FieldSchema;
  readonly value: FormValue;
  /** Where it stands among the values, like `CATEGORIES.Password reset.action`: errors name it. */
  readonly path: string;
  readonly errors: ReadonlyMap<string, string>;
  readonly disabled: boolean;
  readonly onChange: (value: FormValue) => void;
  /** What is said beside an entry of a list of entries, by its path. */
  readonly beside?: (path: string) => ComponentChildren;
  readonly hints?: FieldHints;
  /** What an entry says while it is folded, by its path. */
  readonly summary?: (path: string) => string;
  /** Names that a new entry of a list may have, by the list's path, and values of a line whose schema wants them offered. */
  readonly offered?: (path: string) => Offered;
}

export function SchemaField(props: SchemaFieldProps) {
  const shape = shapeOf(props.schema);
  switch (shape.is) {
    case "none":
      return null;
    case "group":
      return <Group {...props} fields={shape.fields} />;
    case "entries":
      return <Entries {...props} entry={shape.entry} />;
    case "variants":
      return <Variants {...props} variants={shape.variants} />;
    case "choices":
      return <Choices {...props} choices={shape.choices} />;
    case "flag":
      return <Flag {...props} />;
    default:
      return <Line {...props} />;
  }
}

const saysOf = (schema: FieldSchema): string | undefined =>
  typeof schema["description"] === "string" ? schema["description"] : undefined;

function Line(props: SchemaFieldProps) {
  const { name, schema, value, path, errors, disabled, offered } = props;
  const found = schema["offered"] === undefined ? undefined : offered?.(path);
  const choices = choicesOf(schema, { value, offered: found });
  const shape = shapeOf(schema);
  const id = useId();
  const error = errors.get(path);
  const shared = {
    id,
    disabled,
    "data-path": path,
    "aria-describedby": `${id}-says`,
    ...(error === undefined ? {} : { "aria-invalid": true as const }),
  };
  return (
    <div class="field settings-field">
      <label for={id}>{titleOf(name, schema)}</label>
      {choices !== undefined && found !== undefined ? (
        <OfferedChoice {...props} shared={shared} choices={choices} title={titleOf(name, schema)} />
      ) : choices !== undefined ? (
        <Choice {...props} shared={shared} choices={choices} />
      ) : shape.is === "lines" ? (
        <Lines {...props} shared={shared} />
      ) : (
        <Text {...props} shared={shared} unset={props.hints?.unset(path)} />
      )}
      <span id={`${id}-says`} class="caption">
        {saysOf(schema)}
        {shape.is === "lines" && (
          <>
            {saysOf(schema)?.endsWith(".") === false ? ". " : " "}
            {words.oneEachLine}
          </>
        )}
      </span>
      <FieldError error={error} />
    </div>
  );
}

export function FieldError({ error }: { error: string | undefined }) {
  return error === undefined ? null : (
    <span class="field-error" role="alert">
      <Icon name="triangle" />
      {error}
    </span>
  );
}

/** For what a browser or a reader has to know of a control that was refused. */
const refusedAs = (error: string | undefined) => (error === undefined ? {} : { "aria-invalid": true as const });

function Flag({ name, schema, value, path, errors, disabled, onChange, hints }: SchemaFieldProps) {
  const isVoid = hints?.isVoid(path);
  const error = errors.get(path);
  const stands = value === undefined ? schema["default"] === true : value === true;
  return (
    <div class="settings-field">
      <label class="check">
        <input
          type="checkbox"
          data-path={path}
          checked={stands && isVoid === undefined}
          disabled={disabled || isVoid !== undefined}
          {...refusedAs(error)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          {titleOf(name, schema)}
          <span class="caption">{isVoid ?? saysOf(schema)}</span>
        </span>
      </label>
      <FieldError error={error} />
    </div>
  );
}

function Choices(props: SchemaFieldProps & { readonly choices: readonly string[] }) {
  const { name, schema, value, path, errors, disabled, onChange, choices } = props;
  const chosen = Array.isArray(value) ? value : Array.isArray(schema["default"]) ? schema["default"] : [];
  return (
    <fieldset class="settings-field plain" data-path={path} tabIndex={-1} {...refusedAs(errors.get(path))}>
      <legend>{titleOf(name, schema)}</legend>
      {choices.map((choice) => (
        <label key={choice} class="check">
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            disabled={disabled}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              onChange(choices.filter((one) => (one === choice ? checked : chosen.includes(one))));
            }}
          />
          <span>{calledChoice(schema, choice)}</span>
        </label>
      ))}
      <span class="caption">{saysOf(schema)}</span>
      <FieldError error={errors.get(path)} />
    </fieldset>
  );
}

function Group(props: SchemaFieldProps & { readonly fields: readonly (readonly [string, FieldSchema])[] }) {
  const { name, schema, value, path, errors } = props;
  // What has a default as a whole is seldom touched.
  return isRecord(schema["default"]) ? (
    <details class="settings-more" open={value !== undefined || hasError(errors, path)}>
      <summary>{titleOf(name, schema)}</summary>
      <GroupFields {...props} />
    </details>
  ) : (
    <GroupFields {...props} />
  );
}

function GroupFields(props: SchemaFieldProps & { readonly fields: readonly (readonly [string, FieldSchema])[] }) {
  const { name, schema, value, path, errors, disabled, onChange, offered, hints, fields } = props;
  const record = isRecord(value) ? value : {};
  // As it was when the form was opened: a field must not move while it is filled in.
  const [folded] = useState(() => seldomOf(fields, record));
  const field = ([key, inner]: readonly [string, FieldSchema]) => (
    <SchemaField
      key={key}
      name={key}
      schema={inner}
      value={record[key]}
      path={`${path}.${key}`}
      errors={errors}
      disabled={disabled}
      // An emptied text is taken out, so that what is optional is really absent.
      onChange={(next) => onChange(withValue(record, key, next === "" ? undefined : next))}
      {...(offered === undefined ? {} : { offered })}
      {...(hints === undefined ? {} : { hints })}
    />
  );
  const seldom = fields.filter(([key]) => folded.has(key));
  return (
    <fieldset class="settings-group" data-path={path} tabIndex={-1} {...refusedAs(errors.get(path))}>
      <legend>{titleOf(name, schema)}</legend>
      {saysOf(schema) !== undefined && <p class="caption">{saysOf(schema)}</p>}
      {fields.filter(([key]) => !folded.has(key)).map(field)}
      {seldom.length > 0 && (
        <details class="settings-more" open={seldom.some(([key]) => hasError(errors, `${path}.${key}`))}>
          <summary>{words.moreSettings(seldom.length)}</summary>
          <div class="settings-group">{seldom.map(field)}</div>
        </details>
      )}
      <FieldError error={errors.get(path)} />
    </fieldset>
  );
}

/** Of several forms the one whose fixed values the value has. */
function Variants(props: SchemaFieldProps & { readonly variants: readonly FieldSchema[] }) {
  const { name, schema, value, variants, onChange, disabled } = props;
  const id = useId();
  const record = isRecord(value) ? value : isRecord(schema["default"]) ? schema["default"] : {};
  const current = variants.find((variant) => kindOf(variant) === record["type"]) ?? variants[0];
  if (current === undefined) return null;
  const { properties } = current;
  const asked = Object.entries(isRecord(properties) ? properties : {}).filter(
    (field): field is [string, FieldSchema] => field[0] !== "type" && isRecord(field[1]),
  );
  return (
    <div class="settings-variants">
      <div class="field settings-field">
        <label for={id}>{titleOf(name, schema)}</label>
        <select
          id={id}
          disabled={disabled}
          value={kindOf(current)}
          onChange={(event) => onChange({ type: event.currentTarget.value })}
        >
          {variants.map((variant) => (
            <option key={kindOf(variant)} value={kindOf(variant)}>
              {titleOf(kindOf(variant), {})}
            </option>
          ))}
        </select>
        <span class="caption">{saysOf(schema)}</span>
      </div>
      {asked.map(([key, field]) => (
        <SchemaField
          {...props}
          key={key}
          name={key}
          schema={field}
          value={record[key]}
          path={`${props.path}.${key}`}
          onChange={(next) => onChange({ ...withValue(record, key, next), type: kindOf(current) })}
        />
      ))}
    </div>
  );
}

function kindOf(variant: FieldSchema): string {
  const type = isRecord(variant["properties"]) ? variant["properties"]["type"] : undefined;
  return isRecord(type) ? String(type["const"]) : "";
}

function Entries(props: SchemaFieldProps & { readonly entry: FieldSchema }) {
  const { name, schema, value, path, errors, disabled, onChange, entry, beside, summary, offered, hints } = props;
  const record = isRecord(value) ? value : {};
  // What was just added stays open while it is filled in.
  const [added, setAdded] = useState<readonly string[]>(() =>
    Object.keys(record).filter((key) => isBlank(record[key])),
  );
  const nested = shapeOf(entry).is === "entries";
  return (
    <section class="settings-entries" aria-label={titleOf(name, schema)} data-path={path} tabIndex={-1}>
      <h2>{titleOf(name, schema)}</h2>
      {saysOf(schema) !== undefined && <p class="caption">{saysOf(schema)}</p>}
      {Object.entries(record).map(([key, inner]) => (
        <details key={key} class="settings-entry" open={added.includes(key) || hasError(errors, `${path}.${key}`)}>
          <summary>
            <b>{key}</b>
            {!nested && summary !== undefined && <span class="caption">{summary(`${path}.${key}`)}</span>}
          </summary>
          <Beside what={nested ? undefined : beside?.(`${path}.${key}`)}>
            <SchemaField
              name={key}
              schema={{ ...entry, title: nested ? words.entriesTitle(key) : words.entryTitle(key) }}
              value={inner}
              path={`${path}.${key}`}
              errors={errors}
              disabled={disabled}
              onChange={(next) => onChange(withValue(record, key, next))}
              {...(beside === undefined ? {} : { beside })}
              {...(summary === undefined ? {} : { summary })}
              {...(offered === undefined ? {} : { offered })}
              {...(hints === undefined ? {} : { hints })}
            />
          </Beside>
          {!disabled && !isBlank(inner) && (
            <RemoveEntry name={key} onRemove={() => onChange(withValue(record, key, undefined))} />
          )}
        </details>
      ))}
      {Object.keys(record).length === 0 && <p class="caption">{words.noEntries}</p>}
      {!disabled && (
        <NewEntry
          taken={Object.keys(record)}
          {...(offered === undefined ? {} : { offered: offered(path) })}
          onAdd={(key) => {
            setAdded([...added, key]);
            onChange({ ...record, [key]: emptyOf(entry) });
          }}
        />
      )}
      <FieldError error={errors.get(path)} />
    </section>
  );
}

/** On wide screens what is said of a form stands beside it, and stays in sight while the form scrolls. */
function Beside({ what, children }: { readonly what: ComponentChildren; readonly children: ComponentChildren }) {
  return what === undefined ? (
    <>{children}</>
  ) : (
    <div class="settings-beside">
      {children}
      {what}
    </div>
  );
}

const hasError = (errors: ReadonlyMap<string, string>, path: string): boolean =>
  [...errors.keys()].some((field) => field.startsWith(path));

const emptyOf = (entry: FieldSchema): FormValue => (entry["type"] === "object" ? {} : "");
