/** The three forms of an answer. A choice sends itself; text and month have a button, which comes first so that Enter presses it. */
import { FIELDS, type QuestionScreen } from "../../../../workers/contract/portal.ts";
import { Icon } from "./icons.tsx";
import { monthNames, yearOf, type View } from "./view.ts";

interface AnswerProps {
  readonly view: View;
  readonly screen: QuestionScreen;
}

export function AnswerFields({ view, screen }: AnswerProps) {
  if (screen.form === "choice") return <Choice view={view} screen={screen} />;
  if (screen.form === "month") return <Month view={view} screen={screen} />;
  return <Text view={view} screen={screen} />;
}

function Choice({ view, screen }: AnswerProps) {
  const { question } = view.copy;
  return (
    <div class="rows">
      {[...screen.options, question.none].map((option, index) => (
        <button class="row" name={FIELDS.option} value={index}>
          <bdi>{option}</bdi>
        </button>
      ))}
      <button class="row quiet" name={FIELDS.skip} value="1">
        <span>{question.skip}</span>
      </button>
    </div>
  );
}

function Text({ view, screen }: AnswerProps) {
  const { question } = view.copy;
  const { problem } = screen;
  return (
    <>
      <input
        id="answer"
        name={FIELDS.text}
        type="text"
        dir="auto"
        maxLength={256}
        autoComplete="off"
        autoCapitalize="words"
        spellcheck={false}
        aria-label={question.answer}
        aria-describedby={problem === undefined ? "hint" : "hint field-problem"}
        aria-invalid={problem === undefined ? undefined : "true"}
      />
      <FieldProblem view={view} screen={screen} />
      <div class="pair reversed">
        <button class="button primary">{question.submit}</button>
        <SkipButton view={view} />
      </div>
    </>
  );
}

/** Years that are shown at once, and as many as a working life has. */
const YEARS_SHOWN = 20;
const YEARS = 60;

/**
 * Two taps: a year, then a month, which sends both. The first button is one that cannot be
 * pressed, so that Enter on a year sends no month.
 */
function Month({ view, screen }: AnswerProps) {
  const { question } = view.copy;
  const thisYear = yearOf(view);
  const years = Array.from({ length: YEARS }, (_, ago) => thisYear - ago);
  const invalid = screen.problem?.code === "year";
  return (
    <>
      <button hidden disabled />
      <fieldset id="year" tabIndex={-1} aria-describedby={invalid ? "hint field-problem" : "hint"}>
        <legend>{question.year}</legend>
        <Years years={years.slice(0, YEARS_SHOWN)} />
        <details>
          <summary>{question.earlier}</summary>
          <Years years={years.slice(YEARS_SHOWN)} />
        </details>
      </fieldset>
      <FieldProblem view={view} screen={screen} />
      <fieldset id="month" tabIndex={-1}>
        <legend>{question.month}</legend>
        <div class="grid months">
          {monthNames(view).map((name, at) => (
            <button class="chip" name={FIELDS.month} value={at + 1}>
              {name}
            </button>
          ))}
        </div>
      </fieldset>
      <SkipButton view={view} />
    </>
  );
}

function Years(props: { readonly years: readonly number[] }) {
  return (
    <div class="grid">
      {props.years.map((year) => (
        <label class="chip">
          <input class="unseen" type="radio" name={FIELDS.year} value={year} />
          <span>{year}</span>
        </label>
      ))}
    </div>
  );
}

function SkipButton(props: { readonly view: View }) {
  return (
    <button class="button plain quiet" name={FIELDS.skip} value="1">
      {props.view.copy.question.skip}
    </button>
  );
}

function FieldProblem({ view, screen }: AnswerProps) {
  if (screen.problem === undefined) return null;
  return (
    <p class="field-problem" id="field-problem">
      <Icon name="warn" />
      <span>{view.copy.question.problems[screen.problem.code]}</span>
    </p>
  );
}
