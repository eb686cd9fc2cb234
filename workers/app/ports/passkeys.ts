/** Agents' passkeys: where they are kept, and what their authenticators say. */
import type { AgentId, PersonId } from "../../core/kit/ids.ts";
import type { Result } from "../../core/kit/result.ts";
import type { EpochMs } from "../../core/kit/time.ts";
import type { AgentRecord } from "./agents.ts";
import type { AuditEntry } from "./audit.ts";
import type { NewDeskMail } from "./desk-mails.ts";

/** Made by an authenticator; base64url. */
export interface Credential {
  readonly id: string;
  /** COSE. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
}

export interface Passkey extends Credential {
  readonly agentId: AgentId;
  readonly name: string;
  readonly addedAt: EpochMs;
  readonly lastUsedAt?: EpochMs;
  /** A copy of it was met: it opens nothing any more. */
  readonly suspendedAt?: EpochMs;
}

export const CHALLENGE_PURPOSES = [
  "add",
  "sign_in",
  "step_up",
  "approve",
  "release",
  "person_add",
  "person_show",
] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

export interface Challenge {
  readonly purpose: ChallengePurpose;
  /** Whose it is; neither where nobody is signed in yet. */
  readonly agentId?: AgentId;
  readonly personId?: PersonId;
  /** What is signed by it beside who: of nothing else the signature counts. */
  readonly about?: string;
  readonly expiresAt: EpochMs;
}

/** A row that was written or changed without the root secret is nobody's: it is not found. */
export interface PasskeyStore {
  /** By name. */
  of(agentId: AgentId): Promise<readonly Passkey[]>;
  find(id: string): Promise<{ readonly passkey: Passkey; readonly agent: AgentRecord } | undefined>;
  /** With the mails that tell of it. Of two at once the one beyond `limit` is too many. */
  add(
    passkey: Passkey,
    beside: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[]; readonly limit: number },
  ): Promise<"added" | "known" | "too_many">;
  /** False where it was used, removed or suspended meanwhile. */
  used(passkey: Passkey, now: { readonly counter: number; readonly at: EpochMs }): Promise<boolean>;
  suspend(passkey: Passkey, audit: AuditEntry): Promise<void>;
  /** False where there is none. */
  remove(passkey: Pick<Passkey, "agentId" | "id">, audit: AuditEntry): Promise<boolean>;
  /** Uses a challenge up, by its digest; false when it was used before. What ended is forgotten. */
  useChallenge(name: string, challenge: Challenge, now: EpochMs): Promise<boolean>;
}

/** Keyed names of codes, of which the codes themselves are not known here. A row without its mac is nobody's. */
export interface RecoveryCodeStore {
  left(agentId: AgentId): Promise<number>;
  /** With the mails that tell of it. Those from before work no more. */
  replace(
    agentId: AgentId,
    names: readonly string[],
    beside: { readonly audit: AuditEntry; readonly mails: readonly NewDeskMail[] },
  ): Promise<void>;
  /** Whose it is, unused, and under which of these names; uses nothing up. */
  ownerOf(names: readonly string[]): Promise<{ readonly name: string; readonly agent: AgentRecord } | undefined>;
  /** Uses it up, with the mails that tell of it; false when it was used before. */
  use(name: string, audit: AuditEntry, mails: readonly NewDeskMail[]): Promise<boolean>;
}

/** As the browser has them: the members of WebAuthn's `...JSON` dictionaries. */
export interface CreatedCredential {
  readonly id: string;
  readonly rawId: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: string[] | undefined;
  };
}

export interface AssertedCredential {
  readonly id: string;
  readonly rawId: string;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
  };
}

export interface PasskeyProblem {
  /** For the log: holds nothing of whoever tried. */
  readonly detail: string;
}

/** Who a passkey is made for, as the authenticator keeps it. */
export interface PasskeyHolder {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** WebAuthn, with one host as relying party; the person is verified by the authenticator each time. */
export interface PasskeyProtocol {
  /** For the browser; JSON. `challenge`: any text. */
  readonly creationOptions: (request: {
    readonly challenge: string;
    readonly holder: PasskeyHolder;
    readonly known: readonly Credential[];
  }) => Promise<object>;
  /** `allowed`: none where it is for the authenticator to say who comes. */
  readonly requestOptions: (request: {
    readonly challenge: string;
    readonly allowed: readonly Credential[];
  }) => Promise<object>;
  /** `isChallenge` is asked once, with what was signed, before the signature was looked at. */
  readonly readCreated: (
    created: CreatedCredential,
    isChallenge: (challenge: string) => Promise<boolean>,
  ) => Promise<Result<Credential, PasskeyProblem>>;
  /** The counter that was shown; the caller compares it. */
  readonly readAsserted: (
    asserted: AssertedCredential,
    credential: Credential,
    isChallenge: (challenge: string) => Promise<boolean>,
  ) => Promise<Result<{ readonly counter: number }, PasskeyProblem>>;
}
