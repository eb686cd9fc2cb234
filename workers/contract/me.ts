/**
 * A person's own page on the portal's host: what is kept about them. No value of a fact, no contact in full, no answer
 * and no score is representable here: whoever gets into somebody's account would learn what we ask.
 */
import type { FactName, FactSource } from "../core/questions/facts.ts";
import type { Standing } from "../core/verdict/standing.ts";
import type { ActionId, PortalFrame } from "./portal.ts";

export type { ActionId, FactName, FactSource, Standing };

/** GET but for what ends something. */
export const ME_PATHS = {
  page: "/me",
  signIn: "/me/sign-in/:provider",
  callback: "/me/callback",
  data: "/me/data.json",
  signOut: "/me/sign-out",
  endSignIn: "/me/sign-ins/end",
  passkeyOptions: "/me/passkeys/options",
  addPasskey: "/me/passkeys",
  renamePasskey: "/me/passkeys/rename",
  removePasskey: "/me/passkeys/remove",
  notMe: "/me/not-me/:locator",
  stop: "/me/stop/:locator",
  vouch: "/me/vouches/give",
  refuseVouch: "/me/vouches/refuse",
  warnOfVouch: "/me/vouches/warn",
} as const;

export type MeFrame = Pick<PortalFrame, "locale" | "chosen" | "organisation" | "brand" | "timeZone" | "logo" | "desk">;

/** What stands between somebody and their page, or what a press on it lacks. */
export type MeProblem =
  | "unknown"
  | "second_factor"
  | "stale"
  | "again"
  | "away"
  | "too_many"
  | "gone"
  | "unreadable"
  /** A press that asks for a fresh sign-in. */
  | "step_up"
  | "vouch_gone"
  | "vouch_not_yet"
  | "vouch_wrong"
  | "vouch_used_up"
  | "vouch_not_yours";

/** What a press has done. */
export type MeDone = "vouched" | "vouch_refused" | "vouch_warned";

export interface MeProvider {
  readonly name: string;
  readonly label: string;
  /** It shows that a second factor was used: without it nobody vouches. */
  readonly strong: boolean;
}

export type MeScreen =
  | { readonly screen: "sign_in"; readonly providers: readonly MeProvider[]; readonly problem?: MeProblem }
  | {
      readonly screen: "page";
      readonly kept: KeptOfPerson;
      readonly adding: AddingPasskey;
      readonly vouches: VouchQueue;
      readonly done?: MeDone;
      /** Where a fresh sign-in is made. */
      readonly provider: string;
      readonly problem?: MeProblem;
    }
  | {
      readonly screen: "not_me";
      /** `over`: it counts by now; `gone`: it was taken away, or never was. */
      readonly state: "open" | "over" | "gone" | "undone";
      readonly addedAt?: number;
      readonly until?: number;
      readonly pressToken?: string;
    }
  | StopScreen
  | { readonly screen: "busy" }
  | { readonly screen: "fault" };

/** Behind the link of a notice. */
export type StopScreen =
  | {
      readonly screen: "stop";
      readonly state: "open";
      /** In the reader's language, oldest first. */
      readonly events: readonly { readonly what: string; readonly at: number }[];
      /** A press keeps the whole account. */
      readonly wide: boolean;
      /** Named to their manager only. */
      readonly person?: string;
      /** The security team hears of it by itself. */
      readonly tellsSecurity: boolean;
      readonly pressToken: string;
    }
  | { readonly screen: "stop"; readonly state: "stopped"; readonly wide: boolean }
  /** `over`: it has run out; `gone`: no link of ours. */
  | { readonly screen: "stop"; readonly state: "over" | "gone" };

/** Whether a passkey can be added now: what still lacks is said. */
export type AddingPasskey = "offered" | "fresh" | "second_factor" | "full";

/** Who asks for one's word: shown to a fresh sign-in with a second factor, and else nothing of it. */
export type VouchQueue =
  { readonly state: "shown"; readonly asked: readonly AskedVouch[] } | { readonly state: "fresh" | "second_factor" };

export interface AskedVouch {
  /** Of the check. */
  readonly id: string;
  readonly person: string;
  readonly action: ActionId;
  /** Where it is not the person's own. */
  readonly account?: string;
  readonly askedAt: number;
  /** First name of the agent. */
  readonly askedBy: string;
  readonly until: number;
  /** Absent while the person is still answering: nothing stands on their page to be read. */
  readonly triesLeft?: number;
  /** Of exactly what is vouched for; comes back with the press. */
  readonly digest: string;
}

/** Of the directory's entry, beside the name: what it says something of. */
export type DirectoryField = "directory_id" | "title" | "language" | "time_zone" | "privileged";

/** The page, and the file that can be taken along. Times are epoch milliseconds. */
export interface KeptOfPerson {
  readonly at: number;
  readonly person: {
    readonly name: string;
    readonly email: string;
    readonly userName: string;
    readonly fields: readonly DirectoryField[];
    readonly updatedAt: number;
  };
  readonly contacts: readonly {
    readonly channel: "sms" | "email";
    readonly masked: string;
    /** The person can change it by themselves. */
    readonly selfService: boolean;
    readonly since: number;
    /** Whether it counts when a check asks who somebody is. */
    readonly counts: boolean;
  }[];
  readonly accounts: readonly { readonly userName: string; readonly label: string }[];
  /** That they are kept, where they come from and how old the newest is. */
  readonly facts: readonly {
    readonly kind: FactName;
    readonly count: number;
    readonly sources: readonly FactSource[];
    /** Absent: all of them have stood since the first import. */
    readonly newest?: number;
  }[];
  readonly checks: readonly { readonly at: number; readonly action: ActionId; readonly outcome: Standing }[];
  readonly phones: readonly { readonly since: number; readonly counts: boolean }[];
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: number;
    readonly countsFrom: number;
    readonly lastUsedAt?: number;
    readonly suspended: boolean;
  }[];
  readonly linkedAccounts: readonly { readonly label: string; readonly since: number }[];
  readonly signIns: readonly {
    readonly id: string;
    readonly startedAt: number;
    readonly lastSeenAt: number;
    readonly endedAt?: number;
    readonly current: boolean;
  }[];
}
