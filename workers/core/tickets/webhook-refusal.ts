/** Why a ticket system's call was refused, as it is kept in the audit log. */
export const WEBHOOK_REFUSALS = [
  "no credentials",
  "wrong credentials",
  "not POST",
  "wrong host",
  "too large",
  "not JSON",
  "no ticket",
  "no such connection",
] as const;

export type WebhookRefusal = (typeof WEBHOOK_REFUSALS)[number];
