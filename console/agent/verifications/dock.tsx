/** The chosen row's panel: beside the table on a desk, a bottom sheet on a phone. Same parts, same order. */
import type { ComponentChildren } from "preact";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Mark } from "../../ui/status.tsx";
import { useApp } from "../frame/app-context.ts";
import { readDetails } from "../frame/endpoints.ts";
import { useFeedChange, useNow, useResource, useWhenPast, type Resource } from "../frame/hooks.ts";
import { topFindings } from "../panel/findings.ts";
import { NextSteps } from "../panel/next-steps.tsx";
import { BannerBox, FindingRow, NoVerdict, ScoreHead } from "../panel/parts.tsx";
import { ScoreChart } from "../panel/score-chart.tsx";
import { JudgedLine } from "../remediate/judged.tsx";
import { RemediateMenu } from "../remediate/remediate-menu.tsx";
import { ProblemPage } from "../frame/problem.tsx";
import { Link } from "../frame/router.tsx";
import { When } from "../frame/when.tsx";
import { isRunning, ticks, verdictAt } from "../panel/status-words.ts";

export interface DockProps {
  readonly id: string;
  readonly sheet: boolean;
  readonly onClose: () => void;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}

export function Dock({ id, sheet, onClose, onPrevious, onNext }: DockProps) {
  const { api } = useApp();
  const details = useResource(id, (signal) => readDetails(api, id, signal));
  useFeedChange((change) => {
    if (change.id === undefined || change.id === id) details.reload();
  });
  const { value } = details;
  // A word to proceed must not stand on the screen after it has run out.
  useWhenPast(value?.row.validUntil ?? value?.row.deadlineAt, details.reload);
  const title = value?.row.requesterName ?? en.common.loading;
  const subtitle = value !== undefined && (
    <>
      {value.row.ticketNumber} · {value.row.category} · <When at={value.row.createdAt} />, {value.row.referrerName}
    </>
  );
  if (sheet) {
    return (
      <Dialog sheet title={title} subtitle={subtitle} closeLabel={en.common.close} onClose={onClose}>
        <DockBody details={details} wide />
      </Dialog>
    );
  }
  return (
    <aside class="dock" aria-label={en.dock.label}>
      <header class="dock-head">
        <div>
          <h2 tabIndex={-1}>{title}</h2>
          <p class="caption">{subtitle}</p>
        </div>
        <DockButton icon="chevronUp" label={en.dock.previous} end={en.dock.first} onPress={onPrevious} />
        <DockButton icon="chevronDown" label={en.dock.next} end={en.dock.last} onPress={onNext} />
        <Link class="button icon-only quiet" to={pathTo.details(id)} label={en.dock.full}>
          <Icon name="external" />
        </Link>
        <DockButton icon="close" label={en.common.close} onPress={onClose} />
      </header>
      <DockBody details={details} />
    </aside>
  );
}

interface DockButtonProps {
  readonly icon: "chevronUp" | "chevronDown" | "close";
  readonly label: string;
  /** Why it cannot be pressed where it cannot. */
  readonly end?: string;
  readonly onPress: (() => void) | undefined;
}

function DockButton({ icon, label, end, onPress }: DockButtonProps) {
  return (
    <button
      type="button"
      class="button icon-only quiet"
      aria-label={label}
      title={onPress === undefined ? end : label}
      disabled={onPress === undefined}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

function DockBody({ details, wide = false }: { details: Resource<DetailsReply>; wide?: boolean }) {
  const { value, problem, reload } = details;
  if (value === undefined) {
    return (
      <div class="dock-body">
        {problem === undefined ? (
          <Skeleton rows={8} label={en.common.loading} />
        ) : (
          <ProblemPage problem={problem} retry={reload} />
        )}
      </div>
    );
  }
  return (
    <>
      <div class="dock-body">
        <DockPanel details={value} wide={wide} reload={reload} />
      </div>
      <footer class="dock-foot">
        <p class="caption">{en.dock.nextStep}</p>
        <NextSteps details={value} reload={reload} />
      </footer>
    </>
  );
}

interface DockPanelProps {
  readonly details: DetailsReply;
  readonly wide: boolean;
  readonly reload: () => void;
}

export function DockPanel({ details, wide, reload }: DockPanelProps) {
  const { row, banner, assessment, without = {} } = details;
  const running = isRunning(row.status);
  const { risk } = verdictAt(row.verdict, useNow(ticks(row)));
  return (
    <>
      <BannerBox
        banner={banner}
        passLine={row.passLine}
        live={running}
        deadlineAt={row.deadlineAt}
        until={row.verdict.next?.at}
        {...(row.personAsked === undefined ? {} : { asked: row.personAsked })}
        {...(risk === undefined || wide ? {} : { score: risk.score })}
      />
      <JudgedLine row={row} />
      {wide && !running && <ScoreHead risk={risk} passLine={row.passLine} />}
      {assessment === undefined ? (
        <NoAssessment running={running} scored={risk !== undefined} />
      ) : (
        <>
          {risk === undefined ? (
            <section>
              {!wide && <ScoreHead risk={risk} passLine={row.passLine} />}
              <NoVerdict row={row} assessment={assessment} />
            </section>
          ) : (
            <Section title={en.panel.title} note={en.panel.points} quiet={wide}>
              <ScoreChart assessment={assessment} tone={risk.tone} />
            </Section>
          )}
          <Proven details={details} />
          {assessment.findings.length > 0 && (
            <section>
              <h3 class="top-findings">{en.dock.topFindings}</h3>
              <ul class="plain findings">
                {topFindings(assessment, 3).map((finding) => (
                  <FindingRow key={finding.id} finding={finding} without={without[finding.id]} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <div class="dock-links">
        <Link class="link" to={`${pathTo.details(row.id)}#transcript`}>
          <Icon name="message" />
          {en.dock.transcript}
        </Link>
        <Link class="link" to={pathTo.details(row.id)}>
          {en.dock.full}
          <Icon name="chevronRight" />
        </Link>
        <RemediateMenu details={details} reload={reload} quiet />
      </div>
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly note: string;
  /** Where a score with its level stands right above, the title is for screen readers only. */
  readonly quiet: boolean;
  readonly children: ComponentChildren;
}

function Section({ title, note, quiet, children }: SectionProps) {
  return (
    <section>
      <h3 class={quiet ? "hidden" : "split"}>
        <span>{title}</span>
        <span class="caption">{note}</span>
      </h3>
      {children}
    </section>
  );
}

function Proven({ details }: { details: DetailsReply }) {
  const { proven } = details.assurance;
  const { standing } = details.row.verdict;
  const counts = standing !== "void" && standing !== "reported";
  return (
    <p class="proven">
      <b>{en.dock.proven}</b>
      {proven.length === 0 && <span class="muted">{en.dock.provenNothing}</span>}
      {proven.map(({ proof }) => (
        <Mark key={proof} tone={counts ? "ok" : "neutral"} icon="checkCircle">
          {en.proofs[proof]}
        </Mark>
      ))}
    </p>
  );
}

/** Says why there is no picture: not yet, never, or not for this role. */
export function NoAssessment({ running, scored }: { running: boolean; scored: boolean }) {
  const text = running ? en.panel.noneRunning : scored ? en.panel.noneRole : en.panel.noneEnded;
  return (
    <p class="well">
      <b>{en.panel.none}.</b> {text}
    </p>
  );
}
