/** One dialog for each of the three. It reads the check itself, so that what was sent is shown as it is now. */
import type { DetailsReply, VerificationRow } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { readDetails } from "../frame/endpoints.ts";
import { useFeedChange, useResource } from "../frame/hooks.ts";
import { StatusForm } from "./status-form.tsx";
import { TellForm } from "./tell-form.tsx";

export type RemediateAct = "report" | "status" | "incident";

export interface RemediateDialogProps {
  readonly row: Pick<VerificationRow, "id" | "ticketNumber" | "requesterName">;
  readonly act: RemediateAct;
  readonly onClose: () => void;
  /** The check has changed. */
  readonly onDone: () => void;
}

const words = en.remediate;

export function RemediateDialog({ row, act, onClose, onDone }: RemediateDialogProps) {
  const { api } = useApp();
  const details = useResource(`remediate/${row.id}`, (signal) => readDetails(api, row.id, signal));
  useFeedChange((change) => {
    if (change.id === undefined || change.id === row.id) details.reload();
  });
  const done = (): void => {
    details.reload();
    onDone();
  };
  return (
    <Dialog
      title={words.menu[act]}
      subtitle={`${row.ticketNumber} · ${row.requesterName}`}
      closeLabel={en.common.close}
      onClose={onClose}
    >
      <ResourcePage resource={details} rows={4}>
        {(read) => <Form details={read} act={act} onClose={onClose} onDone={done} />}
      </ResourcePage>
    </Dialog>
  );
}

interface FormProps extends Omit<RemediateDialogProps, "row"> {
  readonly details: DetailsReply;
}

function Form({ details, act, onClose, onDone }: FormProps) {
  const { remediation, row } = details;
  if (remediation === undefined) return <p class="dialog-form">{words.notYours}</p>;
  return act === "status" ? (
    <StatusForm
      row={row}
      onClose={onClose}
      onDone={() => {
        onDone();
        onClose();
      }}
    />
  ) : (
    <TellForm id={row.id} remedy={act} state={remediation[act]} onClose={onClose} onDone={onDone} />
  );
}
