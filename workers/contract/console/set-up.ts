/** GET /api/set-up: what stands before the first check. */
import type { SetUpLine, SetUpStep, SetUpStepId } from "../../core/settings/set-up.ts";

export type { SetUpLine, SetUpStepId };

export type SetUpStepReply = SetUpStep;

export interface SetUpReply {
  /** Something still blocks. */
  readonly open: boolean;
  /** For whoever can change it. */
  readonly steps?: readonly SetUpStepReply[];
}
