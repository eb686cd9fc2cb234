/**
 * One door to a peer's log-in for all isolates. An account that is refused a few times gets locked,
 * so refused credentials close the door for everybody, longer each time.
 */
export type LogInLeave =
  | { readonly open: true }
  | {
      readonly open: false;
      /** The credentials were refused; otherwise somebody else is logging in just now. */
      readonly refused: boolean;
      readonly retryAfterSeconds: number;
    };

export interface LogInGate {
  /** One at a time; whoever got in says how it went. */
  enter(): Promise<LogInLeave>;
  /** "unknown": the peer did not get as far as looking at the credentials. */
  leave(outcome: "accepted" | "refused" | "unknown"): Promise<void>;
}
