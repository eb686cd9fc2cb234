/** Why a peer could not be read, whichever it is. */
const peerProblems = {
  "peer.unreachable": "it cannot be reached at this address",
  "peer.timeout": "it did not answer in time",
  "peer.redirected": "it sent us elsewhere; a gateway in front of it may want to sign us in",
} as const;

const checksOf = (count: number): string => (count === 1 ? "1 check" : `${String(count)} checks`);

/** Words of the settings pages. What a field is called comes from its section. Part of `en.ts`. */
export const settings = {
  title: "Settings",
  text: "What you set here serves at once; what protects less waits for a second admin or a day. Each change is kept with who, when and why, and can be taken back.",
  readText:
    "What an admin sets here serves at once; what protects less waits for a second admin or a day. Each change is kept with who, when and why, and an admin can take it back.",
  places: { directory: "Who is verified: people, their contacts and what is known of them, from a file." },
  changed: (when: string, by: string) => `Changed ${when} by ${by}`,
  neverChanged: "As it came",
  version: (version: string) => `Version ${version}`,
  waits: "A change waits",
  broken: "An older version serves",
  save: "Save",
  saving: "Saving",
  saved: (version: number) => `Saved as version ${String(version)}. It serves from now on.`,
  unchanged: "Nothing was different, so nothing was saved.",
  reason: "Why (kept with the change)",
  choose: "Choose",
  other: "Another one",
  otherOf: (title: string) => `${title}: another one`,
  entryTitle: (name: string) => `Policy of ${name}`,
  entriesTitle: (name: string) => `Policies for tickets of ${name}`,
  add: "Add",
  newName: "Name of a new one",
  kind: "Kind of system",
  newOf: "Ticket system",
  nameMissing: "Type a name first.",
  choiceMissing: "Choose one first.",
  nameTaken: (name: string) => `${name} is in the list already.`,
  noneToChoose: "No ticket system is connected yet.",
  noEntries: "None yet.",
  remove: (name: string) => `Remove ${name}`,
  unusedCarrier: (name: string) => `The settings and credentials of ${name} are kept, and nothing goes by it.`,
  oneEachLine: "One on each line.",
  byDeployment: "Set by the deployment, read-only here.",
  pluginSettings: "Settings",
  moreSettings: (count: number) => `More settings (${String(count)})`,
  credentials: "Credentials",
  webhook: {
    title: "Webhook",
    address: "Its webhook goes to",
    addressName: "Webhook address",
    user: "with the user name",
    userName: "User name of the webhook",
    state: {
      first: "Waiting for its first call: change a ticket in the ticket system.",
      next: "Waiting for its next call: change a ticket in the ticket system.",
      over: "No call came.",
    },
    goOn: "Wait on",
    next: "Wait for the next call",
    taken: "Its credentials held. Called",
    ticket: (number: string, category: string) =>
      category === "" ? `Ticket ${number}, without a category.` : `Ticket ${number}, category “${category}”.`,
    required: "The category asks for a verification.",
    notRequired: "The category asks for no verification.",
    requester: {
      found: "Its requester is in the directory.",
      requester_missing: "It names no requester.",
      requester_unknown: "Its requester is not in the directory.",
      requester_ambiguous: "Its requester may be several people of the directory.",
    },
    ticketGone: "Its ticket is no longer kept.",
    refusedTimes: (times: number) => (times === 1 ? "1 call was refused" : `${String(times)} calls were refused`),
    at: (times: number) => (times === 1 ? "," : ", last"),
    refused: {
      "no credentials": "no user name and password were sent",
      "wrong credentials": "user name or password are not those that are set here",
      "not POST": "it was not sent by POST",
      "wrong host": "it was sent to the portal's host instead of the console's",
      "too large": "the body was too large for a ticket",
      "not JSON": "the body was not sent as JSON",
      "no ticket": "the body holds no ticket that can be read",
      "no such connection": "its address names no ticket system that is set here",
    },
  },
  redirectAddress: "The redirect address to enter at each provider is",
  redirectName: "Redirect address",
  secretUnset: "Not set.",
  secretDefault: (value: string) => `${value} unless set.`,
  secretByDeployment: "Kept by the deployment.",
  secretSet: (when: string, by: string) => `Set ${when} by ${by}.`,
  secretStays: "Unchanged",
  secretRemoved: "Removed when this is saved.",
  keepSecret: (name: string) => `Keep ${name}`,
  makeSecret: "Make one",
  copySecret: "Copy",
  secretCopied: "Copied",
  secretMade: "Shown until this is saved, and never again: copy it to the ticket system first.",
  draft: { text: "What you typed here before and did not save stands in the form again.", discard: "Discard it" },
  invalid: "Nothing was saved: these values do not fit.",
  invalidOf: (names: string, message: string) => `${names}: ${message}`,
  conflictTitle: "Somebody else changed this meanwhile",
  conflictText:
    "Nothing was overwritten. This is what changed; your own values still stand in the form. Save again to put them over it.",
  leftOut: (version: string, serves: string) =>
    `Version ${version} does not fit this release and was left out. ${serves}`,
  olderServes: "An older version, or what came with the product, serves.",
  changedOutside: "A row of this section was changed outside of this product. It counts for nothing; tell security.",
  deployment: {
    title: "The deployment protects less than before",
    text: (when: string) => `What its variables say serves since ${when}.`,
    heldTitle: "What the deployment says would protect less, and waits",
    held: (sections: string) => `What it said before goes on serving in ${sections}.`,
    seen: (when: string) => `First seen ${when}.`,
    notRecorded: "It was seen just now. Within a minute everybody is told, and an admin can decide.",
    nobodyKnows:
      "It keeps waiting: nobody was told of it yet. It serves a day after an admin or security was, or when an admin approves it. What could not be sent stands on the Delivery page.",
    applies: (when: string) => `Without a decision it serves ${when}.`,
    refused: (by: string) =>
      `${by} refused it. It serves no more by itself: deploy what it said before, or approve it here.`,
    weakens: "It would protect less:",
    toldWho: "Admins and security",
    somebody: "Another admin",
    unknown: "Who deployed it is not known here. Ask before you approve.",
    section:
      "The deployment says something else for this section. It would protect less and waits: what it said before serves. An admin decides about it on the first page of the settings.",
    approved: "Approved. What the deployment says serves from now on.",
    stays: "Refused. What the deployment said before goes on serving.",
  },
  beingSetUp: "Until a ticket's first check, for 30 days at most, no change waits for a second admin.",
  readOnly: "Your role may read this and not change it.",
  waiting: {
    title: "A change that protects less waits",
    proposed: (by: string, when: string) => `Proposed by ${by}, ${when}.`,
    applies: (when: string) => `Without a decision it takes place ${when}.`,
    nobodyKnows:
      "It keeps waiting: nobody else has been told of it yet. It takes place a day after another admin or security was, or when another admin approves it. What could not be sent stands on the Delivery page.",
    nobodyToTell: "There was nobody to tell: no other admin and no security contact.",
    tellSomebody: "Withdraw it, set a security contact, and save it again.",
    weakens: "It protects less:",
    toldWho: "Other admins and security",
    told: (who: string, { told, waiting, failed }: Readonly<Record<"told" | "waiting" | "failed", number>>) =>
      [
        `${who}: ${String(told)} told`,
        ...(waiting > 0 ? [`${String(waiting)} being told`] : []),
        ...(failed > 0 ? [`${String(failed)} could not be told, see to it yourself`] : []),
      ].join(", "),
    changes: "It changes:",
    approve: "Approve",
    refuse: "Refuse",
    withdraw: "Withdraw",
    mayNotApprove: {
      approver_new: () =>
        "You cannot approve it: you have not been an admin for the 7 days before it was proposed. Another admin can, or it waits for its time.",
      approver_linked: () =>
        "You cannot approve it: you signed in by a link that an admin made within the last 7 days. Another admin can, or it waits for its time.",
      approver_made: (by: string) =>
        `You cannot approve it: ${by} made you an admin within the 30 days before it was proposed. Another admin can, or it waits for its time.`,
      proposer_made: (by: string) =>
        `You cannot approve it: you made ${by} an admin within the 30 days before it was proposed. Another admin can, or it waits for its time.`,
      proposer_new: (by: string) =>
        `Nobody can approve it: ${by} had not been an admin for the 7 days before. It waits for its time, or you refuse it.`,
      proposer_linked: (by: string) =>
        `Nobody can approve it: ${by} signed in by a link that an admin made within the last 7 days. It waits for its time, or you refuse it.`,
    },
    locked: "Until then nothing else can be changed here.",
    own: "Another admin has to approve it. You can withdraw it.",
    done: "A change was proposed. It takes place when another admin approves it, or a day after somebody else was told of it.",
    ended: "The change was taken away. Nothing else happened.",
    approved: "Approved. It serves from now on.",
  },
  test: {
    title: "Test connection",
    text: "Tests what is saved: signs in, reads the tickets that changed last, looks whether tickets can be closed, and writes a note on a ticket that you name.",
    ticket: "Ticket to write a note on (its id in the ticket system; empty writes none)",
    run: "Test connection",
    running: "Testing",
    checking: (name: string) => `Testing ${name} as it was saved.`,
    read: "Signed in and read the list of tickets",
    readFailed: (why: string) => `Could not read tickets: ${why}`,
    note: "Wrote the note and read it back",
    foundFormat: (found: "text" | "html") =>
      found === "html"
        ? "The notes on this ticket are HTML, and ours are written as plain text."
        : "The notes on this ticket are plain text, and ours are written as HTML.",
    useFormat: (found: "text" | "html") => (found === "html" ? "Write ours as HTML" : "Write ours as text"),
    noteFailed: (why: string) => `The note: ${why}`,
    closing: {
      closes: ({ ticket, step }: { ticket: string; step: string }) =>
        `Tickets can be closed: on ${ticket} the account may use ${step}.`,
      staysOpen: "Tickets will stay open.",
      marked: ({ ticket }: { ticket: string }) =>
        `On ${ticket} only a field can be set, and whether a rule there closes it cannot be seen from here.`,
      rule: ({ field, value }: { field: string; value: string }) =>
        `Add this rule in the ticket system, unless it is there: when ${field} becomes ${value} and the ticket is open, close it.`,
      notOffered: ({ ticket, offered }: { ticket: string; offered: readonly string[] }) =>
        `On ${ticket} the account may not close${offered.length === 0 ? "" : ` (only ${offered.join(", ")})`}, and no field is named to set instead.`,
      allow:
        "Allow it Close or Resolve. Or name a field under Closing tickets, and add a rule in the ticket system: when the field becomes Yes, close the ticket.",
      noteOnly: "This connection writes notes only.",
      choose: "To have them closed once what they asked for is done, choose Auto or Flag under Closing tickets.",
      noneOpen: (ticket: string | undefined) =>
        ticket === undefined
          ? "Whether tickets can be closed is not known: none of those that changed last is open. Name an open one."
          : `Whether tickets can be closed is not known: ${ticket} has ended. Name an open one.`,
      unread: (why: string) => `Whether tickets can be closed is not known: ${why}`,
    },
    categories: "Categories of the tickets that changed last",
    noCategories: "No ticket was found, so no category is known yet.",
    lastTicket: "Last ticket taken in:",
    noTicketYet: "No ticket has come in yet. Set the webhook up in the ticket system, then change a ticket.",
    problems: {
      ...peerProblems,
      "peer.unauthorised": "it refused the account",
      "peer.credentials_refused": "it refused user name or password",
      "peer.not_found": "it does not know the ticket, or its type",
      "peer.rejected": "it refused the request",
      "peer.malformed": "what it answered is not its API",
      "note.not_read_back": "it was written, and is not among the notes that are read. Check the note field",
    } as Readonly<Record<string, string>>,
    nextTry: (time: string) => `With these it is tried again at ${time}; once they are corrected, at once.`,
    otherProblem: "it answered with an error",
  },
  usual: {
    text: (names: readonly string[]) =>
      `Its tickets carry these categories, which usually ask for a verification: ${names.join(", ")}.`,
    add: (count: number) => (count === 1 ? "List it" : `List these ${String(count)}`),
    noneSeen: "The ticket system has shown no category yet: type names exactly as its tickets carry them.",
  },
  testActionTarget: {
    title: "Test",
    text: "Reads your own account there with what is saved, and what the connection may do. Nothing is changed, and nobody else's account is looked at.",
    run: "Test on my account",
    running: "Testing",
    read: (asked: string) => `Read the account ${asked}.`,
    setAt: "Its password was set",
    unknown: (asked: string) =>
      `It answers, and knows no account ${asked}. Where people's user names there are others, import those into the directory.`,
    unread: (why: string) => `The account could not be read: ${why}`,
    leftAlone: {
      became_privileged: "An administrator's account: the portal would leave it alone.",
      account_disabled: "The account is switched off there: the portal would leave it alone.",
      kept_elsewhere: "The account's password is kept in another system: the portal would leave it alone.",
    } as Readonly<Record<string, string>>,
    leftAloneOtherwise: "The portal would leave this account alone.",
    locked: "The account is locked.",
    rules: "What it asks of a new password",
    minLength: (count: number) => `At least ${String(count)} characters.`,
    does: (actions: readonly string[]) =>
      actions.length === 0 ? "It does nothing for people." : `People can ${actions.join(" and ")}.`,
    actions: { password_reset: "set a new password", account_unlock: "unlock their account" },
    serves: "It serves:",
  },
  testSignIn: {
    title: "Test sign-in",
    text: "Tests what is saved: reads what the provider says of itself, and its keys. Nobody signs in, and the client secret is not sent, so only a sign-in tries that.",
    run: "Test sign-in",
    running: "Testing",
    read: "Read what the provider says of itself",
    unread: (why: string) => `Could not read what the provider says of itself: ${why}`,
    unreadKeys: (why: string) => `Could not read its keys: ${why}`,
    problems: {
      ...peerProblems,
      "peer.not_found": "there is nothing at this address",
      "peer.rejected": "its address is not https, or on an origin that is not named here",
      "peer.too_large": "it answered with more than one megabyte",
      "peer.malformed": "what it answered is no OpenID Connect provider's",
    } as Readonly<Record<string, string>>,
    otherProblem: "it answered with an error",
    findings: {
      issuer: {
        fits: () => "The issuer is the same, letter by letter",
        unsaid: () => "It names no issuer",
        differs: (says: string) => `It calls itself another issuer: ${says}`,
      },
      endpoints: {
        fits: () => "Its addresses are where they are allowed",
        unsaid: () => "It names no addresses",
        differs: (says: string) =>
          `Its addresses do not fit: ${says}. They have to be https; token address and keys on the issuer's origin or a further one`,
      },
      code_flow: {
        fits: () => "It offers the code flow",
        unsaid: () => "It does not say whether it offers the code flow, which is used",
        differs: (says: string) => `It does not offer the code flow, only ${says}`,
      },
      pkce: {
        fits: () => "It takes PKCE with S256",
        unsaid: () => "It does not say whether it takes PKCE with S256, which is sent",
        differs: (says: string) => `It does not take PKCE with S256, only ${says}`,
      },
      algorithm: {
        fits: () => "It signs ID tokens with the algorithm set here",
        unsaid: () => "It does not say which algorithms it signs ID tokens with",
        differs: (says: string) => `It does not sign ID tokens with the algorithm set here, only with ${says}`,
      },
      keys: {
        fits: () => "Its keys are there, and one fits the algorithm",
        unsaid: () => "It names no keys",
        differs: (says: string) => `None of its keys fits the algorithm set here; it has ${says}`,
      },
    },
    access: {
      text: "Tests what is saved: reads the team's keys, and looks whether this very request carried a token of it for this console.",
      keys: (count: number) =>
        count === 0
          ? "The team publishes no keys, so no token can be checked"
          : `Read ${count === 1 ? "1 key" : `${String(count)} keys`} of the team`,
      audience: "The audience tag has the right form",
      token: {
        valid: "This request carried a token of the team for this console",
        absent:
          "This request carried no token: Access does not stand in front of this host yet, or lets this address pass",
        refused: "This request carried a token that does not count: of another team or application, or too old",
        unread: "This request carried a token, and without keys it cannot be checked",
      },
    },
    checking: (name: string) => `Testing ${name} as it was saved.`,
    linkSays: "The client secret is tried by a sign-in: link your own account.",
    unchecked: (name: string) => `Saved. ${name} could not be tested: press Test sign-in.`,
    savedUnread: (name: string, why: string) => `Saved. ${name} could not be read: ${why}.`,
    savedDiffers: (name: string) => `Saved. ${name} is not set as it says of itself:`,
    savedFits: (name: string) => `Saved. ${name} answers as it should.`,
  },
  saveFirst: "Save first: the test uses what is saved.",
  testDelivery: {
    title: "Send a test",
    text: "Sends a message without content by the settings that are saved: a mail to yourself, an SMS to a number that you type twice. Both stand in the audit log.",
    receipts: "The provider has to tell what became of it at",
    receiptsName: "Receipt address",
    noReceipts: "This provider sends no receipts: look whether the message arrives.",
    number: "Mobile number that you have at hand",
    again: "The same number once more",
    numberMissing: "Type the number in both fields.",
    mailTo: (address: string) => `Goes to ${address}, where you sign in.`,
    run: "Send a test",
    running: "Sending",
    lastTo: (masked: string, provider: string) => `to ${masked} by ${provider},`,
    states: {
      sending: "Being handed over",
      accepted: "Accepted",
      unreported: "Accepted",
      unknown: "Unknown",
      silent: "No receipt",
      delivered: "Delivered",
      failed: "Failed",
    },
    accepted: (minutes: number) => `The provider took it; its receipt is waited for, up to ${String(minutes)} minutes.`,
    unreported: "The provider took it and sends no receipt: look whether it has arrived.",
    silent: (minutes: number, address: string) =>
      `The provider took it, and told nothing within ${String(minutes)} minutes. Check that ${address} is set up there and can be reached from outside.`,
    unknown: "The provider did not answer before the request ended. Look whether it has arrived, or send another one.",
    failed: (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  },
  categoriesSeen: "Categories that tickets carry",
  demands: {
    title: "What this demands",
    titleOf: (name: string) => `What ${name} demands`,
    notRequired: "No verification is required: tickets of this category get no note.",
    void: "Counts for nothing with this action: an MFA reset goes to a contact on record that has stood for seven days.",
    of: {
      ordinary: "An ordinary caller, over a contact on record",
      privileged: "A privileged person",
      changed_lately: "Over a contact that changed in the last 7 days",
      typed: "Over an address or number that the agent types",
    },
    refused: {
      category: "No link is sent: this policy does not allow it.",
      mfa_reset: "No link is sent: an MFA reset goes to a contact on record only.",
      privileged: "No link is sent: a privileged person is reached over a contact on record only.",
    },
    questions: (least: number, most: number) => `${String(least)} to ${String(most)} questions`,
    lines: (pass: string, accept: string) => `passes at a risk of ${pass} or lower, and asks no further at ${accept}`,
    passesAt: (pass: string) => `passes at ${pass} or lower`,
    spokenShort: { always: "spoken code always", on_line: "spoken code on the line", never: "no spoken code" },
    asksShort: "somebody else has to agree, or a passkey is shown",
    neverShort: "cannot pass here yet",
    heldShort: (minutes: number) => `held for ${String(minutes)} min`,
    onRecordOnly: "to contacts on record only",
    link: "The link has to be opened where it was sent",
    spoken: {
      always: "six digits that the agent speaks have to be typed",
      on_line: "where the caller is on the line, six digits that the agent speaks have to be typed",
      never: "",
    },
    asks: (needs: string) => `Beside it somebody has to give ${needs}.`,
    held: (minutes: number) => `A pass is held for ${String(minutes)} min before anything can be done.`,
    also: (needs: string) => `It cannot pass here: it also needs ${needs}, which nobody can give here yet.`,
    limits: ({ link, check, pass, starts }: Readonly<Record<"link" | "check" | "pass" | "starts", number>>) =>
      `Link lives ${String(link)} minutes, check ${String(check)}, pass ${String(pass)}; ${String(starts)} checks per person and day. Answers alone never pass anybody.`,
  },
  policyReplay: {
    run: "Try it on ended checks",
    running: "Judging ended checks again…",
    none: (days: number) => `No check of this category was decided in the last ${String(days)} days.`,
    passes: ({ checks, days, from, to }: Readonly<Record<"checks" | "days" | "from" | "to", number>>) =>
      `${checksOf(checks)} ${checks === 1 ? "was" : "were"} decided in the last ${String(days)} days. ${
        from === to
          ? `${String(to)} pass, as under what is saved.`
          : `${String(to)} would have passed, ${String(from)} under what is saved.`
      }`,
    noChange: "None of them would have ended otherwise.",
    change: ({ checks, of, from, to }: { checks: number; of: string; from: string; to: string }) =>
      `${of}: ${checksOf(checks)} that ${from} ${to}.`,
    was: {
      passes: "passed",
      waits: "waited for somebody else or a passkey",
      fails: "failed",
      asked_more: "had too few answers",
      code_asked: "needed a spoken code",
      not_sent: "was not sent",
      not_required: "was not asked for",
    },
    becomes: {
      passes: "would pass",
      waits: "would wait for somebody else or a passkey",
      fails: "would fail",
      asked_more: "would be asked more questions",
      code_asked: "would be asked for a spoken code",
      not_sent: "would not be sent",
      not_required: "would not be asked for",
    },
    impostor: (count: number) =>
      `${String(count)} of them ${count === 1 ? "was" : "were"} confirmed or reported as an impostor's.`,
    genuine: (count: number) => `${String(count)} of them ${count === 1 ? "was" : "were"} confirmed as genuine.`,
    notReplayed: (settings: readonly string[]) =>
      `Ended checks cannot tell what these changes do: ${settings.join(", ")}.`,
    settings: {
      spokenCode: "the spoken code",
      minimumQuestions: "questions at least",
      maximumQuestions: "questions at most",
      earlyAccept: "the accept line",
      holdMinutes: "the hold",
      agentActs: "who acts",
      linkLifetimeMinutes: "how long a link lives",
      sessionMinutes: "how long a check lives",
      approvalMinutes: "how long an approval waits",
      passValidMinutes: "how long a pass holds",
      startsPerPersonPerDay: "checks per person and day",
    },
    unreadable: (count: number) =>
      `Besides ${checksOf(count)} that could not be judged again: changed from outside, or the evidence is gone.`,
    onlyNewest: (count: number) => `Only the newest ${String(count)} were read.`,
  },
  branding: {
    logo: "Logo",
    logoSays:
      "A PNG, SVG, JPEG or WebP. It is drawn anew in your browser, at most 512 pixels a side and 64 KB, and stands on white in the console and on every page of the portal.",
    logoOn: { light: "The logo in the light theme", dark: "The logo in the dark theme" },
    chooseLogo: "Choose a picture",
    removeLogo: "Take the logo away",
    undrawn: "This file cannot be drawn as a picture of at most 64 KB. Choose another one.",
    accent: "Accent colour",
    pick: "Pick the accent colour",
    accentSays:
      "For buttons and links, like #2f57c9; empty for the product's own. Each theme gets a tone of it that can be read.",
    tones: "What becomes of it",
    button: "Button",
    link: "Link",
    tone: {
      light: (colour: string, ratio: string) => `Light: ${colour}, at least ${ratio}:1`,
      dark: (colour: string, ratio: string) => `Dark: ${colour}, at least ${ratio}:1`,
    },
  },
  history: {
    title: "History",
    none: "Nothing was changed yet.",
    version: (version: number) => `Version ${String(version)}`,
    back: (version: number) => `Back to version ${String(version)}`,
    older: "Older versions",
    first: "Back to what came with the product",
    confirm: (version: number, to: number) =>
      `${to === 0 ? "What came with the product" : `What version ${String(to)} said`} becomes version ${String(version + 1)} of this section, but for secrets, which stay. What was changed since is undone; the versions stay in this list.`,
    goBack: "Go back",
  },
} as const;
