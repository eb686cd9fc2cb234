/** What keeps a person from being checked now. */
import type { PersonPageReply } from "../../../workers/contract/console/person.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { whenShort } from "../frame/format.ts";
import { useWhenPast } from "../frame/hooks.ts";
import { Link } from "../frame/router.tsx";

const words = en.people.block;

export function BlockCard({ page: { block }, reload }: { page: PersonPageReply; reload: () => void }) {
  const { now, session } = useApp();
  useWhenPast(block.until, reload);
  const { open } = block;
  return (
    <section class="card">
      <h2 class="card-head">{words.title}</h2>
      <div class="card-text stack">
        {block.until === undefined ? (
          block.startsToday === 0 && open === undefined && <p class="muted">{words.none}</p>
        ) : (
          <p class="notice tone-bad">
            <Icon name="lock" />
            <span>{words.fenced(whenShort(block.until, now(), session.timeZone))}</span>
          </p>
        )}
        {block.startsToday > 0 && <p>{words.used(block.startsToday)}</p>}
        {open !== undefined && (
          <p>
            {open.own ? words.ownOpen(open.ticketNumber) : words.open(open.agentName, open.ticketNumber)}{" "}
            <Link to={pathTo.details(open.verificationId)}>{words.openLink}</Link>
          </p>
        )}
      </div>
    </section>
  );
}
