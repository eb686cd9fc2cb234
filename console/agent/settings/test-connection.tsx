/** Tries a ticket system out, and says what it saw. */
import { useEffect, useId, useState } from "preact/hooks";
import type { ClosingTested, ConnectionTestReply, TestStep } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import type { ApiResult } from "../frame/api.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { testConnection } from "../frame/endpoints.ts";
import { clock } from "../frame/format.ts";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { TestFrame, TestLine } from "./test-frame.tsx";

const words = en.settings.test;

interface TestConnectionProps {
  readonly name: string;
  /** Nothing is typed that is not saved. */
  readonly saved: boolean;
  /** How notes are written as the form stands; absent where the plug-in has no such setting. */
  readonly format?: string;
  readonly onFormat: (format: string) => void;
}

export function TestConnection({ name, saved, format, onFormat }: TestConnectionProps) {
  const { api } = useApp();
  const id = useId();
  const [ticket, setTicket] = useState("");
  const [tested, setTested] = useState<ConnectionTestReply>();
  const { busy, problem, press } = usePress();
  const run = async (): Promise<void> => {
    setTested(undefined);
    const result = await press(() => testConnection(api, name, ticket.trim()));
    if (result?.ok === true) setTested(result.value);
  };
  return (
    <TestFrame
      title={words.title}
      text={words.text}
      problem={problem}
      outcome={
        tested !== undefined && (
          <>
            <ConnectionTested tested={tested} />
            {format !== undefined && tested.found !== undefined && tested.found !== format && (
              <p class="split">
                <span>{words.foundFormat(tested.found)}</span>
                <button type="button" class="button" onClick={() => onFormat(tested.found ?? format)}>
                  {words.useFormat(tested.found)}
                </button>
              </p>
            )}
          </>
        )
      }
    >
      <div class="field settings-field">
        <label for={id}>{words.ticket}</label>
        <div class="split">
          <input id={id} value={ticket} maxLength={60} onInput={(event) => setTicket(event.currentTarget.value)} />
          <ReadyButton
            class="button"
            busy={busy}
            missing={saved ? undefined : en.settings.saveFirst}
            onPress={() => void run()}
          >
            {busy ? words.running : words.run}
          </ReadyButton>
        </div>
      </div>
    </TestFrame>
  );
}

export function ConnectionTested({ tested }: { tested: ConnectionTestReply }) {
  const { read, note, categories, closing, lastTicketAt } = tested;
  return (
    <div class="stack">
      <Step step={read} good={words.read} bad={words.readFailed} />
      {note !== undefined && <Step step={note} good={words.note} bad={words.noteFailed} />}
      {closing !== undefined && <Closing closing={closing} />}
      {read.ok && (
        <>
          <b>{words.categories}</b>
          {categories.length === 0 ? (
            <p class="caption">{words.noCategories}</p>
          ) : (
            <ul class="settings-changes">
              {categories.map((category) => (
                <li key={category.name}>
                  {category.name} ({category.tickets})
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <p class="caption">
        {lastTicketAt === undefined ? (
          words.noTicketYet
        ) : (
          <>
            {words.lastTicket} <When at={lastTicketAt} />
          </>
        )}
      </p>
    </div>
  );
}

const closingWords = words.closing;

/** Red wherever tickets stay open as far as can be seen from here. */
function Closing({ closing }: { closing: ClosingTested }) {
  switch (closing.state) {
    case "closes":
      return <TestLine tone="ok">{closingWords.closes(closing)}</TestLine>;
    case "marked":
      return <StaysOpen why={closingWords.marked(closing)} next={closingWords.rule(closing.flag)} />;
    case "stays_open":
      return <StaysOpen why={closingWords.notOffered(closing)} next={closingWords.allow} />;
    case "note_only":
      return <StaysOpen why={closingWords.noteOnly} next={closingWords.choose} />;
    case "none_open":
      return <TestLine tone="warn">{closingWords.noneOpen(closing.ticket)}</TestLine>;
    case "unread":
      return (
        <TestLine tone="bad">{closingWords.unread(words.problems[closing.problem] ?? words.otherProblem)}</TestLine>
      );
  }
}

function StaysOpen({ why, next }: { why: string; next: string }) {
  return (
    <TestLine tone="bad">
      <b>{closingWords.staysOpen}</b> {why} {next}
    </TestLine>
  );
}

function Step({ step, good, bad }: { step: TestStep; good: string; bad: (why: string) => string }) {
  const { session } = useApp();
  return (
    <TestLine tone={step.ok ? "ok" : "bad"}>
      {step.ok ? good : bad(words.problems[step.problem] ?? words.otherProblem)}
      {!step.ok && step.nextTryAt !== undefined && <>. {words.nextTry(clock(step.nextTryAt, session.timeZone))}</>}
    </TestLine>
  );
}

/** Asked once for each name that it is drawn with; without a note on a ticket. */
export function SavedConnections({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <SavedConnection key={name} name={name} />
      ))}
    </>
  );
}

function SavedConnection({ name }: { name: string }) {
  const { api, renew } = useApp();
  const [result, setResult] = useState<ApiResult<ConnectionTestReply>>();
  useEffect(() => {
    void testConnection(api, name, "").then((tested) => {
      setResult(tested);
      // The set-up's banner says what is left.
      renew();
    });
  }, [api, name]);
  if (result === undefined) return <p class="caption">{words.checking(name)}</p>;
  return result.ok ? <ConnectionTested tested={result.value} /> : <ProblemLine problem={result.problem} />;
}
