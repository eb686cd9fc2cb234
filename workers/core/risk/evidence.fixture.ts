/** One honest, unremarkable piece of evidence for tests; each test changes one thing. */
import { DAY_MS } from "../kit/time.ts";
import type { GradedAnswer } from "../questions/question.ts";
import type { BrowserClaims, Evidence, NetworkObservation } from "./evidence.ts";

/** 19 November 2026, 14:12 UTC. */
export const AT = Date.UTC(2026, 10, 19, 14, 12);

export const PHONE_AGENT =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
export const WINDOWS_AGENT =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
export const MAC_AGENT =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";

export const HOME: NetworkObservation = {
  at: AT,
  asn: 3243,
  asOrganization: "MEO - SERVICOS DE COMUNICACOES",
  country: "PT",
  latitude: 41.15,
  longitude: -8.61,
  timeZone: "Europe/Lisbon",
  edgeRttMs: 18,
};

export const MOBILE: NetworkObservation = { ...HOME, asn: 25135, asOrganization: "Vodafone UK mobile" };
export const HOSTING: NetworkObservation = { ...HOME, asn: 24940, asOrganization: "Hetzner Online GmbH" };

/** What an ordinary phone's script would send. */
export const PHONE_CLAIMS: BrowserClaims = {
  timeZone: "Europe/Lisbon",
  languages: ["pt-PT", "en"],
  webdriver: false,
  platform: "iPhone",
  renderer: "Apple GPU",
  cores: 6,
  touchPoints: 5,
  coarsePointer: true,
  hover: false,
  screenWidth: 393,
  screenHeight: 852,
  colorDepth: 24,
  pluginCount: 0,
  outerHeight: 852,
  browserRttMs: 31,
  frameRate: 30,
};

export function evidence(change: (honest: Evidence) => Partial<Evidence> = () => ({})): Evidence {
  const honest: Evidence = {
    at: AT,
    action: "password_reset",
    person: { active: true, privileged: false, country: "PT" },
    destination: {
      channel: "sms",
      origin: "on_record",
      changedAt: AT - 400 * DAY_MS,
      baseline: false,
      onRecordForOthers: 0,
      usedForOthers: 0,
      disposableDomain: false,
      numberType: "MOBILE",
    },
    network: { begin: HOME, later: [], organisationAsns: [] },
    endpoint: {
      headers: { userAgent: PHONE_AGENT, acceptLanguage: "pt-PT,en;q=0.8" },
      claims: PHONE_CLAIMS,
      knownPhone: "new",
      keySeenWithOther: false,
      otherBrowsers: [],
      sameDeviceAsAgent: false,
      sameNetworkAsAgent: false,
    },
    history: { past: [], otherTicketsNearby: 0, callerRefusedEarlier: false },
    answers: [],
    reported: false,
  };
  return { ...honest, ...change(honest) };
}

export const withNetwork = (change: Partial<Evidence["network"]>): Evidence =>
  evidence((honest) => ({ network: { ...honest.network, ...change } }));

export const withEndpoint = (change: Partial<Evidence["endpoint"]>): Evidence =>
  evidence((honest) => ({ endpoint: { ...honest.endpoint, ...change } }));

export const withClaims = (change: BrowserClaims): Evidence => withEndpoint({ claims: { ...PHONE_CLAIMS, ...change } });

export const withDestination = (change: Partial<Evidence["destination"]>): Evidence =>
  evidence((honest) => ({ destination: { ...honest.destination, ...change } }));

export const withHistory = (change: Partial<Evidence["history"]>): Evidence =>
  evidence((honest) => ({ history: { ...honest.history, ...change } }));

/** A private fact with six plausible answers, answered at leisure and as expected. */
export function answered(change: Partial<GradedAnswer> = {}): GradedAnswer {
  return {
    kind: "meeting_person",
    factKey: "meeting:1",
    exposure: "private",
    grade: "correct",
    k: 0.05,
    r: 0.9,
    m: 6,
    askedAt: AT,
    answeredAt: AT + 12_000,
    scored: true,
    ...change,
  };
}
