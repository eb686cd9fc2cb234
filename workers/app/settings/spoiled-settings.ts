/** Versions of settings that somebody changed in the database. They count for nothing; whoever did it is to be found. */
import { DAY_MS } from "../../core/kit/time.ts";
import { sectionOf } from "../../core/settings/registry.ts";
import { overseerMails, wakeDeskMails } from "../delivery/desk-mails.ts";
import type { Deps } from "../deps.ts";

/**
 * Once a minute, and before a change is written, which may take the place of such a row. Refuses nothing: each row is
 * told of once, and a section at most once a day by mail, so that a flood of rows is none of mails.
 */
export async function tellOfSpoiledSettings(deps: Deps): Promise<void> {
  const { store } = deps.settings;
  for (const { section, version } of (await store.load()).refused) {
    const at = deps.clock();
    const mails = await overseerMails(deps, "spoiled_settings", {
      key: `settings-${section}-${String(Math.floor(at / DAY_MS))}`,
      about: { name: sectionOf(section).title },
    });
    const told = await store.tellOfSpoiled(
      { section, version },
      {
        at,
        actor: "job:settings",
        action: "settings.spoiled",
        subject: `settings:${section}`,
        details: { version: String(version) },
      },
      mails,
    );
    if (told) {
      await wakeDeskMails(deps, mails);
    }
  }
}
