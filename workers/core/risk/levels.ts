export const LEVELS = ["verified", "medium", "high"] as const;
export type Level = (typeof LEVELS)[number];
