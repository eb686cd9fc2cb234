import type { VerificationId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { EndedCheck, ReplayLabel } from "../../core/verdict/policy-replay.ts";

export interface ReplayQuery {
  readonly from: EpochMs;
  /** Absent: of all. */
  readonly category?: string;
  /** Of the last row of the page before. */
  readonly before?: { readonly createdAt: EpochMs; readonly id: string };
  readonly limit: number;
}

export interface ReplayRecord {
  readonly id: VerificationId;
  readonly createdAt: EpochMs;
  /** Of its ticket; absent where that is gone. */
  readonly connection?: string;
  readonly label: ReplayLabel;
  /** Absent where the record was changed, or its evidence cannot be opened any more. */
  readonly check?: EndedCheck;
}

export interface ReplayStore {
  /** Checks that their answers and proofs decided, with what they were judged by; newest first. */
  page(query: ReplayQuery): Promise<readonly ReplayRecord[]>;
}
