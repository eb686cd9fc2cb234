/** Everything a use case may need, composed once per invocation in `compose.ts`. */
import type { z } from "zod";
import type { Config } from "../config.ts";
import type { Result } from "../core/kit/result.ts";
import type { VerificationId } from "../core/kit/ids.ts";
import type { Random } from "../core/kit/random.ts";
import type { Clock } from "../core/kit/time.ts";
import type { ActionNoticeStore } from "./ports/action-notices.ts";
import type { ActionRunStore } from "./ports/action-runs.ts";
import type { ActionTargets } from "./ports/action-targets.ts";
import type { Logger } from "./ports/log.ts";
import type { DeliveryItemStore } from "./ports/delivery-items.ts";
import type { DeliveryProvider } from "./ports/delivery.ts";
import type { DeliveryTestStore } from "./ports/delivery-tests.ts";
import type { ConnectionHealthStore } from "./ports/connection-health.ts";
import type { IntegrationStore } from "./ports/integrations.ts";
import type { ItsmConnector } from "./ports/itsm.ts";
import type { Brand } from "./ports/brand.ts";
import type { Vault } from "./ports/vault.ts";
import type { Feed, SessionHandle, SubjectGuards, WorkQueues } from "./ports/sessions.ts";
import type { DeskMailStore } from "./ports/desk-mails.ts";
import type { AuditLog } from "./ports/audit.ts";
import type { AgentStore } from "./ports/agents.ts";
import type { IdentityStore } from "./ports/identities.ts";
import type { PasskeyProtocol, PasskeyStore, RecoveryCodeStore } from "./ports/passkeys.ts";
import type { AccessTokens, IdentityProvider, SignInPlace } from "./ports/identity.ts";
import type { DeadLetterStore, MessageStore } from "./ports/messages.ts";
import type { NoteStore, TicketStore } from "./ports/tickets.ts";
import type { SecurityContact, SecurityNoticeStore } from "./ports/security.ts";
import type { LeakedPasswords } from "./ports/leaked-passwords.ts";
import type { JudgementStore } from "./ports/judgements.ts";
import type { LiftStore } from "./ports/lifts.ts";
import type { CoverageStore } from "./ports/coverage.ts";
import type { DirectoryStore } from "./ports/directory.ts";
import type { PracticeStore } from "./ports/practice.ts";
import type { PeopleStore } from "./ports/people.ts";
import type { PersonPasskeyStore } from "./ports/person-passkeys.ts";
import type { PersonSignInStore } from "./ports/person-sign-ins.ts";
import type { NewestDeployments, SeenDeployments } from "./ports/seen-deployments.ts";
import type { SettingsStore, SettingsValues } from "./ports/settings.ts";
import type { ComparedDeployment } from "../core/settings/held-back.ts";
import type { SectionId } from "../core/settings/registry.ts";
import type { SettingsProblem } from "../core/settings/resolve.ts";
import type { DatabaseShape } from "./ports/database-shape.ts";
import type { RetentionStore } from "./ports/retention.ts";
import type { ReplayStore } from "./ports/replays.ts";
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

export interface SettingsPlugin {
  readonly id: string;
  /** What people call it. */
  readonly label: string;
  readonly settings: z.ZodType;
  readonly secrets: z.ZodType;
  readonly channels?: readonly string[];
}

/** What the deployment's own variables say of what admins may set. */
export interface Deployed {
  /** By key of the configuration, as the deployment wrote it, secrets too. */
  readonly says: SettingsValues;
  /** Absent where nobody has looked. */
  readonly newest?: NewestDeployments;
  /** Absent where it says what it said when all of it served, or has said nothing before. */
  readonly compared?: ComparedDeployment;
}

