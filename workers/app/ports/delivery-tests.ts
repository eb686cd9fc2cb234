/** Messages that admins sent themselves to try a provider out: the last one of each admin and channel. */
import type { AgentId } from "../../core/kit/ids.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { DeliveryProblem } from "../../core/messages/delivery-problem.ts";
import type { DeliveryTestFacts } from "../../core/messages/delivery-test.ts";
import type { AuditEntry } from "./audit.ts";

export interface NewDeliveryTest {
  readonly id: string;
  readonly agentId: AgentId;
  readonly channel: "sms" | "email";
  /** Id of the provider. */
  readonly provider: string;
  /** Where it went; never the whole number. */
  readonly masked: string;
  readonly at: EpochMs;
}

export interface DeliveryTest extends NewDeliveryTest, Omit<DeliveryTestFacts, "hasReceipts" | "at"> {}

export type ProviderAnswer =
  | { readonly status: "sent" | "delivered"; readonly providerMessageId: string }
  | { readonly status: "failed"; readonly problem: DeliveryProblem };

export interface DeliveryTestStore {
  /** Takes the place of the one before it. */
  begin(test: NewDeliveryTest, audit: AuditEntry): Promise<void>;
  /** Changes nothing once another one has taken its place. */
  answered(test: NewDeliveryTest, answer: ProviderAnswer): Promise<void>;
  /** At most one of each channel, with what its provider told since. */
  of(agent: AgentId): Promise<readonly DeliveryTest[]>;
}
