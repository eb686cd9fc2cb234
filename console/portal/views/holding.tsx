import type { HoldingScreen } from "../../../workers/contract/portal.ts";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { State } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface HoldingProps {
  readonly view: View;
  readonly screen: HoldingScreen;
}

/** The person is sent away and comes back. Asks by itself once it is time, for whoever leaves the page open. */
export function Holding({ view, screen }: HoldingProps) {
  const { holding } = view.copy;
  const values = { time: <Moment view={view} at={screen.until} /> };
  const left = Math.max(0, Math.round((screen.until - view.now) / 1000));
  return (
    <>
      <State look="wait" icon="clock">
        {holding.state}
      </State>
      <Heading>
        <Words text={screen.returns ? holding.heading : holding.headingDesk} values={values} />
      </Heading>
      <p data-left={left}>
        <Words text={holding.text} values={values} />
      </p>
      <p>
        <Words text={screen.returns ? holding.returns : holding.desk} />
      </p>
      <p>{holding.note}</p>
      <div class="bottom">
        <a class="button primary" href={pathOf(view)}>
          {holding.again}
        </a>
      </div>
      <ReportLine view={view} />
    </>
  );
}
