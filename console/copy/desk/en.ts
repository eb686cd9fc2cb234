/**
 * Every word of the helpdesk console. Sentences say what happened and what to do next;
 * "sent" is never said of what is only queued. Labels in the product's own words
 * (Passed, Verified, Referrer, ...) are fixed. Question wordings stand in `questions.ts`.
 */
import { actionCard } from "./action-card.ts";
import { appearance } from "./appearance.ts";
import { approvals } from "./approvals.ts";
import { hold } from "./hold.ts";
import { audit } from "./audit.ts";
import { delivery } from "./delivery.ts";
import { deskAction } from "./desk-action.ts";
import { directory } from "./directory.ts";
import { live } from "./live.ts";
import { details, panel, proofs } from "./panel.ts";
import { coverage } from "./coverage.ts";
import { people } from "./people.ts";
import { passkeys } from "./passkeys.ts";
import { personAsked } from "./person-asked.ts";
import { remediate } from "./remediate.ts";
import { report } from "./report.ts";
import { send } from "./send.ts";
import { ownCheck } from "./own-check.ts";
import { setUp } from "./set-up.ts";
import { settings } from "./settings.ts";
import { users } from "./users.ts";

export const en = {
  product: "Helpdesk Console",
  skip: "Skip to content",
  nav: { label: "Main", side: "Console", send: "Send link", menu: "Menu" },
  roles: { agent: "Agent", analyst: "Analyst", auditor: "Auditor", admin: "Admin" },
  theme: { label: "Theme", light: "Light", dark: "Dark", system: "System" },
  signOut: "Sign out",
  demoLabel: "Demo data",
  demoData: (day: string) => `Demo data, invented on ${day}`,
  feed: { live: "Live", reconnecting: "Reconnecting", offline: "Offline" },

  common: {
    cancel: "Cancel",
    close: "Close",
    back: "Back",
    tryAgain: "Try again",
    loading: "Loading",
    next: "Next page",
    previous: "Previous page",
    clear: "Clear",
    more: "More",
    copyLink: "Copy link",
    copied: "Link copied",
    lineCopied: "Line copied",
    copyNamed: (name: string) => `Copy ${name.toLowerCase()}`,
    copiedNamed: (name: string) => `${name} copied`,
    or: " or ",
    sayWhy: (least: number) => `Give a reason of at least ${least} characters.`,
    openTicket: (number: string) => `Open ${number}`,
    stale: (at: string) => `No answer from the server. You see what was read at ${at}.`,
    left: "left",
    limit: (line: string) => `limit ${line}`,
    limitLong: (line: string) => `limit ${line}, lower is safer`,
  },

  problems: {
    title: "This page could not be read",
    offline: "You are offline. The page returns by itself when the connection does.",
    unreachable: "The server cannot be reached. Check the connection and try again.",
    malformed: "The server sent something unexpected. Try again; tell your administrator if it stays.",
    forbidden: "Your role does not include this.",
    notFound: "There is no such page or record.",
    checkAddress: "Check the address: a part of it may be missing.",
    tooMany: "Too many requests at once. Wait a moment and try again.",
    other: "The server could not do that. Nothing was changed; try again in a moment.",
  },

  signIn: {
    title: "Sign in",
    ready: "You are about to sign in to the Helpdesk Console on this browser.",
    owner: (email: string, name?: string) => `The link is for ${name === undefined ? email : `${name} (${email})`}.`,
    notYou: "Not you? Close this page, and tell an administrator of your desk.",
    name: "Your name",
    nameSays: "As colleagues know you: it stands beside what you do here.",
    button: "Sign in",
    busy: "Signing in",
    needed: "Sign in to continue",
    ended: "Your sign-in here has ended: it ran out, or was ended elsewhere.",
    how: "The console is opened with a personal sign-in link. Each link works once and for a short time.",
    or: "Or with a personal sign-in link: each works once and for a short time.",
    through: "Use your company account.",
    linkFirst: "Or link your company account, and sign in with it from now on:",
    where:
      "Ask an administrator of your desk for one, then open it in this browser. You return to this page afterwards.",
    already: "You are signed in.",
    goOn: "Go to Helpdesk Verifications",
    used: "This sign-in link was used already or is too old. Ask an administrator for a new one.",
    limited: "Too many attempts from here. Wait a minute, then open the link again.",
    failed: "Signing in did not work. Open the link again.",
  },

  stepUp: {
    title: "Sign in again to go on",
    why: "This is only done within five minutes of signing in, so that a session that was left open or stolen is not enough for it.",
    link: "Ask an admin of your desk for a new sign-in link (the last admin gets one with “npm run admin”) and open it in this browser, in a second window.",
    somebodyElse: "Somebody else has signed in in this browser. Cancel, and reload this page.",
    kept: "This window waits. As soon as you are signed in, what you were about to do goes on; nothing you typed is lost.",
    windowDone: "You are signed in",
    windowText: "What you were about to do goes on in the other window. You can close this one.",
  },

  passkeys,
  approvals,
  hold,

  newVersion: {
    title: "Part of the console could not be fetched",
    text: "Most often a new version was published while this page stood open, or the connection dropped.",
    reload: "Reload",
  },

  closed: {
    title: "Not for your role",
    text: "Your role does not include this page. An administrator can change that.",
  },

  unknown: { title: "Page not found", text: "This address leads nowhere.", link: "Go to Helpdesk Verifications" },

  actions: {
    identity_check: "Identity check",
    account_unlock: "Account unlock",
    password_reset: "Password reset",
    mfa_reset: "MFA reset",
  },
  channels: { sms: "SMS", email: "Email" },

  levels: { verified: "Verified", medium: "Medium", high: "High" },

  feedback: { easy: "Easy", ok: "OK", hard: "Hard", none: "None" },

  list: {
    title: "Helpdesk Verifications",
    titleShort: "Verifications",
    send: "Send Verification Portal Link",
    search: "Ticket, name, reference",
    searchLabel: "Search verifications",
    results: (text: string) => (text === "1" ? "1 result" : `${text} results`),
    range: (from: number, to: number, total: string) => `${from}–${to} of ${total}`,
    columns: {
      ticket: "Ticket Number",
      requester: "Requester",
      risk: "Risk Level",
      status: "Verification Status",
      category: "Request Category",
      referrer: "Initiated By (Referrer)",
      timestamp: "Timestamp",
      feedback: "Feedback",
      remediate: "Remediate",
      referrerTimestamp: "Initiated By, Timestamp",
    },
    caption: "Verifications, newest first",
    afterEnd: "After the end",
    scoreAfterEnd: "score after the end",
    noScore: "No score",
    filters: "Filters",
    searched: (q: string) => `“${q}”`,
    removeFilter: (name: string) => `Remove filter ${name}`,
    filter: {
      status: "Status",
      level: "Risk Level",
      category: "Category",
      referrer: "Initiated By",
      date: "Date",
      mine: "Initiated by me",
      referrerIs: (name: string) => `Initiated by ${name}`,
      me: "Me",
      several: (name: string, count: number) => `${name}: ${count}`,
      is: (name: string, value: string) => `${name}: ${value}`,
      anyReferrer: "Anyone",
      anyCategory: "All categories",
    },
    dates: { today: "Today", "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" },
    dateFrom: "From",
    dateTo: "To",
    dateRange: (from: string, to: string) => `${from} to ${to}`,
    anyDate: "Any time",
    fresh: (count: number) => (count === 1 ? "Show 1 new check" : `Show ${count} new checks`),
    emptyTitle: "No verification yet",
    emptyText: "When a ticket needs a check, send the requester a portal link. It appears here at once.",
    noMatchTitle: "Nothing matches these filters",
    noMatchText: "Take a filter away, or search for another ticket, name or email.",
    clearAll: "Clear all filters",
    keys: { rows: "rows", open: "open", new: "new", close: "close" },
    open: (ticket: string, name: string) => `${ticket}, ${name}: open`,
  },

  csv: {
    button: "Export CSV",
    running: (rows: string, total: string) => `Exporting ${rows} of ${total}`,
    done: (rows: string) => (rows === "1" ? "1 row saved" : `${rows} rows saved`),
    failed: "The export was cut off and nothing was saved.",
    columns: {
      email: "Requester Email",
      score: "Risk Score",
      limit: "Limit",
      reason: "Reason",
      word: "Person's Word",
      wordBy: "Word Given By",
      wordAt: "Word Given",
      action: "Requested Action",
      ended: "Ended",
      validUntil: "Valid Until",
      id: "Verification ID",
    },
  },

  dock: {
    label: "Verification Summary Panel",
    opened: "Panel open",
    closed: "Panel closed",
    previous: "Previous row",
    next: "Next row",
    first: "This is the first row",
    last: "This is the last row",
    full: "Full details",
    transcript: "Transcript",
    proven: "Proven",
    provenNothing: "Nothing",
    topFindings: "Top findings",
    nextStep: "Next step",
    byHand: "Do by hand",
    notOnPage: "This check is not on the page of the table that you see.",
    follow: "Follow it live",
  },

  meter: (value: string, line: string) => `Score ${value} of 10, limit ${line}`,

  panel,
  proofs,
  details,
  report,
  send,
  settings,
  setUp,
  ownCheck,
  appearance,
  users,
  audit,
  live,
  delivery,
  actionCard,
  deskAction,
  directory,
  people,
  coverage,
  personAsked,
  remediate,
} as const;
