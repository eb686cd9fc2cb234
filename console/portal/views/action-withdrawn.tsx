/** Checked, and yet not done here: one text for every reason, for none of them is the requester's. */
import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { FeedbackLine } from "./parts/feedback.tsx";
import { Heading } from "./parts/furniture.tsx";
import { State } from "./parts/state.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface WithdrawnProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "action_withdrawn" }>;
}

export function ActionWithdrawn({ view, screen }: WithdrawnProps) {
  const { actionWithdrawn, verified } = view.copy;
  return (
    <>
      <State look="ok" icon="check">
        <Words text={verified.state} values={{ firstName: <bdi>{screen.firstName}</bdi> }} />
      </State>
      <Heading>{actionWithdrawn.heading}</Heading>
      <p>
        <Words text={actionWithdrawn.text} values={{ agent: <bdi>{screen.agentName}</bdi> }} />
      </p>
      <div class="bottom">
        <FeedbackLine view={view} given={screen.feedback} />
      </div>
    </>
  );
}
