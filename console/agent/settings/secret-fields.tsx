/** Write-only values: what is set says by whom and when, and is never shown. */
import { useId, useState } from "preact/hooks";
import type { FieldSchema, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { useCopy } from "../frame/copy-text.tsx";
import { whenShort } from "../frame/format.ts";
import { textOf } from "./inputs.tsx";
import { makePassword } from "./make-password.ts";
import { NewEntry } from "./new-entry.tsx";
import { FieldError } from "./schema-field.tsx";
import { isRecord, shapeOf, titleOf, withValue, type FormRecord } from "./schema.ts";

const words = en.settings;

export interface SecretFieldsProps {
  readonly schema: FieldSchema;
  /** Like `CONNECTION_SECRETS.main`. */
  readonly path: string;
  /** What was typed since; null takes away what is set. */
  readonly typed: FormRecord;
  readonly set: SettingsSectionReply["secretsSet"];
  readonly errors: ReadonlyMap<string, string>;
  readonly disabled: boolean;
  /** Then nothing is known here of whether one is set. */
  readonly byDeployment: boolean;
  readonly onChange: (typed: FormRecord) => void;
}

export function SecretFields(props: SecretFieldsProps) {
  const { schema, path, typed, errors, onChange } = props;
  const shape = shapeOf(schema);
  if (shape.is !== "group") return null;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return (
    <>
      {shape.fields.map(([key, field]) => {
        const inner = shapeOf(field);
        return inner.is === "entries" ? (
          <SecretTable
            {...props}
            key={key}
            schema={field}
            entry={inner.entry}
            name={key}
            path={`${path}.${key}`}
            typed={recordAt(typed, key)}
            onChange={(next) => onChange(withValue(typed, key, Object.keys(next).length === 0 ? undefined : next))}
          />
        ) : (
          <SecretField {...props} key={key} schema={field} name={key} optional={!required.includes(key)} />
        );
      })}
      <FieldError error={errors.get(path)} />
    </>
  );
}

interface SecretTableProps extends SecretFieldsProps {
  readonly entry: FieldSchema;
  readonly name: string;
}

/** Secrets by name: their names are known, and any may be added or taken away. */
function SecretTable({ entry, name, ...props }: SecretTableProps) {
  const { schema, path, typed, set, errors, disabled, byDeployment } = props;
  const [added, setAdded] = useState<readonly string[]>([]);
  const names = [...new Set([...namesUnder(path, Object.keys(set)), ...Object.keys(typed), ...added])];
  return (
    <fieldset class="settings-group" data-path={path} tabIndex={-1}>
      <legend>{titleOf(name, schema)}</legend>
      {typeof schema["description"] === "string" && <p class="caption">{schema["description"]}</p>}
      {byDeployment && <p class="caption">{words.secretByDeployment}</p>}
      {names.map((one) => (
        <SecretField {...props} key={one} schema={{ ...entry, title: one }} name={one} optional />
      ))}
      {!disabled && <NewEntry taken={names} onAdd={(one) => setAdded([...added, one])} />}
      <FieldError error={errors.get(path)} />
    </fieldset>
  );
}

const namesUnder = (path: string, paths: readonly string[]): readonly string[] =>
  paths.filter((one) => one.startsWith(`${path}.`)).map((one) => one.slice(path.length + 1));

interface SecretFieldProps extends Omit<SecretFieldsProps, "path"> {
  /** Of what it stands among. */
  readonly path: string;
  readonly name: string;
  /** It may be taken away alone. */
  readonly optional: boolean;
}

function SecretField({ schema, name, optional, ...props }: SecretFieldProps) {
  const { typed, set, errors, disabled, byDeployment, onChange } = props;
  const id = useId();
  const path = `${props.path}.${name}`;
  const title = titleOf(name, schema);
  const error = errors.get(path);
  const value = typed[name];
  const removed = value === null;
  const isSet = set[path] !== undefined;
  const change = (next: string | null | undefined): void => onChange(withValue(typed, name, next));
  // Made here and not yet saved: the only time that it is shown.
  const [made, setMade] = useState<string>();
  const shown = made !== undefined && made === value ? made : undefined;
  const make = (): void => {
    const password = makePassword();
    setMade(password);
    change(password);
  };
  return (
    <div class="field settings-field">
      <label for={id}>{title}</label>
      <input
        id={id}
        type={shown === undefined ? "password" : "text"}
        data-path={path}
        autocomplete="new-password"
        disabled={disabled || removed}
        placeholder={standsThere({ removed, isSet, byDeployment })}
        value={textOf(value)}
        aria-describedby={`${id}-says`}
        {...(error === undefined ? {} : { "aria-invalid": true as const })}
        onInput={(event) => change(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
      />
      <span id={`${id}-says`} class="caption">
        <SecretSays schema={schema} removed={removed} set={set[path]} byDeployment={byDeployment} />
      </span>
      {!disabled && (
        <span class="settings-secret-acts">
          {schema["made"] === true && !removed && (
            <button type="button" class="button small-button" onClick={make}>
              <Icon name="key" />
              {words.makeSecret}
            </button>
          )}
          {shown !== undefined && <CopyMade password={shown} />}
          {optional && isSet && (
            <RemoveSecret title={title} removed={removed} onPress={() => change(removed ? undefined : null)} />
          )}
        </span>
      )}
      <FieldError error={error} />
    </div>
  );
}

interface RemoveSecretProps {
  readonly title: string;
  /** Taken away already: pressing keeps it. */
  readonly removed: boolean;
  readonly onPress: () => void;
}

function RemoveSecret({ title, removed, onPress }: RemoveSecretProps) {
  return (
    <button type="button" class="button small-button quiet" onClick={onPress}>
      {removed ? words.keepSecret(title) : words.remove(title)}
    </button>
  );
}

function CopyMade({ password }: { readonly password: string }) {
  const { copied, copy } = useCopy(() => password);
  return (
    <>
      <button type="button" class="button small-button" onClick={copy}>
        {copied ? words.secretCopied : words.copySecret}
      </button>
      <span class="caption">{words.secretMade}</span>
    </>
  );
}

/** In place of what is never shown. */
function standsThere(of: {
  readonly removed: boolean;
  readonly isSet: boolean;
  readonly byDeployment: boolean;
}): string {
  if (of.removed) return "";
  return of.isSet ? words.secretStays : of.byDeployment ? words.secretByDeployment : "";
}

interface SecretSaysProps extends Pick<SecretFieldsProps, "schema" | "byDeployment"> {
  readonly removed: boolean;
  readonly set: { readonly at: number; readonly by: string } | undefined;
}

function SecretSays({ schema, removed, set, byDeployment }: SecretSaysProps) {
  const { now, session } = useApp();
  const stands = schema["default"];
  const none = typeof stands === "string" ? words.secretDefault(stands) : words.secretUnset;
  const unset = byDeployment ? words.secretByDeployment : none;
  const state = set === undefined ? unset : words.secretSet(whenShort(set.at, now(), session.timeZone), set.by);
  return (
    <>
      {typeof schema["description"] === "string" && `${schema["description"]}. `}
      {removed ? words.secretRemoved : state}
    </>
  );
}

export const recordAt = (record: FormRecord, key: string): FormRecord => {
  const value = record[key];
  return isRecord(value) ? value : {};
};

/** What is typed, with the secrets of a removed entry taken away: also what was typed for it before it was saved. */
export const withoutSecretsOf = (secrets: FormRecord, key: string, name: string): FormRecord => ({
  ...secrets,
  [key]: { ...recordAt(secrets, key), [name]: null },
});

/** As a patch: takes away each one that is set for an entry, and leaves room for others to be typed. */
export function withoutEachSecretOf(
  { section, secrets }: { readonly section: Pick<SettingsSectionReply, "secretsSet">; readonly secrets: FormRecord },
  key: string,
  name: string,
): FormRecord {
  const path = `${key}.${name}.`;
  const set = Object.keys(section.secretsSet).filter((one) => one.startsWith(path));
  const gone = Object.fromEntries(set.map((one) => [one.slice(path.length), null]));
  return { ...secrets, [key]: { ...recordAt(secrets, key), [name]: gone } };
}
