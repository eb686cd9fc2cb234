/** The shapes of the invented organisation: what a directory, a contact list and a ticket system would know. */
import type { EpochMs } from "../../workers/core/kit/time.ts";
import type { AccountId, AgentId, ContactId, PersonId } from "../../workers/core/kit/ids.ts";
import type { FactDocument, Place } from "../../workers/core/questions/facts.ts";
import type { ActionId } from "../../workers/core/policy/policy.ts";

export interface DemoContact {
  readonly id: ContactId;
  readonly channel: "sms" | "email";
  /** E.164 or an address. */
  readonly value: string;
  readonly source: "HR directory" | "Payroll";
  readonly changedAt: EpochMs;
  readonly baseline: boolean;
}

/** An account beside the one that the directory knows a person by. */
export interface DemoAccount {
  readonly id: AccountId;
  readonly userName: string;
  readonly label: string;
  readonly privileged: boolean;
  readonly active: boolean;
}

export interface DemoPerson {
  readonly id: PersonId;
  /** Person id in ChangeGear: a whole number as text. */
  readonly externalId: string;
  readonly givenName: string;
  /** Empty for people who have one name. */
  readonly familyName: string;
  readonly displayName: string;
  readonly userName: string;
  /** Work mail. */
  readonly email: string;
  readonly title: string;
  readonly department: string;
  readonly office: Place;
  /** IANA zone of the office. */
  readonly timeZone: string;
  /** Absent for the head of the organisation only. */
  readonly managerId?: PersonId;
  readonly privileged: boolean;
  readonly active: boolean;
  /** BCP 47. */
  readonly locale: string;
  readonly contacts: readonly DemoContact[];
  readonly accounts: readonly DemoAccount[];
  readonly facts: FactDocument;
}

export interface DemoAgent {
  readonly id: AgentId;
  readonly name: string;
  readonly email: string;
  readonly role: "agent" | "analyst" | "auditor" | "admin";
}

export interface DemoCategory {
  readonly name: string;
  /** Absent: a ticket of this category needs no verification. */
  readonly action?: ActionId;
}

export interface Organisation {
  readonly name: string;
  readonly domain: string;
  readonly corporateDomains: readonly string[];
  /** IANA zone. */
  readonly timeZone: string;
  /** Networks of its own offices and gateways. */
  readonly egressAsns: readonly number[];
  readonly offices: readonly Place[];
  readonly cities: readonly Place[];
  readonly departments: readonly string[];
  readonly groups: readonly string[];
  readonly ticketSummaries: readonly string[];
  readonly categories: readonly DemoCategory[];
  readonly agents: readonly DemoAgent[];
  readonly people: readonly DemoPerson[];
}
