/** One approval: who, for what, what is missing and why, what was found; then approve or refuse. */
import { useEffect, useState } from "preact/hooks";
import type { ApprovalReply } from "../../../workers/contract/console/approvals.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ReadyButton } from "../../ui/ready-button.tsx";
import { Skeleton, EmptyState } from "../../ui/states.tsx";
import { Mark } from "../../ui/status.tsx";
import { Fact, PersonLink } from "../details/cards.tsx";
import type { ApiResult } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { askApprovalOptions, giveApproval, readApproval, refuseApproval, seeApproval } from "../frame/endpoints.ts";
import { useFeedChange, useResource, useTitle, useWhenPast } from "../frame/hooks.ts";
import { showPasskey } from "../frame/passkey.ts";
import { ProblemLine, ProblemPage } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress, type Press } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { CategoryCells, oneOf, ScoreHead } from "../panel/parts.tsx";

const words = en.approvals;
const NOT_FOUND = 404;

export function ApprovalPage({ id }: { id: string }) {
  const { api, session } = useApp();
  const resource = useResource(id, (signal) => readApproval(api, id, signal));
  const [done, setDone] = useState<"given" | "refused">();
  const { value, problem } = resource;
  useFeedChange((change) => {
    if (done === undefined && (change.id === undefined || change.id === id)) resource.reload();
  });
  useWhenPast(value?.until, resource.reload);
  useTitle(`${value?.ticketNumber ?? words.one} · ${session.brand}`);
  const there = value !== undefined;
  // The colleague who asked sees that it was looked at.
  useEffect(() => {
    if (there) void seeApproval(api, id);
  }, [api, id, there]);
  const gone = problem?.status === NOT_FOUND;
  return (
    <div class="page">
      <PageHead>
        <Crumb to={pathTo.approvals} text={words.title} />
        <h1>{value?.requesterName ?? words.one}</h1>
      </PageHead>
      <div class="page-body">
        {done !== undefined ? (
          <Over title={words.done[done]} />
        ) : gone ? (
          <Over title={words.gone} text={words.goneText} />
        ) : value !== undefined ? (
          <Asked approval={value} onDone={setDone} />
        ) : problem === undefined ? (
          <Skeleton rows={8} label={en.common.loading} />
        ) : (
          <ProblemPage problem={problem} retry={resource.reload} />
        )}
      </div>
    </div>
  );
}

function Over({ title, text = "" }: { title: string; text?: string }) {
  return (
    <section class="card" role="status">
      <EmptyState icon="checkCircle" title={title} text={text}>
        <Link class="button" to={pathTo.approvals}>
          {words.toList}
        </Link>
      </EmptyState>
    </section>
  );
}

interface AskedProps {
  readonly approval: ApprovalReply;
  readonly onDone: (how: "given" | "refused") => void;
}

function Asked({ approval, onDone }: AskedProps) {
  const press = usePress();
  return (
    <div class="approval-grid">
      <div class="stack">
        <section class="banner tone-info">
          <div class="banner-main">
            <span class="banner-icon">
              <Icon name="hourglass" size={20} />
            </span>
            <div class="banner-words">
              <p class="banner-headline">{words.asked(approval.askedBy)}</p>
              <p>
                {words.until} <When at={approval.until} />
              </p>
            </div>
          </div>
        </section>
        <WhatCard approval={approval} />
        <ProofsCard approval={approval} />
        <section class="card">
          <h2 class="card-head">{words.before}</h2>
          <ol class="card-text approval-steps">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <Answers approval={approval} press={press} onDone={onDone} />
        </section>
      </div>
      <Evidence approval={approval} />
    </div>
  );
}

