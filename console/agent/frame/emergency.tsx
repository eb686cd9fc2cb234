/** Says for how long, and for what, an emergency sign-in lasts. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "./app-context.ts";
import { Link } from "./router.tsx";
import { When } from "./when.tsx";

const words = en.users.emergency;

export function Emergency() {
  const { breakGlass, expiresAt } = useApp().session;
  if (!breakGlass) return null;
  return (
    <div class="notice tone-warn links-made" role="status">
      <Icon name="triangle" />
      <div>
        <p>
          {words.until} <When at={expiresAt} />: {words.what}
        </p>
        <p>
          <Link class="alone" to={pathTo.settings}>
            {words.settings}
          </Link>{" "}
          ·{" "}
          <Link class="alone" to={pathTo.users}>
            {en.users.title}
          </Link>
        </p>
      </div>
    </div>
  );
}
