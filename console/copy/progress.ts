/** How far a check is, told alike to the requester and to the agent: by the range that was promised, whatever the course. */
export interface QuestionRange {
  readonly least: number;
  readonly most: number;
}

/** "within": the promise stands as it is; "beyond": more than the least were needed; "last": there is no further one. */
export function progressOf(ordinal: number, { least, most }: QuestionRange): "within" | "beyond" | "last" {
  if (ordinal >= most) return "last";
  return ordinal > least ? "beyond" : "within";
}
