/** The running check: state and time left, the code while there is one, the line to say, the timeline, what can be done. */
import type { ComponentChildren } from "preact";
import type { AccountReply, SendPageReply } from "../../../workers/contract/console/send.ts";
import type { LiveReply, TimelineKind, TimelineStep } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { clock, codeGroups, countdown, exactMoment } from "../frame/format.ts";
import { useNow } from "../frame/hooks.ts";
import { SayLine } from "../panel/parts.tsx";
import { isRunning } from "../panel/status-words.ts";
import { ApproverNeeded, Approvers } from "./approvers.tsx";
import { LiveActions, type RunAction, useLiveActions } from "./live-actions.tsx";
import { leftShare, liveWords, momentOf, stepWords, type LiveWords } from "./live-words.ts";
import { Outcome } from "./outcome.tsx";
import { furtherProof, heldFor, type SendForm } from "./form-state.ts";
import { SignalToggles, useSignals } from "./signals.tsx";

export interface LiveColumnProps {
  readonly live: LiveReply;
  /** When it was read, once that may be no longer true. */
  readonly staleSince?: number | undefined;
  readonly reload: () => void;
  readonly again: () => void;
}

export function LiveColumn({ live, staleSince, reload, again }: LiveColumnProps) {
  const { now, session } = useApp();
  const signals = useSignals(live);
  const actions = useLiveActions(live, reload);
  const ended = momentOf(live) === "ended";
  const words = liveWords(live, { now: now(), timeZone: session.timeZone });
  return (
    <section class={ended ? "card live" : "card live running"} aria-label={en.live.label}>
      {staleSince !== undefined && (
        <p class="notice tone-warn" role="status">
          <Icon name="triangle" />
          <span>{en.common.stale(clock(staleSince, session.timeZone))}</span>
        </p>
      )}
      {ended ? (
        <Outcome live={live} again={again} />
      ) : (
        <>
          <StateHead words={words} live={live} />
          {live.code !== undefined && (
            <Code
              code={live.code}
              newCode={live.acts.includes("new_code") ? actions.run : undefined}
              busy={actions.busy}
            />
          )}
          {words.say !== undefined && (
            <SayLine text={words.say} {...(live.code === undefined ? {} : { note: en.live.never })} />
          )}
        </>
      )}
      {!ended && <Approvers live={live} reload={reload} />}
      <Timeline steps={live.timeline} />
      <div class="live-bottom">
        {!ended && <LiveActions live={live} actions={actions} />}
        <SignalToggles signals={signals} live={live} />
      </div>
    </section>
  );
}

