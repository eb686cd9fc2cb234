/** Says who made a way in under one's own name: whoever used it acted as oneself. */
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "./app-context.ts";
import { When } from "./when.tsx";

const words = en.users;

export function LinksMade() {
  const { linksMade } = useApp().session;
  if (linksMade.length === 0) return null;
  return (
    <div class="notice tone-warn links-made" role="status">
      <Icon name="triangle" />
      <div>
        {linksMade.map(({ by, at, usedAt }) => (
          <p key={at}>
            {words.linkMade(by)}, <When at={at} whole />;{" "}
            {usedAt === undefined ? (
              words.linkUnused
            ) : (
              <>
                {words.linkUsed} <When at={usedAt} whole />
              </>
            )}
            .
          </p>
        ))}
        <p>{words.linkAsk}</p>
      </div>
    </div>
  );
}
