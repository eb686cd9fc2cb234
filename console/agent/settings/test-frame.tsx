/** What the tests of the settings have in common: what is saved is tried, and what came of it is read out. */
import type { ComponentChildren } from "preact";
import { Icon } from "../../ui/icon.tsx";
import type { ApiProblem } from "../frame/api.ts";
import { ProblemLine } from "../frame/problem.tsx";

interface TestFrameProps {
  readonly title: string;
  readonly text: ComponentChildren;
  readonly problem: ApiProblem | undefined;
  readonly outcome: ComponentChildren;
  readonly children: ComponentChildren;
}

export function TestFrame({ title, text, problem, outcome, children }: TestFrameProps) {
  return (
    <fieldset class="settings-group settings-test">
      <legend>{title}</legend>
      <p class="caption">{text}</p>
      {children}
      <ProblemLine problem={problem} />
      <div role="status">{outcome}</div>
    </fieldset>
  );
}

const LOOK = {
  ok: "checkCircle",
  warn: "triangle",
  bad: "octagonX",
} as const;

export function TestLine({ tone, children }: { tone: keyof typeof LOOK; children: ComponentChildren }) {
  return (
    <p class={`notice tone-${tone}`}>
      <Icon name={LOOK[tone]} />
      <span>{children}</span>
    </p>
  );
}
