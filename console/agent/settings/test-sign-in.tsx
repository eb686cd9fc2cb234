/** Tries a company's sign-in out: by a button, and at once when a provider was changed and saved. */
import { useEffect, useState } from "preact/hooks";
import type { DescriptionFinding, SignInTestReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import type { ApiProblem } from "../frame/api.ts";
import { linkOwnAccount, readOwnAccounts, testSignIn } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { TestFrame, TestLine } from "./test-frame.tsx";

const words = en.settings.testSignIn;

interface TestSignInProps {
  readonly name: string;
  /** Nothing is typed that is not saved. */
  readonly saved: boolean;
  /** What the test does. */
  readonly text?: string;
}

export function TestSignIn({ name, saved, text = words.text }: TestSignInProps) {
  const { api } = useApp();
  const [tested, setTested] = useState<SignInTestReply>();
  const { busy, problem, press } = usePress();
  const run = async (): Promise<void> => {
    setTested(undefined);
    const result = await press(() => testSignIn(api, name));
    if (result?.ok === true) setTested(result.value);
  };
  return (
    <TestFrame
      title={words.title}
      text={text}
      problem={problem}
      outcome={tested !== undefined && <SignInTested tested={tested} />}
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

export function SignInTested({ tested: { read, findings, access } }: { tested: SignInTestReply }) {
  if (access !== undefined) return <AccessTested read={read} access={access} />;
  return (
    <div class="stack">
      {read.ok ? <TestLine tone="ok">{words.read}</TestLine> : <Unread problem={read.problem} />}
      {findings.map((finding) => (
        <Finding key={finding.check} finding={finding} />
      ))}
    </div>
  );
}

const TOKEN_TONE = { valid: "ok", absent: "warn", refused: "bad", unread: "warn" } as const;

function AccessTested({ read, access: { keys, token } }: Required<Pick<SignInTestReply, "read" | "access">>) {
  const said = words.access;
  return (
    <div class="stack">
      {read.ok ? (
        <TestLine tone={keys > 0 ? "ok" : "bad"}>{said.keys(keys)}</TestLine>
      ) : (
        <TestLine tone="bad">{words.unreadKeys(whyOf(read.problem))}</TestLine>
      )}
      <TestLine tone="ok">{said.audience}</TestLine>
      <TestLine tone={TOKEN_TONE[token]}>{said.token[token]}</TestLine>
    </div>
  );
}

function Unread({ problem }: { problem: string }) {
  return <TestLine tone="bad">{words.unread(whyOf(problem))}</TestLine>;
}

const whyOf = (problem: string): string => words.problems[problem] ?? words.otherProblem;

const TONE = { fits: "ok", unsaid: "warn", differs: "bad" } as const;

function Finding({ finding: { check, outcome, says = "", problem } }: { finding: DescriptionFinding }) {
  return (
    <TestLine tone={TONE[outcome]}>
      {problem === undefined ? words.findings[check][outcome](says) : words.unreadKeys(whyOf(problem))}
    </TestLine>
  );
}

/** What came of the test that follows a save. */
export type Checked = { readonly tested: SignInTestReply } | { readonly failed: ApiProblem };

/** Asked once for each name that it is drawn with. */
export function SavedProviders({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <SavedProvider key={name} name={name} />
      ))}
    </>
  );
}

function SavedProvider({ name }: { name: string }) {
  const { api } = useApp();
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    void testSignIn(api, name).then((result) =>
      setChecked(result.ok ? { tested: result.value } : { failed: result.problem }),
    );
  }, [api, name]);
  return (
    <>
      <SavedOutcome name={name} checked={checked} />
      {checked !== undefined && "tested" in checked && checked.tested.read.ok && <LinkOwn name={name} />}
    </>
  );
}

/** What only a sign-in tries, at the company's own page; nothing where the account is linked already. */
function LinkOwn({ name }: { name: string }) {
  const { api } = useApp();
  const own = useResource("own-accounts", (signal) => readOwnAccounts(api, signal));
  const { busy, problem, press } = usePress();
  if (own.value?.accounts.find((account) => account.name === name)?.state !== "open") return null;
  const link = async (): Promise<void> => {
    const begun = await press(() => linkOwnAccount(api, name));
    if (begun?.ok === true) location.assign(begun.value.address);
  };
  return (
    <p class="split">
      <span>{words.linkSays}</span>
      <button type="button" class="button primary" disabled={busy} onClick={() => void link()}>
        {en.setUp.linkOwn}
      </button>
      <ProblemLine problem={problem} />
    </p>
  );
}

export function SavedOutcome({ name, checked }: { name: string; checked: Checked | undefined }) {
  if (checked === undefined) return <p class="caption">{words.checking(name)}</p>;
  if ("failed" in checked) {
    return (
      <>
        <TestLine tone="warn">{words.unchecked(name)}</TestLine>
        <ProblemLine problem={checked.failed} />
      </>
    );
  }
  const { read, findings } = checked.tested;
  if (!read.ok) return <TestLine tone="bad">{words.savedUnread(name, whyOf(read.problem))}</TestLine>;
  const amiss = findings.filter(({ outcome }) => outcome !== "fits");
  const differs = amiss.some(({ outcome }) => outcome === "differs");
  return (
    <>
      <TestLine tone={differs ? "bad" : "ok"}>{differs ? words.savedDiffers(name) : words.savedFits(name)}</TestLine>
      {amiss.map((finding) => (
        <Finding key={finding.check} finding={finding} />
      ))}
    </>
  );
}
