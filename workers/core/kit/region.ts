/** Regions that all of a deployment's data can be kept in, by the platform's names for them. */
export const REGIONS = ["eu", "us", "fedramp"] as const;
export type Region = (typeof REGIONS)[number];
