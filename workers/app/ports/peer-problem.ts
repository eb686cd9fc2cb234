/** A peer's failure. `detail` is for the console and the log: never a body, a header or personal data. */
export interface PeerProblem {
  readonly code:
    | "peer.unreachable"
    | "peer.timeout"
    | "peer.unauthorised"
    | "peer.not_found"
    | "peer.conflict"
    | "peer.rejected"
    | "peer.rate_limited"
    | "peer.failed"
    | "peer.malformed";
  readonly retryable: boolean;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}
