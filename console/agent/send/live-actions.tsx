/** What can be done to a running check. What cannot be undone is asked twice; a double press acts once. */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { ContactReply } from "../../../workers/contract/console/send.ts";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { actOnLive, type LiveAction } from "../frame/endpoints.ts";
import { useNow } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { resendWords } from "./live-words.ts";

type Asking = "cancel" | "refused" | "take-over" | "other";
export type RunAction = (action: LiveAction) => void;

export interface LiveActionState {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly asking: Asking | undefined;
  readonly ask: (what: Asking | undefined) => void;
  readonly run: RunAction;
}

export function useLiveActions(live: LiveReply, reload: () => void): LiveActionState {
  const { api } = useApp();
  const { busy, problem, clear, press } = usePress();
  const [asking, setAsking] = useState<Asking>();
  const run = async (action: LiveAction): Promise<void> => {
    if ((await press(() => actOnLive(api, live.id, action))) === undefined) return;
    setAsking(undefined);
    // Also after a refusal: most come from a page that is older than the check.
    reload();
  };
  return {
    busy,
    problem,
    asking,
    ask: (what) => {
      clear();
      setAsking(what);
    },
    run: (action) => void run(action),
  };
}

/** Only what the server would take now; nothing at all is said of the rest. */
export function LiveActions({ live, actions }: { live: LiveReply; actions: LiveActionState }) {
  const { acts } = live;
  const may = (act: LiveReply["acts"][number]): boolean => acts.includes(act);
  return (
    <div class="live-foot">
      {!live.own && <p class="muted live-watching">{en.live.belongs(live.agentName)}</p>}
      <div class="live-actions">
        {may("take_over") && (
          <button type="button" class="button primary" onClick={() => actions.ask("take-over")}>
            {en.live.takeOver}
          </button>
        )}
        {may("resend") && <SendAgain live={live} actions={actions} />}
        {may("cancel") && (
          <button type="button" class="button" disabled={actions.busy} onClick={() => actions.ask("cancel")}>
            {en.live.cancel}
          </button>
        )}
        {may("caller_refused") && (
          <button type="button" class="button bad push" disabled={actions.busy} onClick={() => actions.ask("refused")}>
            <Icon name="call" />
            {en.live.refused}
          </button>
        )}
      </div>
      <ProblemLine problem={actions.problem} />
      {actions.asking !== undefined && <Question live={live} actions={actions} asking={actions.asking} />}
    </div>
  );
}

function SendAgain({ live, actions }: { live: LiveReply; actions: LiveActionState }) {
  const now = useNow(true);
  const resend = resendWords(live.resends, now);
  const id = useId();
  const arrived = live.undelivered === undefined;
  const other = usableContacts(live).length > 0 && (
    <button
      key="other"
      type="button"
      class={arrived || !live.own ? "button" : "button primary"}
      disabled={actions.busy || resend.disabled}
      // The button beside it counts down for both.
      aria-describedby={resend.disabled ? id : undefined}
      onClick={() => actions.ask("other")}
    >
      {en.live.other}
    </button>
  );
  const again = (
    <button
      key="resend"
      id={id}
      type="button"
      class="button figure"
      disabled={actions.busy || resend.disabled}
      onClick={() => actions.run({ type: "resend" })}
    >
      {resend.label}
    </button>
  );
  return <>{arrived ? [again, other] : [other, again]}</>;
}

/** A contact that changed in the last days needs a stricter check, so a new one; the running one cannot move there. */
function usableContacts(live: LiveReply): readonly ContactReply[] {
  const { undelivered, destination } = live;
  // Where our own account is at fault, every contact of that channel fails alike.
  const dead = undelivered?.fault === "account" ? destination.channel : undefined;
  return live.otherContacts.filter((contact) => contact.trusted && contact.channel !== dead);
}

interface QuestionProps {
  readonly live: LiveReply;
  readonly actions: LiveActionState;
  readonly asking: Asking;
}

