/** Words of a held pass. Part of `en.ts`. */
export const hold = {
  release: "Release early",
  releaseWith: "Release with passkey",
  title: "Release the hold?",
  text: (until: string) =>
    `It is held until ${until}, so that whoever was told has time to stop it. Released, the pass begins at once.`,
  steps: [
    "Speak to the person on a number that is on record, not on one that somebody gave you.",
    "Ask what they asked for, and when.",
    "Do not release it because somebody presses you to hurry.",
  ],
  keep: "Keep it held",
} as const;