/** What admins have set. Its values are in `config`, behind the deployment's own variables. */
export interface Settings {
  readonly store: SettingsStore;
  readonly deployments: SeenDeployments;
  /** Of the newest change that `config` was made from. */
  readonly head: number;
  /** Versions read of each section, so that one of them serves. */
  readonly depth: number;
  /** Versions that do not fit this code; older ones serve instead. */
  readonly problems: readonly SettingsProblem[];
  readonly deployed: Deployed;
  /** Of what serves, which may be what the deployment said before. */
  readonly isSetByDeployment: (key: string) => boolean;
  /**
   * What would be wrong with these values, all sections together; names of keys, never a value. `wanted`: carriers of
   * which nothing that is required may be missing, also where nothing is set of them.
   */
  readonly check: (
    values: SettingsValues,
    options: { readonly wanted: readonly string[] },
  ) => readonly { readonly key: string; readonly message: string }[];
  /** Plug-ins that a section sets up, with the schemas of their own settings. */
  readonly plugins: (section: SectionId) => readonly SettingsPlugin[] | undefined;
}

export interface Deps {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly brand: Brand;
  readonly vault: Vault;
  readonly agents: AgentStore;
  readonly audit: AuditLog;
  readonly identities: IdentityStore;
  /** As it is asked from that place; undefined where no provider has this name. */
  readonly identityProvider: (name: string, place: SignInPlace) => IdentityProvider | undefined;
  /** Undefined where Access is not in front of the console. */
  readonly accessTokens: AccessTokens | undefined;
  readonly passkeys: PasskeyStore;
  readonly recoveryCodes: RecoveryCodeStore;
  readonly passkeyProtocol: PasskeyProtocol;
  readonly people: PeopleStore;
  readonly personSignIns: PersonSignInStore;
  readonly personPasskeys: PersonPasskeyStore;
  /** With the portal's host as relying party. */
  readonly personPasskeyProtocol: PasskeyProtocol;
  readonly directory: DirectoryStore;
  readonly coverage: CoverageStore;
  readonly tickets: TicketStore;
  readonly notes: NoteStore;
  readonly actionRuns: ActionRunStore;
  readonly actionNotices: ActionNoticeStore;
  readonly actionTargets: ActionTargets;
  /** For suggestions of a new password. */
  readonly passwordWords: readonly string[];
  /** Of a password in folded form: whether many people have it. */
  readonly isCommonPassword: (folded: string) => boolean;
  /** Absent where nobody is asked. */
  readonly leakedPasswords?: LeakedPasswords;
  readonly verifications: VerificationStore;
  readonly replays: ReplayStore;
  readonly practice: PracticeStore;
  readonly connectionHealth: ConnectionHealthStore;
  readonly integrations: IntegrationStore;
  readonly messages: MessageStore;
  readonly deadLetters: DeadLetterStore;
  readonly notices: SecurityNoticeStore;
  readonly deskMails: DeskMailStore;
  readonly judgements: JudgementStore;
  readonly lifts: LiftStore;
  readonly deliveryItems: DeliveryItemStore;
  readonly deliveryTests: DeliveryTestStore;
  readonly security: SecurityContact;
  readonly retention: RetentionStore;
  readonly databaseShape: DatabaseShape;
  readonly settings: Settings;
  readonly session: (id: VerificationId) => SessionHandle;
  readonly guards: SubjectGuards;
  readonly queues: WorkQueues;
  readonly feed: Feed;
  /** `ownSession`: signs in for itself, with nothing that an earlier sign-in left; kept for nobody else. */
  readonly connection: (name: string, how?: { readonly ownSession: boolean }) => Connection | undefined;
  readonly provider: (channel: "sms" | "email") => { readonly id: string; readonly provider: DeliveryProvider };
  readonly providerById: (id: string) => DeliveryProvider | undefined;
  /** Countries an SMS may go to, with their calling codes. */
  readonly smsCountries: () => readonly { readonly country: string; readonly callingCode: string }[];
  /** `ownMailbox`: the mailbox at the organisation is allowed, too. */
  readonly checkDestination: (
    input: DestinationInput,
    allowed?: { readonly ownMailbox: boolean },
  ) => Result<CheckedDestination, DestinationProblem>;
}
