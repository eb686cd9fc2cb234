/**
 * Everything the risk model may look at, as observed and typed. Stored with the score, so
 * that an assessment can be replayed years later. Browser claims are claims: they can raise
 * risk, never lower it. Every field that a peer may leave out is optional, and what was not
 * observed is never good news.
 */
import type { EpochMs } from "../kit/time.ts";
import type { GradedAnswer } from "../questions/question.ts";
import type { ActionId } from "../policy/policy.ts";

/** What the edge says of one request. Normalised from `request.cf` in one place. */
export interface NetworkObservation {
  readonly at: EpochMs;
  readonly asn?: number;
  readonly asOrganization?: string;
  /** ISO 3166-1 alpha-2, or "T1" for Tor. */
  readonly country?: string;
  readonly city?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** IANA zone of the network's location. */
  readonly timeZone?: string;
  /** Round trip between client and edge as TCP or QUIC measured it. */
  readonly edgeRttMs?: number;
  readonly httpProtocol?: string;
  readonly tlsVersion?: string;
  /** Shown to analysts: last group masked, for example "203.0.113.x". */
  readonly maskedAddress?: string;
}

export interface HeaderObservation {
  readonly userAgent?: string;
  readonly acceptLanguage?: string;
  /** Sec-CH-UA-Platform without quotes. */
  readonly hintPlatform?: string;
  /** Sec-CH-UA-Mobile. */
  readonly hintMobile?: boolean;
  /** Sec-CH-UA. */
  readonly hintBrands?: string;
}

/** Sent by the portal's script on Begin; absent without JavaScript. */
export interface BrowserClaims {
  readonly timeZone?: string;
  readonly languages?: readonly string[];
  readonly webdriver?: boolean;
  /** navigator.platform or userAgentData.platform. */
  readonly platform?: string;
  /** Unmasked WebGL renderer. */
  readonly renderer?: string;
  readonly cores?: number;
  readonly touchPoints?: number;
  readonly coarsePointer?: boolean;
  readonly hover?: boolean;
  readonly screenWidth?: number;
  readonly screenHeight?: number;
  readonly colorDepth?: number;
  readonly pluginCount?: number;
  readonly outerHeight?: number;
  /** Fastest round trip the page measured to the edge. */
  readonly browserRttMs?: number;
  readonly frameRate?: number;
}

export interface DestinationEvidence {
  readonly channel: "sms" | "email";
  readonly origin: "on_record" | "typed";
  /** When the contact on record last changed; absent when typed. */
  readonly changedAt?: EpochMs;
  /** Part of the accepted initial import: a recent change date says nothing then. */
  readonly baseline: boolean;
  /** The same destination is on record for these many other people. */
  readonly onRecordForOthers: number;
  /** A typed destination already used for this many other people. */
  readonly usedForOthers: number;
  readonly disposableDomain: boolean;
  /** libphonenumber's type: "MOBILE", "VOIP", "PREMIUM_RATE", ... */
  readonly numberType?: string;
}

export interface PastVerification {
  readonly endedAt: EpochMs;
  readonly status: "passed" | "failed" | "reported" | "timed_out" | "not_enough_questions" | "cancelled";
  readonly sameDestination: boolean;
  /** A first answer was given, if only "I don't know". */
  readonly answered?: boolean;
  /** Passed with a proof stronger than answers alone. */
  readonly stronglyProven: boolean;
  readonly asn?: number;
}

export interface Evidence {
  readonly at: EpochMs;
  readonly action: ActionId;
  readonly person: {
    readonly active: boolean;
    readonly privileged: boolean;
    /** Country of the person's office. */
    readonly country?: string;
  };
  readonly destination: DestinationEvidence;
  readonly network: {
    readonly begin?: NetworkObservation;
    /** One entry per later request whose network differs from the one before. */
    readonly later: readonly NetworkObservation[];
    /** ASNs the organisation's own offices and gateways use. */
    readonly organisationAsns: readonly number[];
    /** ASNs in which the organisation's virtual desktops stand, and those of others. Absent: none was named. */
    readonly virtualDesktopAsns?: readonly number[];
    /** Where the person was last seen by an earlier session or sign-in. */
    readonly lastSeen?: {
      readonly at: EpochMs;
      readonly country?: string;
      readonly latitude?: number;
      readonly longitude?: number;
    };
  };
  readonly endpoint: {
    readonly headers: HeaderObservation;
    readonly claims?: BrowserClaims;
    /** Signature by a non-extractable key kept from earlier verified sessions. */
    readonly knownPhone: "verified" | "new" | "invalid" | "absent";
    /** This phone's key is known from a session of another person. */
    readonly keySeenWithOther: boolean;
    /** Browsers that took the check over and did not fit the one before. */
    readonly otherBrowsers: readonly { readonly at: EpochMs; readonly family?: string; readonly country?: string }[];
    /** The browser or network the sending agent signed in from. */
    readonly sameDeviceAsAgent: boolean;
    readonly sameNetworkAsAgent: boolean;
  };
  readonly history: {
    readonly past: readonly PastVerification[];
    /** Other tickets or callers for this person within 15 minutes. */
    readonly otherTicketsNearby: number;
    readonly callerRefusedEarlier: boolean;
  };
  readonly answers: readonly GradedAnswer[];
  /** The recipient of a contact on record said "This wasn't me". */
  readonly reported: boolean;
}
