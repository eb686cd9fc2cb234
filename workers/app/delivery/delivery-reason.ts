import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { DeliveryFailure } from "../ports/delivery.ts";
import type { PeerProblem } from "../ports/peer-problem.ts";

const REASONS: Readonly<Record<PeerProblem["code"], DeliveryProblem>> = {
  "peer.unreachable": "provider_away",
  "peer.timeout": "provider_away",
  "peer.failed": "provider_away",
  "peer.malformed": "provider_away",
  "peer.rate_limited": "provider_busy",
  "peer.conflict": "provider_busy",
  "peer.unauthorised": "account_refused",
  "peer.credentials_refused": "account_refused",
  "peer.not_found": "account_refused",
  "peer.rejected": "refused",
  "peer.redirected": "provider_away",
  "peer.too_large": "provider_away",
};

/** The provider's own reason where it gave one; else what the kind of failure says. */
export function deliveryReason({ code, reason }: DeliveryFailure): DeliveryProblem {
  return reason ?? REASONS[code];
}
