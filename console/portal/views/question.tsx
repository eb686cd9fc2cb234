/**
 * One question. Looks the same after any answer: no tick, no colour, nothing of the grade. An
 * error is about the form of what was typed, never about the answer.
 */
import type { ComponentChildren } from "preact";
import { FIELDS, type PreviousAnswer, type QuestionScreen } from "../../../workers/contract/portal.ts";
import { questionWords, wordsOf, type QuestionWords } from "../../copy/questions.ts";
import { progressOf } from "../../copy/progress.ts";
import { AnswerFields } from "./parts/answer-fields.tsx";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Moment } from "./parts/moment.tsx";
import { pathOf, writtenDate, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface QuestionProps {
  readonly view: View;
  readonly screen: QuestionScreen;
}

export function Question({ view, screen }: QuestionProps) {
  const { question } = view.copy;
  return (
    <>
      {screen.previous === undefined ? null : <Previous view={view} previous={screen.previous} />}
      {screen.problem === undefined ? null : <ProblemBox view={view} code={screen.problem.code} form={screen.form} />}
      <p class="over">
        <Words
          text={question.progress[progressOf(screen.ordinal, screen.questions)]}
          values={{ n: screen.ordinal, ...screen.questions }}
        />
      </p>
      <Heading small>
        <QuestionHeading view={view} screen={screen} />
      </Heading>
      <p class="muted" id="hint">
        {hintOf(view, screen)}
      </p>
      <form method="post" action={pathOf(view, "answer")} noValidate>
        <input type="hidden" name={FIELDS.ordinal} value={screen.ordinal} />
        <input type="hidden" name={FIELDS.attempt} value={screen.attempt} />
        <AnswerFields view={view} screen={screen} />
      </form>
      {screen.form === "choice" && screen.ordinal === 1 ? <p class="muted fine">{question.skipHint}</p> : null}
      <Until view={view} screen={screen} />
      <ReportLine view={view} />
    </>
  );
}

/** A check that began before its kind was renamed or given other values goes on in the transcript's words. */
function QuestionHeading({ view, screen }: QuestionProps) {
  const words = wordsOf(view.copy.question.kinds, screen.kind);
  const values = headingValues(view, screen);
  const named = [...(words?.heading.matchAll(/\{(\w+)\}/g) ?? [])];
  const missing = named.some(([, name = ""]) => values[name] === undefined);
  return words === undefined || missing ? (
    <>{questionWords(screen.kind).ask(screen.params)}</>
  ) : (
    <Words text={words.heading} values={values} />
  );
}

function headingValues(view: View, screen: QuestionScreen): Readonly<Record<string, ComponentChildren>> {
  const values = Object.entries(screen.params).map(([name, value]) => {
    const date = name === "date" ? writtenDate(view, value) : undefined;
    return [name, date ?? <bdi>{value}</bdi>] as const;
  });
  return Object.fromEntries(values);
}

function hintOf(view: View, screen: QuestionScreen): string {
  const { question } = view.copy;
  if (screen.form === "choice") return question.choiceHint;
  if (screen.form === "month") return question.monthHint;
  return wordsOf<QuestionWords>(question.kinds, screen.kind)?.hint ?? "";
}

function Previous(props: {
  readonly view: View;
  readonly previous: { readonly ordinal: number; readonly answer: PreviousAnswer };
}) {
  const { view, previous } = props;
  return (
    <form class="previous" method="post" action={pathOf(view, "change")}>
      <input type="hidden" name={FIELDS.ordinal} value={previous.ordinal} />
      <button class="link with-icon">
        <Icon name="back" />
        <span>{view.copy.question.change}</span>
      </button>
      <bdi class="muted">{answerWords(view, previous.answer)}</bdi>
    </form>
  );
}

function answerWords({ copy }: View, answer: PreviousAnswer): string {
  switch (answer.type) {
    case "text":
      return answer.text;
    case "none":
      return copy.question.none;
    case "skip":
      return copy.question.skip;
    case "month":
      return new Intl.DateTimeFormat(copy.lang, { month: "long", year: "numeric", timeZone: "UTC" }).format(
        Date.UTC(answer.year, answer.month - 1),
      );
  }
}

interface ProblemProps {
  readonly view: View;
  readonly code: NonNullable<QuestionScreen["problem"]>["code"];
  readonly form: QuestionScreen["form"];
}

function ProblemBox({ view, code, form }: ProblemProps) {
  const { question } = view.copy;
  const field = form === "text" ? "answer" : code === "month" ? "month" : "year";
  return (
    <div class="box bad" tabIndex={-1} role="group" aria-labelledby="problem" data-focus>
      <Icon name="warn" />
      <p>
        <b id="problem">{question.problem}</b>
        <br />
        {form === "choice" ? question.problems[code] : <a href={`#${field}`}>{question.problems[code]}</a>}
      </p>
    </div>
  );
}

/** The deadline as a clock time, true without the script. `data-left` is in seconds: the phone's clock may be wrong. */
function Until({ view, screen }: QuestionProps) {
  const { question } = view.copy;
  const soon = screen.moreTime === "none_left" ? question.soonNoMore : question.soon;
  const left = Math.max(0, Math.round((screen.deadlineAt - view.now) / 1000));
  return (
    <form
      class={screen.form === "text" ? "until near" : "until"}
      method="post"
      action={pathOf(view, "moreTime")}
      data-part="until"
      data-left={left}
      data-soon={soon}
    >
      <input type="hidden" name="deadline" value={screen.deadlineAt} />
      <p class="muted">
        <span>
          <Words text={question.until} values={{ time: <Moment view={view} at={screen.deadlineAt} /> }} />
        </span>
        <span class="note with-icon" id="until-note" role="status">
          {screen.moreTime === "just_added" ? <Added text={question.added} /> : null}
        </span>
      </p>
      {screen.moreTime === "none_left" ? null : (
        <button class="link with-icon" aria-describedby="until-note">
          <Icon name="clock" />
          <span>{question.moreTime}</span>
        </button>
      )}
    </form>
  );
}

function Added(props: { readonly text: string }) {
  return (
    <>
      <Icon name="check" />
      <span>{props.text}</span>
    </>
  );
}
