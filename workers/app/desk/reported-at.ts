import type { EpochMs } from "../../core/kit/time.ts";
import type { VerificationRecord } from "../ports/verifications.ts";

/** When "This wasn't me" was said of it, while it ran or afterwards. */
export const reportedAt = ({ status, endedAt, live }: VerificationRecord): EpochMs | undefined =>
  status === "reported" ? endedAt : live.lateReportAt;
