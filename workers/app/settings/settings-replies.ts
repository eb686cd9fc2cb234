import type { SettingsChange } from "../../contract/console/settings.ts";
import type { SettingsVersion } from "../ports/settings.ts";

export function changeReply({ version, at, agentName, reason, changes }: SettingsVersion): SettingsChange {
  return { version, at, by: agentName, changes, ...(reason === undefined ? {} : { reason }) };
}
