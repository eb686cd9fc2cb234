/** GET /api/set-up: what stands before the first check. */
import type { SuggestedOrganisation } from "../../core/settings/suggested-organisation.ts";
import type { SetUpLine, SetUpStep, SetUpStepId } from "../../core/settings/set-up.ts";

export type { SetUpLine, SetUpStepId, SuggestedOrganisation };

export type SetUpStepReply = SetUpStep;

export interface SetUpReply {
  /** Something still blocks. */
  readonly open: boolean;
  /** For whoever can change it. */
  readonly steps?: readonly SetUpStepReply[];
  /** What the reader's own work address says of the organisation. */
  readonly suggested?: SuggestedOrganisation;
}
