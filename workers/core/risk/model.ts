/**
 * Every number of the risk model, in one table, each with the reason for its size. Signals
 * decide *whether* something was seen; what it weighs and where its limits lie is read from
 * here, so that a draft model can be replayed over stored evidence without touching a signal.
 * Weights are bits: log2 P(seen | somebody else) / P(seen | the requester). Any change of a
 * number is a new version: stored assessments name the version they were made with.
 */
import { CONTACT_TRUSTED_AFTER_DAYS } from "../policy/policy.ts";
import type { Category } from "./assessment.ts";

export interface Weight {
  /** Positive raises risk; zero is named only, or computed by the signal. */
  readonly bits: number;
  /** Why this size; for reviewers, never shown to agents. */
  readonly why: string;
  readonly force?: "critical" | "blocking";
  /** Thresholds of the signal, with their unit in the name. */
  readonly limits?: Readonly<Record<string, number>>;
}

const WEIGHTS = {
  // network
  hosting_network: {
    bits: 3,
    limits: { desktopBits: 1 },
    why: "requesters sit at home, in an office or on a phone; rented servers are an attacker's usual exit, but where the organisation's own desktops stand as well it says less",
  },
  anonymiser: {
    bits: 5,
    force: "critical",
    why: "nobody needs Tor to get a password back; hides exactly what the check is about",
  },
  consumer_vpn: { bits: 2, why: "some employees use one privately, most impostors do" },
  known_network: {
    bits: -1,
    limits: { sessions: 2 },
    why: "an operator has many customers, so it is weak; never on shared or roaming networks, which anyone can join",
  },
  organisation_network: {
    bits: -1,
    limits: { mfaResetBits: 0 },
    why: "being inside is weak evidence; for MFA resets a foothold inside is the attack itself",
  },
  country_differs: { bits: 2, why: "travel happens, a caller from abroad is still the exception" },
  impossible_travel: {
    bits: 3,
    limits: { kmPerHour: 900, km: 300 },
    why: "faster than an airliner; below 300 km the location of an address is too coarse to say",
  },
  time_zone_differs: { bits: 2, why: "a forwarded network rarely remembers to move the clock of the browser" },
  round_trip_gap: {
    bits: 1.5,
    limits: { gapMs: 120, ratio: 4 },
    why: "the page travels much further than the connection: something relays it; slow phones stay below both limits",
  },
  network_changed: {
    bits: 1.5,
    why: "a handed-over session changes operator; leaving the Wi-Fi at home does too and is excepted",
  },
  corporate_proxy: { bits: 0, why: "the normal case for employees" },
  private_relay: { bits: 0, why: "switched on by default on many phones" },
  // endpoint
  automation: {
    bits: 4,
    limits: { softTraits: 2, outerHeightPx: 0, plugins: 0 },
    why: "people do not verify with a driven browser; naive tools say so themselves",
  },
  virtual_machine: { bits: 1.5, why: "unusual off the organisation's own network, yet some people work that way" },
  user_agent_contradicts: { bits: 2, why: "a browser that claims to be another one was changed to do so" },
  known_phone: { bits: -3, why: "a key that cannot be copied, kept from earlier verified sessions" },
  phone_key_invalid: { bits: 0, why: "cleared storage and restored backups look the same as a forgery" },
  device_seen_with_other: {
    bits: 4,
    why: "one phone answering for several people is how one impostor works through a list",
  },
  other_browser: { bits: 3, why: "a forwarded link goes on where its holder is" },
  sms_on_desktop: { bits: 1, why: "text messages are read on phones; paired desktops exist" },
  remote_control: {
    bits: 1,
    limits: { traits: 2, framesPerSecond: 35, colorDepth: 16 },
    why: "no browser interface tells, the traits are heuristic",
  },
  agent_device_or_network: { bits: 4, why: "the person who sent the link should not be the one who opens it" },
  agent_device_and_network: {
    bits: 4,
    force: "critical",
    why: "browser and network of the sender together leave no innocent reading",
  },
  virtual_desktop: { bits: 0, why: "hosted desktops on the organisation's own network are a workplace" },
  no_script: { bits: 0, why: "a missing script is a choice or a poor connection" },
  unusual_language: { bits: 0, why: "weighing a language would weigh where somebody comes from" },
  // persona
  typed_destination: { bits: 1.5, why: "the caller named it; the directory does not know it" },
  contact_changed: {
    bits: 2.5,
    limits: { days: CONTACT_TRUSTED_AFTER_DAYS },
    why: "changing the contact first is the usual preparation",
  },
  destination_used_for_others: { bits: 4, force: "critical", why: "one new number for two people is one impostor" },
  shared_contact: { bits: 0, why: "couples and shared mailboxes, known to the directory" },
  risky_destination: { bits: 3, why: "throw-away mail, internet numbers and paid numbers cost nothing to own" },
  earlier_failures: {
    bits: 1.5,
    limits: { windowDays: 30, halfLifeDays: 7, mostBits: 3, unfinishedOnRecordBits: 0.5 },
    why: "somebody is trying elsewhere; fades, so that an attacker cannot lock a person out for long, and what was only left unfinished weighs little on a contact on record",
  },
  tried_again: {
    bits: 1.5,
    limits: { windowDays: 30, halfLifeDays: 7, mostBits: 6, onRecordBits: 0.5, mostOnRecordBits: 3 },
    why: "each try at a typed address is another draw for an impostor; on record its own person fails now and then",
  },
  caller_refused: { bits: 1.5, why: "impostors hang up when they hear where the link goes" },
  other_tickets_nearby: { bits: 1.5, why: "two callers for one person: one of them is not" },
  person_inactive: { bits: 0, force: "blocking", why: "an account that may not sign in gets no help from here" },
  reported: { bits: 0, force: "blocking", why: "the person reached on record said that it was not them" },
  // challenge
  answer: { bits: 0, why: "computed per answer from k, r and m of its kind" },
  fast_answer: {
    bits: 0.5,
    limits: { readingMs: 1_500 },
    why: "reading the shortest question and its options takes longer; counted once, quick people exist",
  },
} as const satisfies Record<string, Weight>;

