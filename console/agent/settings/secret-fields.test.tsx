import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { actionTargetKinds } from "../../../workers/adapters/actions/registry.ts";
import { deliveryProviders } from "../../../workers/adapters/delivery/registry.ts";
import { itsmKinds } from "../../../workers/adapters/itsm/registry.ts";
import { pluginForm } from "../../../workers/app/settings/read-settings.ts";
import type { PluginForm } from "../../../workers/contract/console/settings.ts";
import { secretKeys } from "../../../workers/core/settings/section.ts";
import { AppContext, type AppValue } from "../frame/app-context.ts";
import { makePassword } from "./make-password.ts";
import { SecretFields, type SecretFieldsProps } from "./secret-fields.tsx";

const PATH = "CONNECTION_SECRETS.main";
const SET = { at: 0, by: "Ada" };
const app = { now: () => 0, session: { timeZone: "UTC" } } as unknown as AppValue;

const html = (change: Partial<SecretFieldsProps> & Pick<SecretFieldsProps, "schema">): string =>
  renderToString(
    <AppContext.Provider value={app}>
      <SecretFields
        path={PATH}
        typed={{}}
        set={{}}
        errors={new Map()}
        disabled={false}
        byDeployment={false}
        onChange={() => undefined}
        {...change}
      />
    </AppContext.Provider>,
  );

const drawn = (page: string, path: string): boolean => page.includes(`data-path="${path}"`);

const PLUGINS = [
  ...[...itsmKinds.all, ...actionTargetKinds.all].map(({ id, label, settingsSchema, secretsSchema }) => ({
    keys: secretKeys(secretsSchema),
    form: pluginForm({ id, label, settings: settingsSchema, secrets: secretsSchema }),
  })),
  ...deliveryProviders.all.map(({ id, label, settingsSchema }) => ({
    keys: secretKeys(settingsSchema),
    form: pluginForm({ id, label, settings: settingsSchema, secrets: settingsSchema }),
  })),
];
const SCHEMAS: ReadonlyMap<string, PluginForm["secrets"]> = new Map(PLUGINS.map(({ form }) => [form.id, form.secrets]));
const schemaOf = (id: string): PluginForm["secrets"] => SCHEMAS.get(id) ?? {};

it.each(PLUGINS.map(({ keys, form }) => [form.id, { keys, form }] as const))(
  "every secret of %s is asked for",
  (_id, { keys, form }) => {
    const page = html({ schema: form.secrets });
    expect(keys.size).toBeGreaterThan(0);
    expect([...keys].filter((key) => !drawn(page, `${PATH}.${key}`))).toEqual([]);
  },
);

describe("secrets by name", () => {
  const schema = schemaOf("changegear");
  const name = "CF-Access-Client.Id";

  it("are asked for by the names that are set or typed, and never shown", () => {
    const page = html({
      schema,
      set: { [`${PATH}.headers.${name}`]: SET, [`${PATH}.password`]: SET },
      typed: { headers: { "X-Typed": "value" } },
    });
    expect(drawn(page, `${PATH}.headers.${name}`)).toBe(true);
    expect(drawn(page, `${PATH}.headers.X-Typed`)).toBe(true);
    expect(page).toContain(`Remove ${name}`);
    expect(page).not.toMatch(/type="text"[^>]*value="value"/);
  });
});

describe("an optional secret that is set", () => {
  const set = { [`${PATH}.apiKey`]: SET, [`${PATH}.webhookSecret`]: SET };
  const schema = schemaOf("resend");

  it("can be taken away alone, and a required one cannot", () => {
    const page = html({ schema, set });
    expect(page).toContain("Remove Signing secret of the webhook");
    expect(page).not.toContain("Remove API key");
    expect(html({ schema })).not.toContain("Remove");
    expect(html({ schema, set, disabled: true })).not.toContain("Remove");
  });

  it("says that it goes, until it is kept", () => {
    const page = html({ schema, set, typed: { webhookSecret: null } });
    expect(page).toContain("Removed when this is saved.");
    expect(page).toContain("Keep Signing secret of the webhook");
  });
});

it("only the webhook's password, which is chosen here, can be made", () => {
  expect(html({ schema: schemaOf("changegear") }).match(/Make one/g)).toHaveLength(1);
  expect(html({ schema: schemaOf("resend") })).not.toContain("Make one");
});

it("a password that is made is long enough, fits into a header, and is another each time", () => {
  const made = new Set(Array.from({ length: 100 }, makePassword));
  expect(made.size).toBe(100);
  expect([...made].filter((one) => !/^[\w-]{24}$/.test(one))).toEqual([]);
});
