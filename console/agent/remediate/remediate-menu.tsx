/** Remediate: three things to do about a check that looks wrong. */
import { useState } from "preact/hooks";
import type { DetailsReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Menu } from "../../ui/menu.tsx";
import { RemediateDialog, type RemediateAct } from "./remediate-dialog.tsx";

const words = en.remediate;

const ACTS: readonly (readonly [RemediateAct, IconName])[] = [
  ["report", "send"],
  ["status", "user"],
  ["incident", "bell"],
];

interface ItemsProps {
  readonly onChoose: (act: RemediateAct) => void;
}

function Items({ onChoose }: ItemsProps) {
  const choose = (event: MouseEvent, act: RemediateAct): void => {
    // First, so that the focus is back on the button, where it returns to from the dialog.
    if (event.currentTarget instanceof Element) event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
    onChoose(act);
  };
  return (
    <div class="menu-list">
      {ACTS.map(([act, icon]) => (
        <button key={act} type="button" class="menu-item" onClick={(event) => choose(event, act)}>
          <Icon name={icon} />
          <span>
            {words.menu[act]}
            <span class="caption">{words.hints[act]}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** On a page that shows the check: not drawn for whoever may not. */
export function RemediateMenu({ details, reload, quiet = false }: MenuProps) {
  const [act, setAct] = useState<RemediateAct>();
  const { row, remediation } = details;
  if (remediation === undefined) return null;
  return (
    <>
      <Menu
        class={quiet ? "link" : "button"}
        name={words.name}
        label={
          <>
            <Icon name="shieldAlert" />
            <span class={quiet ? "" : "wide-only"}>{words.name}</span>
          </>
        }
      >
        <Items onChoose={setAct} />
      </Menu>
      {act !== undefined && <RemediateDialog row={row} act={act} onClose={() => setAct(undefined)} onDone={reload} />}
    </>
  );
}

interface MenuProps {
  readonly details: Pick<DetailsReply, "row" | "remediation">;
  /** Reads again what the page shows. */
  readonly reload: () => void;
  /** Among links. */
  readonly quiet?: boolean;
}

interface RowMenuProps {
  readonly row: VerificationRow;
  readonly onChoose: (act: RemediateAct) => void;
}

/** In a row of the table. Its dialog belongs to the page: cells clip, and a press in them opens the row. */
export function RemediateRowMenu({ row, onChoose }: RowMenuProps) {
  return (
    <Menu
      class="button icon-only quiet"
      name={words.of(row.ticketNumber, row.requesterName)}
      label={<Icon name="shieldAlert" />}
      arrow={false}
    >
      <Items onChoose={onChoose} />
    </Menu>
  );
}
