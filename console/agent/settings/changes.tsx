/** What changed, what waits, and the way back. */
import { useState } from "preact/hooks";
import type {
  SettingsChange,
  SettingsChangeReply,
  SettingsSectionReply,
  WaitingChange,
} from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { decideSettings, readOlderSettings, rollBackSettings } from "../frame/endpoints.ts";
import { whenShort } from "../frame/format.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { namesAt } from "./names-at.ts";

const words = en.settings;

export type OnDone = (reply: SettingsChangeReply | undefined, text?: string) => void;

export function ChangeList({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="settings-changes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface WaitingProps {
  readonly section: SettingsSectionReply;
  readonly waiting: WaitingChange;
  readonly onDone: OnDone;
}

export function Waiting({ section, waiting, onDone }: WaitingProps) {
  const { api, now, session } = useApp();
  const { busy, problem, press } = usePress();
  const { own, mayNotApprove, weakens, changes, by, at, reason, appliesAt, told } = waiting;
  const decide = async (decision: "approve" | "refuse" | "withdraw"): Promise<void> => {
    const result = await press(() => decideSettings(api, section.id, decision));
    if (result?.ok === true) onDone(undefined, decision === "approve" ? words.waiting.approved : words.waiting.ended);
  };
  const short = (moment: number): string => whenShort(moment, now(), session.timeZone);
  const somebody = told.told + told.waiting + told.failed > 0;
  const mayChange = may(session, section.changedWith);
  const stays = somebody ? words.waiting.nobodyKnows : words.waiting.nobodyToTell;
  return (
    <section class="card settings-waiting tone-warn" aria-labelledby="settings-waiting">
      <h2 id="settings-waiting">
        <Icon name="hourglass" />
        {words.waiting.title}
      </h2>
      <p>
        {words.waiting.proposed(by, short(at))}{" "}
        {appliesAt === undefined ? stays : words.waiting.applies(short(appliesAt))}
        {appliesAt === undefined && !somebody && own && mayChange && <> {words.waiting.tellSomebody}</>}
      </p>
      {reason !== undefined && <p>“{reason}”</p>}
      {somebody && <p class={told.failed > 0 ? "" : "caption"}>{words.waiting.told(words.waiting.toldWho, told)}.</p>}
      <p class="caption">{words.waiting.locked}</p>
      <b>{words.waiting.weakens}</b>
      <ChangeList lines={weakens} />
      <b>{words.waiting.changes}</b>
      <ChangeList lines={changes} />
      <ProblemLine problem={problem} />
      {mayChange && (
        <div class="dialog-actions">
          {own ? (
            <>
              <span class="caption">{words.waiting.own}</span>
              <button type="button" class="button" disabled={busy} onClick={() => void decide("withdraw")}>
                {words.waiting.withdraw}
              </button>
            </>
          ) : (
            <>
              {mayNotApprove !== undefined && (
                <span class="caption">{words.waiting.mayNotApprove[mayNotApprove](by)}</span>
              )}
              <button type="button" class="button" disabled={busy} onClick={() => void decide("refuse")}>
                {words.waiting.refuse}
              </button>
              {mayNotApprove === undefined && (
                <button type="button" class="button primary" disabled={busy} onClick={() => void decide("approve")}>
                  {words.waiting.approve}
                </button>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** With the version as its key: what was read of older ones goes with a newer one. */
export function History({ section, onDone }: { section: SettingsSectionReply; onDone: OnDone }) {
  const { api, session } = useApp();
  const { busy, problem, press } = usePress();
  const { version, waiting } = section;
  const [older, setOlder] = useState<readonly SettingsChange[]>([]);
  const history = [...section.history, ...older];
  const oldest = history.at(-1)?.version ?? 1;
  const more = async (): Promise<void> => {
    const result = await press(() => readOlderSettings(api, section.id, oldest));
    if (result?.ok === true) setOlder([...older, ...result.value.history]);
  };
  const mayChange = may(session, section.changedWith) && waiting === undefined;
  const [asked, setAsked] = useState<number>();
  const back = async (to: number): Promise<void> => {
    setAsked(undefined);
    const result = await press(() => rollBackSettings(api, section.id, { version, to }));
    if (result?.ok === true) onDone(result.value);
  };
  return (
    <aside class="card settings-history" aria-labelledby="settings-history">
      <h2 id="settings-history" class="card-head">
        {words.history.title}
      </h2>
      <ProblemLine problem={problem} />
      {problem !== undefined && problem.errors.length > 0 && (
        <ChangeList
          lines={problem.errors.map(({ field, message }) =>
            words.invalidOf(namesAt(section, field).join(", "), message),
          )}
        />
      )}
      {history.length === 0 && <p class="card-text caption">{words.history.none}</p>}
      <ol>
        {history.map((change) => (
          <li key={change.version}>
            <p>
              <b>{words.history.version(change.version)}</b> <When at={change.at} /> {change.by}
            </p>
            {change.reason !== undefined && <p>“{change.reason}”</p>}
            <ChangeList lines={change.changes} />
            {mayChange && change.version < version && (
              <button type="button" class="button quiet" disabled={busy} onClick={() => setAsked(change.version)}>
                {wayBack(change.version)}
              </button>
            )}
          </li>
        ))}
      </ol>
      {oldest > 1 && (
        <p class="card-text">
          <button type="button" class="button quiet" disabled={busy} onClick={() => void more()}>
            {words.history.older}
          </button>
        </p>
      )}
      {mayChange && version > 0 && (
        <p class="card-text">
          <button type="button" class="button quiet" disabled={busy} onClick={() => setAsked(0)}>
            {wayBack(0)}
          </button>
        </p>
      )}
      {asked !== undefined && (
        <Dialog title={wayBack(asked)} closeLabel={en.common.close} onClose={() => setAsked(undefined)}>
          <p>{words.history.confirm(version, asked)}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setAsked(undefined)}>
              {en.common.cancel}
            </button>
            <button type="button" class="button primary" disabled={busy} onClick={() => void back(asked)}>
              {words.history.goBack}
            </button>
          </div>
        </Dialog>
      )}
    </aside>
  );
}

const wayBack = (to: number): string => (to === 0 ? words.history.first : words.history.back(to));
