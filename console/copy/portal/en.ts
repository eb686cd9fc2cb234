/**
 * Every word of the portal, in English. Another language is one sibling file of the same shape, one
 * line in `portal/locales.ts` and one in `core/kit/language.ts`; a line that is missing is a type error.
 * `{name}` is filled in, `**words**` are bold, a line break is a line break. Clock times carry
 * no zone: the phone's own clock is meant. No screen may say "verify", "token" or "MFA".
 */
import type { ActionId, DataClass, PortalScreen, QuestionKindId } from "../../../workers/contract/portal.ts";
import { questionKinds, type QuestionWords } from "../questions.ts";
import { me } from "../me/en.ts";

/** By plural category of the locale; `other` always stands. */
export interface Counted {
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const minutes: Counted = { one: "{n} minute", other: "{n} minutes" };
const triesLeft: Counted = { one: "You have {n} try left.", other: "You have {n} tries left." };
const tries: Counted = { one: "You have {n} try.", other: "You have {n} tries." };

export const typedHeading = "First, check that it's you";

/** The agent sees before Send what the requester will see first. What comes after the check is done at the desk, so no page promises it. */
export const headings: Readonly<Record<ActionId, string>> = {
  password_reset: typedHeading,
  account_unlock: typedHeading,
  mfa_reset: typedHeading,
  identity_check: typedHeading,
};

export const en = {
  lang: "en-GB",
  dir: "ltr" as "ltr" | "rtl",
  /** As its readers write it, for the links to other languages, and what those are called. */
  name: "English",
  language: "Language",
  brand: "{organisation} IT",
  /** How a question writes a day. It may break anywhere: at twice the size it is wider than a small phone. */
  date: "{weekday}, {day} {month}",
  practice: "**Practice.** You are checking yourself. It counts for nothing: no account changes, and nobody is told.",
  /** Where nobody has said where the desk is. */
  deskPlace: "the IT desk",
  reportLink: "This wasn't me",
  goBack: "Go back",
  call: "Call {phone}",
  /** The desk's hours, where today still has some. */
  open: { until: "Open today until {until}", from: "Open today from {from} to {until}" },
  /** What tabs, histories and screen readers call a page, before the brand. No value of the check but the question's number. */
  titles: {
    landing: "Start",
    code: "Code",
    question: "Question {n}",
    warning: "Stopped",
    report: "This wasn't me",
    reported: "Reported",
    approving: "Waiting",
    holding: "Come back later",
    action: "Your account",
    action_done: "Done",
    action_withdrawn: "Next step",
    verified: "Done",
    not_verified: "Next step",
    timed_out: "Time is over",
    person_asked: "Next step",
    other_browser: "Other browser",
    no_cookies: "Open in your browser",
    move_code: "Code",
    moved: "Other browser",
    ended: "Link ended",
    unknown: "Unknown link",
    fault: "Error",
    busy: "One moment",
    data: "Your data",
    other_ways: "Other ways",
  } satisfies Record<PortalScreen["screen"], string>,

  landing: {
    headings,
    who: "**{agent}** from the IT Service Desk sent you this link. Once it is done, they can go on with your ticket.",
    typed: {
      heading: typedHeading,
      who: "The IT Service Desk sent you this link for ticket {ticket}.",
    },
    ticket: "Ticket {ticket}",
    openedToday: "Ticket {ticket}, opened today at {time}",
    openedEarlier: "Ticket {ticket}, opened on {day}\u00a0{month} at {time}",
    minutes,
    questions: "{least} to {most} questions",
    longer: "After that it can take longer: somebody else has to agree, or it is held for a while to protect you.",
    question: "How did this start?",
    hint: "Choose for yourself. IT never tells you which one to press.",
    started: { i_contacted: "I contacted IT", someone: "Someone contacted me", unknown: "I don't know" },
    collected:
      "We use your answers, your network and your browser to check it's you. Never your photos, files or messages. Your answers are deleted after 30 days. You can say no.",
    dataLink: "Your data",
    otherWaysLink: "Other ways to prove it's you",
  },

  data: {
    heading: "What we use, and why",
    /** One line for each class of data; its days come with the page. */
    kept: {
      answers: "**Your answers, and what we asked about**: deleted after {days} days.",
      contact: "**The number or address we wrote to**: deleted after {days} days.",
      evidence: "**Your network and browser, and when you did what**: deleted after {days} days.",
      ticketText: "**Our copy of your ticket's text**: deleted {days} days after its last change.",
      leaver: "**What your directory says of you, with your contacts**: deleted {days} days after you leave.",
      phone: "**A mark of your phone, to know it again**: deleted after {days} days.",
      record: "**A record that the check took place and how it ended**: kept for {years} years, as our rules require.",
    } satisfies Record<DataClass, string>,
    why: ["{organisation} asks {brand} to check who is asking, so that nobody else can change your account."],
    rights: [
      "You do not have to do this here. If you say no, we do not change your account, and you can use another way.",
      "Questions, or want to see or delete your data: {contact}.",
    ],
  },

  otherWays: {
    heading: "Other ways to prove it's you",
    ways: [
      "Go to {place} with your staff badge. {open}",
      "Ask your manager to call the IT Service Desk for you.",
      "Tell the person on the phone that you would rather not. Nothing bad happens.",
    ],
  },

  code: {
    label: "Type the 6 numbers IT reads to you",
    hint: "IT reads them to you. IT never asks you to read them out.",
    limits: "They work until {time}. {tries}",
    tries,
    wrong: "These numbers do not match. {tries}",
    triesLeft,
    notACode: "Type all 6 numbers. That did not use up a try.",
    ended: "These numbers have ended. Ask IT for new ones.",
    submit: "Continue",
  },

  moveCode: {
    heading: "Type the 6 numbers we sent you",
    label: "The 6 numbers",
    hint: "They went to the same phone or email as before. Never read them out.",
    ended: "These numbers have ended.",
    again: "Send new numbers",
  },

  checking: {
    over: "You told us: I contacted IT",
    heading: "Getting your first question",
    text: "This takes a second or two. There is nothing for you to do.",
    collected: "We look at your network and your browser. Never at your photos, files or messages.",
  },

  question: {
    progress: {
      within: "Question {n} of {least} to {most}",
      beyond: "Question {n}, a few more",
      last: "Question {n}, the last",
    },
    kinds: questionKinds as Readonly<Record<QuestionKindId, QuestionWords>>,
    choiceHint: "Tap one. You can change it on the next screen.",
    monthHint: "The year first, then the month. Your best guess is fine.",
    none: "None of these",
    skip: "I don't know",
    skipHint: "It is fine not to know. We then ask something else.",
    submit: "Continue",
    answer: "Your answer",
    month: "Month",
    year: "Year",
    earlier: "Earlier years",
    change: "Change previous answer",
    until: "You have until **{time}**",
    moreTime: "I need more time",
    added: "10 minutes added",
    soon: 'Two minutes left. Press "I need more time" if you want 10 more.',
    soonNoMore: "Two minutes left.",
    problem: "Please check your answer",
    problems: {
      year: "Choose the year first",
      month: "Choose a month",
      empty: "Type an answer, or press I don't know",
      too_long: "Type a shorter answer",
    },
  },

  offline: {
    heading: "No connection",
    text: "Your answer is kept. We send it when you are online.",
    retry: "Try now",
    waiting: "Waiting to send",
    sent: "Sent. You are online again.",
  },

  warning: {
    state: "Check stopped",
    headings: { someone: "Stop here.\nThis may be a trick", unknown: "Stop here.\nLet's be sure first" },
    text: "Some people pretend to be from IT. You were right to stop. Nothing has changed in your account.",
    never: "IT never asks you to",
    nevers: [
      "read out a code or a password",
      "say yes to a sign-in you did not start",
      "install an app to show your screen",
      "press a certain button on this page",
    ],
    next: "What to do now",
    steps: [
      "If you are on a call, hang up.",
      "Call IT yourself. Use a number you already know, like the one on your staff badge.",
    ],
    note: "We have told the IT Service Desk. Pressed this by mistake? Ask them for a new link.",
  },

  report: {
    heading: "You did not ask for this?",
    intro: "If you tell us it wasn't you, we will:",
    stop: "stop this request now",
    tellSecurity: "tell the security team",
    tellDesk: "tell the IT Service Desk",
    block: "block new password requests for your account until tomorrow at {time}",
    forget: {
      sms: "stop using this phone number for {organisation}",
      email: "stop using this email address for {organisation}",
    },
    same: "What stays the same",
    sameOnRecord: "Your password does not change. You can sign in and work as always.",
    sameTyped: "Nothing else happens. You do not need to do more.",
    yes: "Yes, this wasn't me",
    no: "No, go back",
  },

  reported: {
    state: "Stopped at {time}",
    heading: "Thank you. We have stopped it",
    security: "We are telling the security team. Your password has not changed. You can close this page.",
    desk: "We have told the IT Service Desk. Your password has not changed. You can close this page.",
  },

  holding: {
    state: "Waiting",
    heading: "Come back at {time}, in this browser",
    headingDesk: "It goes on at {time}",
    text: "Your part is done for now. For your protection nothing can be changed before **{time}**. The contacts that IT has for you were told of this request, and each of them can stop it.",
    returns:
      "Then open your link again, **in this browser on this device**: it goes on in no other. A message tells you when it is time, and you then have a few minutes to choose your new password.",
    desk: "After that, the IT Service Desk goes on with it. There is nothing else for you to do here.",
    note: "You can lock your phone or close this page until then. IT may let it go on sooner.",
    again: "Check again",
  },

  approving: {
    state: "Waiting",
    heading: "One more person has to agree",
    text: "Your part is done. For this request, one more person has to say yes. On a call with IT? Stay on the line.",
    note: "You can lock your phone or close this page. Open your link again in this browser to see the answer.",
    late: "No answer by **{time}**? The IT Service Desk then tells you what to do next.",
    digitsHeading: "Your manager will call you",
    digits:
      "Read these two digits to your manager, and only if it is really your manager who calls you. Never to anybody from IT.",
    again: "Check again",
    passkey: {
      state: "One more step",
      heading: "Use your passkey",
      text: "Thank you for your answers. For this request, please also show your passkey: with your finger, face or PIN. On a call with IT? Stay on the line.",
      asked: "IT has asked another person too. If they say yes, that may be enough.",
      use: "Use your passkey",
      script:
        "Your browser cannot do that here: it takes JavaScript and a browser from 2025 or later. Please call the IT Service Desk.",
      none: "No passkey was used. Try again. If it is on another device, choose that device when your browser asks.",
      refused: "This passkey was not accepted. Use one that you added to your own page seven days ago or earlier.",
      suspended: "A copy of this passkey has turned up, so it counts no more. Please call the IT Service Desk.",
      away: "That did not work. Your answers are safe. Please try again in a moment.",
      late: "You have until **{time}**. After that, the IT Service Desk tells you what to do next.",
    },
  },

  passkeyOffer: {
    heading: "Quicker next time",
    text: "Add a passkey to this device. When IT next asks for more than answers, your finger, face or PIN is enough. It counts after seven days. Every contact that we have of you, and your manager, are told.",
    added: "Your passkey is added. It counts after seven days, and your contacts and your manager are told.",
  },

  verified: {
    state: "Checked. It's you, {firstName}",
    heading: "Your part is done",
    text: "{agent} can go on with your ticket now. You can close this page.",
  },

  action: {
    account: "For {account}",
    until: "You have until **{time}**",
    headings: { password_reset: "Set your new password", account_unlock: "Unlock your work account" },
    unlock: "Press the button, and you can sign in with your password again.",
    rules: "Your work account needs",
    length: { one: "{n} character or more", other: "{n} characters or more" } as Counted,
    atMost: { one: "no more than {n} character", other: "no more than {n} characters" } as Counted,
    notLeaked: "not one that is known from a data leak",
    noRules: "Your work account does not tell us its rules right now. It looks at them when you save.",
    label: "New password",
    hide: "Hide",
    show: "Show",
    suggest: "Suggest one",
    another: "Suggest another",
    note: "Save it in your password app or write it down. You need it next on your laptop. IT cannot see it.",
    submits: { password_reset: "Set this password", account_unlock: "Unlock my account" },
    working: "We are waiting for your work account. Look again in a minute.",
    again: "Look again",
    unsure: {
      password_reset:
        "Your work account did not say whether it took your password. Set one again: the last one counts.",
      account_unlock: "Your work account did not say whether it was unlocked. Press the button again.",
    },
    problems: {
      empty: "Type a new password, or press Suggest one.",
      common: "Too many people use this one. Try another, or press Suggest one.",
      leaked: "This one is known from a data leak, so attackers try it. Try another, or press Suggest one.",
      personal: "This is little more than a name of yours, of your account or of the company. Add other words.",
      too_short: {
        one: "Too short. Use {n} character or more.",
        other: "Too short. Use {n} characters or more.",
      } as Counted,
      too_long: {
        one: "Too long. Use no more than {n} character.",
        other: "Too long. Use no more than {n} characters.",
      } as Counted,
      refused: "Your work account did not take it: {reason}",
      away: "We can't reach your work account now. Nothing has changed. Try again in a minute.",
      none_left: "You have tried this as often as we allow. Ask the IT Service Desk for a new link.",
    },
  },

  actionDone: {
    state: "Done at {time}",
    headings: { password_reset: "Your new password is set", account_unlock: "Your account is unlocked" },
    earlier: "It is the one that you typed before the last one.",
    leaks: {
      none_known: "It is not among the passwords that are known from data leaks.",
      not_checked: "We could not look whether it is known from a data leak.",
    },
    covers:
      "It works now wherever you sign in with your work account. An account with a password of its own does not change.",
    next: "Do this next",
    laptop:
      "**Laptop.** In the office, restart it and use the new password. At home, sign in with the old one, connect the VPN, lock, then unlock with the new one.",
    mail: "**Mail on your phone.** Open it. When it asks, type the new password.",
    sessions: "We sign you out on your other devices, where your work account can do that.",
    unlocked: "Sign in with the password that you have. Nothing else has changed.",
    notWorking: "Still not working",
    opens: "This tells the IT Service Desk. Your ticket is {ticket}.",
    told: "We have told the IT Service Desk. They look at it and contact you. Your ticket is {ticket}.",
  },

  actionWithdrawn: {
    heading: "We can't do this here",
    text: "Nothing has changed in your account. {agent} can see that and tells you what happens next.",
  },

  feedback: { question: "How was this?", easy: "Easy", ok: "OK", hard: "Hard", thanks: "Thank you." },

  notVerified: {
    heading: "We can't finish this here",
    text: "This does not mean you did anything wrong. To keep accounts safe, we do not show how each step went. Nothing in your account has changed.",
    next: "Your next step",
    step: "Go to the IT desk\nwith your staff badge",
    reference: "Your reference number",
    ticket: "Ticket {ticket}. The desk has it too.",
    onCall: "On a call with {agent}? Stay on the line. {agentFirst} can see that you have finished.",
    call: "Can't get there? Call {phone}",
    person: "Ask a person to look at this again",
  },

  timedOut: {
    heading: "The time is over",
    text: "This took too long, so we closed it to keep your account safe. Nothing has changed. Ask the IT Service Desk for a new link.",
  },

  personAsked: {
    heading: "A person will look at this",
    text: "You hear from us by **{time}**, on a phone number or email that we already have. Give this number if you call:",
    today: "today, {time}",
    tomorrow: "tomorrow, {time}",
    other: "{weekday} {day} {month}, {time}",
  },

  otherBrowser: {
    heading: "You started in another browser",
    text: "This can happen when the link opens inside another app. Your answers are kept.",
    next: "To go on in this one",
    steps: [
      "Press **Continue here instead**.",
      "We send 6 numbers to the same phone or email as before.",
      "Type them here.",
    ],
    back: "Or go back to the other browser.",
    move: "Continue here instead",
    notMe: "That wasn't me in the other browser",
  },

  noCookies: {
    heading: "Open this in your browser",
    text: "This page is open inside another app, or cookies are switched off here. We need one small cookie to know that the next answer comes from you too.",
    next: "What to do now",
    steps: [
      "Look for **Open in browser** in the menu of this app.",
      "Or copy the link, open Safari, Chrome or another browser, and paste it where addresses go.",
    ],
    link: "Your link",
    copy: "Copy the link",
    copied: "Link copied",
    unused: "Nothing is used up: your link still works there. Never give it to anybody.",
    again: "Cookies are on now, try here again",
  },

  moved: { heading: "You went on in another browser", text: "You can close this page." },

  ended: {
    heading: "This link has ended",
    text: "Links work for 10 minutes and only once. That keeps accounts safe. Nothing has changed.",
    next: "What to do now",
    step: "Ask the IT Service Desk for a new link. On a call with them? Just tell them. It takes a few seconds.",
  },

  unknown: {
    heading: "We don't know this link",
    text: "Some of it may be missing. Open it again from the message, or ask the IT Service Desk for a new one.",
  },

  busy: {
    heading: "One moment",
    text: "Our system does not answer right now. Nothing you sent counts against you. Try again in a moment.",
    again: "Try again",
    waiting: "Our system does not answer right now. Your answer is kept. We send it again for you.",
    sent: "Sent. It works again.",
  },

  fault: {
    heading: "Something went wrong on our side",
    text: "Nothing has changed. Try again in a minute. If it stays like this, call {phone}.",
  },

  me,
};

export type PortalCopy = typeof en;
