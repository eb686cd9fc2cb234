/**
 * Why a message did not arrive: a closed list that every provider's codes are mapped to, whose
 * fault each is, and the words of banner, note and Delivery page. A provider's own text goes no
 * further than its adapter: it may quote the number or the address.
 */
export const DELIVERY_PROBLEMS = [
  "opted_out",
  "number_unknown",
  "not_mobile",
  "phone_off",
  "blocked_by_recipient",
  "filtered",
  "no_route",
  "mailbox_unknown",
  "mailbox_full",
  "mail_refused",
  "address_suppressed",
  "address_unusable",
  "country_off",
  "sender_not_registered",
  "sender_refused",
  "account_refused",
  "account_limit",
  "provider_away",
  "provider_busy",
  "too_late",
  "unreadable",
  "unattested",
  "refused",
] as const;

export type DeliveryProblem = (typeof DELIVERY_PROBLEMS)[number];

/**
 * Decides what an agent is offered: another contact helps where the destination is at fault, and
 * never where our own account or the provider is, for every contact of that channel fails alike.
 */
export type DeliveryFault = "destination" | "account" | "provider";

interface Words {
  readonly fault: DeliveryFault;
  /** Begins in lower case, without a full stop. */
  readonly what: string;
  /** One sentence. */
  readonly todo: string;
}

const OTHER = "Use the other contact.";
const OTHER_CHANNEL = "Tell an administrator. Until then use the other channel.";

const WORDS: Readonly<Record<DeliveryProblem, Words>> = {
  opted_out: {
    fault: "destination",
    what: "this number has opted out of our messages",
    todo: "Use the other contact, or ask them to text START to the number that wrote to them.",
  },
  number_unknown: { fault: "destination", what: "the number does not exist", todo: OTHER },
  not_mobile: { fault: "destination", what: "the number is a landline or cannot receive SMS", todo: OTHER },
  phone_off: {
    fault: "destination",
    what: "the phone is off or out of reach",
    todo: "Ask them to switch it on and send again, or use the other contact.",
  },
  blocked_by_recipient: {
    fault: "destination",
    what: "the recipient or their network blocks messages",
    todo: OTHER,
  },
  filtered: { fault: "destination", what: "the network filtered the message out", todo: OTHER },
  no_route: { fault: "destination", what: "there is no way to this number from our sender", todo: OTHER },
  mailbox_unknown: { fault: "destination", what: "the mailbox does not exist", todo: OTHER },
  mailbox_full: { fault: "destination", what: "the mailbox is full", todo: OTHER },
  mail_refused: { fault: "destination", what: "the recipient's mail server refused it", todo: OTHER },
  address_suppressed: {
    fault: "destination",
    what: "earlier mail to this address came back, so the provider sends none",
    todo: OTHER,
  },
  address_unusable: { fault: "destination", what: "the provider cannot send to this address", todo: OTHER },
  country_off: {
    fault: "account",
    what: "SMS to this country is switched off in our own account",
    todo: "Tell an administrator. Until then use email.",
  },
  sender_not_registered: {
    fault: "account",
    what: "our sender is not registered for this country",
    todo: "Tell an administrator. Until then use email.",
  },
  sender_refused: { fault: "account", what: "the provider does not accept our sender", todo: OTHER_CHANNEL },
  account_refused: { fault: "account", what: "the provider refused our account", todo: OTHER_CHANNEL },
  account_limit: { fault: "account", what: "our account has reached its limit", todo: OTHER_CHANNEL },
  provider_away: {
    fault: "provider",
    what: "the provider could not be reached",
    todo: "Send again in a moment, or use the other channel.",
  },
  provider_busy: {
    fault: "provider",
    what: "the provider is overloaded",
    todo: "Send again in a moment, or use the other channel.",
  },
  too_late: { fault: "provider", what: "it was not delivered in time", todo: "Send again, or use the other contact." },
  unreadable: {
    fault: "account",
    what: "the stored destination could not be read",
    todo: "Cancel this check and start a new one.",
  },
  unattested: {
    fault: "account",
    what: "it was written or changed outside of this product, or comes from before an update",
    todo: "Tell an administrator. It is not sent; do what it tells of once more.",
  },
  refused: {
    fault: "destination",
    what: "the provider could not deliver it and gave no reason",
    todo: OTHER,
  },
};

const KNOWN: ReadonlySet<string> = new Set(DELIVERY_PROBLEMS);

/** Records may hold words of an earlier version: those, like anything unknown, are "refused". */
export function deliveryProblem(stored: string | undefined): DeliveryProblem {
  return stored !== undefined && KNOWN.has(stored) ? (stored as DeliveryProblem) : "refused";
}

/** What an agent may be told, and whose fault it is. */
export function deliveryProblemWords(problem: DeliveryProblem): Words {
  return WORDS[problem];
}
