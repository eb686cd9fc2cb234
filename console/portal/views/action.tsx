/**
 * After the check: the one thing that it was for, on the same page. One field, shown unless hidden, with the target's
 * rules before anything is typed. What was typed never comes back: only a suggestion stands in the field.
 */
import { FIELDS, type ActionProblem, type ActionScreen } from "../../../workers/contract/portal.ts";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Moment } from "./parts/moment.tsx";
import { State } from "./parts/state.tsx";
import { counted, pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface ActionProps {
  readonly view: View;
  readonly screen: ActionScreen;
}

export function Action({ view, screen }: ActionProps) {
  const { action, verified } = view.copy;
  return (
    <>
      <State look="ok" icon="check">
        <Words text={verified.state} values={{ firstName: <bdi>{screen.firstName}</bdi> }} />
      </State>
      <Heading>{action.headings[screen.action]}</Heading>
      <p class="muted">
        <Words text={action.account} values={{ account: <bdi>{screen.account}</bdi> }} />
        <br />
        <Words text={action.until} values={{ time: <Moment view={view} at={screen.until} /> }} />
      </p>
      {screen.state === "unsure" && (
        <div class="box warn">
          <Icon name="warn" />
          <p>{action.unsure[screen.action]}</p>
        </div>
      )}
      <Body view={view} screen={screen} />
      <ReportLine view={view} />
    </>
  );
}

function Body({ view, screen }: ActionProps) {
  if (screen.state === "working") return <Working view={view} />;
  return screen.action === "password_reset" ? (
    <Password view={view} screen={screen} />
  ) : (
    <Unlock view={view} screen={screen} />
  );
}

function Working({ view }: Pick<ActionProps, "view">) {
  return (
    <>
      <p>{view.copy.action.working}</p>
      <a class="button plain" href={pathOf(view)} data-replace>
        {view.copy.action.again}
      </a>
    </>
  );
}

function Unlock({ view, screen }: ActionProps) {
  const { action } = view.copy;
  return (
    <form class="rows" method="post" action={pathOf(view, "unlock")}>
      <p>{action.unlock}</p>
      <Problem view={view} screen={screen} />
      <button class="button primary">{action.submits.account_unlock}</button>
    </form>
  );
}

function Password({ view, screen }: ActionProps) {
  const { action } = view.copy;
  const { suggestion, problem } = screen;
  return (
    <form class="rows" method="post" action={pathOf(view, "password")}>
      <Rules view={view} screen={screen} />
      <div>
        <label for="password">{action.label}</label>
        {/* Read as well as typed, on a page that is theirs alone; and an account that keeps no history of it. */}
        <input
          id="password"
          class="secret"
          name={FIELDS.password}
          type="text"
          value={suggestion}
          autoComplete="new-password"
          autoCapitalize="none"
          spellcheck={false}
          dir="ltr"
          aria-describedby={problem === undefined ? "password-rules" : "password-rules password-problem"}
          aria-invalid={problem === undefined ? undefined : "true"}
          data-focus={problem === undefined && suggestion === undefined ? undefined : true}
        />
        <Problem view={view} screen={screen} />
        <p class="aside">
          <button type="button" class="link" hidden data-hide="password" data-other={action.show}>
            {action.hide}
          </button>
          <button class="link" name={FIELDS.suggest} value="1">
            {suggestion === undefined ? action.suggest : action.another}
          </button>
        </p>
      </div>
      <p class="with-icon muted fine">
        <Icon name="info" />
        <span>{action.note}</span>
      </p>
      <button class="button primary">{action.submits.password_reset}</button>
    </form>
  );
}

function Rules({ view, screen: { rules } }: ActionProps) {
  const { action } = view.copy;
  if (rules === undefined) {
    return (
      <p class="muted" id="password-rules">
        {action.noRules}
      </p>
    );
  }
  return (
    <div class="card" id="password-rules">
      <h2>{action.rules}</h2>
      <ul>
        <li>{counted(view, action.length, rules.minLength)}</li>
        {rules.maxLength !== undefined && <li>{counted(view, action.atMost, rules.maxLength)}</li>}
        {rules.notLeaked === true && <li>{action.notLeaked}</li>}
        {rules.inWords.map((rule) => (
          <li>
            <bdi>{rule}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Problem({ view, screen: { problem } }: ActionProps) {
  return problem === undefined ? null : (
    <p class="field-problem" id="password-problem">
      <Icon name="warn" />
      <span>
        <ProblemWords view={view} problem={problem} />
      </span>
    </p>
  );
}

function ProblemWords({ view, problem }: { readonly view: View; readonly problem: ActionProblem }) {
  const { problems } = view.copy.action;
  switch (problem.code) {
    case "too_short":
    case "too_long":
      return <>{counted(view, problems[problem.code], problem.characters)}</>;
    case "refused":
      return <Words text={problems.refused} values={{ reason: <bdi>{problem.inItsWords}</bdi> }} />;
    default:
      return <>{problems[problem.code]}</>;
  }
}
