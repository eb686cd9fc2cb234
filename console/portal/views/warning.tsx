/** After "Someone contacted me" or "I don't know". No way back on this link, and no phone number: the reader should use one they already know. */
import { Heading } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Line, State } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

export function Warning(props: { readonly view: View; readonly started: "someone" | "unknown" }) {
  const { view } = props;
  const { warning } = view.copy;
  return (
    <>
      <State look="warn" icon="warn">
        {warning.state}
      </State>
      <Heading>
        <Words text={warning.headings[props.started]} />
      </Heading>
      <p>{warning.text}</p>
      <div class="card">
        <h2>{warning.never}</h2>
        <ul class="plain">
          {warning.nevers.map((never) => (
            <Line icon="cross" look="bad">
              {never}
            </Line>
          ))}
        </ul>
      </div>
      <section>
        <h2>{warning.next}</h2>
        <ol>
          {warning.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </section>
      <div class="bottom">
        <div class="box info">
          <Icon name="info" />
          <p class="fine">{warning.note}</p>
        </div>
        {view.frame.reportable ? (
          <a class="button danger" href={pathOf(view, "report")}>
            <Icon name="flag" />
            <span>{view.copy.reportLink}</span>
          </a>
        ) : null}
      </div>
    </>
  );
}
