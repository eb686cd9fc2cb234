/** What is said of a contact wherever one is shown: since when it counts, or that it never does. */
export const contactAge = {
  selfService: "the person can change it, so it counts as typed",
  baseline: "on record since the baseline",
  unchanged: (age: string) => (age === "today" ? "changed today" : `unchanged for ${age}`),
  fresh: (age: string, until: string) =>
    age === "today" ? `changed today, not trusted until ${until}` : `changed ${age} ago, not trusted until ${until}`,
} as const;
