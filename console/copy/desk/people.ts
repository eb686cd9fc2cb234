/** People: the search, and the page of one person. */
import type { QuestionAvailability } from "../../../workers/contract/console/person.ts";

type FactSource = NonNullable<QuestionAvailability["known"]>["sources"][number];

const SOURCES: Readonly<Record<FactSource, string>> = {
  import: "an import",
  self_service: "self-service",
  system: "a connected system",
};

export const people = {
  title: "People",
  text: "Everybody in the directory, and what a check of them can come to. Each search and each page that is opened is in the audit log.",
  search: "Find a person",
  searchHint:
    "Part of a name, a work email address, or a whole user name, phone number, private address, ticket number or id.",
  go: "Find",
  results: "People who were found, by name",
  noneTitle: "Nobody was found",
  noneText:
    "A phone number, a private address and a ticket number have to be whole. Tickets are looked for among the newest.",
  startTitle: "Nobody looked for yet",
  startText: "Type at least two characters.",
  more: "There are more. Say more to find the right one.",
  inactive: "Inactive",
  page: "Person",
  open: "Page of this person",
  changed:
    "This record was changed outside of this product. Nobody is checked by it; have the directory imported again.",
  left: "This person is inactive. Nobody is checked who is inactive: change nothing, and route their tickets to security.",
  about: "In the directory",
  id: "Id",
  accounts: "Other accounts",
  noAccounts: "None",
  contacts: "Contacts",
  block: {
    title: "Blocks",
    none: "Nothing keeps this person from being checked.",
    fenced: (until: string) => `Locked until ${until}, after “This wasn’t me”.`,
    used: (count: number) =>
      count === 1 ? "1 check within 24 hours counts." : `${count} checks within 24 hours count.`,
    open: (name: string, ticket: string) => `${name} has a check running, for ${ticket}.`,
    ownOpen: (ticket: string) => `You have a check running, for ${ticket}.`,
    openLink: "Open it",
    lifted: {
      report: (by: string) => `${by} lifted the block.`,
      used_up: (by: string) => `${by} freed the checks of the day.`,
    },
    withoutCall: "without a call",
    called: (masked: string) => `called back ${masked}`,
    notYours: {
      "lift.own_account": "This is about you: a colleague has to lift it.",
      "lift.again": "You freed this person within 24 hours: what came since is for a colleague to judge.",
      "lift.own_checks": "You sent one of the checks behind this, or were refused one: a colleague has to lift it.",
    },
  },
  lift: {
    title: { report: "Lift the block", used_up: "Free the checks of the day" },
    button: { report: "Lift the block", used_up: "Free the checks of the day" },
    text: "Checks become possible again; nobody is verified by it. Earlier checks stay as they are. The person is told at a contact on record, and an internal note goes to the ticket.",
    how: "How do you know that it is the person?",
    call: (masked: string) => `I called back ${masked}`,
    callHint:
      "A number on record that you dialled yourself, since the lock and within the last hour. No page shows a whole number: look it up where it comes from, or in the ticket system.",
    colleague: "As another agent, without a call",
    colleagueHint: "You had no part in the checks behind it, and say below what you know.",
    minutesAgo: "Called how many minutes ago",
    minutesMissing: (most: number) => `Say how many minutes ago, 0 to ${most}.`,
    reason: "Reason",
    reasonHint: "At least five characters. It stands on this page and in the ticket’s note.",
  },
  erase: {
    button: "Erase this person",
    title: (name: string) => `Erase ${name}?`,
    text: "Their entry goes for good, with contacts, facts, accounts and known phones, and they are told at those contacts. Checks, tickets and the audit log keep what they say for their own time, and a file that still has them active adds a new person, whose contacts count after seven days.",
    confirm: "Erase for good",
    doneTitle: (name: string) => `${name} was erased`,
    doneText: "There is no such person in the directory any more.",
  },
  checks: "Checks, last 90 days",
  noChecks: "None",
  prospects: {
    title: "What a check can come to",
    text: "By the same rules that Send holds to, over the contacts on record.",
    locked: "Nothing is sent while the person is locked. This is what would hold afterwards.",
    afterLock: (text: string) => `Not while locked. Afterwards: ${text}`,
    none: "No category needs a verification yet.",
    own: "Own account",
    pass: {
      trusted: "Can pass",
      fresh: "Can pass, as strict as to a typed destination",
      typed: "Can pass, to a typed destination only",
    },
    passWith: (pass: string, needs: string) => `${pass}, with ${needs}`,
    evidence: (needs: string) => `Evidence only: to pass it also needs ${needs}, and that cannot be had here now`,
    tooFew: (usable: number, needed: number) =>
      `Not possible: ${usable === 1 ? "1 question" : `${String(usable)} questions`} can be asked, and ${String(needed)} have to be answered. Verify another way, by your desk’s procedure`,
    problem: {
      too_few_facts: "Not possible: too few facts for questions. Verify another way, by your desk’s procedure",
      no_contact_on_record:
        "Not possible: no contact on record that is trusted. Verify another way, by your desk’s procedure",
      inactive: "Not possible: inactive",
      changed: "Not possible: the record was changed from outside",
    },
    demands: ({ from, to, line }: { from: number; to: number; line: string }) =>
      `${from} to ${to} questions, limit ${line}`,
    usable: (count: number) => (count === 1 ? "1 can be asked" : `${count} can be asked`),
    perDay: (count: number) => (count === 1 ? "1 check a day" : `${count} checks a day`),
  },
  questions: {
    title: "Questions that can be asked",
    text: "Kinds only: what is known is never shown.",
    both: "Available",
    onRecord: "To a contact on record only",
    because: {
      nothing_known: "Nothing on file",
      no_country: "City on file, its country is missing",
      not_usable: "On file, not usable: too new, or too easy to guess",
      self_service: "On file, not usable: people can change it themselves",
    },
    from: (sources: readonly FactSource[]) => `From ${sources.map((source) => SOURCES[source]).join(" and ")}`,
    baseline: "of the baseline",
    since: "newest",
  },
  proofs: {
    title: "Proofs that can be shown",
    yes: "Available",
    no: "Not available",
  },
} as const;
