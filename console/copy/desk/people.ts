/** People: the search, and the page of one person. */
export const people = {
  title: "People",
  text: "Whom a check can be about, as the directory has them. Each search and each page that is opened stands in the audit log.",
  search: "Find a person",
  searchHint:
    "Part of a name, a work email address, or a whole user name, phone number, private address, ticket number or id.",
  go: "Find",
  results: "People who were found, by name",
  noneTitle: "Nobody was found",
  noneText:
    "A phone number, a private address and a ticket number have to be whole. Tickets are looked for among the newest.",
  startTitle: "Find a person",
  startText: "Type at least two signs.",
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
  },
  checks: "Checks, last 90 days",
  noChecks: "None",
  prospects: {
    title: "What a check can come to",
    text: "By the same rules that Send holds to, over the contacts on record.",
    none: "No category needs a verification yet.",
    own: "Own account",
    pass: {
      trusted: "Can pass",
      fresh: "Can pass, as strict as to a typed destination",
      typed: "Can pass, to a typed destination only",
    },
    evidence: (needs: string) => `Evidence only: to pass it also needs ${needs}, which cannot be given here yet`,
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
    onRecord: "Not to a typed destination",
    none: "Nothing on file, or too new",
  },
  proofs: {
    title: "Proofs that can be shown",
    yes: "Available",
    no: "Not available",
  },
} as const;
