/** The three forms of an answer. A choice sends itself; text and month have a button, which comes first so that Enter presses it. */
import { FIELDS, type QuestionScreen } from "../../../../workers/contract/portal.ts";
import { Icon } from "./icons.tsx";
import { monthNames, type View } from "./view.ts";

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
        value={problem?.typed ?? ""}
      />
      <FieldProblem view={view} screen={screen} />
      <div class="pair reversed">
        <button class="button primary">{question.submit}</button>
        <SkipButton view={view} />
      </div>
    </>
  );
}

function Month({ view, screen }: AnswerProps) {
  const { question } = view.copy;
  const { problem } = screen;
  const wrongMonth = problem?.code === "month";
  return (
    <>
      <div class="pair month">
        <div>
          <label for="month">{question.month}</label>
          <select
            id="month"
            name={FIELDS.month}
            autoComplete="off"
            aria-describedby="hint"
            aria-invalid={wrongMonth ? "true" : undefined}
          >
            <option value="" />
            {monthNames(view).map((name, at) => (
              <option value={at + 1} selected={problem?.typedMonth === String(at + 1)}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="year">{question.year}</label>
          <input
            id="year"
            name={FIELDS.year}
            type="text"
            inputMode="numeric"
            maxLength={8}
            autoComplete="off"
            aria-describedby={problem === undefined ? "hint" : "hint field-problem"}
            aria-invalid={problem !== undefined && !wrongMonth ? "true" : undefined}
            value={problem?.typed ?? ""}
          />
        </div>
      </div>
      <FieldProblem view={view} screen={screen} />
      <div class="rows">
        <button class="button primary">{question.submit}</button>
        <SkipButton view={view} />
      </div>
    </>
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
