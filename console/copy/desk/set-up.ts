/** Words of the Set-up page, and of the banner until it is done. Part of `en.ts`. */
import type { Reason } from "../../../workers/contract/console/coverage.ts";
import type { SetUpLine, SetUpStepId } from "../../../workers/contract/console/set-up.ts";

import { because } from "./coverage.ts";

interface StepWords {
  readonly title: string;
  /** Why it is there, one sentence, for as long as it is not done. */
  readonly text: string;
  readonly go: string;
}

const steps: Readonly<Record<SetUpStepId, StepWords>> = {
  sign_in: {
    title: "Sign-in",
    text: "How the desk gets into this console: with the company's accounts.",
    go: "Sign-in settings",
  },
  ticket_system: {
    title: "Ticket system",
    text: "Where requests come from, and where the notes about checks go to.",
    go: "Ticket systems",
  },
  categories: {
    title: "Request categories",
    text: "Which tickets ask for a verification, and what it demands.",
    go: "Categories and policies",
  },
  delivery: {
    title: "SMS and mail",
    text: "Who carries the messages with the links, and in whose name. Mail is enough to begin with.",
    go: "SMS and mail settings",
  },
  people: {
    title: "People",
    text: "Who can be verified, and what is known of them: from a CSV file.",
    go: "Import people",
  },
  security_contact: {
    title: "Security contact",
    text: "Who is told when a check is reported or rejected.",
    go: "Security contact",
  },
  own_check: {
    title: "Your own check",
    text: "A check of yourself for practice, from the message to the result, as a requester sees it.",
    go: "Check yourself",
  },
};

const list = (names: readonly string[]): string => names.join(", ");

/** `when`: a moment in words. */
function line(said: SetUpLine, when: (at: number) => string): string {
  switch (said.code) {
    case "sign_in.links_only":
      return "Everybody enters by one-time links, which count for changes during five minutes only. Set up an identity provider now and link your own account, or add a passkey under Your sign-ins.";
    case "sign_in.lasting":
      return "An admin signs in without a one-time link.";
    case "sign_in.nobody_yet":
      return `Set up: ${list(said.names)}. Nobody has signed in through it yet: link your own account, which tries it.`;
    case "sign_in.providers":
      return `Somebody has signed in with: ${list(said.names)}.`;
    case "ticket_system.none":
      return "No ticket system is connected. Add one with its address and an account, then press Test connection there.";
    case "ticket_system.new":
      return `${said.name}: its list of changed tickets was not read yet. It is read once a minute.`;
    case "ticket_system.unread":
      return `${said.name}: its list of changed tickets cannot be read. Test the connection to see why.`;
    case "ticket_system.refused":
      return `${said.name} refuses our account. Put the user name or the password right: it is then tried within a minute.${said.nextTryAt === undefined ? "" : ` The same ones are tried again on ${when(said.nextTryAt)}.`}`;
    case "ticket_system.working":
      return `${said.name}: its list of changed tickets is read.`;
    case "ticket_system.not_called":
      return `${said.name} has not called the webhook yet. Until it does, a new ticket is found within some minutes instead of at once.`;
    case "categories.none":
      return "No category is listed, so no ticket asks for a verification.";
    case "categories.named":
      return `Listed: ${list(said.names)}.`;
    case "delivery.nothing":
      return "Nobody carries mail or SMS yet. Set up mail today.";
    case "delivery.no_sms":
      return "SMS is not set up.";
    case "delivery.sms":
      return `SMS by ${said.name}.`;
    case "delivery.mail":
      return `Mail by ${said.name}.`;
    case "delivery.no_name":
      return `Messages and pages call your organisation “Example”, with times in ${said.timeZone}. Say what it is called, and its time zone.`;
    case "delivery.named":
      return `In the name of ${said.name}, with times in ${said.timeZone}.`;
    case "delivery.no_mail":
      return "Mail is not set up.";
    case "people.none":
      return "There are no people yet, and nobody can be verified before there are.";
    case "people.some":
      return said.count === 1 ? "1 active person." : `${said.count.toLocaleString("en-GB")} active people.`;
    case "people.with_contact":
      return said.count === said.of
        ? "All have a mobile number or mailbox of their own on record."
        : `${said.count.toLocaleString("en-GB")} of ${said.of.toLocaleString("en-GB")} have a mobile number or mailbox of their own on record. For the others the desk types an address: a password reset then waits for a second person unless its category does without, and an MFA reset is refused.`;
    case "people.uncounted":
      return "Nobody has counted yet for whom a check can pass.";
    case "delivery.mail_fails":
      return `Mail by ${said.name} does not go out: ${said.why}. Put its settings right, and send a test there.`;
    case "delivery.sms_fails":
      return `SMS by ${said.name} does not go out: ${said.why}. Put its settings right, and send a test there.`;
    case "people.nobody_verifiable":
      return `None of ${said.of.toLocaleString("en-GB")} can be verified at the last count${said.because === undefined ? "" : `, mostly because: ${because[said.because as Reason]}`}. Coverage says who and why.`;
    case "security_contact.fails":
      return `The webhook of security does not take what it is sent: ${said.why}.`;
    case "people.weakest":
      return `${said.category}: ${said.verifiable.toLocaleString("en-GB")} of ${said.of.toLocaleString("en-GB")} can be verified, the fewest of all requests at the last count.`;
    case "security_contact.none":
      return "Nobody is told when somebody presses “This wasn't me”.";
    case "security_contact.set":
      return "Somebody is told.";
    case "own_check.open":
      return "No check has passed here yet.";
    case "own_check.passed":
      return `Passed on ${when(said.at)}.`;
    case "own_check.real":
      return "A check has passed here.";
  }
}

export const setUp = {
  title: "Set-up",
  text: "What still stands before the first verification, as the server finds it now. Go from the top: later steps rest on earlier ones.",
  smsFirst: {
    title: "SMS takes days to weeks: begin with it today",
    text: "Most countries want a sender to be registered first. Everything below works by mail meanwhile.",
  },
  done: "Done",
  begun: "To be tried",
  open: "Not done",
  first: (titles: readonly string[]) => `First: ${list(titles)}.`,
  linkOwn: "Link your account",
  invite: "Invite the desk",
  organisation: "Organisation",
  coverage: "Coverage",
  nameIt: (name: string, zone: string) => `Call it “${name}”, in ${zone}`,
  nameSays: (domain: string) =>
    `Also sets ${domain} as the organisation's mail domain. Anything else: under Organisation.`,
  again: "Look again",
  finished: "The set-up is done: nothing blocks a check. It leaves the menu with the next page.",
  toList: "To the verifications",
  nativeRights: "Last: take the native reset from the desk",
  steps,
  line,
  banner: {
    label: "Set-up",
    admin: (count: number) =>
      count === 1 ? "One step of the set-up is open." : `${count} steps of the set-up are open.`,
    next: (title: string) => `Next: ${title}`,
    go: "All steps",
    others: "The set-up is not finished: some of what stands here may not work yet. An admin goes on with it.",
  },
};
