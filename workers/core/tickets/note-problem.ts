/** Why a note could not be written, for the console: begins in lower case, without a full stop. */
import { deliveryProblemWords } from "../messages/delivery-problem.ts";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["peer.unreachable", "the ticket system could not be reached"],
  ["peer.timeout", "the ticket system did not answer in time"],
  ["peer.unauthorised", "the ticket system refused our account"],
  ["peer.not_found", "the ticket system has no such ticket"],
  ["peer.conflict", "somebody else changed the ticket at the same time"],
  ["peer.rejected", "the ticket system refused the note"],
  ["peer.rate_limited", "the ticket system is overloaded"],
  ["peer.failed", "the ticket system answered with a fault"],
  ["peer.malformed", "the ticket system's answer could not be read"],
  ["note.missing", "a note that belongs before it is not on the ticket"],
  ["unattested", deliveryProblemWords("unattested").what],
]);

/** Codes are for programs: one that is not known here is never shown. */
export function noteProblemWords(code: string): string {
  return WORDS.get(code) ?? "the ticket system could not take it";
}
