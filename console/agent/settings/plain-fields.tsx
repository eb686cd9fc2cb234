/** Settings as their schemas ask for them, and the secrets that go with their entries. */
import type { SettingsField } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import type { PluginFieldsProps } from "./plugin-fields.tsx";
import { SchemaField, type SchemaFieldProps } from "./schema-field.tsx";
import { forNames, isRecord } from "./schema.ts";
import { recordAt, SecretFields } from "./secret-fields.tsx";

const words = en.settings;

interface PlainFieldsProps extends PluginFieldsProps, Pick<SchemaFieldProps, "beside" | "summary" | "hints"> {
  readonly keys: readonly string[];
}

export function PlainFields({ keys, beside, summary, hints, offered, ...props }: PlainFieldsProps) {
  const { section, values, errors, locked, onValues } = props;
  return (
    <>
      {section.fields
        .filter(({ key }) => keys.includes(key))
        .map((field) => (
          <div key={field.key}>
            {field.secret ? (
              <Secrets {...props} field={field} />
            ) : (
              <SchemaField
                name={field.key}
                schema={field.schema}
                value={values[field.key]}
                path={field.key}
                errors={errors}
                disabled={locked(field.key)}
                onChange={(next) => onValues({ ...values, [field.key]: next })}
                {...(beside === undefined ? {} : { beside })}
                {...(hints === undefined ? {} : { hints })}
                {...(summary === undefined ? {} : { summary })}
                {...(offered === undefined ? {} : { offered })}
              />
            )}
            {field.setByDeployment && <p class="caption">{words.byDeployment}</p>}
          </div>
        ))}
    </>
  );
}

function Secrets({ field, ...props }: PluginFieldsProps & { field: SettingsField }) {
  const { section, values, secrets, errors, locked, onSecrets } = props;
  const names = Object.values(values).flatMap((value) => (isRecord(value) ? Object.keys(value) : []));
  return (
    <fieldset class="settings-group">
      <legend>{field.title}</legend>
      <SecretFields
        schema={forNames(field.schema, names)}
        path={field.key}
        typed={recordAt(secrets, field.key)}
        set={section.secretsSet}
        errors={errors}
        disabled={locked(field.key)}
        byDeployment={field.setByDeployment}
        onChange={(typed) => onSecrets({ ...secrets, [field.key]: typed })}
      />
    </fieldset>
  );
}
