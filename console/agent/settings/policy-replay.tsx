/** A draft of a policy against the checks of the last months: who would have got through, who not, before it is saved. */
import { useState } from "preact/hooks";
import type { PolicyReplayReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { replayPolicy } from "../frame/endpoints.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import type { FormValue } from "./schema.ts";

const words = en.settings.policyReplay;
const OWN = "CONNECTION_CATEGORIES.";
const GENERAL = "CATEGORIES.";

/** Of a path as `policiesIn` makes them. */
export function categoryAt(path: string): { readonly category: string; readonly connection?: string } {
  if (!path.startsWith(OWN)) return { category: path.slice(GENERAL.length) };
  const [connection = ""] = path.slice(OWN.length).split(".", 1);
  return { connection, category: path.slice(OWN.length + connection.length + 1) };
}

export function PolicyReplay({ path, policy }: { path: string; policy: FormValue }) {
  const { api, session } = useApp();
  const [shown, setShown] = useState<{ readonly of: string; readonly reply: PolicyReplayReply }>();
  const { busy, problem, press } = usePress();
  if (!may(session, "checks.replay")) return null;
  const of = JSON.stringify(policy);
  const run = async (): Promise<void> => {
    const result = await press(() => replayPolicy(api, { ...categoryAt(path), policy }));
    if (result?.ok === true) setShown({ of, reply: result.value });
  };
  return (
    <div class="settings-replay">
      <ReadyButton class="button small-button" busy={busy} missing={undefined} onPress={() => void run()}>
        {busy ? words.running : words.run}
      </ReadyButton>
      <ProblemLine problem={problem} />
      <div role="status">{shown?.of === of && <Replayed reply={shown.reply} />}</div>
    </div>
  );
}

export function Replayed({ reply }: { reply: PolicyReplayReply }) {
  const { checks, changes, days, unreadable, onlyNewest, notReplayed } = reply;
  return (
    <>
      <p>
        {checks === 0 ? words.none(days) : words.passes({ checks, days, from: reply.from.passes, to: reply.to.passes })}
      </p>
      {checks > 0 && changes.length === 0 && <p>{words.noChange}</p>}
      {changes.length > 0 && (
        <ul class="settings-changes">
          {changes.map((change) => (
            <li key={`${change.of} ${change.from} ${change.to}`}>
              {words.change({
                checks: change.checks,
                of: en.settings.demands.of[change.of],
                from: words.was[change.from],
                to: words.becomes[change.to],
              })}
              {change.impostor > 0 && <b> {words.impostor(change.impostor)}</b>}
              {change.genuine > 0 && <> {words.genuine(change.genuine)}</>}
            </li>
          ))}
        </ul>
      )}
      {notReplayed.length > 0 && (
        <p class="caption">{words.notReplayed(notReplayed.map((key) => words.settings[key]))}</p>
      )}
      {unreadable > 0 && <p class="caption">{words.unreadable(unreadable)}</p>}
      {onlyNewest === true && <p class="caption">{words.onlyNewest(checks + unreadable)}</p>}
    </>
  );
}
