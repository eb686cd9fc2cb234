/** Every section of the settings, with what it says today. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SettingsOverviewReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { ConnectionsCard } from "../delivery/connections-card.tsx";
import { useApp } from "../frame/app-context.ts";
import { readSettings } from "../frame/endpoints.ts";
import { whenShort } from "../frame/format.ts";
import { useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { Deployment } from "./deployment.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";

const words = en.settings;

/** Pages of their own that belong to the settings. */
const PLACES = [
  { to: pathTo.directory, permission: "directory.import", title: en.directory.title, text: words.places.directory },
] as const;

export function SettingsPage() {
  const { api, session } = useApp();
  const resource = useResource("settings", (signal) => readSettings(api, signal));
  return (
    <div class="page">
      <PageHead>
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <p class="caption">{may(session, "settings.change") ? words.text : words.readText}</p>
        <Deployment news={resource.value?.deployment} reload={resource.reload} />
        <ConnectionsCard turn={resource.readAt} />
        <ul class="settings-list">
          {PLACES.filter(({ permission }) => may(session, permission)).map(({ to, title, text }) => (
            <li key={to} class="card settings-row">
              <div>
                <h2>
                  <Link to={to}>{title}</Link>
                </h2>
                <p class="caption">{text}</p>
              </div>
            </li>
          ))}
        </ul>
        <ResourcePage resource={resource} rows={6}>
          {({ sections, version }) => (
            <ul class="settings-list">
              <li class="card settings-row">
                <div>
                  <h2>
                    <Link to={pathTo.users}>{en.users.title}</Link>
                  </h2>
                  <p class="caption">{en.users.purpose}</p>
                </div>
              </li>
              {sections.map((section) => (
                <Row key={section.id} section={section} />
              ))}
              <li class="caption">{words.version(version)}</li>
            </ul>
          )}
        </ResourcePage>
      </div>
    </div>
  );
}

function Row({ section }: { section: SettingsOverviewReply["sections"][number] }) {
  const { now, session } = useApp();
  const { id, title, purpose, summary, changed, waiting, problem } = section;
  return (
    <li class="card settings-row">
      <div>
        <h2>
          <Link to={pathTo.settingsSection(id)}>{title}</Link>
        </h2>
        <p class="caption">{purpose}</p>
        {summary.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div class="settings-row-state">
        {problem && (
          <span class="tag tone-bad">
            <Icon name="triangle" />
            {words.broken}
          </span>
        )}
        {waiting && (
          <span class="tag tone-warn">
            <Icon name="hourglass" />
            {words.waits}
          </span>
        )}
        <span class="caption">
          {changed === undefined
            ? words.neverChanged
            : words.changed(whenShort(changed.at, now(), session.timeZone), changed.by)}
        </span>
      </div>
    </li>
  );
}
