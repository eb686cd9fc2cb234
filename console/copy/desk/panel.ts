/** Words of the Verification Summary Panel, the details page and its transcript. Part of `en.ts`. */
import { languageName } from "./language-name.ts";
import { reachedOf, toldOf } from "./told.ts";

export const panel = {
  title: "Verification Summary Panel",
  points: "points, lower is safer",
  caption: "Points. Two bits of evidence move the score by one point.",
  start: "Start",
  score: "Score",
  forced: "Forced to High",
  safer: "safer",
  riskier: "riskier",
  categories: { network: "Network", endpoint: "Endpoint", persona: "Persona", challenge: "Challenge" },
  empty: {
    network: "Nothing unusual seen",
    endpoint: "Nothing unusual seen",
    persona: "Contact unchanged, nothing in the history",
    challenge: "No answer counted",
  },
  capped: (sum: string) => `The findings sum to ${sum}; this category counts up to its cap.`,
  overflow: "The sum lies beyond the scale, which ends here.",
  namedOnly: (text: string) => `${text} (named only)`,
  bits: (value: string) => `${value} bits`,
  critical: "Critical: forces the level to High",
  blocking: "Blocking: forbids a pass whatever the score",
  lower: "lowers risk",
  higher: "raises risk",
  neutral: "no weight",
  answers: ({ correct, answered, partial, skipped, notReached }: AnswerCounts) =>
    [
      answered === 0
        ? "No question answered"
        : `${correct} of ${answered} ${answered === 1 ? "answer" : "answers"} correct`,
      ...(partial === 0 ? [] : [`${partial} partial`]),
      ...(skipped === 0 ? [] : [`${skipped} skipped`]),
      ...(notReached === 0 ? [] : [`${notReached} not reached in time`]),
    ].join(", "),
  strength: (answered: number, bits: string) =>
    answered === 1 ? `Strength of the answer: ${bits} bits` : `Strength of the ${answered} answered: ${bits} bits`,
  without: (score: string) => `Score ${score} without it`,
  noVerdict: {
    not_enough_questions: "Too few answers to decide. What was skipped counts as evidence, so its sum is no verdict.",
    reported: "“This wasn’t me” came before anything was decided.",
    reportedAfterwards: (level: string, score: string) =>
      `It ended as ${level}, ${score}. “This wasn’t me” came afterwards, so that no longer counts.`,
    impostor: (level: string, score: string) =>
      `It ended as ${level}, ${score}. A person confirmed an impostor afterwards, so that no longer counts.`,
    void: (level: string, score: string, why: string) =>
      `It ended as ${level}, ${score}. That no longer counts: ${why}.`,
  },
  none: "No assessment",
  noneRunning: "The assessment appears after the end. Nobody sees grades while a check runs.",
  noneEnded: "Nothing was assessed: the check ended before it began.",
  noneRole: "Your role sees outcomes. The assessment is shown to agents, analysts and administrators.",
  assurance: "Assurance: what was proven",
  required: (list: string) => `Required for this action: ${list}.`,
  missing: "not proven",
  missingYet: "not yet",
  device: "Device metadata",
  facts: {
    device: "Device",
    browser: "Browser",
    known_phone: "Known phone",
    network: "Network",
    place: "Place",
    time_zone: "Time zone",
    address: "Address",
  },
  kinds: { phone: "Phone", computer: "Computer or tablet" },
  platforms: { windows: "Windows", apple: "Apple", unix: "Android or Linux" },
  knownPhone: {
    verified: "Seen in earlier verified sessions",
    new: "Not seen before",
    invalid: "Key did not match",
  },
  hiddenPlace: "Hidden by Tor",
  versions: (model: string, policy: string) => `Versions: ${model}, ${policy}`,
} as const;

interface AnswerCounts {
  readonly correct: number;
  readonly answered: number;
  readonly partial: number;
  readonly skipped: number;
  readonly notReached: number;
}

