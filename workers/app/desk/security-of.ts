import { securityState, type SecurityState } from "../../core/messages/security-notice.ts";
import { causeOfEnding } from "../../core/session/security-cause.ts";
import { isTerminal } from "../../core/session/status.ts";
import type { SecurityNotice } from "../ports/security.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

/** What security was told of a check. Absent where nothing happened that it should hear of and nobody reported it. */
export function securityOf(record: VerificationRecord, notices: readonly SecurityNotice[]): SecurityState | undefined {
  // An incident goes to a channel, which is not the security team; a limit is about the agent, not the check.
  const toSecurity = notices.filter(({ cause: of }) => of !== "incident" && of !== "agent_limit");
  const cause = isTerminal(record.status) ? causeOfEnding(record.status, record.detail) : undefined;
  const concerns = cause !== undefined || record.live.lateReportAt !== undefined;
  return toSecurity.length === 0 && !concerns ? undefined : securityState(toSecurity);
}
