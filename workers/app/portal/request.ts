/** What the edge observed of one portal request, with the link's MAC already checked. */
import type { VerificationId } from "../../core/kit/ids.ts";
import type { Observation } from "../../core/session/events.ts";

export interface PortalRequest {
  readonly id: VerificationId;
  readonly locator: string;
  readonly linkNumber: number;
  /** Of this browser and this check; set with the first page. Absent: it did not come back. */
  readonly cookie?: string;
  readonly network: Observation["network"];
  readonly headers: Observation["headers"];
  /** Tags of the client's address and browser, to compare with the agent's; the values go nowhere. */
  readonly addressTag?: string;
  readonly deviceTag?: string;
}
