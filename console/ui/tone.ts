/** The semantic colours. A tone never stands alone: an icon and a word say the same. */
export type Tone = "ok" | "info" | "warn" | "bad" | "neutral";
