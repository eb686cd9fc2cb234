/** Report, and Report an Incident: where it goes, what came of it, and the press. */
import type { Remedy, RemedyState, ToldWay } from "../../../workers/contract/console/remediate.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { tellOfCheck } from "../frame/endpoints.ts";
import { whenShort } from "../frame/format.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.remediate;

export interface TellFormProps {
  readonly id: string;
  readonly remedy: Remedy;
  readonly state: RemedyState;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function TellForm({ id, remedy, state, onClose, onDone }: TellFormProps) {
  const { api, now, session } = useApp();
  const { busy, problem, press } = usePress();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if ((await press(() => tellOfCheck(api, id, remedy))) === undefined) return;
    // Also after a refusal: most come from a page that is older than the check.
    onDone();
  };
  const { offer, by, at } = state;
  const barred = offer === "not_set" ? words.offers.not_set[remedy] : words.offers.own_mailbox;
  const pressable = offer === "offered" || offer === "again";
  return (
    <form class="dialog-form" onSubmit={(event) => void submit(event)}>
      <p>{words[remedy].text}</p>
      {(offer === "not_set" || offer === "own_mailbox") && (
        <p class="notice tone-warn">
          <Icon name="triangle" />
          <span>{barred}</span>
        </p>
      )}
      <Ways state={state} />
      {by !== undefined && at !== undefined && (
        <p class="caption">{words.by(by, whenShort(at, now(), session.timeZone))}</p>
      )}
      {state.told.some(({ way, state: sent }) => way === "mail" && sent === "waiting") && (
        <p class="caption">{words.gathered}</p>
      )}
      <ProblemLine problem={problem} />
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {pressable ? en.common.cancel : en.common.close}
        </button>
        {pressable && (
          <button class="button primary" disabled={busy}>
            {offer === "again" ? words[remedy].again : words[remedy].press}
          </button>
        )}
      </div>
    </form>
  );
}

function Ways({ state: { ways, told } }: { state: RemedyState }) {
  const known = new Map(told.map((one) => [one.way, one]));
  const shown = [...new Set([...told.map(({ way }) => way), ...ways])];
  if (shown.length === 0) return null;
  return (
    <ul class="plain lines told" aria-live="polite">
      {shown.map((way) => (
        <li key={way} class="note-line">
          <span class="grow">{words.ways[way]}</span>
          <WayMark told={known.get(way)} />
        </li>
      ))}
    </ul>
  );
}

function WayMark({ told }: { told: ToldWay | undefined }) {
  const { now, session } = useApp();
  switch (told?.state) {
    case undefined:
      return (
        <Mark tone="neutral" icon="dash">
          {words.states.ready}
        </Mark>
      );
    case "waiting":
      return (
        <Mark tone="info" icon="hourglass">
          {told.problem === undefined ? words.states.waiting : words.states.trying(told.problem)}
        </Mark>
      );
    case "sent":
      return (
        <Mark tone="ok" icon="checkCircle">
          {words.states.sent(whenShort(told.at ?? 0, now(), session.timeZone))}
        </Mark>
      );
    case "failed":
      return (
        <Mark tone="bad" icon="octagonX">
          {words.states.failed(told.problem ?? "")}
        </Mark>
      );
    case "discarded":
      return (
        <Mark tone="neutral" icon="ban">
          {words.states.discarded}
        </Mark>
      );
  }
}