function Question({ live, actions, asking }: QuestionProps) {
  switch (asking) {
    case "cancel":
      return <CancelDialog actions={actions} />;
    case "refused":
      return (
        <Ask
          title={en.live.refusedTitle}
          yes={en.live.refusedYes}
          danger
          actions={actions}
          action={() => ({ type: "caller-refused" })}
        >
          <p>{en.live.refusedText}</p>
        </Ask>
      );
    case "take-over":
      return <TakeOverDialog live={live} actions={actions} />;
    case "other":
      return <OtherContactDialog live={live} actions={actions} />;
  }
}

interface AskProps {
  readonly title: string;
  readonly yes: string;
  readonly danger?: boolean;
  /** What has to be given before; a sentence. */
  readonly missing?: string | undefined;
  /** What leaving it says; "Keep it running" unless given. */
  readonly no?: string;
  readonly actions: LiveActionState;
  readonly action: () => LiveAction;
  readonly children: ComponentChildren;
}

function Ask({ title, yes, danger = false, missing, no = en.live.keep, actions, action, children }: AskProps) {
  const close = (): void => actions.ask(undefined);
  return (
    <Dialog title={title} closeLabel={en.common.close} onClose={close}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined) actions.run(action());
        }}
      >
        {children}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={close}>
            {no}
          </button>
          <ReadyButton
            class={danger ? "button primary danger" : "button primary"}
            busy={actions.busy}
            missing={missing}
          >
            {yes}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}

function CancelDialog({ actions }: { actions: LiveActionState }) {
  const [reason, setReason] = useState("");
  const action = (): LiveAction => ({ type: "cancel", ...(reason.trim() === "" ? {} : { reason: reason.trim() }) });
  return (
    <Ask title={en.live.cancelTitle} yes={en.live.cancelYes} danger actions={actions} action={action}>
      <p>{en.live.cancelText}</p>
      <ReasonInput label={en.live.cancelReason} value={reason} onInput={setReason} />
    </Ask>
  );
}

const SHORTEST_REASON = 3;

function TakeOverDialog({ live, actions }: { live: LiveReply; actions: LiveActionState }) {
  const [reason, setReason] = useState("");
  return (
    <Ask
      title={en.live.takeOverTitle}
      yes={en.live.takeOver}
      no={en.live.notNow}
      missing={reason.trim().length >= SHORTEST_REASON ? undefined : en.common.sayWhy(SHORTEST_REASON)}
      actions={actions}
      action={() => ({ type: "take-over", reason: reason.trim() })}
    >
      <p>{en.live.takeOverText(live.agentName)}</p>
      <ReasonInput label={en.live.takeOverReason} value={reason} onInput={setReason} />
    </Ask>
  );
}

function ReasonInput({ label, value, onInput }: { label: string; value: string; onInput: (value: string) => void }) {
  return (
    <label class="field">
      {label}
      <input autofocus maxLength={200} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </label>
  );
}

function OtherContactDialog({ live, actions }: { live: LiveReply; actions: LiveActionState }) {
  const [chosen, setChosen] = useState(usableContacts(live)[0]?.id ?? "");
  return (
    <Ask
      title={en.live.otherTitle}
      yes={en.live.otherYes}
      no={en.live.notNow}
      missing={chosen === "" ? en.live.otherMissing : undefined}
      actions={actions}
      action={() => ({ type: "resend", contactId: chosen })}
    >
      <p>{en.live.otherText}</p>
      <div class="choices">
        {usableContacts(live).map((contact) => (
          <label key={contact.id} class={contact.id === chosen ? "choice chosen" : "choice"}>
            <input type="radio" name="other" checked={contact.id === chosen} onChange={() => setChosen(contact.id)} />
            <Icon name={contact.channel === "sms" ? "phone" : "mail"} />
            <span class="grow">
              <span class="choice-name">{en.send.contactTo(en.channels[contact.channel], contact.masked)}</span>
              <span class="caption">{contact.source}</span>
            </span>
          </label>
        ))}
      </div>
    </Ask>
  );
}
