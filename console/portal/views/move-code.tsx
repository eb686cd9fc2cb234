/** "Continue here instead": the code that went to the same contact. Shows nothing of the session and no masked contact. */
import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { CodeField, CodeLimits } from "./parts/code-field.tsx";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { counted, pathOf, type View } from "./parts/view.ts";

interface MoveCodeProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "move_code" }>;
}

export function MoveCode({ view, screen }: MoveCodeProps) {
  const { code, moveCode } = view.copy;
  return (
    <>
      <Heading>{moveCode.heading}</Heading>
      <form class="card" method="post" action={pathOf(view, "moveCode")}>
        <CodeField label={moveCode.label} hint={moveCode.hint} problem={problemOf(view, screen)} oneTime />
        {screen.problem === undefined ? <CodeLimits view={view} screen={screen} /> : null}
        <button class="button primary">{code.submit}</button>
      </form>
      {screen.problem === "ended" ? (
        <form class="centred" method="post" action={pathOf(view, "move")}>
          <button class="link">{moveCode.again}</button>
        </form>
      ) : null}
      <ReportLine view={view} />
    </>
  );
}

function problemOf(view: View, screen: MoveCodeProps["screen"]): string | undefined {
  const { code, moveCode } = view.copy;
  if (screen.problem === undefined) return undefined;
  if (screen.problem === "ended") return moveCode.ended;
  return code.wrong.replace("{tries}", counted(view, code.triesLeft, screen.triesLeft));
}
