/** What Remediate would do for a check now, and what came of it so far. */
import type { Remedy, RemediationReply, RemedyState, ToldWay } from "../../contract/console/remediate.ts";
import { defined } from "../../core/kit/defined.ts";
import { deliveryProblem, deliveryProblemWords } from "../../core/messages/delivery-problem.ts";
import { channelsFor, type SecurityCause, type SecurityChannel } from "../../core/messages/security-notice.ts";
import { mayRemediate } from "../../core/policy/may-remediate.ts";
import type { ReportOffer } from "../../core/verdict/next-steps.ts";
import type { Deps } from "../deps.ts";
import { readByRequester } from "../delivery/read-by-requester.ts";
import type { AgentRecord } from "../ports/agents.ts";
import type { SecurityNotice } from "../ports/security.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

export const CAUSES: Readonly<Record<Remedy, SecurityCause>> = { report: "agent_report", incident: "incident" };

export interface Ways {
  /** That a report of this check may go. */
  readonly open: readonly SecurityChannel[];
  /** Mailboxes that whoever the check is of reads. */
  readonly own: readonly SecurityChannel[];
}

export async function waysOf(
  deps: Pick<Deps, "people" | "vault" | "security">,
  remedy: Remedy,
  check: VerificationRecord,
): Promise<Ways> {
  const set = channelsFor(CAUSES[remedy], deps.security.channels);
  const read = await Promise.all(
    set.map(async (way) => {
      const address = way === "mail" || way === "on_call" ? deps.security.mailAddress(way) : undefined;
      return address === undefined ? false : readByRequester(deps, address, check);
    }),
  );
  return { open: set.filter((_way, index) => read[index] === false), own: set.filter((_way, index) => read[index]) };
}

/** Undefined for whoever may not remediate this check. */
export async function remediationOf(
  deps: Deps,
  agent: AgentRecord,
  { record, notices }: { readonly record: VerificationRecord; readonly notices: readonly SecurityNotice[] },
): Promise<RemediationReply | undefined> {
  if (!mayRemediate(agent, record)) {
    return undefined;
  }
  const state = async (remedy: Remedy): Promise<RemedyState> =>
    stateOf(
      await waysOf(deps, remedy, record),
      notices.filter(({ cause }) => cause === CAUSES[remedy]),
    );
  const [report, incident] = await Promise.all([state("report"), state("incident")]);
  return { report, incident };
}

/** As the banner's next step needs it. */
export function reportOffer(remediation: RemediationReply | undefined): ReportOffer | undefined {
  switch (remediation?.report.offer) {
    case "offered":
    case "again":
      return "offered";
    case "done":
      return "done";
    default:
      return undefined;
  }
}

function stateOf({ open, own }: Ways, notices: readonly SecurityNotice[]): RemedyState {
  const [first] = notices;
  return {
    offer: offerOf({ open, own }, notices),
    ways: open,
    told: notices.map(toldOf),
    ...defined({ by: first?.reportedBy, at: first?.createdAt }),
  };
}

function offerOf({ open, own }: Ways, notices: readonly SecurityNotice[]): RemedyState["offer"] {
  if (open.length === 0) {
    return own.length > 0 ? "own_mailbox" : "not_set";
  }
  // Nobody was told by a way that was set up since the press, nor by one that a colleague gave up on.
  const untold = open.filter((way) =>
    notices.every(({ channel, status }) => channel !== way || status === "failed" || status === "discarded"),
  );
  if (untold.length === 0) {
    return "done";
  }
  return notices.length === 0 ? "offered" : "again";
}

function toldOf({ channel, status, sentAt, problem }: SecurityNotice): ToldWay {
  const { what, fault } = deliveryProblemWords(deliveryProblem(problem));
  const unsent = problem !== undefined && status !== "sent";
  return {
    way: channel,
    state: status === "sending" ? "waiting" : status,
    ...defined({ at: sentAt }),
    ...(unsent ? { problem: what, fault } : {}),
  };
}
