/**
 * What is kept of a check and of whom it is about, and for how long. The portal's page of data names these classes and
 * days, the clean-up deletes by them, and a test holds every column of the database to one.
 */
export const KEPT_DAYS = {
  /** What was asked about and what was answered; the grade belongs to the record. */
  answers: 30,
  /** Where messages went, in full, and what came back about them. */
  contact: 30,
  /** Network, browser, course of the check, and what is shown of the contact. */
  evidence: 90,
  /** Our copy of the ticket's text, counted from its last change. */
  ticketText: 90,
  /** Who is inactive: their entry of the directory, contacts, facts and accounts, counted from the day they left. */
  leaver: 90,
  /** The key by which a phone is known again. */
  phone: 365,
  /** That the check took place: who, when, for what, how it ended; and the audit log. */
  record: 2557,
} as const;

/** Of the desk's own people, which the portal's page does not name: ended sign-ins, links, and what was mailed about them. */
export const DESK_KEPT_DAYS = { access: 90 } as const;

export type DataClass = keyof typeof KEPT_DAYS;

/** Shortest first: what goes early does not wait for what is plenty. */
export const DATA_CLASSES = Object.keys(KEPT_DAYS) as readonly DataClass[];

export type KeptClass = DataClass | keyof typeof DESK_KEPT_DAYS;

export const KEPT_CLASSES: readonly KeptClass[] = [...DATA_CLASSES, "access"];
