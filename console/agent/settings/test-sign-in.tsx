/** Tries a company's sign-in out: by a button, and at once when a provider was changed and saved. */
import { useEffect, useState } from "preact/hooks";
import type {
  DescriptionFinding,
  SettingsSectionReply,
  SignInTestReply,
} from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { useApp } from "../frame/app-context.ts";
import type { ApiProblem } from "../frame/api.ts";
import { testSignIn } from "../frame/endpoints.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { recordAt } from "./secret-fields.tsx";
import type { FormRecord } from "./schema.ts";
import { TestFrame, TestLine } from "./test-frame.tsx";

const words = en.settings.testSignIn;
export const PROVIDERS = "SIGN_IN_PROVIDERS";

export function TestSignIn({ name, saved }: { name: string; saved: boolean }) {
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
      text={words.text}
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

export function SignInTested({ tested: { read, findings } }: { tested: SignInTestReply }) {
  return (
    <div class="stack">
      {read.ok ? <TestLine tone="ok">{words.read}</TestLine> : <Unread problem={read.problem} />}
      {findings.map((finding) => (
        <Finding key={finding.check} finding={finding} />
      ))}
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

/** Providers that were added or are set otherwise than before. */
export function changedProviders(before: SettingsSectionReply, after: SettingsSectionReply): readonly string[] {
  const [was, is] = [before, after].map(providersIn) as [FormRecord, FormRecord];
  return Object.keys(is).filter((name) => JSON.stringify(is[name]) !== JSON.stringify(was[name]));
}

function providersIn({ fields }: SettingsSectionReply): FormRecord {
  return recordAt(Object.fromEntries(fields.map(({ key, value }) => [key, value])), PROVIDERS);
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
  return <SavedOutcome name={name} checked={checked} />;
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
