import type { PortalScreen } from "../../../workers/contract/portal.ts";
import { dayAndTime } from "../../copy/days.ts";
import { Heading } from "./parts/furniture.tsx";
import { Reference } from "./parts/reference.tsx";
import { zonedTime, type View } from "./parts/view.ts";
import { Words } from "./parts/words.tsx";

interface PersonAskedProps {
  readonly view: View;
  readonly screen: Extract<PortalScreen, { screen: "person_asked" }>;
}

/** After "Ask a person to look at this again". */
export function PersonAsked({ view, screen }: PersonAskedProps) {
  const { personAsked, lang } = view.copy;
  const { timeZone } = view.frame;
  // In the organisation's zone, by name: note and console, which are English, say it in the same words.
  const time = dayAndTime(
    screen.answerBy,
    { now: view.now, timeZone, lang },
    { ...personAsked, time: lang.startsWith("en") ? screen.answerTime : zonedTime(view, screen.answerBy) },
  );
  return (
    <>
      <Heading>{personAsked.heading}</Heading>
      <p>
        <Words text={personAsked.text} values={{ time: <bdi>{time}</bdi> }} />
      </p>
      <div class="card">
        <Reference view={view} reference={screen.reference} />
      </div>
    </>
  );
}
