import type { SectionId } from "../../core/settings/registry.ts";
import type { Deps } from "../deps.ts";

/** What people call a plug-in of a section; its id where it is not there any more. */
export function pluginLabel({ settings }: Pick<Deps, "settings">, section: SectionId, id: string): string {
  return settings.plugins(section)?.find((plugin) => plugin.id === id)?.label ?? id;
}
