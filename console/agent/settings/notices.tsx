/** What stands over a section's form: what does not serve, who may change it, and what is asked of whom. */
import type { SettingsSectionReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";

const words = en.settings;

export function Notices({ section }: { section: SettingsSectionReply }) {
  const { session } = useApp();
  const { leftOut, changedOutside, beingSetUp, heldBack } = section;
  return (
    <>
      {beingSetUp && may(session, section.changedWith) && (
        <p class="notice tone-info">
          <Icon name="flag" />
          <span>{words.beingSetUp}</span>
        </p>
      )}
      {heldBack === true && (
        <p class="notice tone-warn">
          <Icon name="hourglass" />
          <span>{words.deployment.section}</span>
        </p>
      )}
      {leftOut !== undefined && (
        <p class="notice tone-bad">
          <Icon name="triangle" />
          {words.leftOut(leftOut.join(", "), words.olderServes)}
        </p>
      )}
      {changedOutside && (
        <p class="notice tone-bad">
          <Icon name="triangle" />
          {words.changedOutside}
        </p>
      )}
      {!may(session, section.changedWith) && <p class="notice tone-info">{words.readOnly}</p>}
    </>
  );
}
