/** Facts that people have, for the organisation that is made. Assumed, but for the spread of teams and departments, which is as companies of some hundred people are. */
export const ORGANISATION = {
  people: 600,
  /** Meetings with colleagues in a working week. */
  meetings: { least: 2, most: 12 },
  /** Last sign-in before today in another city than the office's. */
  signsInElsewhere: 0.28,
  /** Closed tickets of a verified requester in a year. */
  tickets: { least: 0, most: 4 },
  groups: { least: 1, most: 7 },
  /** Names of groups that say the department. */
  groupsOfDepartment: 0.35,
  /** Share of people with each thing connected. */
  connected: { calendar: 0.85, signIns: 0.9, tickets: 0.9 },
  oneName: 0.02,
  leaves: { fewFacts: 0.1, newJoiner: 0.08, directoryOnly: 0.12 },
} as const;
