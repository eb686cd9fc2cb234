/**
 * Asks whoever is signed in to show once more who he is, in a second window, so that nothing typed
 * here is lost or kept anywhere, or with a passkey at once; the act that asked for it then goes on by itself.
 */
import { useEffect, useState } from "preact/hooks";
import type { SignInReply, SignInWay } from "../../../workers/contract/console/access.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { Api } from "./api.ts";
import { askStepUp, stepUpWithPasskey } from "./endpoints.ts";
import { passkeysWork, showPasskey } from "./passkey.ts";
import { ProblemLine } from "./problem.tsx";
import { onSignedInElsewhere, SIGN_IN_WINDOW } from "./sign-in-channel.ts";
import { usePress } from "./use-press.ts";

const words = en.stepUp;

export interface StepUpProps {
  readonly api: Api;
  readonly session: Pick<SignInReply, "agent" | "waysIn">;
  /** True: signed in anew, so the act goes on. False: it is given up, and nothing has happened. */
  readonly onDone: (goOn: boolean) => void;
}

export function StepUpDialog({ api, session, onDone }: StepUpProps) {
  const [somebodyElse, setSomebodyElse] = useState(false);
  useEffect(
    () =>
      onSignedInElsewhere((agentId) => {
        // What was typed here is this agent's: it must not be done in another one's name.
        if (agentId === session.agent.id) onDone(true);
        else setSomebodyElse(true);
      }),
    [session.agent.id, onDone],
  );
  return (
    <Dialog title={words.title} closeLabel={en.common.close} onClose={() => onDone(false)}>
      <div class="dialog-form">
        <p>{words.why}</p>
        <ul class="ways-in">
          {session.waysIn.map((way, place) => (
            <li key={way.type === "page" ? way.address : way.type}>
              <Way way={way} first={place === 0} api={api} onShown={() => onDone(true)} />
            </li>
          ))}
        </ul>
        <div role="alert">
          {somebodyElse && (
            <p class="notice tone-bad">
              <Icon name="octagonX" />
              <span>{words.somebodyElse}</span>
            </p>
          )}
        </div>
        <p class="caption">{words.kept}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => onDone(false)}>
            {en.common.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface WayProps {
  readonly way: SignInWay;
  /** The one to take. */
  readonly first: boolean;
  readonly api: Api;
  readonly onShown: () => void;
}

function Way({ way, first, api, onShown }: WayProps) {
  if (way.type === "link") return <p>{words.link}</p>;
  if (way.type === "passkey") return passkeysWork() ? <PasskeyWay first={first} api={api} onShown={onShown} /> : null;
  return (
    <button
      type="button"
      class={first ? "button primary wide" : "button wide"}
      onClick={() => void open(way.address, SIGN_IN_WINDOW, "popup,width=520,height=640")}
    >
      <Icon name="external" />
      {way.label}
    </button>
  );
}

function PasskeyWay({ first, api, onShown }: Pick<WayProps, "first" | "api" | "onShown">) {
  const { busy, problem, press } = usePress();
  const show = async (): Promise<void> => {
    const done = await press(async () => {
      const shown = await showPasskey(await askStepUp(api));
      return shown.ok ? stepUpWithPasskey(api, shown.value) : shown;
    });
    if (done?.ok === true) onShown();
  };
  return (
    <>
      <button
        type="button"
        class={first ? "button primary wide" : "button wide"}
        disabled={busy}
        onClick={() => void show()}
      >
        <Icon name="key" />
        {en.passkeys.confirm}
      </button>
      <ProblemLine problem={problem} />
    </>
  );
}
