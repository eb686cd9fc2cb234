import { FIELDS } from "../../../workers/contract/portal.ts";
import type { StopScreen } from "../../../workers/contract/me.ts";
import { Heading } from "../views/parts/furniture.tsx";
import { Line } from "../views/parts/state.tsx";
import { Words } from "../views/parts/words.tsx";
import { momentOf, type MeView } from "./view.ts";

interface StopProps<Screen extends StopScreen = StopScreen> {
  readonly view: MeView;
  readonly screen: Screen;
}

/** Behind the link of a notice: what it is about and what a press does, then that it is done. */
export function Stop({ view, screen }: StopProps) {
  const { stop } = view.copy.me;
  switch (screen.state) {
    case "open":
      return <Open view={view} screen={screen} />;
    case "stopped":
      return (
        <>
          <Heading>{stop.stoppedHeading}</Heading>
          <p>{screen.wide ? stop.stoppedWide : stop.stopped}</p>
          <p>{stop.next}</p>
        </>
      );
    case "over":
    case "gone":
      return (
        <>
          <Heading>{stop[`${screen.state}Heading`]}</Heading>
          <p>{stop[screen.state]}</p>
        </>
      );
  }
}

/** The form goes to the page's own address. */
function Open({ view, screen }: StopProps<Extract<StopScreen, { state: "open" }>>) {
  const { stop } = view.copy.me;
  const { events, person, wide, tellsSecurity, pressToken } = screen;
  return (
    <>
      <Heading>{person === undefined ? stop.heading : stop.headingReport}</Heading>
      <p>
        {person === undefined ? stop.about : <Words text={stop.aboutPerson} values={{ person: <bdi>{person}</bdi> }} />}
      </p>
      <ul class="plain">
        {events.map(({ what, at }) => (
          <Line key={`${String(at)} ${what}`} icon="clock">
            <Words text={stop.line} values={{ day: <bdi>{momentOf(view, at)}</bdi>, what }} />
          </Line>
        ))}
      </ul>
      <div class="card">
        <h2>{stop.happens}</h2>
        <ul class="plain">
          <Line icon="cross">{stop.stops}</Line>
          <Line icon="cross">{wide ? stop.wide : stop.blocks}</Line>
          <Line icon="shield">{tellsSecurity ? stop.security : stop.desk}</Line>
        </ul>
      </div>
      <p>{stop.stays}</p>
      <form method="post">
        <input type="hidden" name={FIELDS.pressToken} value={pressToken} />
        <button class="button bad">{stop.yes}</button>
      </form>
    </>
  );
}
