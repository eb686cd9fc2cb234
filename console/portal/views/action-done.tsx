/** It is done: what it covers, what to do next, and whom it tells when it does not work. */
import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { FeedbackLine } from "./parts/feedback.tsx";
import { Heading, Ticket } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { PasskeyOffer } from "./parts/passkey-offer.tsx";
import { Line, State } from "./parts/state.tsx";
import { pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface DoneProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "action_done" }>;
}

export function ActionDone({ view, screen }: DoneProps) {
  const { actionDone } = view.copy;
  return (
    <>
      <State look="ok" icon="check">
        <Words text={actionDone.state} values={{ time: <Moment view={view} at={screen.at} /> }} />
      </State>
      <Heading>{actionDone.headings[screen.action]}</Heading>
      {screen.action === "password_reset" ? <NewPassword view={view} screen={screen} /> : <p>{actionDone.unlocked}</p>}
      <PasskeyOffer view={view} passkey={screen.passkey} />
      <div class="bottom">
        <NotWorking view={view} screen={screen} />
        <FeedbackLine view={view} given={screen.feedback} />
      </div>
    </>
  );
}

function NewPassword({ view, screen }: DoneProps) {
  const { actionDone } = view.copy;
  return (
    <>
      {screen.earlier === true && <p>{actionDone.earlier}</p>}
      <p>{actionDone.covers}</p>
      {screen.leaks !== undefined && <p class="muted fine">{actionDone.leaks[screen.leaks]}</p>}
      <section>
        <h2>{actionDone.next}</h2>
        <ul class="plain">
          <Line icon="info">
            <Words text={actionDone.laptop} />
          </Line>
          <Line icon="phone">
            <Words text={actionDone.mail} />
          </Line>
          <Line icon="shield">{actionDone.sessions}</Line>
        </ul>
      </section>
    </>
  );
}

function NotWorking({ view, screen }: DoneProps) {
  const { actionDone } = view.copy;
  const ticket = <Ticket number={screen.ticketNumber} />;
  if (screen.notWorking === true) {
    return (
      <div class="box info" tabIndex={-1} data-part="not-working">
        <p>
          <Words text={actionDone.told} values={{ ticket }} />
        </p>
      </div>
    );
  }
  return (
    <form method="post" action={pathOf(view, "notWorking")} data-part="not-working">
      <button class="button plain">{actionDone.notWorking}</button>
      <p class="muted fine">
        <Words text={actionDone.opens} values={{ ticket }} />
      </p>
    </form>
  );
}
