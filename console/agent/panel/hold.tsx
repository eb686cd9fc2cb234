/** A held pass: an approver lets it begin before its time, after a second look at what that means. */
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import type { ApiResult } from "../frame/api.ts";
import { askReleaseOptions, releaseHold } from "../frame/endpoints.ts";
import { clock } from "../frame/format.ts";
import { showPasskey } from "../frame/passkey.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.hold;

interface ReleaseButtonProps {
  readonly hold: DetailsReply["hold"];
  readonly onAsk: () => void;
}

/** Nothing for whoever may not: the banner says until when it is held. */
export function ReleaseButton({ hold, onAsk }: ReleaseButtonProps) {
  return hold?.release === undefined ? null : (
    <button type="button" class="button" onClick={onAsk}>
      <Icon name="doubleCheck" />
      {words.release}
    </button>
  );
}

interface ReleaseDialogProps {
  readonly id: string;
  readonly until: number;
  readonly release: NonNullable<NonNullable<DetailsReply["hold"]>["release"]>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ReleaseDialog({ id, until, release: { digest, signs }, onClose, onDone }: ReleaseDialogProps) {
  const { api, session } = useApp();
  const { busy, problem, press } = usePress();
  const letGo = async (): Promise<ApiResult<unknown>> => {
    if (!signs) return releaseHold(api, id, { digest });
    const shown = await showPasskey(await askReleaseOptions(api, id, digest));
    return shown.ok ? releaseHold(api, id, { digest, credential: shown.value }) : shown;
  };
  const release = async (): Promise<void> => {
    if ((await press(letGo))?.ok !== true) return;
    onClose();
    onDone();
  };
  return (
    <Dialog title={words.title} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{words.text(clock(until, session.timeZone))}</p>
        <ol>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <ProblemLine problem={problem} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {words.keep}
          </button>
          <button type="button" class="button primary" disabled={busy} onClick={() => void release()}>
            {signs ? words.releaseWith : words.release}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
