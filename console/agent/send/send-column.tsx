/** The form: account, where the link goes, whether the caller is on the line, what the requester sees, Send. */
import { useId, useMemo, useRef, useState } from "preact/hooks";
import type { LiveReply, SendPageReply } from "../../../workers/contract/console.ts";
import { en } from "../../copy/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../api.ts";
import { useApp } from "../app-context.ts";
import { sendLink } from "../endpoints.ts";
import { clockSeconds } from "../format.ts";
import { ProblemLine } from "../problem.tsx";
import { isRunning } from "../verifications/rows.ts";
import { Destination } from "./destination.tsx";
import { TYPED, firstForm, missing, toRequest, type SendForm } from "./form-state.ts";
import { Preview } from "./preview.tsx";
import { TicketCard } from "./ticket-card.tsx";

export interface SendColumnProps {
  readonly page: SendPageReply;
  readonly live?: LiveReply;
  readonly onSent: (id: string) => void;
  /** The server says that something changed since the page was read. */
  readonly onConflict: () => void;
}

export function SendColumn({ page, live, onSent, onConflict }: SendColumnProps) {
  const { api } = useApp();
  const [typed, setForm] = useState(() => firstForm(page));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const element = useRef<HTMLFormElement>(null);
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  const locked = live !== undefined;
  const form = live === undefined ? typed : sentForm(page, live, typed);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || locked) return;
    const gap = missing(form);
    if (gap !== undefined) {
      setProblem({ code: "form.missing", status: 422, message: gap.message, errors: [gap] });
      element.current?.querySelector<HTMLElement>(`[name="${gap.field}"]`)?.focus();
      return;
    }
    setBusy(true);
    setProblem(undefined);
    const result = await sendLink(api, toRequest(form, { ticketId: page.ticket.id, idempotencyKey }));
    setBusy(false);
    if (result.ok) return onSent(result.value.id);
    setProblem(result.problem);
    if (result.problem.status === 409) onConflict();
  };

  return (
    <form class="stack" ref={element} onSubmit={(event) => void submit(event)} noValidate>
      <TicketCard page={page} />
      {page.person !== undefined && <AccountRow person={page.person} />}
      <fieldset class="bare" disabled={locked || busy}>
        <Destination
          page={page}
          form={form}
          problem={problem}
          {...(live === undefined ? {} : { live })}
          onChange={setForm}
        />
        <OnLine page={page} form={form} onChange={setForm} />
      </fieldset>
      <Preview page={page} form={form} sent={locked} />
      <SendLine busy={busy} {...(live === undefined ? {} : { live })} />
      <ProblemLine problem={shownBelow(problem)} lead={en.send.refused} />
    </form>
  );
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
    choice: destination.origin === "typed" ? TYPED : (contact?.id ?? ""),
    channel: destination.channel,
    callerOnLine: timeline.some((step) => step.kind === "code"),
  };
}

function AccountRow({ person }: { person: NonNullable<SendPageReply["person"]> }) {
  return (
    <section>
      <h2 class="label-line">
        {en.send.account} <span class="caption">{en.send.accountHint}</span>
      </h2>
      <p class="well account-row">
        <Icon name="user" />
        <b>{person.name}</b>
        <span class="muted cut">{person.email}</span>
        <span class="muted account-place">{[person.department, person.office].filter(Boolean).join(", ")}</span>
      </p>
    </section>
  );
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

function SendLine({ busy, live }: { busy: boolean; live?: LiveReply }) {
  const { timeZone } = useApp().session;
  const hint =
    live === undefined
      ? en.send.sendHint
      : isRunning(live.status)
        ? en.send.locked(queuedAt(live, timeZone))
        : en.send.lockedEnded;
  return (
    <div class={live === undefined ? "send-line reach" : "send-line"}>
      <button class="button primary" disabled={busy || live !== undefined}>
        <Icon name={live === undefined ? "send" : "lock"} />
        {busy ? en.send.sending : en.send.send}
      </button>
      <span class="muted small">{hint}</span>
    </div>
  );
}
