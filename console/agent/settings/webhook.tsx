/** Waits for a ticket system's call, and says what came of it. */
import { useEffect, useState } from "preact/hooks";
import type { WebhookRefusedReply, WebhookReply } from "../../../workers/contract/console/connections.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { CopyText } from "../frame/copy-text.tsx";
import { awaitWebhook, readWebhook } from "../frame/endpoints.ts";
import { useResource, type Resource } from "../frame/hooks.ts";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { TestFrame, TestLine } from "./test-frame.tsx";

const words = en.settings.webhook;

const READ_AGAIN_MS = 3_000;
/** Five minutes: the server keeps each call for whoever waits a while longer. */
const READINGS = 100;

/** "first" and "next": such a call is waited for; "over": none came. */
type WebhookState = "first" | "next" | "over" | "seen";

interface Wait {
  /** When the call was that is known already; absent while the first one is waited for. */
  readonly before?: number | undefined;
  /** How often it is still looked; only while the page is in sight. */
  readonly left: number;
}

interface Waiting {
  readonly state: WebhookState | undefined;
  /** Waits on, or for the next call. */
  readonly goOn: () => void;
  readonly busy: boolean;
  readonly refused: ApiProblem | undefined;
}

/** The first call is waited for as soon as this is drawn, a later one at a press. */
function useWait(name: string, { value, reload }: Resource<WebhookReply>): Waiting {
  const { api } = useApp();
  const [{ before, left }, setWait] = useState<Wait>({ left: READINGS });
  const { busy, problem, press } = usePress();
  const state = value && stateOf(value.taken?.at, { before, left });
  const waiting = state === "first" || state === "next";
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      reload();
      setWait((wait) => ({ ...wait, left: wait.left - 1 }));
    }, READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, reload]);
  const goOn = async (): Promise<void> => {
    const result = await press(() => awaitWebhook(api, name));
    if (result?.ok === true) setWait({ before: value?.taken?.at, left: READINGS });
  };
  return { state, goOn: () => void goOn(), busy, refused: problem };
}

function stateOf(takenAt: number | undefined, { before, left }: Wait): WebhookState {
  if (takenAt !== before) return "seen";
  if (left <= 0) return "over";
  return before === undefined ? "first" : "next";
}

export function Webhook({ name }: { name: string }) {
  const { api } = useApp();
  const resource = useResource(`webhook/${name}`, (signal) => readWebhook(api, name, signal));
  const { state, goOn, busy, refused } = useWait(name, resource);
  const { value, problem } = resource;
  return (
    <TestFrame
      title={words.title}
      text={
        <>
          <WebhookAddress name={name} />
          <UserName userName={value?.userName} />
        </>
      }
      problem={refused ?? problem}
      outcome={value !== undefined && state !== undefined && <WebhookSaw value={value} state={state} />}
    >
      {(state === "seen" || state === "over") && (
        <div class="split">
          <button type="button" class="button" disabled={busy} onClick={goOn}>
            {state === "seen" ? words.next : words.goOn}
          </button>
        </div>
      )}
    </TestFrame>
  );
}

function UserName({ userName }: { userName: string | undefined }) {
  if (userName === undefined) return null;
  return (
    <>
      {" "}
      {words.user} <CopyText name={words.userName} text={userName} />
    </>
  );
}

export function WebhookAddress({ name }: { name: string }) {
  return (
    <>
      {words.address} <CopyText name={words.addressName} text={`${location.origin}/webhooks/tickets/${name}`} />
    </>
  );
}

interface WebhookSawProps {
  readonly value: WebhookReply;
  readonly state: WebhookState;
}

export function WebhookSaw({ value: { taken, refused }, state }: WebhookSawProps) {
  return (
    <div class="stack">
      {state === "seen" && taken !== undefined && <Taken taken={taken} />}
      {refused.map((one) => (
        <Refused key={`${one.reason} ${one.detail ?? ""}`} refused={one} />
      ))}
      {state !== "seen" && (
        <p class="notice tone-info">
          <Icon name="hourglass" />
          <span>{words.state[state]}</span>
        </p>
      )}
    </div>
  );
}

function Taken({ taken: { at, ticket } }: { taken: NonNullable<WebhookReply["taken"]> }) {
  const good = ticket?.required === true && ticket.requester === "found";
  return (
    <TestLine tone={good ? "ok" : "warn"}>
      {words.taken} <When at={at} />.{" "}
      {ticket === undefined
        ? words.ticketGone
        : `${words.ticket(ticket.number, ticket.category)} ${ticket.required ? words.required : words.notRequired} ${words.requester[ticket.requester]}`}
    </TestLine>
  );
}

function Refused({ refused: { reason, detail, times, at } }: { refused: WebhookRefusedReply }) {
  return (
    <TestLine tone="bad">
      {words.refusedTimes(times)}: {words.refused[reason]}
      {detail !== undefined && ` (${detail})`}
      {words.at(times)} <When at={at} />.
    </TestLine>
  );
}
