import { FIELDS } from "../../../workers/contract/portal.ts";
import type { MeScreen } from "../../../workers/contract/me.ts";
import { Heading } from "../views/parts/furniture.tsx";
import { Words } from "../views/parts/words.tsx";
import { dayOf, type MeView } from "./view.ts";

interface NotMeProps {
  readonly view: MeView;
  readonly screen: Extract<MeScreen, { screen: "not_me" }>;
}

/** Behind the link of a message about a new passkey. The form goes to the page's own address. */
export function NotMe({ view, screen }: NotMeProps) {
  const { notMe } = view.copy.me;
  if (screen.state !== "open") {
    return (
      <>
        <Heading>{notMe[`${screen.state}Heading`]}</Heading>
        <p>{notMe[screen.state]}</p>
      </>
    );
  }
  const { addedAt = view.now, until = view.now, pressToken = "" } = screen;
  return (
    <>
      <Heading>{notMe.heading}</Heading>
      <p>
        <Words
          text={notMe.text}
          values={{ day: <bdi>{dayOf(view, addedAt)}</bdi>, until: <bdi>{dayOf(view, until)}</bdi> }}
        />
      </p>
      <form method="post">
        <input type="hidden" name={FIELDS.pressToken} value={pressToken} />
        <button class="button bad">{notMe.yes}</button>
      </form>
    </>
  );
}
