/**
 * Remediate: an agent reports a check to security, raises an incident, or says what a person found
 * out about it. Each is written down before the reply, and none of them can make a pass.
 */
import { pathTo } from "../../contract/console/paths.ts";
import type { Remedy } from "../../contract/console/remediate.ts";
import { defined } from "../../core/kit/defined.ts";
import { noteId, type VerificationId } from "../../core/kit/ids.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import { mayRemediate } from "../../core/policy/may-remediate.ts";
import { referenceOf } from "../../core/session/reference.ts";
import { judged } from "../../core/tickets/note-texts.ts";
import { toldByDesk } from "../../core/tickets/report-texts.ts";
import { judgedOf } from "../../core/verdict/judgement.ts";
import { STANDINGS, type JudgementWord } from "../../core/verdict/standing.ts";
import type { Deps } from "../deps.ts";
import { noteTargetOf } from "../tickets/note-target.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { VerificationRecord } from "../ports/verifications.ts";
import { asKept, type CheckAsKept } from "./as-kept.ts";
import { CAUSES, waysOf } from "./remediation.ts";
import { voidPasses } from "./void-passes.ts";

export interface RemediateError {
  readonly code:
    | "verification.unknown"
    | "remediate.not_allowed"
    /** Nobody to tell is set up. */
    | "security.not_set"
    /** Whom to tell is whom the check is of. */
    | "security.own_mailbox"
    /** It runs: what it shows is still to come. */
    | "judgement.too_early";
}

interface Act {
  readonly agent: AgentRecord;
  readonly id: VerificationId;
}

type Outcome = Promise<Result<undefined, RemediateError>>;

/**
 * Refused: an unknown check, an agent who may not remediate it, and where nobody is set up to be told, or only its own
 * requester would read it. Once for a check, whoever presses: again it tries what failed or was discarded, and else
 * changes nothing.
 */
export async function tellOfCheck(deps: Deps, act: Act & { readonly remedy: Remedy }): Outcome {
  const { agent, id, remedy } = act;
  const admitted = await admit(deps, act);
  if (!admitted.ok) {
    return admitted;
  }
  const { check, personId } = admitted.value;
  const { open, own } = await waysOf(deps, remedy, check);
  if (open.length === 0) {
    return err({ code: own.length > 0 ? "security.own_mailbox" : "security.not_set" });
  }
  const at = deps.clock();
  // Before it is written down: a press that fails half-way comes again, and until then nobody acts on a pass.
  const first = (await firstTold(deps, id, remedy)) ?? at;
  const report = { id, at: first, by: "desk", actor: agent.id } as const;
  if (personId !== undefined) {
    await voidPasses(deps, personId, { report, withReported: true });
  }
  const key = `${id.slice("vrf_".length)}_${remedy}`;
  await deps.notices.add(
    {
      key,
      verificationId: id,
      personId: check.personId,
      cause: CAUSES[remedy],
      channels: open,
      reportedBy: agent.name,
      at,
    },
    {
      at,
      actor: agent.id,
      action: remedy === "report" ? "verification.reported" : "verification.incident",
      subject: id,
      details: { ways: open.join(",") },
    },
    {
      id: noteId.parse(`not_${key}`),
      ticketId: check.ticketId,
      ...defined({ target: await noteTargetOf(deps, check.ticketId) }),
      verificationId: id,
      note: toldByDesk({ ...noteSubject(deps, check), key: `${id}:${remedy}`, what: remedy, agent: agent.name }),
      kind: "told_by_desk",
      at,
    },
  );
  await afterwards(deps, check, async () => {
    await Promise.all([deps.queues.tellSecurity([id]), deps.queues.writeNotes([check.ticketId])]);
  });
  return ok();
}

/** What passed since was made by whoever answered then: to try a report again says nothing new of it. */
async function firstTold(deps: Deps, id: VerificationId, remedy: Remedy): Promise<EpochMs | undefined> {
  const notices = await deps.notices.ofVerification(id);
  const told = notices.filter(({ cause }) => cause === CAUSES[remedy]).map(({ createdAt }) => createdAt);
  return told.length === 0 ? undefined : Math.min(...told);
}

export interface Judging extends Act {
  readonly word: JudgementWord;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * Refused: an unknown check, an agent who may not remediate it, and a check that runs. "impostor" voids a pass for good;
 * every other outcome stays as it is.
 */
export async function updateStatus(deps: Deps, act: Judging): Outcome {
  const { agent, id, word, reason } = act;
  const admitted = await admit(deps, act);
  if (!admitted.ok) {
    return admitted;
  }
  const { check, personId } = admitted.value;
  if (check.endedAt === undefined) {
    return err({ code: "judgement.too_early" });
  }
  const at = deps.clock();
  const before = judgedOf(await deps.judgements.ofVerification(id));
  if (word === "impostor" && personId !== undefined) {
    const report = { id, at: before?.impostor?.at ?? at, by: "desk", actor: agent.id } as const;
    await voidPasses(deps, personId, { report });
  }
  // The words as well: changed after a reply that was lost, it is another press.
  const key = await deps.vault.tag("judgement", JSON.stringify([agent.id, id, act.idempotencyKey, word, reason]));
  await deps.judgements.add(
    { key, verificationId: id, word, reason, agentId: agent.id, by: agent.name, at },
    {
      noteId: noteId.parse(`not_${key}`),
      ticketId: check.ticketId,
      ...defined({ target: await noteTargetOf(deps, check.ticketId) }),
      note: judged({
        key: `${id}:judgement:${key.slice(0, 12)}`,
        word,
        ...noteSubject(deps, check),
        agent: agent.name,
        reason,
        outcome: outcomeOf(check),
        passIsVoid:
          check.status === "passed" &&
          (word === "impostor" ||
            before?.impostor !== undefined ||
            check.voided !== undefined ||
            // What voided it may be what SQL took away.
            check.integrity === "changed"),
      }),
      audit: { at, actor: agent.id, action: "verification.judged", subject: id, details: { word } },
    },
  );
  await afterwards(deps, check, () => deps.queues.writeNotes([check.ticketId]));
  return ok();
}

function noteSubject({ config }: Pick<Deps, "config">, { id, requesterName }: VerificationRecord) {
  return {
    person: requesterName,
    reference: referenceOf(id),
    verificationId: id,
    url: `${config.CONSOLE_ORIGIN}${pathTo.details(id)}`,
  };
}

function outcomeOf({ status, live }: VerificationRecord): string {
  const ended = live.lateReportAt === undefined ? status : "reported";
  return Object.hasOwn(STANDINGS, ended) ? STANDINGS[ended as keyof typeof STANDINGS] : "";
}

/** Of a record that SQL changed as well: a report is never refused for it, and goes by what the session says. */
async function admit(deps: Deps, { agent, id }: Act): Promise<Result<CheckAsKept, RemediateError>> {
  const record = await deps.verifications.byId(id);
  if (record === undefined) {
    return err({ code: "verification.unknown" });
  }
  const kept = await asKept(deps, record);
  return mayRemediate(agent, kept.check) ? ok(kept) : err({ code: "remediate.not_allowed" });
}

/** It is written down: what is not woken now is found by the sweep, and a console that missed it reads again. */
async function afterwards(deps: Deps, check: VerificationRecord, wake: () => Promise<void>): Promise<void> {
  const { id, version, status } = check;
  const done = await Promise.allSettled([wake(), deps.feed.publish({ type: "verification", id, version, status })]);
  done.forEach((outcome) => {
    if (outcome.status === "rejected") {
      deps.log.failure("remediate.wake", outcome.reason);
    }
  });
}
