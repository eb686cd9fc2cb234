/** What the deployment's variables say that protects less: what is held back, and what was let in lately. */
import { useState } from "preact/hooks";
import type { DeploymentNews, HeldDeployment } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { decideDeployment } from "../frame/endpoints.ts";
import { whenShort } from "../frame/format.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { ChangeList } from "./changes.tsx";

const words = en.settings.deployment;

export function Deployment({ news, reload }: { news: DeploymentNews | undefined; reload: () => void }) {
  const [done, setDone] = useState<string>();
  const onDone = (text: string): void => {
    setDone(text);
    reload();
  };
  return (
    <>
      <div role="status">{done !== undefined && <p class="notice tone-ok">{done}</p>}</div>
      {news?.held !== undefined && <Held news={news} held={news.held} onDone={onDone} />}
      {news !== undefined && news.held === undefined && <Serves news={news} />}
    </>
  );
}

function Serves({ news: { at = 0, weakens } }: { news: DeploymentNews }) {
  const { now, session } = useApp();
  return (
    <section class="notice tone-warn" aria-label={words.title}>
      <Icon name="triangle" />
      <div>
        <b>{words.title}</b>
        <p>{words.text(whenShort(at, now(), session.timeZone))}</p>
        <ChangeList lines={weakens} />
      </div>
    </section>
  );
}

interface HeldProps {
  readonly news: DeploymentNews;
  readonly held: HeldDeployment;
  readonly onDone: (text: string) => void;
}

function Held({ news: { at, weakens }, held, onDone }: HeldProps) {
  const { now, session } = useApp();
  const { number, sections, told } = held;
  const short = (moment: number): string => whenShort(moment, now(), session.timeZone);
  return (
    <section class="card settings-waiting tone-warn" aria-labelledby="settings-deployment">
      <h2 id="settings-deployment">
        <Icon name="hourglass" />
        {words.heldTitle}
      </h2>
      <p>
        {words.held(sections.join(", "))} {at !== undefined && words.seen(short(at))} {whatNext(held, short)}
      </p>
      {number !== undefined && (
        <p class={told.failed > 0 ? "" : "caption"}>{en.settings.waiting.told(words.toldWho, told)}.</p>
      )}
      <b>{words.weakens}</b>
      <ChangeList lines={weakens} />
      {number !== undefined && may(session, "settings.change") && (
        <Decision number={number} held={held} onDone={onDone} />
      )}
    </section>
  );
}

function whatNext({ number, refusedBy, appliesAt }: HeldDeployment, short: (moment: number) => string): string {
  if (number === undefined) {
    return words.notRecorded;
  }
  if (refusedBy !== undefined) {
    return words.refused(refusedBy);
  }
  return appliesAt === undefined ? words.nobodyKnows : words.applies(short(appliesAt));
}

function Decision({ number, held, onDone }: Pick<HeldProps, "held" | "onDone"> & { readonly number: number }) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const { refusedBy, mayNotApprove } = held;
  const decide = async (decision: "approve" | "refuse"): Promise<void> => {
    const result = await press(() => decideDeployment(api, number, decision));
    if (result?.ok === true) onDone(decision === "approve" ? words.approved : words.stays);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <div class="dialog-actions">
        <span class="caption">
          {mayNotApprove === undefined
            ? words.unknown
            : en.settings.waiting.mayNotApprove[mayNotApprove](words.somebody)}
        </span>
        {refusedBy === undefined && (
          <button type="button" class="button" disabled={busy} onClick={() => void decide("refuse")}>
            {en.settings.waiting.refuse}
          </button>
        )}
        {mayNotApprove === undefined && (
          <button type="button" class="button primary" disabled={busy} onClick={() => void decide("approve")}>
            {en.settings.waiting.approve}
          </button>
        )}
      </div>
    </>
  );
}