function StateHead({ words, live }: { words: LiveWords; live: LiveReply }) {
  const now = useNow(isRunning(live.status));
  const share = leftShare(live, now);
  return (
    <>
      <div class={`state tone-${words.tone}`}>
        <span class="banner-icon">
          <Icon name={words.icon} size={20} />
        </span>
        <div class="banner-words" role="status">
          <h2 class="banner-headline">
            <b>{words.verb}</b>: {words.headline}
          </h2>
          <p class="muted">{words.line}</p>
        </div>
        {live.deadlineAt !== undefined && (
          <p class="state-time" role="timer" aria-live="off">
            <b class="figure">{countdown(live.deadlineAt - now)}</b>
            {live.totalMs !== undefined && <span class="caption">{en.live.leftOf(countdown(live.totalMs))}</span>}
          </p>
        )}
      </div>
      {share !== undefined && (
        <div class={`state-bar tone-${words.tone}`} aria-hidden="true">
          <div style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </>
  );
}

interface CodeProps {
  readonly code: NonNullable<LiveReply["code"]>;
  readonly newCode: RunAction | undefined;
  readonly busy: boolean;
}

function Code({ code, newCode, busy }: CodeProps) {
  const now = useNow(true);
  const left = code.validUntil - now;
  return (
    <div class="code-block">
      <div>
        <h3>{en.live.code}</h3>
        <p class={left > 0 ? "code-digits" : "code-digits over"}>{codeGroups(code.digits)}</p>
      </div>
      <ul class="plain code-facts">
        <li>
          <Icon name="clock" />
          {left > 0 ? (
            <>
              <b class="figure">{countdown(left)}</b> {en.common.left}
            </>
          ) : (
            en.live.codeOver
          )}
        </li>
        <li>
          <Icon name="key" />
          {en.live.tries(code.triesLeft)}
        </li>
        {newCode !== undefined && (
          <li>
            <button
              type="button"
              class="button small-button"
              disabled={busy}
              onClick={() => newCode({ type: "new-code" })}
            >
              <Icon name="refresh" />
              {en.live.newCode}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

const NODES: Readonly<Record<TimelineStep["state"], IconName | undefined>> = {
  done: "check",
  current: undefined,
  ahead: undefined,
  failed: "close",
  ended: "dash",
};

export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  const { timeZone } = useApp().session;
  return (
    <ol class="timeline" aria-label={en.live.timeline}>
      {steps.map((step) => {
        const { label, note, when, state } = stepWords(step, timeZone);
        const icon = NODES[step.state];
        return (
          <li
            key={step.kind}
            class={`step ${step.state}`}
            {...(step.state === "current" ? { "aria-current": "step" as const } : {})}
          >
            <span class="node">{icon !== undefined && <Icon name={icon} />}</span>
            <span class="step-label">{label}</span>
            <span class="hidden">{state}</span>
            <span class="step-note">{note}</span>
            <span
              class="step-when figure"
              {...(step.at === undefined || step.state === "current" ? {} : { title: exactMoment(step.at, timeZone) })}
            >
              {when}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const AHEAD: readonly TimelineKind[] = [
  "queued",
  "sent",
  "delivered",
  "seen",
  "begun",
  "checks",
  "questions",
  "outcome",
];

export interface ReadyColumnProps {
  readonly page: SendPageReply;
  readonly account: AccountReply | undefined;
  readonly form: SendForm;
}

/** Before Send: the same column in the same order, so that nothing jumps when it starts. */
export function ReadyColumn({ page, account, form }: ReadyColumnProps) {
  const { before } = en.live;
  const { cannotPass } = en.send;
  const canPass = account?.outlook.canPass !== false;
  const words = canPass ? before : cannotPass;
  return (
    <Ahead>
      <div class={canPass ? "state tone-neutral" : "state tone-warn"}>
        <span class="banner-icon">
          <Icon name={canPass ? "send" : "octagonMinus"} size={20} />
        </span>
        <div class="banner-words" role="status">
          <h2 class="banner-headline">
            <b>{words.verb}</b>: {words.headline}
          </h2>
          <p class="muted">{canPass ? before.line(page.person?.firstName ?? en.send.requester) : cannotPass.line}</p>
        </div>
      </div>
      {canPass && <FurtherProof page={page} form={form} />}
      {canPass && <WillBeHeld minutes={heldFor(page, form)} />}
      <SayLine text={canPass ? en.live.beforeSay : cannotPass.say} />
      <Timeline steps={AHEAD.map((kind) => ({ kind, state: "ahead" }))} />
    </Ahead>
  );
}

function FurtherProof({ page, form }: Pick<ReadyColumnProps, "page" | "form">) {
  const proof = furtherProof(page, form);
  switch (proof) {
    case undefined:
      return null;
    case "passkey":
      return (
        <p class="notice tone-info">
          <Icon name="doubleCheck" />
          <span>{en.send.passkey(page.person?.firstName ?? en.send.requester)}</span>
        </p>
      );
    case "second_person":
    case "two_people":
    case "either":
      return <ApproverNeeded ticketId={page.ticket.id} proof={proof} />;
  }
}

function WillBeHeld({ minutes }: { readonly minutes: number | undefined }) {
  return minutes === undefined ? null : (
    <p class="notice tone-info">
      <Icon name="clock" />
      <span>{en.send.held(minutes)}</span>
    </p>
  );
}

function Ahead({ children }: { children: ComponentChildren }) {
  return (
    <section class="card live ready" aria-label={en.live.label}>
      {children}
    </section>
  );
}
