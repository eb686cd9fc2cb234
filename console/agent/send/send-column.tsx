/** The form: account, where the link goes, whether the caller is on the line, what the requester sees, Send. */
import type { RefObject } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import type { SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { sendLink } from "../frame/endpoints.ts";
import { clockSeconds } from "../frame/format.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { isRunning } from "../panel/status-words.ts";
import { Destination } from "./destination.tsx";
import { TYPED, accountOf, missing, toRequest, type SendForm } from "./form-state.ts";
import { AccountField } from "./account-field.tsx";
import { OutlookNotice } from "./outlook-notice.tsx";
import { PersonProblem } from "./person-problem.tsx";
import { Preview } from "./preview.tsx";
import { TicketCard } from "./ticket-card.tsx";

export interface SendColumnProps {
  readonly page: SendPageReply;
  readonly form: SendForm;
  readonly onForm: (form: SendForm) => void;
  readonly live?: LiveReply;
  /** A check is followed already, and its state is still being read. */
  readonly held: boolean;
  readonly onSent: (id: string) => void;
  /** The server says that something changed since the page was read. */
  readonly onConflict: () => void;
}

/** Codes that say that the page is older than the directory: it is read again and shows what has changed. */
const OUTDATED = new Set(["send.cannot_pass", "account.unknown"]);

export function SendColumn(props: SendColumnProps) {
  const { page, live, held, onForm } = props;
  const form = live === undefined ? props.form : sentForm(page, live, props.form);
  const { element, sending, problem, submit } = useSend({ ...props, form });
  const busy = sending || held;
  const part = { page, form, problem, busy, onChange: onForm, ...(live === undefined ? {} : { live }) };
  const stopped = live === undefined ? accountOf(page, form)?.problem : undefined;
  return (
    <form class="stack" ref={element} onSubmit={(event) => void submit(event)} noValidate>
      <TicketCard page={page} />
      <AccountField {...part} />
      {stopped === undefined ? (
        <>
          <OutlookNotice {...part} />
          <fieldset class="bare" disabled={live !== undefined || busy}>
            <Destination {...part} />
            <OnLine page={page} form={form} onChange={onForm} />
          </fieldset>
          <Preview page={page} form={form} />
          <SendLine busy={busy} sending={sending} {...(live === undefined ? {} : { live })} />
        </>
      ) : (
        <PersonProblem page={page} problem={stopped} />
      )}
      <ProblemLine problem={shownBelow(problem)} lead={en.send.refused} />
    </form>
  );
}

/** One press sends once: what is missing is asked for first, and a second press waits for the first one's answer. */
function useSend({ page, form, live, held, onSent, onConflict }: SendColumnProps) {
  const { api } = useApp();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const element = useRef<HTMLFormElement>(null);
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  useSubmitKey(element);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending || held || live !== undefined) return;
    const gap = missing(page, form);
    if (gap !== undefined) {
      setProblem({ code: "form.missing", status: 422, message: gap.message, errors: [gap] });
      element.current?.querySelector<HTMLElement>(`[name="${gap.field}"]`)?.focus();
      return;
    }
    setSending(true);
    setProblem(undefined);
    const result = await sendLink(api, toRequest(page, form, idempotencyKey));
    // After a success the form stays held until the running check locks it: it never opens in between.
    if (result.ok) return onSent(result.value.id);
    setSending(false);
    setProblem(result.problem);
    if (result.problem.status === 409 || OUTDATED.has(result.problem.code)) onConflict();
  };
  return { element, sending, problem, submit };
}

/** Ctrl+Enter, or Cmd+Enter, from wherever the focus is on the page. */
function useSubmitKey(form: RefObject<HTMLFormElement>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || event.repeat || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [form]);
}

/** A field's own message stands under the field; what is left is said beside the button. */
function shownBelow(problem: ApiProblem | undefined): ApiProblem | undefined {
  if (problem === undefined || problem.errors.length > 0) return undefined;
  return problem.code === "network.unreachable" ? { ...problem, message: en.send.lost } : problem;
}

/** After a reload the form is drawn from the check itself: the same fields, filled as they were sent. */
function sentForm(page: SendPageReply, live: LiveReply, typed: SendForm): SendForm {
  const { destination, timeline } = live;
  const contact = page.contacts.find(
    (entry) => entry.channel === destination.channel && entry.masked === destination.masked,
  );
  return {
    ...typed,
    accountId: live.account?.id ?? "",
    evidenceOnly: false,
    choice: destination.origin === "typed" ? TYPED : (contact?.id ?? ""),
    channel: destination.channel,
    callerOnLine: timeline.some((step) => step.kind === "code"),
  };
}

interface FormPartProps {
  readonly page: SendPageReply;
  readonly form: SendForm;
  readonly onChange: (form: SendForm) => void;
}

function OnLine({ page, form, onChange }: FormPartProps) {
  const id = useId();
  const hint = {
    asked_when_on_line: en.send.onLineHint,
    always: en.send.onLineAlways,
    never: en.send.onLineNever,
  }[page.spokenCode];
  return (
    <div class="switch-row">
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        checked={form.callerOnLine}
        disabled={page.spokenCode !== "asked_when_on_line"}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange({ ...form, callerOnLine: event.currentTarget.checked })}
      />
      <div>
        <label for={id}>{en.send.onLine}</label>
        <p class="caption" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
}

function queuedAt(live: LiveReply, timeZone: string): string {
  const queued = live.timeline.find((step) => step.kind === "queued")?.at;
  return clockSeconds(queued ?? live.startedAt, timeZone);
}

function SendLine({ busy, sending, live }: { busy: boolean; sending: boolean; live?: LiveReply }) {
  const { timeZone } = useApp().session;
  const hint =
    live === undefined
      ? en.send.sendHint
      : isRunning(live.status)
        ? en.send.locked(queuedAt(live, timeZone))
        : en.send.lockedEnded;
  return (
    <div class={live === undefined ? "send-line reach" : "send-line"}>
      <button
        class="button primary"
        // Not `disabled`, which drops the focus of who pressed it by keyboard; a press does nothing then.
        aria-disabled={busy || live !== undefined}
        aria-keyshortcuts="Control+Enter"
        title={en.send.sendKey}
      >
        <Icon name={live === undefined ? "send" : "lock"} />
        {sending && live === undefined ? en.send.sending : en.send.send}
      </button>
      <span class="muted small">{hint}</span>
    </div>
  );
}
