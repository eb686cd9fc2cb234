/** Tries a system that sets passwords out on the admin's own account, without changing anything there. */
import { useState } from "preact/hooks";
import type { ActionTargetTestReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import { testActionTarget } from "../frame/endpoints.ts";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { TestFrame, TestLine } from "./test-frame.tsx";

const words = en.settings.testActionTarget;

interface TestActionTargetProps {
  readonly name: string;
  /** Nothing is typed that is not saved. */
  readonly saved: boolean;
}

export function TestActionTarget({ name, saved }: TestActionTargetProps) {
  const { api } = useApp();
  const [tested, setTested] = useState<ActionTargetTestReply>();
  const { busy, problem, press } = usePress();
  const run = async (): Promise<void> => {
    setTested(undefined);
    const result = await press(() => testActionTarget(api, name));
    if (result?.ok === true) setTested(result.value);
  };
  return (
    <TestFrame
      title={words.title}
      text={words.text}
      problem={problem}
      outcome={tested !== undefined && <ActionTargetTested tested={tested} />}
    >
      <div class="split">
        <ReadyButton
          class="button"
          busy={busy}
          missing={saved ? undefined : en.settings.saveFirst}
          onPress={() => void run()}
        >
          {busy ? words.running : words.run}
        </ReadyButton>
      </div>
    </TestFrame>
  );
}

export function ActionTargetTested({ tested }: { tested: ActionTargetTestReply }) {
  const { account, asked, does, lacks, serves } = tested;
  return (
    <div class="stack">
      {account.state === "read" ? <Read account={account} asked={asked} /> : <Unread account={account} asked={asked} />}
      {lacks.map((sentence) => (
        <TestLine key={sentence} tone="bad">
          {sentence}
        </TestLine>
      ))}
      <p class="caption">
        {words.does(does.map((action) => words.actions[action]))} {words.serves} {serves}
      </p>
    </div>
  );
}

type Account<State> = Extract<ActionTargetTestReply["account"], { readonly state: State }>;

function Read({ account, asked }: { account: Account<"read">; asked: string }) {
  const { leftAlone, locked, passwordSetAt, minLength, rules } = account;
  return (
    <>
      <TestLine tone="ok">
        {words.read(asked)}
        {passwordSetAt !== undefined && (
          <>
            {" "}
            {words.setAt} <When at={passwordSetAt} />.
          </>
        )}
      </TestLine>
      {leftAlone !== undefined && (
        <TestLine tone="warn">{words.leftAlone[leftAlone] ?? words.leftAloneOtherwise}</TestLine>
      )}
      {locked === true && <TestLine tone="warn">{words.locked}</TestLine>}
      <b>{words.rules}</b>
      <ul class="settings-changes">
        <li>{words.minLength(minLength)}</li>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </>
  );
}

function Unread({ account: { unknown, why }, asked }: { account: Account<"unread">; asked: string }) {
  return (
    <TestLine tone={unknown === true ? "warn" : "bad"}>
      {unknown === true ? words.unknown(asked) : words.unread(why ?? "")}
    </TestLine>
  );
}
