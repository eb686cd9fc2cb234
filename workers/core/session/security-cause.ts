import type { SecurityCause } from "../messages/security-notice.ts";
import type { TerminalStatus } from "./status.ts";

/** Why an ending concerns security; most do not. */
export function causeOfEnding(status: TerminalStatus, detail: string | undefined): SecurityCause | undefined {
  switch (status) {
    case "reported":
      return "reported";
    case "failed":
      return detail === "blocking" ? "must_not_proceed" : detail === "risk_high" ? "high_risk" : undefined;
    case "cancelled":
      return detail === "manager_warned"
        ? "manager_warned"
        : detail === "someone_contacted_me" || detail === "does_not_know"
          ? "declined"
          : undefined;
    default:
      return undefined;
  }
}
