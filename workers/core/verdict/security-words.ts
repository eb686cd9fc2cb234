import { assertNever } from "../kit/result.ts";
import type { SecurityState } from "../messages/security-notice.ts";
import { clockText, type ClockFrame } from "./clock-text.ts";

/** What a banner may say about security: only what is so at this moment. Without a full stop. */
export function securityWords(security: SecurityState | undefined, frame: ClockFrame): string {
  switch (security?.state) {
    case undefined:
    case "not_set":
      return "Nobody has told security: route it yourself";
    case "waiting":
      return "Security is not told yet, it is being tried";
    case "failed":
      return "Security could not be told: route it yourself";
    case "discarded":
      return "The message to security was discarded";
    case "told":
      return `Security told ${clockText(security.at, frame)}`;
    default:
      return assertNever(security);
  }
}
