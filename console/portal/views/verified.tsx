import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { FeedbackLine } from "./parts/feedback.tsx";
import { Heading } from "./parts/furniture.tsx";
import { PasskeyOffer } from "./parts/passkey-offer.tsx";
import { State } from "./parts/state.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface VerifiedProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "verified" }>;
}

/** The check is passed and the agent acts: the first screen that may say the requester's name. */
export function Verified({ view, screen }: VerifiedProps) {
  const { verified } = view.copy;
  return (
    <>
      <State look="ok" icon="check">
        <Words text={verified.state} values={{ firstName: <bdi>{screen.firstName}</bdi> }} />
      </State>
      <Heading>{verified.heading}</Heading>
      <p>
        <Words text={verified.text} values={{ agent: <bdi>{screen.agentName}</bdi> }} />
      </p>
      <PasskeyOffer view={view} passkey={screen.passkey} />
      <div class="bottom">
        <FeedbackLine view={view} given={screen.feedback} />
      </div>
    </>
  );
}
