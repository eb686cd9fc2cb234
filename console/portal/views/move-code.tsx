/** "Continue here instead": the code that went to the same contact. Shows nothing of the session and no masked contact. */
import { FIELDS, type PortalScreen, type PressToken } from "../../../workers/contract/portal.ts";
import { CodeField, CodeLimits, codeProblem } from "./parts/code-field.tsx";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { pathOf, type View } from "./parts/view.ts";

interface MoveCodeProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "move_code" }>;
}

export function MoveCode({ view, screen }: MoveCodeProps) {
  return (
    <>
      <Heading>{view.copy.moveCode.heading}</Heading>
      {screen.problem === "ended" ? (
        <NewNumbers view={view} pressToken={screen.pressToken} />
      ) : (
        <TypeNumbers view={view} screen={screen} />
      )}
      <ReportLine view={view} />
    </>
  );
}

function TypeNumbers({ view, screen }: MoveCodeProps) {
  const { code, moveCode } = view.copy;
  return (
    <form class="card" method="post" action={pathOf(view, "moveCode")}>
      <input type="hidden" name={FIELDS.pressToken} value={screen.pressToken} />
      <CodeField label={moveCode.label} hint={moveCode.hint} problem={codeProblem(view, screen)} oneTime />
      <CodeLimits view={view} screen={screen} />
      <button class="button primary">{code.submit}</button>
    </form>
  );
}

/** Whatever was typed now would be refused, so there is one thing to press and no field. */
function NewNumbers(props: { readonly view: View; readonly pressToken: PressToken }) {
  const { moveCode } = props.view.copy;
  return (
    <form class="card" method="post" action={pathOf(props.view, "move")}>
      <p class="with-icon bad" id="ended" tabIndex={-1} data-focus>
        <Icon name="warn" />
        <span>{moveCode.ended}</span>
      </p>
      <input type="hidden" name={FIELDS.pressToken} value={props.pressToken} />
      <button class="button primary" aria-describedby="ended">
        {moveCode.again}
      </button>
    </form>
  );
}
