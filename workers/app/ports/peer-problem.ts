/** A peer's failure. `detail` is for the console and the log: never a body, a header or personal data. */
export interface PeerProblem {
  readonly code:
    | "peer.unreachable"
    | "peer.timeout"
    | "peer.unauthorised"
    /** The log-in itself was refused: nobody tries again before `retryAfterSeconds`. */
    | "peer.credentials_refused"
    | "peer.not_found"
    | "peer.conflict"
    | "peer.rejected"
    | "peer.redirected"
    | "peer.too_large"
    | "peer.rate_limited"
    | "peer.failed"
    | "peer.malformed";
  readonly retryable: boolean;
  readonly detail: string;
  readonly retryAfterSeconds?: number;
}
