import { FIELDS, type PressToken } from "../../../workers/contract/portal.ts";
import { Heading } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

/** The link was begun elsewhere. Shows nothing of that session; saying "that wasn't me" is as easy as going on. */
export function OtherBrowser(props: { readonly view: View; readonly pressToken: PressToken }) {
  const { view } = props;
  const { otherBrowser } = view.copy;
  return (
    <>
      <Heading>{otherBrowser.heading}</Heading>
      <p>{otherBrowser.text}</p>
      <div class="card">
        <h2>{otherBrowser.next}</h2>
        <ol>
          {otherBrowser.steps.map((step) => (
            <li>
              <Words text={step} />
            </li>
          ))}
        </ol>
      </div>
      <p class="muted">{otherBrowser.back}</p>
      <form class="bottom rows" method="post" action={pathOf(view, "move")}>
        <input type="hidden" name={FIELDS.pressToken} value={props.pressToken} />
        <button class="button primary">{otherBrowser.move}</button>
        {view.frame.reportable ? (
          <a class="button danger" href={pathOf(view, "report")}>
            <Icon name="flag" />
            <span>{otherBrowser.notMe}</span>
          </a>
        ) : null}
      </form>
    </>
  );
}
