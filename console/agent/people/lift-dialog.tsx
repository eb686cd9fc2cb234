/** Lifts a block: how one knows that it is the person, and why. */
import { useMemo, useState } from "preact/hooks";
import type { LiftRequest, PersonPageReply } from "../../../workers/contract/console/person.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { liftBlock } from "../frame/endpoints.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.people.lift;
const SHORTEST_REASON = 5;
/** The server takes a call of the last hour. */
const LONGEST_AGO = 60;
const COLLEAGUE = "colleague";

export interface LiftDialogProps {
  readonly page: PersonPageReply;
  readonly what: LiftRequest["what"];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function LiftDialog({ page, what, onClose, onDone }: LiftDialogProps) {
  const { api } = useApp();
  const phones = page.contacts.filter(({ channel, trusted }) => channel === "sms" && trusted);
  const [way, setWay] = useState(phones[0]?.id ?? COLLEAGUE);
  const [minutesAgo, setMinutesAgo] = useState("0");
  const [reason, setReason] = useState("");
  const { busy, problem, press } = usePress();
  // One dialog, one press, however often its reply is lost.
  const idempotencyKey = useMemo(() => crypto.randomUUID(), []);
  const ago = Number(minutesAgo);
  const called = way !== COLLEAGUE;
  const fits = !called || (minutesAgo !== "" && Number.isInteger(ago) && ago >= 0 && ago <= LONGEST_AGO);
  const reasonGiven = reason.trim().length >= SHORTEST_REASON;
  const missing = fits
    ? reasonGiven
      ? undefined
      : en.common.sayWhy(SHORTEST_REASON)
    : words.minutesMissing(LONGEST_AGO);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (missing !== undefined) return;
    const body: LiftRequest = {
      what,
      way: called ? { type: "callback", contactId: way, minutesAgo: ago } : { type: COLLEAGUE },
      reason: reason.trim(),
      idempotencyKey,
    };
    const result = await press(() => liftBlock(api, page.person.id, body));
    if (result?.ok === true) onDone();
  };
  const ways = [
    ...phones.map(({ id, masked }) => ({ id, name: words.call(masked) })),
    { id: COLLEAGUE, name: words.colleague },
  ];
  return (
    <Dialog title={words.title[what]} subtitle={page.person.name} closeLabel={en.common.close} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{words.text}</p>
        <fieldset class="word-choice">
          <legend>{words.how}</legend>
          <div class="choices">
            {ways.map(({ id, name }) => (
              <label key={id} class={id === way ? "choice chosen" : "choice"}>
                <input type="radio" name="way" checked={id === way} onChange={() => setWay(id)} />
                <span class="grow">
                  <span class="choice-name">{name}</span>
                  <span class="caption">{id === COLLEAGUE ? words.colleagueHint : words.callHint}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {called && (
          <label class="field">
            {words.minutesAgo}
            <input
              type="number"
              min={0}
              max={LONGEST_AGO}
              required
              value={minutesAgo}
              onInput={(event) => setMinutesAgo(event.currentTarget.value)}
            />
          </label>
        )}
        <label class="field">
          {words.reason}
          <input
            required
            minLength={SHORTEST_REASON}
            maxLength={300}
            value={reason}
            aria-describedby="lift-hint"
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <p class="caption" id="lift-hint">
          {words.reasonHint}
        </p>
        <ProblemLine problem={problem} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {en.common.cancel}
          </button>
          <ReadyButton class="button primary" busy={busy} missing={missing}>
            {words.button[what]}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}
