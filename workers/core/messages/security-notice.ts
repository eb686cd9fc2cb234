/**
 * What security is told about a check, and what the screens may say about that: nothing claims
 * that somebody was told before a provider or a receiver has taken the message.
 */
import type { EpochMs } from "../kit/time.ts";

/** What happened. The first five come by themselves, then two of an agent's own press; the last is about an agent. */
export const SECURITY_CAUSES = [
  "reported",
  "declined",
  "high_risk",
  "must_not_proceed",
  "manager_warned",
  "agent_report",
  "incident",
  "agent_limit",
] as const;

export type SecurityCause = (typeof SECURITY_CAUSES)[number];

/** Ways to tell security, as far as they are configured. Mail is gathered per person, a webhook is not. */
export const SECURITY_CHANNELS = ["mail", "on_call", "webhook", "incident_webhook"] as const;

export type SecurityChannel = (typeof SECURITY_CHANNELS)[number];

/** The security team hears of everything; who is on call and the incident channel only when a person asks for it. */
const CHANNELS: Readonly<Record<SecurityCause, readonly SecurityChannel[]>> = {
  reported: ["mail", "webhook"],
  declined: ["mail", "webhook"],
  high_risk: ["mail", "webhook"],
  must_not_proceed: ["mail", "webhook"],
  manager_warned: ["mail", "webhook", "incident_webhook"],
  agent_report: ["mail", "on_call", "webhook"],
  incident: ["incident_webhook"],
  agent_limit: ["mail", "webhook"],
};

/** The ways this cause goes, of those that are set up; empty when nobody can be told. */
export function channelsFor(cause: SecurityCause, set: readonly SecurityChannel[]): readonly SecurityChannel[] {
  return CHANNELS[cause].filter((channel) => set.includes(channel));
}

/** Whether security hears of a check by itself: only then may a page or a note say so. */
export function tellsSecurity(set: readonly SecurityChannel[]): boolean {
  return channelsFor("reported", set).length > 0;
}

export type SecurityState =
  /** No way was set up when it happened. */
  | { readonly state: "not_set" }
  | { readonly state: "waiting" }
  | { readonly state: "failed" }
  | { readonly state: "discarded" }
  /** At the time at which the first way took it. */
  | { readonly state: "told"; readonly at: EpochMs };

interface Told {
  readonly status: "waiting" | "sending" | "sent" | "failed" | "discarded";
  readonly sentAt?: EpochMs | undefined;
}

/** One way is enough to say "told"; none is said to have failed while another may still work. */
export function securityState(notices: readonly Told[]): SecurityState {
  const times = notices.flatMap(({ status, sentAt }) => (status === "sent" && sentAt !== undefined ? [sentAt] : []));
  if (times.length > 0) {
    return { state: "told", at: Math.min(...times) };
  }
  if (notices.some(({ status }) => status === "waiting" || status === "sending")) {
    return { state: "waiting" };
  }
  if (notices.length === 0) {
    return { state: "not_set" };
  }
  return { state: notices.some(({ status }) => status === "failed") ? "failed" : "discarded" };
}

/** For a note, which is written as it happens: then nothing has arrived anywhere yet. */
export function securityNoteWords(contactSet = false): string {
  return contactSet ? "Security is being told." : "Tell security yourself: no security contact is set up.";
}
