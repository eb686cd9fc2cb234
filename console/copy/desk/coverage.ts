/** Coverage: for whom a check can pass, and who is weak. */
import type {
  CoverageCause,
  CoverageListId,
  Helped,
  Lack,
  Reason,
  Way,
} from "../../../workers/contract/console/coverage.ts";

const figure = (count: number): string => count.toLocaleString("en-GB");
const people = (count: number): string => (count === 1 ? "1 person" : `${figure(count)} people`);

export const because: Readonly<Record<Reason, string>> = {
  no_contact_on_record: "no contact on record that is trusted",
  too_few_facts: "too few facts for questions",
  privileged: "privileged: also needs a proof that cannot be had here",
  mfa_reset: "an MFA reset also needs a proof that cannot be had here",
  policy: "the policy also asks for a proof that cannot be had here",
  changed: "the record was changed outside of this product",
  inactive: "inactive",
};

export const coverage = {
  title: "Coverage",
  text: "For whom of the directory a check can pass, by the same rules that Send and each person’s page hold to. Of people’s own accounts; blocks and checks that were used up today are on each person’s page.",
  people,
  count: "Count now",
  again: "Count again",
  none: {
    title: "Nobody was counted yet",
    text: "Each active person is looked at once. It goes on by itself, also when this page is closed.",
  },
  cause: {
    asked: (by: string) => `by ${by}`,
    import: () => "after an import",
    daily: () => "as every day",
  } satisfies Readonly<Record<CoverageCause, (by: string) => string>>,
  progress: (counted: number, all: number) => `${figure(counted)} of ${people(all)}`,
  progressLabel: "People counted",
  running: (at: string, cause: string) => `Counting since ${at}, ${cause}. This page may be closed.`,
  before: "The figures below are of the count before.",
  waitsForImport: "People are being imported. It begins anew when that has ended.",
  standsStill: (at: string) => `Nobody was counted since ${at}. It is tried again every minute.`,
  asOf: (count: number, at: string, cause: string) => `${people(count)}, counted ${at}, ${cause}.`,
  since: {
    import: (running: boolean) => `People were imported since${running ? "." : ": count again."}`,
    policies: (running: boolean) =>
      `Request categories or policies were changed since${running ? "." : ": count again."}`,
  },
  requests: {
    title: "By request",
    none: "No category needs a verification yet.",
    alone: (count: number) => `${figure(count)} can be verified`,
    helped: {
      fresh: (count: number) => `${figure(count)} only with help: over a contact that is too new to be trusted`,
      typed: (count: number) => `${figure(count)} only with help: over a contact that the desk types`,
    } satisfies Readonly<Record<Helped, (count: number) => string>>,
    not: (count: number, reason: Reason) => `${figure(count)} not at all, because: ${because[reason]}`,
    list: "Who cannot",
    bar: (verifiable: number, all: number) => `${figure(verifiable)} of ${figure(all)} can be verified`,
  },
  kinds: {
    title: "By kind of question",
    text: "Kinds only: what is known is never shown.",
    always: (count: number) => `${figure(count)} can be asked`,
    onRecord: (count: number) => `${figure(count)} only over a contact on record`,
    not: {
      nothing_known: (count: number) => `${figure(count)} not at all, because: nothing is on file`,
      no_country: (count: number) => `${figure(count)} not at all, because: the city is on file without its country`,
      not_usable: (count: number) =>
        `${figure(count)} not at all, because: what is on file is too new or too easy to guess`,
      self_service: (count: number) =>
        `${figure(count)} not at all, because: people can change themselves what is on file`,
    },
  },
  weak: {
    title: "Who is weak",
    lists: {
      unverifiable: "No check can pass",
      request: "Cannot be verified",
      contact: "No contact at all",
      mobile: "No mobile number: no smartphone is known",
      mail: "No private mail",
    } satisfies Readonly<Record<CoverageListId, string>>,
    caption: "People, by name",
    request: (category: string) => `Cannot be verified for ${category}`,
    asOf: (at: string) => `As counted ${at}. Who has left since is not listed. This page is in the audit log.`,
    csv: "Export CSV",
    columns: { person: "Person", place: "Department, office", because: "Why not", way: "Way" },
    without: { mobile: "no mobile number", mail: "no private mail" } satisfies Readonly<Record<Lack, string>>,
    none: { title: "Nobody", text: "Nobody stands in this list." },
    unknown: "This count is not there any more. Open Coverage for the newest.",
    nothing: "—",
    next: "More",
    first: "From the beginning",
  },
  because,
  lacks: { mobile: "mobile number", mail: "private mail" } satisfies Readonly<Record<Lack, string>>,
  way: (way: Way, place: string | undefined): string => {
    switch (way) {
      case "check":
        return "A check";
      case "helped_check":
        return "A check, with the desk’s help";
      case "desk":
        return `In person: ${place ?? ""}`;
      case "none":
        return "No way";
    }
  },
  add: {
    no_contact_on_record: "Add a mobile number or a private mail",
    too_few_facts: "Add facts",
    privileged: "Say under Organisation where the desk is",
    mfa_reset: "Say under Organisation where the desk is",
    policy: "Say under Organisation where the desk is",
    changed: "Import the person again",
    inactive: "None: the person has left",
  } satisfies Readonly<Record<Reason, string>>,
  file: {
    name: "Name",
    email: "Work email",
    department: "Department",
    office: "Office",
    because: "Why not",
    lacks: "Not on record",
    way: "Way",
    add: "To add",
    id: "Id",
  },
} as const;
