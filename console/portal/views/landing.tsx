/**
 * Where a link leads. Three equal choices, each its own Begin: nothing leads to one of them,
 * since a caller may be telling the reader which to press. Shows no name of the requester,
 * and to a typed destination neither purpose nor agent.
 */
import type { ComponentChildren } from "preact";
import { FIELDS, type LandingScreen, type OpeningWords } from "../../../workers/contract/portal.ts";
import { Heading, ReportLine, Ticket } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Moment } from "./parts/moment.tsx";
import { Checking } from "./parts/offline.tsx";
import { Line } from "./parts/state.tsx";
import { counted, dayParts, pathOf, sameDay, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface LandingProps {
  readonly view: View;
  readonly screen: LandingScreen;
}

export function Landing({ view, screen }: LandingProps) {
  const { landing } = view.copy;
  const range = { least: screen.questions.least, most: screen.questions.most };
  return (
    <>
      <Opening view={view} screen={screen}>
        <Line icon="clock">
          {counted(view, landing.minutes, screen.aboutMinutes)}, <Words text={landing.questions} values={range} />
        </Line>
        {screen.longer === true && <Line icon="info">{landing.longer}</Line>}
      </Opening>
      <section>
        <h2 id="started">{landing.question}</h2>
        <p class="muted">{landing.hint}</p>
        <form
          class="rows"
          method="post"
          action={pathOf(view, "begin")}
          aria-labelledby="started"
          data-begin={view.frame.locator}
        >
          <input type="hidden" name={FIELDS.pressToken} value={screen.pressToken} />
          <input type="hidden" name={FIELDS.claims} value="" />
          <StartedRow view={view} started="i_contacted" />
          <StartedRow view={view} started="someone" />
          <StartedRow view={view} started="unknown" />
        </form>
        <p class="with-icon muted fine">
          <Icon name="shield" />
          <span>{landing.collected}</span>
        </p>
        <LandingLinks view={view} />
      </section>
      <ReportLine view={view} />
      <Checking view={view} />
    </>
  );
}

type Started = "i_contacted" | "someone" | "unknown";

export function StartedRow(props: { readonly view: View; readonly started: Started }) {
  return (
    <button
      class="row"
      name={FIELDS.started}
      value={props.started}
      data-checking={props.started === "i_contacted" ? "" : undefined}
    >
      <span>{props.view.copy.landing.started[props.started]}</span>
      <Icon name="chevron" />
    </button>
  );
}

export function LandingLinks(props: { readonly view: View }) {
  const { landing } = props.view.copy;
  return (
    <p class="links">
      <a href={pathOf(props.view, "data")}>{landing.dataLink}</a>
      <a href={pathOf(props.view, "otherWays")}>{landing.otherWaysLink}</a>
    </p>
  );
}

interface OpeningProps {
  readonly view: View;
  readonly screen: OpeningWords;
  /** Further lines of facts, shown with the ticket's. */
  readonly children?: ComponentChildren;
}

/** Who asks and for what. A message to a typed destination may have gone astray: it gets neither. */
export function Opening({ view, screen, children }: OpeningProps) {
  const { landing } = view.copy;
  if (screen.typed || screen.agentName === undefined) {
    return (
      <>
        <Heading>{landing.typed.heading}</Heading>
        <p>
          <Words text={landing.typed.who} values={{ ticket: <Ticket number={screen.ticketNumber} /> }} />
        </p>
      </>
    );
  }
  return (
    <>
      <Heading>{landing.headings[screen.action]}</Heading>
      <p>
        <Words text={landing.who} values={{ agent: <bdi>{screen.agentName}</bdi> }} />
      </p>
      <ul class="plain muted">
        <Line icon="ticket">
          <TicketFact view={view} screen={screen} />
        </Line>
        {children}
      </ul>
    </>
  );
}

function TicketFact({ view, screen }: OpeningProps) {
  const { landing } = view.copy;
  const ticket = <Ticket number={screen.ticketNumber} />;
  const at = screen.ticketOpenedAt;
  if (at === undefined) return <Words text={landing.ticket} values={{ ticket }} />;
  const text = sameDay(view, at) ? landing.openedToday : landing.openedEarlier;
  const { day, month } = dayParts(view, at, view.frame.timeZone);
  return <Words text={text} values={{ ticket, day, month, time: <Moment view={view} at={at} /> }} />;
}
