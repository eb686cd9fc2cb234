/** Words of the Send page before Send. Part of `en.ts`. */
import { languageName } from "./language-name.ts";

export const send = {
  title: "Send Verification Portal Link",
  pick: "Which ticket?",
  pickHint: "Type the ticket number, or choose one below. Open tickets that need a check are listed.",
  number: "Ticket number",
  pickEmptyTitle: "No open ticket needs a check",
  pickEmptyText: "A ticket appears here as soon as it is opened in a category that needs verification.",
  pickNoMatch: "No open ticket with this number, name or subject needs a check.",
  go: "Continue",
  opened: "Opened",
  requestedAction: "Requested action",
  requester: "Requester",
  notNamed: "Not named",
  account: "Account to act on",
  accountHint: "the requester unless changed",
  accountOwn: (name: string, userName: string) => `${name} · ${userName}`,
  accountOther: (userName: string, label: string) => `${userName} · ${label}`,
  accountPrivileged: "Privileged",
  cannotPass: {
    verb: "STOP",
    headline: "this check alone cannot pass",
    line: "Nothing sent yet. The form says what it lacks and what to do instead.",
    say: "I need one more way to confirm that it is you. This is routine.",
    person: (name: string, needs: string) =>
      `${name} is privileged: this check alone cannot pass, because it also needs ${needs}, and that cannot be had here for this person now. Use your desk’s procedure for privileged accounts.`,
    account: (userName: string, needs: string) =>
      `${userName} is a privileged account: this check alone cannot pass, because it also needs ${needs}, and that cannot be had here for this person now. Use your desk’s procedure for privileged accounts.`,
    mfa: (name: string, needs: string) =>
      `This is an MFA reset: this check alone cannot pass, because it also needs ${needs}, and none of these can be had here for ${name}. Use your desk’s procedure for lost sign-in methods.`,
    policy: (needs: string) =>
      `This check alone cannot pass, because your policy also asks for ${needs}, and that cannot be had here for this person now. Verify another way.`,
    nobody:
      "To this destination the check alone cannot pass: a second agent, the manager or a passkey of the requester’s has to stand behind it, and none of them can be had here now. Choose a contact on record, or verify another way: the IT desk with a staff badge.",
    choice: "Send it all the same, as evidence only",
    choiceHint: "At best it ends as Failed, proof missing. Change nothing because of it.",
    sent: "Sent as evidence only.",
    missing: "Say that you want it as evidence only, or verify another way.",
  },
  outlook: "What this check can come to",
  held: (minutes: number) =>
    `After a pass nothing can be done for ${minutes === 1 ? "1 minute" : `${String(minutes)} minutes`}: the contacts on record are told and can stop it. A colleague who may approve it can end the wait early.`,
  passkey: (name: string) => `${name} can use a passkey: the page asks for it after the questions.`,
  /** A proof inside a sentence. */
  proofs: {
    contact_on_record: "a contact on record",
    destination_typed: "a typed destination",
    spoken_code: "the spoken code",
    contact_code: "a contact code",
    known_phone: "a known phone",
    passkey: "a passkey",
    second_approver: "a second approver",
    manager_vouch: "the manager",
    desk_code: "a desk code",
  },
  together: (first: string, last: string) => `${first} together with ${last}`,
  sendTo: "Send to",
  contactsFirst: "contacts on record first",
  contactTo: (channel: string, masked: string) => `${channel} to ${masked}`,
  contactFrom: (source: string, state: string) => `From ${source} · ${state}`,
  selfService: "Self-service",
  used: (at: string, what: string) => `Used ${at}, ${what}`,
  formerUnknown:
    "The check named in this address is no ended check of this ticket and requester. Choose yourself where the link goes.",
  noOther: "There is no other contact on record that can be trusted. Verify another way, or use another destination.",
  onRecord: "On record",
  fresh: "New",
  none: "No contact on record. Use another destination, or another way to verify.",
  another: "Another destination",
  anotherChannel: "Channel of the other destination",
  emailTab: "Email, not corporate",
  country: "Country code",
  numberLabel: "Mobile number",
  address: "Personal email address",
  reason: "Reason (required)",
  /** One press each; they go into the ticket as they stand here. */
  reasons: [
    "Phone on record is lost or broken",
    "Number on record is old",
    "Travelling, other number",
    "No contact on record",
  ],
  cost: ({ from, to, line, approver }: { from: number; to: number; line: string; approver: boolean }) =>
    `Costs ${from} to ${to} questions, limit ${line}${approver ? ", and a second person or a passkey before any action" : ""}`,
  refusals: {
    not_in_category: "Not allowed for this request category: the link must go to a contact on record.",
    needs_contact_on_record: "Not allowed for this action or account: the link must go to a contact on record.",
    too_few_facts: "Not possible: too few facts on file for the stricter check that it needs.",
  },
  contactRefusals: {
    not_in_category: "Not allowed for this request category while the contact is new.",
    needs_contact_on_record: "Not allowed for this action or account while the contact is new.",
    too_few_facts: "Not possible: too few facts on file for the check that it needs.",
  },
  missingNumber: "Type the mobile number.",
  missingAddress: "Type a full email address.",
  missingReason: "Choose why the contacts on record cannot be used.",
  missingChoice: "Choose where the link goes.",
  onLine: "The caller is on the line",
  onLineHint: "You read six digits aloud, the caller types them. This ties the call to this phone.",
  onLineAlways: "The spoken code is always asked here: you read six digits aloud, the caller types them.",
  onLineNever: "No spoken code is asked for this request.",
  sees: (name: string) => `What ${name} sees`,
  preview: "Preview",
  previewTabs: { sms: "SMS", email: "Email", screen: "First screen" },
  previewSubject: "Subject",
  /** Of a language by its code. */
  writtenIn: (language: string) =>
    `Written in ${languageName(language)}, the language of this person. The page itself speaks the language of their browser.`,
  send: "Send",
  sending: "Sending",
  sendKey: "Ctrl+Enter",
  sendHint: "One link, one use. Sending again replaces it.",
  locked: (at: string) => `Queued ${at}. The form stays locked while this check runs.`,
  lockedEnded: "This check has ended. The form shows what was asked.",
  again: "New check for this ticket",
  refused: "Not sent.",
  lost: "No answer from the server. Press Send again: the same check is never sent twice.",
  openOwn: "You already have a check running for this person.",
  openOther: (name: string, ticket: string) => `${name} already has a check of this person running, for ${ticket}.`,
  openLink: "Open the running check",
  otherWays: "Other ways: the requester's manager, a second approver, or the IT desk with a staff badge.",
  problems: {
    requester_missing: [
      "The ticket names no requester",
      "Set the requester by work email in the ticket. The check is about that person’s account.",
    ],
    requester_unknown: [
      "The requester is not in the directory",
      "Correct the requester in the ticket. The check can only be about an account that we know.",
    ],
    requester_ambiguous: [
      "Several people fit the requester",
      "Set the requester by work email in the ticket, so that one account is meant.",
    ],
    requester_inactive: [
      "DO NOT PROCEED: the account is inactive or locked",
      "Change nothing. Route the ticket to security.",
    ],
    requester_changed: [
      "DO NOT PROCEED: this person’s record was changed outside of this product",
      "What it says cannot be trusted. Tell security, and have the directory imported again before anybody is checked.",
    ],
    requester_is_agent: [
      "This is your own account",
      "Nobody checks their own account. Ask a colleague to take the ticket.",
    ],
    ticket_closed: ["The ticket is closed", "Open it again in the ticket system if the request still stands."],
    fenced: [
      "Locked after “This wasn’t me”",
      "The person told us that an earlier check was not theirs. Route the ticket to security. The lock ends by itself; a colleague who had no part in it can lift it on the person’s page.",
    ],
    lifted_by_you: [
      "You freed this person within 24 hours",
      "Whoever lifts a block does not send the next check. Ask a colleague to take the ticket.",
    ],
    daily_limit: [
      "The daily number of checks is reached",
      "Verify another way. Each check counts for 24 hours; a colleague who had no part in them can free the person on the person’s page.",
    ],
    too_few_facts: ["Too few facts on file for questions", "A check would end without a result. Verify another way."],
    no_contact_on_record: [
      "No contact on record can be trusted",
      "For this action or account the link must go to a contact that has stood for seven days. Verify another way.",
    ],
    category_needs_none: [
      "This category needs no check",
      "If the request has changed, change the category in the ticket first.",
    ],
  },
} as const;
