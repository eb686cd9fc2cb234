/** Write-only values: what is set says by whom and when, and is never shown. */
import { useId } from "preact/hooks";
import type { FieldSchema, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { useApp } from "../frame/app-context.ts";
import { whenShort } from "../frame/format.ts";
import { FieldError } from "./schema-field.tsx";
import { isRecord, shapeOf, titleOf, withValue, type FormRecord } from "./schema.ts";

const words = en.settings;

export interface SecretFieldsProps {
  readonly schema: FieldSchema;
  /** Like `CONNECTION_SECRETS.main`. */
  readonly path: string;
  /** What was typed since. */
  readonly typed: FormRecord;
  readonly set: SettingsSectionReply["secretsSet"];
  readonly errors: ReadonlyMap<string, string>;
  readonly disabled: boolean;
  /** Then nothing is known here of whether one is set. */
  readonly byDeployment: boolean;
  readonly onChange: (typed: FormRecord) => void;
}

export function SecretFields(props: SecretFieldsProps) {
  const { schema, path, typed, set, errors, disabled, byDeployment, onChange } = props;
  const shape = shapeOf(schema);
  if (shape.is !== "group") return null;
  const texts = shape.fields.filter(([, field]) => shapeOf(field).is === "text");
  return (
    <>
      {texts.map(([key, field]) => (
        <SecretField
          key={key}
          title={titleOf(key, field)}
          path={`${path}.${key}`}
          says={typeof field["description"] === "string" ? field["description"] : ""}
          value={typed[key]}
          set={set[`${path}.${key}`]}
          error={errors.get(`${path}.${key}`)}
          disabled={disabled}
          unset={byDeployment ? words.secretByDeployment : words.secretUnset}
          onChange={(value) => onChange(withValue(typed, key, value === "" ? undefined : value))}
        />
      ))}
      <FieldError error={errors.get(path)} />
    </>
  );
}

interface SecretFieldProps {
  readonly title: string;
  readonly path: string;
  readonly says: string;
  readonly value: unknown;
  readonly set: { readonly at: number; readonly by: string } | undefined;
  readonly error: string | undefined;
  readonly unset: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

function SecretField({ title, path, says, value, set, error, unset, disabled, onChange }: SecretFieldProps) {
  const { now, session } = useApp();
  const id = useId();
  const state = set === undefined ? unset : words.secretSet(whenShort(set.at, now(), session.timeZone), set.by);
  return (
    <div class="field settings-field">
      <label for={id}>{title}</label>
      <input
        id={id}
        type="password"
        data-path={path}
        autocomplete="new-password"
        disabled={disabled}
        placeholder={set === undefined ? "" : words.secretStays}
        value={typeof value === "string" ? value : ""}
        aria-describedby={`${id}-says`}
        {...(error === undefined ? {} : { "aria-invalid": true as const })}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <span id={`${id}-says`} class="caption">
        {says}
        {says === "" ? "" : ". "}
        {state}
      </span>
      <FieldError error={error} />
    </div>
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
