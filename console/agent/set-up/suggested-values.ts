/** What can be set of the organisation in one press. */
import type { SuggestedOrganisation } from "../../../workers/contract/console/set-up.ts";
import type { SettingsField } from "../../../workers/contract/console/settings.ts";

export interface BrowserSays {
  readonly timeZone: string;
  /** Like "en-GB". */
  readonly language: string;
}

/** By key of the settings; only what nobody has said, and what the settings can be. */
export function suggestedValues(
  fields: readonly SettingsField[],
  { name, domain }: SuggestedOrganisation,
  { timeZone, language }: BrowserSays,
): Readonly<Record<string, unknown>> {
  const said: Readonly<Record<string, unknown>> = {
    ORGANISATION_NAME: name,
    CORPORATE_DOMAINS: [domain],
    TIME_ZONE: timeZone,
    LANGUAGE: language.split("-")[0],
  };
  const wanted = fields.filter(
    ({ key, schema, value, setByDeployment }) =>
      key in said &&
      !setByDeployment &&
      JSON.stringify(value) === JSON.stringify(schema["default"]) &&
      (!Array.isArray(schema["enum"]) || schema["enum"].includes(said[key])),
  );
  return Object.fromEntries(wanted.map(({ key }) => [key, said[key]]));
}
