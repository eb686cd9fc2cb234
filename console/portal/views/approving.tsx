import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { State } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface ApprovingProps {
  readonly view: View;
  readonly until: number;
}

/** The questions are over and somebody else has to agree. Says nothing of how they went. */
export function Approving({ view, until }: ApprovingProps) {
  const { approving } = view.copy;
  return (
    <>
      <State look="wait" icon="clock">
        {approving.state}
      </State>
      <Heading>{approving.heading}</Heading>
      <p>{approving.text}</p>
      <p>{approving.note}</p>
      <p>
        <Words text={approving.late} values={{ time: <Moment view={view} at={until} /> }} />
      </p>
      <div class="bottom">
        <a class="button primary" href={pathOf(view)}>
          {approving.again}
        </a>
      </div>
      <ReportLine view={view} />
    </>
  );
}
