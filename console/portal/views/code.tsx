/**
 * After "I contacted IT": the same screen with that choice ticked and the code field open in
 * it. The two other choices stay, so that a person who grows doubtful can still stop.
 */
import { FIELDS, type CodeScreen } from "../../../workers/contract/portal.ts";
import { LandingLinks, Opening, StartedRow } from "./landing.tsx";
import { CodeField, CodeLimits, codeProblem } from "./parts/code-field.tsx";
import { ReportLine } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Checking } from "./parts/offline.tsx";
import { pathOf, type View } from "./parts/view.ts";

export function Code(props: { readonly view: View; readonly screen: CodeScreen }) {
  const { view, screen } = props;
  const { code, landing } = view.copy;
  return (
    <>
      <Opening view={view} screen={screen} />
      <section>
        <h2>{landing.question}</h2>
        <div class="rows">
          <form class="ticked" method="post" action={pathOf(view, "code")}>
            <p class="with-icon">
              <Icon name="check" />
              <span>{landing.started.i_contacted}</span>
            </p>
            <CodeField label={code.label} hint={code.hint} problem={codeProblem(view, screen)} oneTime={false} />
            <CodeLimits view={view} screen={screen} />
            <button class="button primary" data-checking>
              {code.submit}
            </button>
          </form>
          <StopRows view={view} />
        </div>
      </section>
      <LandingLinks view={view} />
      <ReportLine view={view} />
      <Checking view={view} />
    </>
  );
}

/** The browser is bound by now: the press token is spent and stays empty, the shape of the form is Begin's. */
function StopRows(props: { readonly view: View }) {
  return (
    <form class="rows" method="post" action={pathOf(props.view, "begin")}>
      <input type="hidden" name={FIELDS.pressToken} value="" />
      <input type="hidden" name={FIELDS.claims} value="" />
      <StartedRow view={props.view} started="someone" />
      <StartedRow view={props.view} started="unknown" />
    </form>
  );
}
