/** Why a message did not arrive, in words that an agent can act on; for the console and the ticket alike. */

const WORDS: Readonly<Record<string, string>> = {
  "peer.unreachable": "the provider could not be reached",
  "peer.timeout": "the provider did not answer in time",
  "peer.unauthorised": "the provider refused our account",
  "peer.rejected": "the provider refused this destination",
  "peer.rate_limited": "the provider is overloaded",
  "message.unreadable": "the stored destination could not be read",
};

/** A code is one word; a reason has several. */
const CODE = /^\S*$/;

/** `problem` is one of our codes, or already the adapter's words for a provider's report. Begins in lower case, without a full stop. */
export function deliveryProblemWords(problem: string): string {
  return WORDS[problem] ?? (CODE.test(problem) ? "the provider could not deliver it" : problem);
}
