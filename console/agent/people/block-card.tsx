/** What keeps a person from being checked now, who lifted what, and lifting it. */
import { useState } from "preact/hooks";
import type { LiftReply, LiftRequest, PersonPageReply } from "../../../workers/contract/console/person.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { whenShort } from "../frame/format.ts";
import { useWhenPast } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { LiftDialog } from "./lift-dialog.tsx";

const words = en.people.block;

export function BlockCard({ page, reload }: { page: PersonPageReply; reload: () => void }) {
  const { now, session } = useApp();
  const { block } = page;
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
        {may(session, "blocks.lift") && <LiftButtons page={page} reload={reload} />}
        {block.lifts.length > 0 && (
          <ul class="plain stack">
            {block.lifts.map((lift) => (
              <li key={lift.at}>
                <LiftLine lift={lift} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function LiftButtons({ page, reload }: { page: PersonPageReply; reload: () => void }) {
  const [asking, setAsking] = useState<LiftRequest["what"]>();
  const { liftable, notYours } = page.block;
  if (notYours !== undefined) return <p class="caption">{words.notYours[notYours]}</p>;
  return (
    <>
      {liftable.map((what) => (
        <button key={what} type="button" class="button" onClick={() => setAsking(what)}>
          {en.people.lift.button[what]}
        </button>
      ))}
      {asking !== undefined && (
        <LiftDialog
          page={page}
          what={asking}
          onClose={() => setAsking(undefined)}
          onDone={() => {
            setAsking(undefined);
            reload();
          }}
        />
      )}
    </>
  );
}

function LiftLine({ lift }: { lift: LiftReply }) {
  return (
    <>
      {words.lifted[lift.what](lift.by)}
      <span class="caption lift-facts">
        <When at={lift.at} />
        {" · "}
        {lift.called === undefined ? words.withoutCall : words.called(lift.called.masked)}
        {" · "}
        {lift.reason}
      </span>
    </>
  );
}
