/** Words of the Delivery page. Part of `en.ts`. */
export const delivery = {
  title: "Delivery",
  caption: "What did not go out, oldest first",
  listTitle: "Waiting or failed",
  text: "Messages, notes to tickets, news for security and parts of checks that wait or failed, oldest first.",
  emptyTitle: "Nothing waits, nothing failed",
  emptyText: "What waits for its turn or could not go out appears here, with the reason.",
  columns: { what: "What", reason: "Reason", ticket: "Ticket Number", since: "Since", act: "Action" },
  kinds: {
    message: { sms: "SMS to the requester", email: "Email to the requester" } as Readonly<Record<string, string>>,
    security: {
      mail: "Security mail",
      on_call: "Mail to on call",
      webhook: "Security webhook",
      incident_webhook: "Incident webhook",
    } as Readonly<Record<string, string>>,
    desk: {
      invitation: "Mail with an invitation",
      recovery_code_used: "News of a recovery code that was used",
      break_glass_link: "News of an emergency sign-in link",
      admin_made: "News of a new admin",
    } as Readonly<Record<string, string>>,
    outbox: {
      audit: "Audit entry of a check",
      note: "Note of a check",
      message: "Message of a check",
      transcript: "Answer of a check",
      assessed: "Assessment of a check",
      remember_phone: "Known phone of a check",
      security: "News of a check for security",
      fence: "Block after a report",
      handed_over: "Hand-over of a check",
      ended: "End of a check",
    } as Readonly<Record<string, string>>,
    note: (title: string) => `Note: ${title}`,
    dead_letter: "Given up by the queue",
  },
  status: { waiting: "Waiting", failed: "Failed" },
  next: "next try",
  noTicket: "No ticket",
  fault: { destination: "due to the destination", account: "due to our own account", provider: "due to the provider" },
  retry: "Retry",
  refresh: "Read again",
  tries: (count: number) => (count === 0 ? "not tried yet" : count === 1 ? "1 try" : `${count} tries`),
  discard: "Discard",
  discardTitle: "Discard this?",
  discardText:
    "It never goes out. Your name and the reason stay in the audit log, and on the check where it belongs to one.",
  discardReason: "Reason",
  keep: "Keep it",
  notYours: "Somebody else has to do this",
  connection: {
    title: "Ticket system",
    states: {
      refused: "Refuses our account",
      unread: "Changes not read",
      working: "Working",
      new: "Not read yet",
    },
    refused: (times: number) =>
      `Nothing is written until an administrator puts the account right. Refused ${times === 1 ? "once" : `${times} times`} since`,
    nextTry: ", next try",
    readAt: "Changed tickets last read",
    foundLate: (count: number) =>
      count === 1
        ? "1 ticket was found that no webhook told of"
        : `${count} tickets were found that no webhook told of`,
    lastLate: ", the last",
    retry: "Try the account again",
  },
  discarded: (by: string, reason: string) => `Discarded by ${by}: ${reason}`,
  discardedKinds: {
    message: "Message to the requester",
    note: "Note to the ticket",
    security: "Message to security",
  } as Readonly<Record<string, string>>,
} as const;
