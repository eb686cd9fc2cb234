/** On every page until the set-up is done: how far it is, and for an admin where it goes on. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SetUpReply } from "../../../workers/contract/console/set-up.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "./router.tsx";
import { nextOf, placeOf } from "./set-up-places.ts";

const words = en.setUp.banner;

export function SetUpBanner({ setUp }: { setUp: SetUpReply | undefined }) {
  if (setUp?.open !== true) return null;
  const { steps } = setUp;
  const next = steps && nextOf(steps);
  return (
    <aside class="notice tone-info set-up-banner" aria-label={words.label}>
      <Icon name="flag" />
      {steps === undefined ? (
        <span>{words.others}</span>
      ) : (
        <span>
          {words.admin(steps.filter(({ done }) => !done).length)}{" "}
          {next !== undefined && (
            <>
              <Link to={placeOf(next, setUp.suggested !== undefined)}>{words.next(en.setUp.steps[next.id].title)}</Link>
              {" · "}
            </>
          )}
          <Link to={pathTo.setUp}>{words.go}</Link>
        </span>
      )}
    </aside>
  );
}
