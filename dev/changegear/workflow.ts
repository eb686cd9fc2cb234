/** The factory workflow "Incident_V3": states, and which action leads from where to where. Data and two look-ups. */

export interface Transition {
  readonly action: string;
  readonly from: readonly string[];
  readonly to: string;
  /** ChangeGear asks for a close type and a comment. */
  readonly needsCloseType: boolean;
}

const OPEN = [
  "Unsubmitted",
  "New",
  "In-Progress",
  "Waiting for Details",
  "Pending Resolution",
  "Pending Close",
] as const;

const transition = (action: string, from: readonly string[], to: string): Transition => ({
  action,
  from,
  to,
  needsCloseType: action === "Resolve" || action === "Close",
});

export const TRANSITIONS: readonly Transition[] = [
  transition("Submit", ["Unsubmitted"], "New"),
  transition("Accept", ["Unsubmitted", "New"], "In-Progress"),
  transition("Resolve", ["Unsubmitted", "New", "In-Progress"], "Pending Close"),
  transition("Promote", ["New", "In-Progress"], "Pending Resolution"),
  transition("Requeue", ["In-Progress", "Pending Resolution"], "New"),
  transition("More Info", ["In-Progress"], "Waiting for Details"),
  transition("Resubmit", ["Waiting for Details"], "In-Progress"),
  transition("Resolve Promotion", ["Pending Resolution"], "In-Progress"),
  transition("Resolution Failed", ["Pending Close"], "In-Progress"),
  transition("Close", OPEN, "Closed"),
  transition("Reopen", ["Closed"], "New"),
];

export function allowedTransitions(status: string): readonly Transition[] {
  return TRANSITIONS.filter((candidate) => candidate.from.includes(status));
}

export function findTransition(status: string, action: string): Transition | undefined {
  return allowedTransitions(status).find((candidate) => candidate.action === action);
}
