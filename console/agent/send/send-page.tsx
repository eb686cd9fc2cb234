/** Left what was asked, right what is happening. After Send the form locks in place and nothing jumps. */
import { useState } from "preact/hooks";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { SendPageReply } from "../../../workers/contract/console/send.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { readLive, readSendPage } from "../frame/endpoints.ts";
import { useFeedChange, useFeedState, useResource, useTitle, useWhenPast, type Resource } from "../frame/hooks.ts";
import { ProblemPage } from "../frame/problem.tsx";
import { navigate } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { accountOf, firstForm } from "./form-state.ts";
import { LiveColumn, ReadyColumn } from "./live-column.tsx";
import { tabTitle } from "./live-words.ts";
import { PersonProblem } from "./person-problem.tsx";
import { SendColumn } from "./send-column.tsx";
import { TicketCard } from "./ticket-card.tsx";

/** As much as the server reads; it says itself what is no check of this ticket. */
const LONGEST_ID = 80;

export interface SendPageProps {
  readonly id: string;
  readonly search: string;
}

export function SendPage({ id: ticketId, search }: SendPageProps) {
  const { api } = useApp();
  // A new check for the same ticket starts with a fresh form, a fresh key and a fresh reading.
  const [round, setRound] = useState(0);
  const insteadOf = new URLSearchParams(search).get("instead-of")?.slice(0, LONGEST_ID);
  const page = useResource(`${ticketId}/${round}/${insteadOf ?? ""}`, (signal) =>
    readSendPage(api, { ticketId, ...(insteadOf === undefined ? {} : { insteadOf }) }, signal),
  );
  const { value } = page;
  return (
    <div class="page">
      <PageHead actions={value !== undefined && <OpenTicket page={value} />}>
        <Crumb to={pathTo.verifications} text={en.list.title} />
        <h1>{en.send.title}</h1>
      </PageHead>
      <div class="page-body">
        <ResourcePage resource={page} rows={8}>
          {(read) => (
            <SendBody
              key={`${round}/${insteadOf ?? ""}`}
              page={read}
              search={search}
              reload={page.reload}
              again={() => {
                navigate(pathTo.sendTicket(ticketId), { replace: true });
                setRound(round + 1);
              }}
            />
          )}
        </ResourcePage>
      </div>
    </div>
  );
}

function OpenTicket({ page }: { page: SendPageReply }) {
  return (
    <a
      class="link"
      href={page.ticket.url}
      target="_blank"
      rel="noreferrer"
      aria-label={en.common.openTicket(page.ticket.number)}
    >
      <Icon name="external" size={20} />
      <span class="wide-only">{en.common.openTicket(page.ticket.number)}</span>
    </a>
  );
}

interface SendBodyProps {
  readonly page: SendPageReply;
  readonly search: string;
  readonly reload: () => void;
  readonly again: () => void;
}

function SendBody({ page, search, reload, again }: SendBodyProps) {
  const liveId = liveIdOf(page, search);
  const live = useLive(liveId);
  const { brand } = useApp().session;
  const { value } = live;
  const [form, setForm] = useState(() => firstForm(page));
  useTitle(value === undefined ? `${page.ticket.number} · ${en.send.title} · ${brand}` : tabTitle(value));
  const show = (id: string): void => navigate(`${pathTo.sendTicket(page.ticket.id)}?live=${id}`, { replace: true });
  if (liveId === undefined && (page.problem !== undefined || page.person === undefined || page.open !== undefined)) {
    return (
      <div class="send-grid">
        <div class="stack">
          <TicketCard page={page} />
          <PersonProblem page={page} problem={page.problem} />
        </div>
      </div>
    );
  }
  return (
    <div class="send-grid">
      <SendColumn
        page={page}
        form={form}
        onForm={setForm}
        held={liveId !== undefined && value === undefined}
        onSent={show}
        onConflict={reload}
        {...(value === undefined ? {} : { live: value })}
      />
      {liveId === undefined ? (
        <ReadyColumn page={page} account={accountOf(page, form)} form={form} />
      ) : (
        <LiveSide live={live} again={again} />
      )}
    </div>
  );
}

function LiveSide({ live, again }: { live: Resource<LiveReply>; again: () => void }) {
  const offline = useFeedState() === "offline";
  if (live.value !== undefined) {
    const staleSince = live.problem !== undefined || offline ? live.readAt : undefined;
    return <LiveColumn live={live.value} reload={live.reload} again={again} staleSince={staleSince} />;
  }
  if (live.problem !== undefined) return <ProblemPage problem={live.problem} retry={live.reload} />;
  return (
    <section class="card">
      <Skeleton rows={8} label={en.common.loading} />
    </section>
  );
}

/** The check to follow: the one in the address, or the agent's own that already runs for this very ticket. */
function liveIdOf(page: SendPageReply, search: string): string | undefined {
  const named = liveIn(search);
  if (named !== undefined) return named;
  const { open } = page;
  return open?.own === true && open.ticketNumber === page.ticket.number ? open.verificationId : undefined;
}

function liveIn(search: string): string | undefined {
  const id = new URLSearchParams(search).get("live");
  return id !== null && /^vrf_[A-Za-z0-9_-]{1,80}$/.test(id) ? id : undefined;
}

function useLive(id: string | undefined): Resource<LiveReply> {
  const { api } = useApp();
  const live = useResource<LiveReply>(id ?? "none", (signal) =>
    id === undefined ? new Promise(() => undefined) : readLive(api, id, signal),
  );
  useFeedChange((change) => {
    if (id !== undefined && (change.id === undefined || change.id === id)) live.reload();
  });
  useWhenPast(live.value?.deadlineAt, live.reload);
  useWhenPast(live.value?.code?.validUntil, live.reload);
  return live;
}