export type SignalId = keyof typeof WEIGHTS;

type LimitsOf<Id extends SignalId> = (typeof WEIGHTS)[Id] extends { readonly limits: infer Limits }
  ? { readonly limits: { readonly [Name in keyof Limits]: number } }
  : unknown;

/** One row per signal; `limits` has exactly the names that the signal reads. */
export type Weights = { readonly [Id in SignalId]: Omit<Weight, "limits"> & LimitsOf<Id> };

/** Findings that one cause explains: the strongest counts whole, the others add a little. */
export interface Cluster {
  readonly id: string;
  /** Why one cause explains them. */
  readonly why: string;
  /** All of these have to be found for it to be that cause. */
  readonly needs: readonly SignalId[];
  readonly signals: readonly SignalId[];
  /** What a further finding adds at most, and all of them together. */
  readonly furtherBits: number;
  readonly mostFurtherBits: number;
}

const FURTHER = { furtherBits: 0.5, mostFurtherBits: 1 } as const;

/** In this order: what one has counted, a later one leaves alone. */
const CLUSTERS: readonly Cluster[] = [
  {
    id: "virtual_desktop",
    why: "a desktop in a data centre is one, draws in software, keeps the clock of its host and stands where its region is; by the network alone, because a browser could make up the rest",
    needs: ["hosting_network"],
    signals: [
      "hosting_network",
      "virtual_machine",
      "remote_control",
      "sms_on_desktop",
      "time_zone_differs",
      "country_differs",
      "impossible_travel",
      "round_trip_gap",
    ],
    ...FURTHER,
  },
  {
    id: "exit_elsewhere",
    why: "a network that lets its traffic out elsewhere shows another country, another zone than the clock, a journey nobody made and a longer way",
    needs: [],
    signals: ["consumer_vpn", "country_differs", "impossible_travel", "time_zone_differs", "round_trip_gap"],
    ...FURTHER,
  },
];

export interface Model {
  readonly version: string;
  readonly weights: Weights;
  readonly clusters: readonly Cluster[];
  /** What a category may move at most, in bits, so that correlated findings are not counted again and again. */
  readonly clamps: Readonly<Record<Category, { readonly low: number; readonly high: number }>>;
  /** score = clamp(even + L * pointsPerBit, lowest, highest). */
  readonly scale: {
    readonly even: number;
    readonly pointsPerBit: number;
    readonly lowest: number;
    readonly highest: number;
  };
}

export const MODEL: Model = {
  version: "risk-4",
  weights: WEIGHTS,
  clusters: CLUSTERS,
  clamps: {
    network: { low: -3, high: 6 },
    endpoint: { low: -3, high: 6 },
    persona: { low: -2, high: 6 },
    challenge: { low: -9, high: 8 },
  },
  scale: { even: 5, pointsPerBit: 0.5, lowest: 0, highest: 10 },
};
