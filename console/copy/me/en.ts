/** Words of a person's own page, in English. Part of `portal/en.ts`, whose rules hold here too. */
import type {
  ActionId,
  DirectoryField,
  FactName,
  FactSource,
  MeDone,
  MeProblem,
  MeScreen,
  Standing,
} from "../../../workers/contract/me.ts";

export const me = {
  titles: {
    sign_in: "Sign in",
    page: "Your page",
    not_me: "This wasn't me",
    stop: "This wasn't me",
    busy: "One moment",
    fault: "Error",
  } satisfies Record<MeScreen["screen"], string>,

  signIn: {
    heading: "See what IT keeps about you",
    text: "This page shows what {organisation} keeps about you to check that it's you when you ask IT for help. Sign in with your work account to open it.",
    with: "Continue with {provider}",
    vouch:
      "Has IT asked you to vouch for somebody? Sign in here: your company asks for everything anew, also for your second factor.",
    vouchWith: "Sign in to vouch, with {provider}",
    none: "No sign-in is set up for this page yet. Ask the IT Service Desk what is kept about you.",
  },

  problems: {
    unknown: "This account opens no page here. Ask the IT Service Desk.",
    second_factor: "You signed in with a password alone. Sign in again with your second factor.",
    stale: "Your company did not ask you to sign in again. Please try once more.",
    again: "That did not work. Please sign in again.",
    away: "Your company's sign-in does not answer right now. Try again in a moment.",
    too_many: "Too many tries. Wait a minute, then try again.",
    gone: "That had ended already.",
    unreadable: "That could not be read. Please try again.",
    step_up: "This needs a sign-in of the last five minutes. Sign in once more.",
    vouch_gone: "You are not asked this any more: it was answered, or the check has ended.",
    vouch_not_yet: "The person is still answering, so there is nothing to read to you yet. Try again in a moment.",
    vouch_wrong: "Those are not the two digits on the person's page. Nothing was vouched for.",
    vouch_used_up: "Those were wrong three times, so you cannot vouch for them any more. IT is told.",
    vouch_not_yours: "You cannot vouch for this person now. Ask the IT Service Desk.",
  } satisfies Record<MeProblem, string>,

  done: {
    vouched: "Thank you. You vouched for them, and need do nothing more.",
    vouch_refused: "You did not vouch. IT is told.",
    vouch_warned: "Thank you. The request is ended, and IT is told what happened.",
  } satisfies Record<MeDone, string>,

  vouches: {
    heading: "Asked of you",
    fresh: "Has IT asked you to vouch for somebody in your team? Sign in once more to see it.",
    confirm: "Sign in once more",
    secondFactor:
      "Nobody can ask you to vouch here: your company's sign-in does not tell us that a second factor was used.",
    none: "Nobody asks you to vouch for them now.",
    asked: "{agent} at the IT Service Desk asks: is it really {person} who wants this?",
    account: "Account {account}",
    times: "Asked {asked}. An answer counts until {until}.",
    warning: "**Never do this because somebody called or wrote to you and asked for it.**",
    steps: [
      "Call {person} yourself, on a number that you know.",
      "Ask what they want done, and compare it with what stands here.",
      "Let them read to you the two digits on their page.",
    ],
    notYet:
      "{person} is still answering IT's questions. The two digits are there after that; open this page again then.",
    digits: "The two digits",
    tries: "You can try {count} times at most.",
    vouch: "Vouch for them",
    refuse: "Refuse",
    warn: "A caller asked me to",
    warnHint: "“A caller asked me to” ends the request at once.",
  },

  heading: "What IT keeps about you",
  intro:
    "{organisation} uses this to check that it's you when you ask IT for help. What we ask about is never shown, not even here: whoever gets into your account would learn it.",
  signOut: "Sign out",

  you: {
    heading: "You",
    name: "Name",
    email: "Work email",
    userName: "User name",
    also: "The directory also has:",
    updated: "Last changed on {date}.",
    fields: {
      directory_id: "a number or ID of yours",
      title: "your job title",
      language: "your language",
      time_zone: "your time zone",
      privileged: "that your account has special rights",
    } satisfies Record<DirectoryField, string>,
  },

  contacts: {
    heading: "Your private contacts",
    none: "None is on record. IT then has fewer ways to reach you.",
    fromDirectory: "From the directory, since {date}",
    selfService: "You can change it yourself, since {date}",
    notYet: "Does not count yet when IT checks that it's you.",
  },

  accounts: { heading: "Your other accounts" },

  facts: {
    heading: "What IT may ask you about",
    none: "Nothing.",
    kinds: {
      manager: "Your manager",
      peers: "People in your team",
      directReports: "People who report to you",
      department: "Your department",
      office: "Your office",
      groups: "Groups you are in",
      closedTickets: "Your earlier tickets",
      meetings: "Your meetings",
      signIns: "Where you signed in",
      startMonth: "When you started",
      devices: "Your devices",
    } satisfies Record<FactName, string>,
    sources: {
      import: "from the directory",
      self_service: "from what you or IT entered",
      system: "from another system",
    } satisfies Record<FactSource, string>,
    newest: "newest of {date}",
    baseline: "since the beginning",
  },

  checks: {
    heading: "Checks of the last 90 days",
    none: "None.",
    actions: {
      password_reset: "Password reset",
      account_unlock: "Account unlock",
      mfa_reset: "Reset of the second factor",
      identity_check: "Identity check",
    } satisfies Record<ActionId, string>,
    outcomes: {
      in_progress: "Under way",
      undelivered: "The message did not arrive",
      passed: "Passed",
      void: "Passed, counts no more",
      failed: "Not passed",
      not_enough_questions: "Not enough answers",
      timed_out: "Time was over",
      cancelled: "Stopped",
      reported: "Reported as not you",
    } satisfies Record<Standing, string>,
  },

  phones: {
    heading: "Phones that we know again",
    none: "None.",
    one: "A phone, since {date}",
    notYet: "Does not count for you.",
  },

  passkeys: {
    heading: "Your passkeys",
    none: "None.",
    text: "A passkey shows IT that it's you, by your finger, face or PIN. A check that needs more than answers asks for it, once you have had it here for seven days. Every contact that we have of you, and your manager, are told.",
    counts: "Counts since {date}",
    notYet: "Counts from {date} on",
    suspended: "A copy of it has turned up, so it counts no more. Remove it.",
    rename: "Rename",
    remove: "Remove",
    name: "Name of the passkey",
    usual: "My device",
    add: "Add a passkey",
    fresh: "To add one, sign in once more first.",
    confirm: "Sign in once more",
    secondFactor: "Your company's sign-in does not tell us that a second factor was used, so none can be added here.",
    full: "You have as many as anybody may have. Remove one first.",
    script: "Adding one needs JavaScript and a browser from 2025 or later.",
    failed: "No passkey was added. Please try again.",
    known: "This device has one of yours already.",
  },

  notMe: {
    heading: "Was this passkey not expected?",
    text: "It was added on {day}, and counts from {until} on. If you press the button, it is taken away, and IT is told.",
    yes: "Take it away",
    overHeading: "This passkey counts by now",
    over: "It cannot be taken away here any more. Call the IT Service Desk.",
    goneHeading: "There is nothing to take away",
    gone: "This passkey is gone already, or the link is not complete.",
    undoneHeading: "Thank you. It is taken away",
    undone: "Nobody can use it any more. IT is told. You can close this page.",
  },

  stop: {
    heading: "Was this not you?",
    headingReport: "Is this not right?",
    about: "This is what it is about:",
    aboutPerson: "This is about the work account of {person}:",
    line: "{day}: {what}.",
    happens: "If you press the button",
    stops: "the check is stopped, and nothing that it allowed can be done any more",
    blocks: "if its link went to an address or number that somebody typed in, no other goes there for 24 hours",
    wide: "for 24 hours nobody can be checked as you, and open sessions of the account are ended where the system can do it",
    security: "the security team is told at once",
    desk: "the IT Service Desk reads it in the ticket",
    stays:
      "What has been done already stays done. If it was not you, call the IT Service Desk as well, on a number that you know.",
    yes: "Stop it",
    stoppedHeading: "Thank you. It is stopped",
    stopped: "The check and what it allowed are over. You can close this page.",
    stoppedWide:
      "The check and what it allowed are over, and for 24 hours nobody can be checked as you. You can close this page.",
    next: "If something was done that you did not want, call the IT Service Desk on a number that you know.",
    overHeading: "This link has run out",
    over: "It worked for 30 days. Call the IT Service Desk.",
    goneHeading: "There is nothing to stop",
    gone: "The link is not complete, or what it told of is kept no longer.",
  },

  linked: { heading: "Accounts that open this page" },

  signIns: {
    heading: "Your sign-ins on this page",
    current: "This one",
    began: "Began {date}",
    ended: "Ended {date}",
    end: "End it",
  },

  file: "Take it along as a file",
  busy: { heading: "One moment", text: "Our system does not answer right now. Try again in a moment." },
  fault: { heading: "Something went wrong on our side", text: "Nothing has changed. Try again in a minute." },
};
