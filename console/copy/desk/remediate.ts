/** Words of Remediate: its menu, its three dialogs, and a person's word beside a verdict. Part of `en.ts`. */
export const remediate = {
  name: "Remediate",
  of: (ticket: string, name: string) => `Remediate ${ticket}, ${name}`,
  menu: {
    report: "Report",
    status: "Update verification status",
    incident: "Report an Incident",
  },
  hints: {
    report: "to the security team and on call",
    status: "a person’s word beside the verdict",
    incident: "in the communication channel",
  },
  report: {
    text: "Tells the security team and whoever is on call, by every way that is set up. They get the ticket’s number, the person’s name and a link to this page. The requester hears nothing of it.",
    press: "Report to security",
    again: "Try again",
  },
  incident: {
    text: "Posts a signed event to the incident channel: a link to this page and no personal data. Who opens the link signs in first.",
    press: "Report an Incident",
    again: "Try again",
  },
  by: (name: string, time: string) => `Reported by ${name}, ${time}.`,
  offers: {
    not_set: {
      report: "No security contact is set up, so nothing can be sent from here. Tell security yourself.",
      incident: "No incident channel is set up, so nothing can be sent from here. Tell security yourself.",
    },
    own_mailbox:
      "Whoever this check is of reads the mailbox of the security contact. Nothing is sent there. Tell somebody else in security yourself.",
  },
  notYours: "This check is about you, or your role does not include it. A colleague has to do that.",
  ways: {
    mail: "Mail to the security team",
    on_call: "Mail to on call",
    webhook: "Security webhook",
    incident_webhook: "Incident channel",
  },
  gathered: "Mail about one person goes out at most every ten minutes.",
  states: {
    ready: "not sent yet",
    waiting: "being sent",
    trying: (problem: string) => `not delivered yet: ${problem}`,
    sent: (time: string) => `sent ${time}`,
    failed: (problem: string) => `not delivered: ${problem}`,
    discarded: "discarded on the Delivery page",
  },
  status: {
    text: "A person’s word stands beside the verdict and never in its place: it makes no pass, and no score changes.",
    what: "What did you find out?",
    genuine: "It was the requester, confirmed another way. Nobody is verified by this: the outcome stays.",
    impostor: "It was not the requester. Every outcome stays as it is.",
    impostorPass: "It was not the requester. The pass is void at once, whatever is said later.",
    reason: "How do you know?",
    whatMissing: "Choose what the check was.",
    reasonHint:
      "For example: called back on the number on record. It is kept, with your name, and noted in the ticket.",
    running: "The check still runs. A word about it can be given after its end.",
  },
  word: (word: string, by: string, time: string) => `${word}, ${by} ${time}`,
  card: "Person’s word",
} as const;
