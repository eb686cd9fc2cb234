/** The fields and refusals of a settings form, drawn to text. */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { PolicyDemandsReply, SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { categoryPolicy } from "../../../workers/core/settings/sections/categories.ts";
import { demandsOf } from "../../../workers/core/verdict/demands.ts";
import { DemandsOf, hintsOf } from "./demands.tsx";
import { Refused } from "./refused.tsx";
import { SchemaField, type SchemaFieldProps } from "./schema-field.tsx";

const nothing = (): void => undefined;
const html = (node: VNode): string => renderToString(node);
const policy = {
  type: "object",
  properties: {
    typedDestination: { type: "boolean", default: true, title: "Typed destination" },
    channels: { type: "array", items: { enum: ["sms", "email"] }, title: "Channels" },
    minimumQuestions: { type: "integer", title: "Questions, at least" },
  },
};

const field = (change: Partial<SchemaFieldProps> = {}) =>
  html(
    <SchemaField
      name="CATEGORIES"
      schema={{ type: "object", title: "Categories", additionalProperties: policy }}
      value={{ Reset: {} }}
      path="CATEGORIES"
      errors={new Map()}
      disabled={false}
      onChange={nothing}
      {...change}
    />,
  );
const control = (page: string, path: string): string =>
  new RegExp(`<(?:input|fieldset)[^>]*data-path="${path}"[^>]*>`).exec(page)?.[0] ?? "";

describe("a policy as it stands", () => {
  const demandsFor = (form: object): PolicyDemandsReply["demands"] => ({
    "CATEGORIES.Reset": demandsOf(categoryPolicy.parse(form), []),
  });

  it("has no tick on a typed destination where the action allows none, and says why", () => {
    const typed = (form: object) => field({ hints: hintsOf(demandsFor(form)) });
    const path = "CATEGORIES.Reset.typedDestination";
    expect(control(typed({ action: "password_reset" }), path)).toMatch(/ checked/);
    const voided = typed({ action: "mfa_reset" });
    expect(control(voided, path)).not.toMatch(/ checked/);
    expect(control(voided, path)).toMatch(/ disabled/);
    expect(voided).toContain("Counts for nothing with this action");
    // Switched off by the category itself: it is the admin's word, and can be switched on.
    expect(control(typed({ action: "password_reset", typedDestination: false }), path)).not.toMatch(/ disabled/);
  });

  it("shows in an empty field what serves, and another number where the check is strict", () => {
    const least = (form: object): string | undefined => {
      const input = control(field({ hints: hintsOf(demandsFor(form)) }), "CATEGORIES.Reset.minimumQuestions");
      return /placeholder="(\d+)"/.exec(input)?.[1];
    };
    expect(least({ action: "password_reset" })).toBe("3");
    expect(least({ action: "password_reset", strict: true })).toBe("4");
  });

  it("stands beside its form, under a name of its own", () => {
    const page = field({
      beside: () => <DemandsOf name="Reset" demands={demandsFor({ action: "password_reset" })["CATEGORIES.Reset"]} />,
    });
    expect(page).toMatch(/<div class="settings-beside"><fieldset/);
    expect(page).toContain('aria-label="What Reset demands"');
  });
});

describe("a value that was refused", () => {
  it("is marked on its control, whatever that is", () => {
    const paths = ["typedDestination", "channels", "minimumQuestions"].map((key) => `CATEGORIES.Reset.${key}`);
    const all = [...paths, "CATEGORIES.Reset"];
    const page = field({ errors: new Map(all.map((path) => [path, "is wrong"])) });
    for (const path of all) {
      expect(control(page, path), path).toContain('aria-invalid="true"');
      expect(control(field(), path), path).toContain("data-path");
      expect(control(field(), path), path).not.toContain("aria-invalid");
    }
  });

  it("is named over the form as its field is, with the way there", () => {
    const section: SettingsSectionReply = {
      id: "categories",
      title: "Categories",
      changedWith: "settings.change",
      purpose: "",
      version: 0,
      secretsSet: {},
      history: [],
      changedOutside: false,
      beingSetUp: false,
      fields: [
        {
          key: "CATEGORIES",
          title: "Categories",
          description: "",
          schema: { type: "object", additionalProperties: policy },
          secret: false,
          setByDeployment: false,
        },
      ],
    };
    const path = "CATEGORIES.Reset.minimumQuestions";
    const errors = [{ field: path, message: "must be 3 or more" }];
    const page = html(
      <Refused
        section={section}
        problem={{ status: 422, code: "settings.invalid", message: "", errors }}
        errors={new Map([[path, "must be 3 or more"]])}
        onGo={nothing}
      />,
    );
    expect(page).toMatch(/<button[^>]*>Categories, Reset, Questions, at least: must be 3 or more<\/button>/);
  });
});
