/** What a mail about the settings says, from the change or the deployment that it tells of, which have macs. */
import { pathTo } from "../../contract/console/paths.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { SettingsEvent, SettingsMail } from "../../core/messages/templates/settings.ts";
import { WAITS_MS } from "../../core/settings/takes-place.ts";
import { sectionOf } from "../../core/settings/registry.ts";
import { mailBrand } from "../delivery/mail-brand.ts";
import type { Deps } from "../deps.ts";

/** Undefined where there is nothing to tell. */
export async function settingsNews(
  deps: Deps,
  { event, about, at }: { readonly event: SettingsEvent; readonly about: string; readonly at: EpochMs },
): Promise<SettingsMail | undefined> {
  const { ORGANISATION_NAME: organisation, TIME_ZONE: timeZone, CONSOLE_ORIGIN } = deps.config;
  const common = { organisation, timeZone, brand: mailBrand(deps.config), event, at };
  if (event === "deployed" || event === "deployed_applied" || event === "deployed_refused") {
    const seen = await deps.settings.deployments.byNumber(Number(about));
    const url = `${CONSOLE_ORIGIN}${pathTo.settings}`;
    return seen && { ...common, weakens: seen.weakens, appliesAt: seen.at + WAITS_MS, url };
  }
  const proposal = await deps.settings.store.proposal(about);
  return (
    proposal && {
      ...common,
      section: sectionOf(proposal.section).title,
      by: proposal.agentName,
      appliesAt: proposal.appliesAt,
      weakens: proposal.weakens,
      url: `${CONSOLE_ORIGIN}${pathTo.settingsSection(proposal.section)}`,
    }
  );
}
