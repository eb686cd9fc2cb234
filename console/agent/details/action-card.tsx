/** What a pass led to: who acted and with what result, who agreed, and what became of the ticket. */
import type { ComponentChildren } from "preact";
import type { ActionApproval, ActionAttempt, ActionCardReply } from "../../../workers/contract/console/action-card.ts";
import type { DetailsReply } from "../../../workers/contract/console/verifications.ts";
import { en } from "../../copy/desk/en.ts";
import { Mark } from "../../ui/status.tsx";
import { When } from "../frame/when.tsx";
import { NOTE_LOOK } from "./history.tsx";

const words = en.actionCard;

const ANSWER_LOOK = {
  open: { tone: "info", icon: "hourglass" },
  done: { tone: "ok", icon: "checkCircle" },
  refused: { tone: "warn", icon: "octagonX" },
  not_done: { tone: "warn", icon: "octagonX" },
  unknown: { tone: "warn", icon: "question" },
  withdrawn: { tone: "neutral", icon: "ban" },
  superseded: { tone: "neutral", icon: "doubleCheck" },
} as const;

const APPROVAL_LOOK = {
  asked: { tone: "neutral", icon: "hourglass" },
  given: { tone: "ok", icon: "checkCircle" },
  refused: { tone: "bad", icon: "octagonX" },
} as const;

export interface ActionCardProps {
  readonly card: ActionCardReply;
  /** What contacts on record were told of what was done. */
  readonly told: DetailsReply["told"];
}

export function ActionCard({ card, told }: ActionCardProps) {
  const { attempts, refusals, desk, approvals, closing, policyVersion } = card;
  return (
    <section class="card">
      <h2 class="card-head split">
        <span>{words.title}</span>
        <span class="caption">{en.actions[card.action]}</span>
      </h2>
      {attempts.length === 0 && desk === undefined && <p class="card-text muted">{words.nothing}</p>}
      <ul class="plain lines">
        {attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} isTold={told.length > 0} />
        ))}
        {desk !== undefined && <Desk desk={desk} />}
        {told.map((event) => (
          <Line
            key={event.at}
            title={words.steps.notices}
            mark={<Mark {...ARRIVAL_LOOK[arrivalOf(event)]}>{words.arrival[arrivalOf(event)]}</Mark>}
          >
            {en.details.reachedOf(event)}, <When at={event.at} />
          </Line>
        ))}
        {closing !== undefined && (
          <Line
            title={words.ticket}
            mark={<Mark {...NOTE_LOOK[closing.status]}>{en.details.noteStatus[closing.status]}</Mark>}
          >
            {closing.title}, <When at={closing.at} />
          </Line>
        )}
      </ul>
      {refusals > 0 && <p class="card-text caption">{words.refusals(refusals)}</p>}
      {approvals.length > 0 && (
        <>
          <h3 class="card-text">{words.approvals}</h3>
          <ul class="plain lines">
            {approvals.map((approval) => (
              <Approval key={approval.id} approval={approval} />
            ))}
          </ul>
        </>
      )}
      {policyVersion !== undefined && (
        <p class="card-text caption">
          {words.rules}: <span class="rules">{policyVersion}</span>
        </p>
      )}
    </section>
  );
}

const ARRIVAL_LOOK = {
  arrived: { tone: "ok", icon: "checkCircle" },
  partly: { tone: "warn", icon: "question" },
  waiting: { tone: "info", icon: "hourglass" },
  failed: { tone: "bad", icon: "octagonX" },
} as const;

/** The caption has the counts; what is seen first is whether anybody knows. */
function arrivalOf({ contacts, arrived, failed }: DetailsReply["told"][number]): keyof typeof ARRIVAL_LOOK {
  if (arrived > 0) {
    return arrived === contacts ? "arrived" : "partly";
  }
  return failed === contacts ? "failed" : "waiting";
}

function Line({ title, mark, children }: { title: string; mark: ComponentChildren; children: ComponentChildren }) {
  return (
    <li class="note-line">
      <span class="grow">
        {title}
        <span class="caption">{children}</span>
      </span>
      {mark}
    </li>
  );
}

/** `isTold`: a line of its own says more than the step that asked for it. */
function Attempt({ attempt, isTold }: { attempt: ActionAttempt; isTold: boolean }) {
  const { target, at, answer, doneAt } = attempt;
  const steps = attempt.steps.filter(({ step }) => !isTold || step !== "notices");
  const state = answer ?? "open";
  return (
    <>
      <Line title={words.portal} mark={<Mark {...ANSWER_LOOK[state]}>{words.answers[state]}</Mark>}>
        {words.inSystem(target)}, <When at={doneAt ?? at} seconds />
      </Line>
      {steps.map(({ step, result, at: stepAt }) => (
        <Line
          key={step}
          title={words.steps[step]}
          mark={
            <Mark
              tone={result === "failed" ? "bad" : "neutral"}
              icon={result === "failed" ? "octagonX" : result === "done" ? "check" : "dash"}
            >
              {words.results[result]}
            </Mark>
          }
        >
          <When at={stepAt} seconds />
        </Line>
      ))}
    </>
  );
}

function Desk({ desk: { by, begunAt, ended } }: { desk: NonNullable<ActionCardReply["desk"]> }) {
  const look = ended === undefined ? ANSWER_LOOK.open : ended.done ? ANSWER_LOOK.done : ANSWER_LOOK.not_done;
  return (
    <Line title={words.desk} mark={<Mark {...look}>{ended?.words ?? words.open}</Mark>}>
      {words.deskBy(by)}, <When at={ended?.at ?? begunAt} />
      {ended?.late === true && `, ${words.late}`}
    </Line>
  );
}

function Approval({ approval }: { approval: ActionApproval }) {
  const { kind, by, askedBy, askedAt, seenAt, answeredAt, answer, reason } = approval;
  const state = answer ?? "asked";
  return (
    <Line title={`${words.kinds[kind]}: ${by}`} mark={<Mark {...APPROVAL_LOOK[state]}>{words.approval[state]}</Mark>}>
      {words.askedBy(askedBy)} <When at={askedAt} />
      {seenAt === undefined ? (
        `, ${words.notSeen}`
      ) : (
        <>
          {`, ${words.seen} `}
          <When at={seenAt} />
        </>
      )}
      {answeredAt !== undefined && (
        <>
          {", "}
          {words.approval[state].toLowerCase()} <When at={answeredAt} />
        </>
      )}
      {reason !== undefined && `: ${reason}`}
    </Line>
  );
}
