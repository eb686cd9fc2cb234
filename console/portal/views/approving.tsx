import type { ApprovingScreen } from "../../../workers/contract/portal.ts";
import { Heading, ReportLine } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { State } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface ApprovingProps {
  readonly view: View;
  readonly screen: ApprovingScreen;
}

/** The questions are over, and somebody still has to say yes. Says nothing of how they went. */
export function Approving({ view, screen }: ApprovingProps) {
  const { approving } = view.copy;
  return (
    <>
      {screen.passkey === true ? <Passkey view={view} screen={screen} /> : <Waiting view={view} screen={screen} />}
      <div class="bottom">
        <a class={`button ${screen.passkey === true ? "plain" : "primary"}`} href={pathOf(view)}>
          {approving.again}
        </a>
      </div>
      <ReportLine view={view} />
    </>
  );
}

function Waiting({ view, screen }: ApprovingProps) {
  const { approving } = view.copy;
  return (
    <>
      <State look="wait" icon="clock">
        {approving.state}
      </State>
      <Heading>{approving.heading}</Heading>
      <p>{approving.text}</p>
      <Digits view={view} screen={screen} />
      <p>{approving.note}</p>
      <Late view={view} screen={screen} />
    </>
  );
}

/** For the manager's ears, and nobody else's. */
function Digits({ view, screen: { digits } }: ApprovingProps) {
  const { approving } = view.copy;
  return digits === undefined ? null : (
    <section class="card">
      <h2>{approving.digitsHeading}</h2>
      <p class="read-out" dir="ltr">
        {digits}
      </p>
      <p>{approving.digits}</p>
    </section>
  );
}

/** The one proof that is theirs to give. Its script takes the place of what is said to who has none. */
function Passkey({ view, screen }: ApprovingProps) {
  const { passkey } = view.copy.approving;
  return (
    <>
      <State look="wait" icon="clock">
        {passkey.state}
      </State>
      <Heading>{passkey.heading}</Heading>
      <p>{passkey.text}</p>
      {screen.asked === true ? <p>{passkey.asked}</p> : null}
      <Digits view={view} screen={screen} />
      <p data-without-passkey>{passkey.script}</p>
      <div
        data-show-passkey
        data-options={pathOf(view, "passkeyOptions")}
        data-show={pathOf(view, "passkey")}
        data-page={pathOf(view)}
        hidden
      >
        <button type="button" class="button primary">
          {passkey.use}
        </button>
        <p
          class="field-problem"
          role="alert"
          data-said
          data-none={passkey.none}
          data-refused={passkey.refused}
          data-suspended={passkey.suspended}
          data-away={passkey.away}
        />
      </div>
      <p>{view.copy.approving.note}</p>
      <Late view={view} screen={screen} />
    </>
  );
}

function Late({ view, screen }: ApprovingProps) {
  const { approving } = view.copy;
  const words = screen.passkey === true ? approving.passkey.late : approving.late;
  return (
    <p>
      <Words text={words} values={{ time: <Moment view={view} at={screen.until} /> }} />
    </p>
  );
}
