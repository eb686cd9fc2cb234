/** Everything a use case may need, composed once per invocation in `compose.ts`. */
import type { Config } from "../config.ts";
import type { Result } from "../core/kit/result.ts";
import type { VerificationId } from "../core/kit/ids.ts";
import type { Random } from "../core/kit/random.ts";
import type { Clock } from "../core/kit/time.ts";
import type { Logger } from "./ports/log.ts";
import type { DeliveryItemStore } from "./ports/delivery-items.ts";
import type { DeliveryProvider } from "./ports/delivery.ts";
import type { ConnectionHealthStore } from "./ports/connection-health.ts";
import type { ItsmConnector } from "./ports/itsm.ts";
import type { Vault } from "./ports/vault.ts";
import type { Feed, SessionHandle, SubjectGuards, WorkQueues } from "./ports/sessions.ts";
import type { AgentStore } from "./ports/agents.ts";
import type { DeadLetterStore, MessageStore } from "./ports/messages.ts";
import type { NoteStore, TicketStore } from "./ports/tickets.ts";
import type { SecurityContact, SecurityNoticeStore } from "./ports/security.ts";
import type { JudgementStore } from "./ports/judgements.ts";
import type { PeopleStore } from "./ports/people.ts";
import type { RetentionStore } from "./ports/retention.ts";
import type { VerificationStore } from "./ports/verifications.ts";

/** A destination that a message may be sent to, in the form that equality is decided on. */
export interface CheckedDestination {
  readonly channel: "sms" | "email";
  readonly canonical: string;
  readonly masked: string;
  readonly maskedPlain: string;
  readonly numberType?: string;
  readonly disposableDomain: boolean;
}

export interface DestinationProblem {
  readonly code: "destination.invalid" | "destination.corporate" | "destination.country" | "destination.type";
  readonly field: "number" | "country" | "address";
}

export type DestinationInput =
  | { readonly channel: "sms"; readonly number: string; readonly country?: string }
  | { readonly channel: "email"; readonly address: string };

export interface Connection {
  readonly name: string;
  /** What people call the ticket system. */
  readonly label: string;
  readonly itsm: ItsmConnector;
}

export interface Deps {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly vault: Vault;
  readonly agents: AgentStore;
  readonly people: PeopleStore;
  readonly tickets: TicketStore;
  readonly notes: NoteStore;
  readonly verifications: VerificationStore;
  readonly connectionHealth: ConnectionHealthStore;
  readonly messages: MessageStore;
  readonly deadLetters: DeadLetterStore;
  readonly notices: SecurityNoticeStore;
  readonly judgements: JudgementStore;
  readonly deliveryItems: DeliveryItemStore;
  readonly security: SecurityContact;
  readonly retention: RetentionStore;
  readonly session: (id: VerificationId) => SessionHandle;
  readonly guards: SubjectGuards;
  readonly queues: WorkQueues;
  readonly feed: Feed;
  readonly connection: (name: string) => Connection | undefined;
  readonly provider: (channel: "sms" | "email") => { readonly id: string; readonly provider: DeliveryProvider };
  readonly providerById: (id: string) => DeliveryProvider | undefined;
  /** Countries an SMS may go to, with their calling codes. */
  readonly smsCountries: () => readonly { readonly country: string; readonly callingCode: string }[];
  readonly checkDestination: (input: DestinationInput) => Result<CheckedDestination, DestinationProblem>;
}
