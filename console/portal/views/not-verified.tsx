/**
 * One text for every reason the check did not pass, so that it tells an impostor nothing: a
 * place, a time and a number, never a colleague's name and never a retry on the page.
 */
import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { FeedbackLine } from "./parts/feedback.tsx";
import { CallButton, Heading, openWords, Ticket } from "./parts/furniture.tsx";
import { Icon } from "./parts/icons.tsx";
import { Line } from "./parts/state.tsx";
import { Reference } from "./parts/reference.tsx";
import { firstWord, pathOf, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface NotVerifiedProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "not_verified" }>;
}

export function NotVerified({ view, screen }: NotVerifiedProps) {
  const { notVerified } = view.copy;
  const agent = <bdi>{screen.agentName}</bdi>;
  return (
    <>
      <Heading>{notVerified.heading}</Heading>
      <p>{notVerified.text}</p>
      <NextStep view={view} />
      <div class="card">
        <Reference view={view} reference={screen.reference} />
        <p class="muted fine">
          <Words text={notVerified.ticket} values={{ ticket: <Ticket number={screen.ticketNumber} /> }} />
        </p>
      </div>
      <p class="with-icon info">
        <Icon name="phone" />
        <span>
          <Words text={notVerified.onCall} values={{ agent, agentFirst: <bdi>{firstWord(screen.agentName)}</bdi> }} />
        </span>
      </p>
      <div class="bottom">
        <CallButton view={view} text={notVerified.call} look="plain" />
        <form class="centred" method="post" action={pathOf(view, "person")}>
          <button class="link">{notVerified.person}</button>
        </form>
        <FeedbackLine view={view} given={screen.feedback} />
      </div>
    </>
  );
}

function NextStep(props: { readonly view: View }) {
  const { copy } = props.view;
  const { notVerified } = copy;
  const { desk } = props.view.frame;
  const open = openWords(props.view);
  return (
    <div class="card">
      <p class="muted fine">{notVerified.next}</p>
      <h2>
        <Words text={notVerified.step} />
      </h2>
      <ul class="plain">
        <Line icon="pin" look="info">
          <bdi>{desk.place ?? copy.deskPlace}</bdi>
        </Line>
        {open === undefined ? null : (
          <Line icon="clock" look="info">
            {open}
          </Line>
        )}
      </ul>
    </div>
  );
}
