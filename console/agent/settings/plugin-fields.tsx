/** Ticket systems and carriers: each with the settings and credentials that its own plug-in asks for. */
import { useId } from "preact/hooks";
import type { PluginForm, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { isBlank } from "./first-entry.ts";
import { TestConnection } from "./test-connection.tsx";
import { TestDelivery } from "./test-delivery.tsx";
import { textOf } from "./inputs.tsx";
import { NewEntry, RemoveEntry } from "./new-entry.tsx";
import { SchemaField, type SchemaFieldProps } from "./schema-field.tsx";
import { Webhook, WebhookAddress } from "./webhook.tsx";
import { isRecord, withValue, type FormRecord } from "./schema.ts";
import { recordAt, SecretFields, withoutSecretsOf } from "./secret-fields.tsx";

const words = en.settings;

export interface PluginFieldsProps {
  readonly section: SettingsSectionReply;
  readonly values: FormRecord;
  readonly secrets: FormRecord;
  readonly errors: ReadonlyMap<string, string>;
  readonly locked: (key: string) => boolean;
  /** Whether what is saved may be tried out. */
  readonly mayTest: boolean;
  /** What is in the form stands so: a test uses what is saved. */
  readonly saved: boolean;
  readonly onValues: (values: FormRecord) => void;
  readonly onSecrets: (secrets: FormRecord) => void;
  readonly offered?: SchemaFieldProps["offered"];
}

export const pluginOf = ({ plugins = [] }: SettingsSectionReply, id: unknown): PluginForm | undefined =>
  plugins.find((plugin) => plugin.id === id);

export const settingsOf = (connection: unknown): FormRecord =>
  isRecord(connection) ? recordAt(connection, "settings") : {};

export const isByDeployment = ({ fields }: SettingsSectionReply, key: string): boolean =>
  fields.some((field) => field.key === key && field.setByDeployment);

export function ConnectionFields(props: PluginFieldsProps) {
  const { section, values, secrets, onValues, onSecrets, locked } = props;
  const connections = recordAt(values, "CONNECTIONS");
  const disabled = locked("CONNECTIONS");
  const first = section.plugins?.[0]?.id;
  const standing = section.fields.find(({ key }) => key === "CONNECTIONS")?.value;
  const settle = (name: string, settings: FormRecord): void => {
    const before = connections[name];
    onValues({
      ...values,
      CONNECTIONS: { ...connections, [name]: { ...(isRecord(before) ? before : {}), settings } },
    });
  };
  const formatOf = (connection: unknown): { readonly format?: string } => {
    const plugin = pluginOf(section, isRecord(connection) ? (connection["kind"] ?? first) : first);
    const format = isRecord(plugin?.settings["properties"]) ? plugin.settings["properties"]["noteFormat"] : undefined;
    return isRecord(format) ? { format: textOf(settingsOf(connection)["noteFormat"] ?? format["default"]) } : {};
  };
  const tries = (name: string): boolean => props.mayTest && isRecord(standing) && Object.hasOwn(standing, name);
  return (
    <>
      {Object.entries(connections).map(([name, connection]) => (
        <section key={name} class="settings-entry" aria-label={name}>
          <h2>{name}</h2>
          {isByDeployment(section, "CONNECTIONS") && <p class="caption">{words.byDeployment}</p>}
          {!tries(name) && (
            <p class="caption">
              <WebhookAddress name={name} />
            </p>
          )}
          <Plugin
            {...props}
            plugin={pluginOf(section, isRecord(connection) ? (connection["kind"] ?? first) : first)}
            settings={settingsOf(connection)}
            path={`CONNECTIONS.${name}.settings`}
            secretKey="CONNECTION_SECRETS"
            name={name}
            disabled={disabled}
            onSettings={(settings) => settle(name, settings)}
          />
          {tries(name) && <Webhook key={section.version} name={name} />}
          {tries(name) && (
            <TestConnection
              name={name}
              saved={props.saved}
              {...formatOf(connection)}
              onFormat={(noteFormat) => settle(name, { ...settingsOf(connection), noteFormat })}
            />
          )}
          {!disabled && !isBlank(connection) && (
            <RemoveEntry
              name={name}
              onRemove={() => {
                onValues({ ...values, CONNECTIONS: withValue(connections, name, undefined) });
                onSecrets(withoutSecretsOf(secrets, "CONNECTION_SECRETS", name));
              }}
            />
          )}
        </section>
      ))}
      {Object.keys(connections).length === 0 && <p class="caption">{words.noEntries}</p>}
      {!disabled && (
        <NewEntry
          taken={Object.keys(connections)}
          onAdd={(name) =>
            onValues({ ...values, CONNECTIONS: { ...connections, [name]: { kind: first, settings: {} } } })
          }
        />
      )}
    </>
  );
}

const CARRIERS = [
  { key: "SMS_PROVIDER", channel: "sms" },
  { key: "EMAIL_PROVIDER", channel: "email" },
] as const;

export function CarrierFields(props: PluginFieldsProps) {
  const { section, values, secrets, locked, onValues, onSecrets } = props;
  const settings = recordAt(values, "DELIVERY_SETTINGS");
  const chosenOf = (key: string): string => textOf(values[key] ?? section.fields.find((one) => one.key === key)?.value);
  const unused = locked("DELIVERY_SETTINGS")
    ? []
    : unusedCarriers(
        props,
        CARRIERS.map(({ key }) => chosenOf(key)),
      );
  return (
    <>
      {CARRIERS.map(({ key, channel }) => {
        const field = section.fields.find((one) => one.key === key);
        const plugins = (section.plugins ?? []).filter(({ channels }) => channels?.includes(channel) === true);
        const chosen = chosenOf(key);
        const plugin = pluginOf(section, chosen);
        return (
          <section key={key} class="settings-entry" aria-label={field?.title ?? key}>
            <PluginSelect
              title={field?.title ?? key}
              plugins={plugins}
              chosen={chosen}
              disabled={locked(key)}
              byDeployment={isByDeployment(section, key)}
              onChoose={(next) => onValues({ ...values, [key]: next })}
            />
            <Plugin
              {...props}
              plugin={plugin}
              settings={recordAt(settings, chosen)}
              path={`DELIVERY_SETTINGS.${chosen}`}
              secretKey="DELIVERY_SECRETS"
              name={chosen}
              disabled={locked("DELIVERY_SETTINGS")}
              onSettings={(next) => onValues({ ...values, DELIVERY_SETTINGS: { ...settings, [chosen]: next } })}
            />
            {props.mayTest && <TestDelivery channel={channel} saved={props.saved} />}
          </section>
        );
      })}
      {unused.map((name) => (
        <p key={name} class="split">
          <span>{words.unusedCarrier(pluginOf(section, name)?.label ?? name)}</span>
          <RemoveEntry
            name={pluginOf(section, name)?.label ?? name}
            onRemove={() => {
              onValues({ ...values, DELIVERY_SETTINGS: withValue(settings, name, undefined) });
              onSecrets(withoutSecretsOf(secrets, "DELIVERY_SECRETS", name));
            }}
          />
        </p>
      ))}
    </>
  );
}

interface PluginSelectProps {
  readonly title: string;
  readonly plugins: readonly PluginForm[];
  readonly chosen: string;
  readonly disabled: boolean;
  readonly byDeployment: boolean;
  readonly onChoose: (plugin: string) => void;
}

/** One that is set and that this build does not have stays to be seen. */
export function PluginSelect({ title, plugins, chosen, disabled, byDeployment, onChoose }: PluginSelectProps) {
  const id = useId();
  return (
    <div class="field settings-field">
      <label for={id}>{title}</label>
      <select id={id} disabled={disabled} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {!plugins.some((one) => one.id === chosen) && <option value={chosen}>{chosen}</option>}
        {plugins.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
      {byDeployment && <span class="caption">{words.byDeployment}</span>}
    </div>
  );
}

/** Whose settings or credentials are kept though nothing goes by them: a switch back, and receipts on their way, need them. */
export function unusedCarriers(
  { section, values, secrets }: Pick<PluginFieldsProps, "section" | "values" | "secrets">,
  used: readonly string[],
): readonly string[] {
  const typed = recordAt(secrets, "DELIVERY_SECRETS");
  const set = Object.keys(section.secretsSet).flatMap((path) => {
    const [key, name = ""] = path.split(".");
    return key === "DELIVERY_SECRETS" && typed[name] !== null ? [name] : [];
  });
  const names = new Set([...Object.keys(recordAt(values, "DELIVERY_SETTINGS")), ...set]);
  return [...names].filter((name) => !used.includes(name));
}

interface PluginProps extends PluginFieldsProps {
  readonly plugin: PluginForm | undefined;
  readonly settings: FormRecord;
  readonly path: string;
  readonly secretKey: "CONNECTION_SECRETS" | "DELIVERY_SECRETS" | "ACTION_SECRETS";
  readonly name: string;
  readonly disabled: boolean;
  readonly onSettings: (settings: FormRecord) => void;
}

export function Plugin({ plugin, settings, path, secretKey, name, disabled, onSettings, ...form }: PluginProps) {
  const { section, secrets, errors, locked, onSecrets, offered } = form;
  if (plugin === undefined) return null;
  const typed = recordAt(secrets, secretKey);
  return (
    <>
      <SchemaField
        name="settings"
        schema={{ ...plugin.settings, title: words.pluginSettings }}
        value={settings}
        path={path}
        errors={errors}
        disabled={disabled}
        onChange={(next) => onSettings(isRecord(next) ? next : {})}
        {...(offered === undefined ? {} : { offered })}
      />
      <fieldset class="settings-group">
        <legend>{words.credentials}</legend>
        <SecretFields
          schema={plugin.secrets}
          path={`${secretKey}.${name}`}
          typed={recordAt(typed, name)}
          set={section.secretsSet}
          errors={errors}
          disabled={locked(secretKey)}
          byDeployment={isByDeployment(section, secretKey)}
          onChange={(next) => onSecrets({ ...secrets, [secretKey]: { ...typed, [name]: next } })}
        />
      </fieldset>
    </>
  );
}
