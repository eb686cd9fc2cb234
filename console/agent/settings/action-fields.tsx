/** Systems that set passwords and unlock accounts: each with the settings and credentials that its own plug-in asks for. */
import type { FieldSchema, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { textOf } from "./inputs.tsx";
import { NewEntry, RemoveEntry } from "./new-entry.tsx";
import {
  isByDeployment,
  Plugin,
  pluginOf,
  PluginSelect,
  settingsOf,
  type PluginFieldsProps,
} from "./plugin-fields.tsx";
import { SchemaField } from "./schema-field.tsx";
import { isRecord, shapeOf, withValue, type FormRecord } from "./schema.ts";
import { TestActionTarget } from "./test-action-target.tsx";
import { recordAt, withoutEachSecretOf, withoutSecretsOf } from "./secret-fields.tsx";

const words = en.settings;

const TARGETS = "ACTION_TARGETS";
const SECRETS = "ACTION_SECRETS";

export function ActionFields(props: PluginFieldsProps) {
  const { section, values, secrets, onValues, onSecrets, locked } = props;
  const targets = recordAt(values, TARGETS);
  const disabled = locked(TARGETS);
  const first = section.plugins?.[0]?.id;
  const kindOf = (target: unknown): string => textOf(isRecord(target) ? (target["kind"] ?? first) : first);
  const standing = section.fields.find(({ key }) => key === TARGETS)?.value;
  const tries = (name: string): boolean => props.mayTest && isRecord(standing) && Object.hasOwn(standing, name);
  const label = fieldOfEntry(section, "label");
  const change = (name: string, part: FormRecord): void => {
    const before = targets[name];
    onValues({ ...values, [TARGETS]: { ...targets, [name]: { ...(isRecord(before) ? before : {}), ...part } } });
  };
  return (
    <>
      {Object.entries(targets).map(([name, target]) => (
        <section key={name} class="settings-entry" aria-label={name}>
          <h2>{name}</h2>
          <PluginSelect
            title={words.kind}
            plugins={section.plugins ?? []}
            chosen={kindOf(target)}
            disabled={disabled}
            byDeployment={isByDeployment(section, TARGETS)}
            onChoose={(kind) => {
              // What was set for another kind of system means nothing to this one.
              change(name, { kind, settings: {} });
              onSecrets(withoutEachSecretOf({ section, secrets }, SECRETS, name));
            }}
          />
          {label !== undefined && (
            <SchemaField
              name="label"
              schema={label}
              value={isRecord(target) ? target["label"] : undefined}
              path={`${TARGETS}.${name}.label`}
              errors={props.errors}
              disabled={disabled}
              onChange={(next) => change(name, { label: next })}
            />
          )}
          <Plugin
            {...props}
            plugin={pluginOf(section, kindOf(target))}
            settings={settingsOf(target)}
            path={`${TARGETS}.${name}.settings`}
            secretKey={SECRETS}
            name={name}
            disabled={disabled}
            onSettings={(settings) => change(name, { settings })}
          />
          {tries(name) && <TestActionTarget name={name} saved={props.saved} />}
          {!disabled && (
            <RemoveEntry
              name={name}
              onRemove={() => {
                onValues({ ...values, [TARGETS]: withValue(targets, name, undefined) });
                onSecrets(withoutSecretsOf(secrets, SECRETS, name));
              }}
            />
          )}
        </section>
      ))}
      {Object.keys(targets).length === 0 && <p class="caption">{words.noEntries}</p>}
      {!disabled && (
        <NewEntry
          taken={Object.keys(targets)}
          onAdd={(name) => onValues({ ...values, [TARGETS]: { ...targets, [name]: { kind: first, settings: {} } } })}
        />
      )}
    </>
  );
}

/** What an entry has beside its plug-in's settings. */
function fieldOfEntry({ fields }: SettingsSectionReply, name: string): FieldSchema | undefined {
  const list = shapeOf(fields.find(({ key }) => key === TARGETS)?.schema ?? {});
  const one = list.is === "entries" ? shapeOf(list.entry) : undefined;
  return one?.is === "group" ? one.fields.find(([key]) => key === name)?.[1] : undefined;
}
