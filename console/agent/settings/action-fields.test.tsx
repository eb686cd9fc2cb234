/** The form of the systems that set passwords, drawn to text as the server gives it. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { actionTargetKinds } from "../../../workers/adapters/actions/registry.ts";
import type { FieldSchema, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { pluginForm } from "../../../workers/app/settings/read-settings.ts";
import { patched } from "../../../workers/core/settings/secrets.ts";
import { actions } from "../../../workers/core/settings/sections/actions.ts";
import { AppContext, type AppValue } from "../frame/app-context.ts";
import { ActionFields } from "./action-fields.tsx";
import { withoutEachSecretOf } from "./secret-fields.tsx";

const app = { now: () => 0, session: { timeZone: "UTC" } } as unknown as AppValue;
const nothing = (): void => undefined;
const formSchema = (schema: z.ZodType): FieldSchema => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
const set = { at: 1, by: "Lee" };

const section: SettingsSectionReply = {
  id: "actions",
  title: "Actions",
  changedWith: "settings.change",
  purpose: "",
  version: 1,
  secretsSet: {},
  history: [],
  changedOutside: false,
  beingSetUp: false,
  fields: Object.entries(actions.fields).map(([key, schema]) => ({
    key,
    title: key,
    description: "",
    schema: formSchema(schema),
    secret: key === "ACTION_SECRETS",
    setByDeployment: false,
  })),
  plugins: actionTargetKinds.all.map(({ id, label, settingsSchema: settings, secretsSchema: secrets }) =>
    pluginForm({ id, label, settings, secrets }),
  ),
};

const drawn = (target: object): string =>
  renderToString(
    <AppContext.Provider value={app}>
      <ActionFields
        section={section}
        values={{ ACTION_TARGETS: { ad: target } }}
        secrets={{}}
        errors={new Map()}
        locked={() => false}
        mayTest={false}
        saved
        onValues={nothing}
        onSecrets={nothing}
      />
    </AppContext.Provider>,
  );

describe("a system that sets passwords", () => {
  it("is of a kind that is chosen, and asks for what that kind needs", () => {
    const runner = drawn({ kind: "runner", settings: {} });
    expect(runner).toMatch(/<option selected value="runner">Directory runner<\/option><option value="entra">/);
    expect(runner).toContain('data-path="ACTION_TARGETS.ad.settings.address"');
    expect(runner).not.toContain("Tenant ID");
    const entra = drawn({ kind: "entra", settings: {} });
    for (const key of ["tenant", "clientId", "cloud", "keepsSecondFactor"]) {
      expect(entra).toContain(`data-path="ACTION_TARGETS.ad.settings.${key}"`);
    }
    expect(entra).toContain("China (21Vianet)");
    expect(entra).toMatch(/<input[^>]*type="password"/);
  });

  it("loses what was set for another kind, and keeps room for its own", () => {
    const secretsSet = { "ACTION_SECRETS.ad.signingKey": set, "ACTION_SECRETS.ad-2.signingKey": set };
    const gone = withoutEachSecretOf({ section: { secretsSet }, secrets: {} }, "ACTION_SECRETS", "ad");
    expect(gone).toEqual({ ACTION_SECRETS: { ad: { signingKey: null } } });
    expect(patched({ ACTION_SECRETS: { ad: { signingKey: "old" } } }, gone)).toEqual({ ACTION_SECRETS: { ad: {} } });
  });
});
