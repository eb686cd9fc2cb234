/** "This wasn't me", second page: the first press only asks, this one acts. Says what happens and what stays the same. */
import { FIELDS, type PortalScreen } from "../../../workers/contract/portal.ts";
import { Heading } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { Line } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface ReportProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "report" }>;
}

export function Report({ view, screen }: ReportProps) {
  const { report } = view.copy;
  return (
    <>
      <Heading>{report.heading}</Heading>
      <p>{report.intro}</p>
      <ul class="plain">
        <Line icon="cross">{report.stop}</Line>
        <Line icon="shield">{view.frame.tellsSecurity ? report.tellSecurity : report.tellDesk}</Line>
        <Line icon={screen.typed ? "cross" : "clock"}>
          <Consequence view={view} screen={screen} />
        </Line>
      </ul>
      <div class="card">
        <h2>{report.same}</h2>
        <p>{screen.typed ? report.sameTyped : report.sameOnRecord}</p>
      </div>
      <form class="bottom rows" method="post" action={pathOf(view, "report")}>
        <input type="hidden" name={FIELDS.pressToken} value={screen.pressToken} />
        <button class="button bad">{report.yes}</button>
        <a class="button plain" href={pathOf(view)} data-replace>
          {report.no}
        </a>
      </form>
    </>
  );
}

/** A typed destination may belong to nobody of ours, so it must not be promised the block of an account. */
function Consequence({ view, screen }: ReportProps) {
  const { report } = view.copy;
  const organisation = <bdi>{view.frame.organisation}</bdi>;
  if (screen.typed) return <Words text={report.forget[screen.channel]} values={{ organisation }} />;
  return <Words text={report.block} values={{ time: <Moment view={view} at={screen.blockedUntil} /> }} />;
}