export const proofs = {
  contact_on_record: "Contact on record",
  destination_typed: "Typed destination",
  spoken_code: "Spoken code",
  contact_code: "Contact code",
  known_phone: "Known phone",
  passkey: "Passkey",
  second_approver: "Second approver",
  manager_vouch: "Manager",
  desk_code: "Desk code",
} as const;

export const details = {
  title: "Verification details",
  risk: "Risk",
  say: "Say",
  why: "Why:",
  next: "Next step",
  nextNone: "Nothing to do here.",
  validFor: (action: string) => `${action}: for this ticket and this person only.`,
  ticket: "Ticket",
  request: "Request",
  noDescription: "None given",
  fields: {
    ticket: "Ticket Number",
    subject: "Subject",
    description: "Description",
    action: "Requested action",
    category: "Request Category",
    requester: "Requester",
    userName: "User name",
    status: "Status",
    level: "Risk Level",
    referrer: "Initiated By (Referrer)",
    timestamp: "Timestamp",
    sentTo: "Link sent to",
    reference: "Reference number",
    feedback: "Feedback",
    told: "Contacts on record told",
  },
  toldOf,
  reachedOf,
  ended: "ended",
  typed: (reason: string | undefined) =>
    reason === undefined ? "typed by the agent, not on record" : `typed by the agent, not on record: ${reason}`,
  accountName: "Account",
  account: (account: string) => `for the account ${account}`,
  onRecord: "on record",
  profile: { standard: "Standard profile", strict: "Strict profile" },
  about: (name: string) => `About ${name}`,
  privileged: "Privileged",
  notPrivileged: "Not privileged",
  department: "Department",
  manager: "Manager",
  office: "Office",
  language: "Language",
  languageName,
  contacts: "Contacts",
  unknown: "Not on file",
  noContacts: "None on record",
  history: "Verifications, last 90 days",
  historyNone: "None before this one.",
  notes: "Notes to the ticket",
  notesNone: "No note yet.",
  noteStatus: { waiting: "Waiting", written: "Written", parked: "Not written", discarded: "Discarded" },
  security: {
    title: "Security",
    status: {
      not_set: "Not told",
      waiting: "Not told yet",
      failed: "Not told",
      discarded: "Discarded",
      told: "Told",
    },
    captions: {
      not_set: "No security contact is set up",
      waiting: "Being tried",
      failed: "It could not be sent",
      discarded: "Somebody discarded the message",
    },
  },
  transcript: "Transcript",
  transcriptHead: (asked: number, answered: number) =>
    `${asked === 1 ? "1 question" : `${asked} questions`}, ${answered} answered`,
  transcriptAsked: (asked: number) => (asked === 1 ? "1 answer so far" : `${asked} answers so far`),
  skippedResponse: "I don’t know",
  noneResponse: "None of these",
  transcriptStrength: (bits: string, odds: string) => `strength ${bits} bits (${odds})`,
  audited: "Opening a response is audited",
  transcriptNone: "No question was asked.",
  transcriptRunning: "Each question appears here once it is answered, its grade after the end.",
  transcriptRole: "Your role does not include the transcript.",
  head: {
    number: "#",
    question: "Question",
    response: "Response",
    grade: "Grade",
    time: "Time",
    strength: "Strength",
    weight: "Weight, bits",
  },
  grades: { correct: "Correct", partial: "Partial", invalid: "Invalid", skipped: "Skipped" },
  gradeLater: "After the end",
  noResponse: "No response",
  masked: "Response, masked",
  openResponse: (ordinal: number) => `Open response to question ${ordinal}`,
  openTitle: "Open this response",
  openText:
    "A response graded correct is the fact itself. Say what you need it for; name, time and purpose are written to the audit log.",
  purpose: "Purpose",
  purposeMissing: (least: number) => `Give a purpose of at least ${least} characters.`,
  purposeHint: "At least 5 characters, for example: dispute raised in IR-0000123",
  open: "Open response",
  changed: "changed by the requester later",
  unscored: "asked in addition, not counted",
} as const;
