/** What I am asked to approve, soonest end first. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { ApprovalsReply } from "../../../workers/contract/console/approvals.ts";
import { en } from "../../copy/desk/en.ts";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { readApprovals, readHeld } from "../frame/endpoints.ts";
import { clock } from "../frame/format.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { useFeedChange, useResource, useWhenPast } from "../frame/hooks.ts";
import { Link } from "../frame/router.tsx";
import { FeedChip, PageHead } from "../frame/shell.tsx";

const words = en.approvals;

export function ApprovalsPage() {
  const { api, session } = useApp();
  const resource = useResource("approvals", (signal) => readApprovals(api, signal));
  useFeedChange(resource.reload);
  return (
    <div class="page">
      <PageHead actions={<FeedChip />}>
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <ResourcePage resource={resource} rows={4}>
          {({ approvals }) => (
            <>
              {approvals.length === 0 ? (
                <section class="card">
                  <EmptyState icon="doubleCheck" title={words.emptyTitle} text={words.emptyText} />
                </section>
              ) : (
                <ul class="plain approvals">
                  {approvals.map((one) => (
                    <li key={one.id}>
                      <AskedCard asked={one} />
                    </li>
                  ))}
                </ul>
              )}
              {may(session, "approvals.give") && <Held />}
            </>
          )}
        </ResourcePage>
      </div>
    </div>
  );
}

function AskedCard({ asked }: { asked: ApprovalsReply["approvals"][number] }) {
  const { timeZone } = useApp().session;
  return (
    <Link class="card approval-card" to={pathTo.approval(asked.id)}>
      <span>
        <b>{asked.requesterName}</b>
        <span class="caption">
          {en.actions[asked.action]} · {asked.ticketNumber}
        </span>
      </span>
      <span>
        <Mark tone={asked.waiting ? "warn" : "info"} icon="hourglass">
          {asked.waiting ? words.waiting : words.running}
        </Mark>
        <span class="caption">
          {words.askedShort(asked.askedBy)}, {clock(asked.askedAt, timeZone)}
        </span>
      </span>
      <span class="figure">
        {words.until} {clock(asked.until, timeZone)}
      </span>
    </Link>
  );
}

/** Nobody was asked: what could be stopped, or let begin, before it begins by itself. */
function Held() {
  const { api, session } = useApp();
  const resource = useResource("held", (signal) => readHeld(api, signal));
  useFeedChange(resource.reload);
  const held = resource.value?.held ?? [];
  useWhenPast(held[0]?.until, resource.reload);
  if (held.length === 0) {
    return <ProblemLine problem={resource.problem} />;
  }
  return (
    <section class="stack" aria-labelledby="held-checks">
      <div>
        <h2 id="held-checks">{words.held.title}</h2>
        <p class="caption">{words.held.text}</p>
      </div>
      <ul class="plain approvals">
        {held.map((one) => (
          <li key={one.id}>
            <Link class="card approval-card" to={pathTo.details(one.id)}>
              <span>
                <b>{one.requesterName}</b>
                <span class="caption">
                  {en.actions[one.action]} · {one.ticketNumber}
                </span>
              </span>
              <Mark tone="warn" icon="hourglass">
                {words.held.state}
              </Mark>
              <span class="figure">
                {words.held.until} {clock(one.until, session.timeZone)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
