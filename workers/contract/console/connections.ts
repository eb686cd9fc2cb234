import { z } from "zod";
import type { ConnectionState } from "../../core/settings/connection-state.ts";

/** How each ticket system is, for whoever looks after deliveries. Times in epoch milliseconds. */
export interface ConnectionReply {
  readonly name: string;
  /** What people call it; with its name where there are several. */
  readonly label: string;
  readonly state: ConnectionState;
  /** Present while the ticket system refuses our account: nothing is written until it is put right. */
  readonly refused?: { readonly since: number; readonly times: number; readonly nextTryAt: number };
  readonly changes: {
    /** When the list of changed tickets was last read. */
    readonly readAt?: number;
    /** Code of what went wrong with the last reading. */
    readonly problem?: string;
    /** Tickets found by the list that no webhook had told us of. */
    readonly foundLate: number;
    readonly foundLateAt?: number;
  };
}

export interface ConnectionsReply {
  readonly connections: readonly ConnectionReply[];
}

/** Ends the pause after refused credentials; nothing to say with it. */
export const retryRequest = z.strictObject({});
