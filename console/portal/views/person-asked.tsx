import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { Heading } from "./parts/furniture.tsx";
import { Moment } from "./parts/moment.tsx";
import { Reference } from "./parts/reference.tsx";
import type { View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface PersonAskedProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "person_asked" }>;
}

/** After "Ask a person to look at this again". */
export function PersonAsked({ view, screen }: PersonAskedProps) {
  const { personAsked } = view.copy;
  return (
    <>
      <Heading>{personAsked.heading}</Heading>
      <p>
        <Words text={personAsked.text} values={{ time: <Moment view={view} at={screen.answerBy} /> }} />
      </p>
      <div class="card">
        <Reference view={view} reference={screen.reference} />
      </div>
    </>
  );
}
