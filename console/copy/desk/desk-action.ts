/** Words for an agent who acts on a pass. Part of `en.ts`. */
export const deskAction = {
  begin: "I do it now",
  beginHint: "Keeps the pass for you, so that no colleague does it too.",
  done: "I did it",
  notDone: "I did not do it",
  recordHint: "What you record is a note in the ticket, under your name.",
  why: "Why not?",
  whyMissing: "Choose why.",
  frees: "A colleague can take the pass then, while it holds.",
  record: "Record it",
} as const;