function WhatCard({ approval }: { approval: ApprovalReply }) {
  const { fields } = words;
  const { person, account, destination } = approval;
  return (
    <section class="card">
      <h2 class="card-head">{words.what}</h2>
      <dl class="facts">
        <Fact name={fields.person}>
          {person.name}
          <span class="caption">{[person.department, person.office].filter(Boolean).join(", ")}</span>
        </Fact>
        <Fact name={fields.action}>{en.actions[approval.action]}</Fact>
        {account !== undefined && (
          <Fact name={fields.account}>{en.send.accountOther(account.userName, account.label)}</Fact>
        )}
        <Fact name={fields.sentTo}>
          {en.send.contactTo(en.channels[destination.channel], destination.masked)}
          <span class="caption">
            {destination.origin === "typed" ? en.details.typed(destination.reason) : en.details.onRecord}
          </span>
        </Fact>
        <Fact name={fields.ticket}>
          {approval.ticketNumber}
          <span class="caption">{approval.category}</span>
        </Fact>
        <Fact name={fields.sentBy}>{approval.sentBy}</Fact>
      </dl>
      <PersonLink id={person.id} />
    </section>
  );
}

function ProofsCard({ approval }: { approval: ApprovalReply }) {
  return (
    <section class="card">
      <h2 class="card-head">{words.proofs}</h2>
      <ul class="plain proofs card-text">
        {approval.proven.map((proof) => (
          <li key={proof}>
            <Mark tone="ok" icon="checkCircle">
              {en.proofs[proof]}
            </Mark>
            <span class="caption">{words.proven}</span>
          </li>
        ))}
        {approval.missing.map((group) => (
          <li key={group.join()}>
            <Mark tone="warn" icon="triangle">
              {oneOf(group)}
            </Mark>
            <span class="caption">{words.missing}</span>
          </li>
        ))}
      </ul>
      <p class="card-text">{words.why}</p>
    </section>
  );
}

function Evidence({ approval: { assessment } }: { approval: ApprovalReply }) {
  if (assessment === undefined) {
    return (
      <section class="card">
        <h2 class="card-head">{words.evidence}</h2>
        <p class="card-text muted">{words.noEvidence}</p>
      </section>
    );
  }
  const { score, level, passLine } = assessment;
  return (
    <section class="card">
      <h2 class="card-head">{words.evidence}</h2>
      <div class="card-text">
        <ScoreHead risk={{ score, level, tone: "neutral" }} passLine={passLine} />
      </div>
      <CategoryCells assessment={assessment} without={undefined} strengthBits={undefined} />
    </section>
  );
}

interface AnswersProps extends AskedProps {
  readonly press: Press;
}

function Answers({ approval, press: { busy, problem, press }, onDone }: AnswersProps) {
  const { api } = useApp();
  const [refusing, setRefusing] = useState(false);
  const { id, digest, signs } = approval;
  const give = async (): Promise<ApiResult<unknown>> => {
    if (!signs) return giveApproval(api, id, { digest });
    const shown = await showPasskey(await askApprovalOptions(api, id, digest));
    return shown.ok ? giveApproval(api, id, { digest, credential: shown.value }) : shown;
  };
  const approve = async (): Promise<void> => {
    if ((await press(give))?.ok === true) onDone("given");
  };
  return (
    <div class="card-text approval-answers">
      <div class="dialog-actions">
        <button type="button" class="button" disabled={busy} onClick={() => setRefusing(true)}>
          {words.refuse}
        </button>
        <button type="button" class="button primary" disabled={busy} onClick={() => void approve()}>
          <Icon name={signs ? "key" : "check"} />
          {signs ? words.approveWith : words.approve}
        </button>
      </div>
      <ProblemLine problem={problem} />
      {refusing && <RefuseDialog id={id} onClose={() => setRefusing(false)} onDone={() => onDone("refused")} />}
    </div>
  );
}

const SHORTEST_REASON = 3;

function RefuseDialog({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const { api } = useApp();
  const [reason, setReason] = useState("");
  const { busy, problem, press } = usePress();
  const missing = reason.trim().length >= SHORTEST_REASON ? undefined : en.common.sayWhy(SHORTEST_REASON);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (missing !== undefined) return;
    if ((await press(() => refuseApproval(api, id, reason.trim())))?.ok === true) onDone();
  };
  return (
    <Dialog title={words.refuseTitle} closeLabel={en.common.close} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{words.refuseText}</p>
        <label class="field">
          {words.reason}
          <input
            required
            minLength={SHORTEST_REASON}
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <ProblemLine problem={problem} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {en.common.cancel}
          </button>
          <ReadyButton class="button primary danger" busy={busy} missing={missing}>
            {words.refuse}
          </ReadyButton>
        </div>
      </form>
    </Dialog>
  );
}
