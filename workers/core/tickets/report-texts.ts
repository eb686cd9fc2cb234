/** The internal notes that stand beside the others: the begin, reports that are no outcome, and the test of a connection. */
import { securityNoteWords } from "../messages/security-notice.ts";
import type { Note } from "./note.ts";
import { channelAndMask, type NoteDestination } from "./note-words.ts";
import { oneLine, plainWords } from "./plain-words.ts";

export interface FormerReport {
  readonly key: string;
  readonly person: string;
  readonly securityContactSet?: boolean;
  readonly url: string;
}

/** From an address that was typed and then given up: it must not be a way to end the check. */
export function formerReport(input: FormerReport): Note {
  return {
    key: input.key,
    title: "Reported from a former address",
    lines: [
      "Whoever got the first link says it was not them. That address was typed and then replaced; it is blocked now.",
    ],
    fields: [
      {
        label: "What now",
        value: `The check goes on at the address after it. ${securityNoteWords(input.securityContactSet)}`,
      },
      { label: "Person", value: plainWords(input.person) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

export interface ToldByDesk {
  readonly key: string;
  readonly what: "report" | "incident";
  readonly person: string;
  readonly agent: string;
  readonly reference: string;
  readonly verificationId: string;
  readonly url: string;
}

/** An agent told security of the check, which voids what passed. */
export function toldByDesk(input: ToldByDesk): Note {
  return {
    key: input.key,
    title: input.what === "report" ? "Reported to security" : "Incident raised",
    lines: [`${plainWords(input.agent)} told security of this check.`],
    fields: [
      { label: "What now", value: "Do not act on this request. Do not say why." },
      { label: "Person", value: plainWords(input.person) },
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

export interface ReportedByNotice {
  readonly key: string;
  readonly person: string;
  readonly reference: string;
  readonly verificationId: string;
  readonly securityContactSet: boolean;
  readonly url: string;
}

/** Days later, when nothing else of the check can change any more. */
export function reportedByNotice(input: ReportedByNotice): Note {
  return {
    key: input.key,
    title: "Reported from a notice",
    lines: [
      "Somebody who was told of this check at a contact on record, or as the manager, says that it was not right.",
    ],
    fields: [
      {
        label: "What now",
        value: `Call the person on a number on record. ${securityNoteWords(input.securityContactSet)}`,
      },
      { label: "Person", value: plainWords(input.person) },
      { label: "Reference", value: oneLine(input.reference) },
      { label: "Verification ID", value: oneLine(input.verificationId) },
    ],
    link: { label: "Open the verification", url: input.url },
  };
}

export interface ConnectionTested {
  readonly key: string;
  readonly brand: string;
  readonly agent: string;
}

export function connectionTested({ key, brand, agent }: ConnectionTested): Note {
  return {
    key,
    title: "Connection test",
    lines: [`${plainWords(agent)} tries out whether ${brand} can write here. There is nothing to do.`],
    fields: [],
  };
}

export interface Began {
  readonly key: string;
  readonly person: string;
  readonly destination: NoteDestination;
  readonly url: string;
}

/** Whoever had the link, that is: the outcome says whether it was the person. */
export function requesterBegan(input: Began): Note {
  return {
    key: input.key,
    title: "Verification begun",
    lines: ["Whoever has the link pressed Begin. That alone proves nobody."],
    fields: [
      { label: "Person", value: plainWords(input.person) },
      { label: "Link went to", value: channelAndMask(input.destination) },
    ],
    link: { label: "See it live", url: input.url },
  };
}
