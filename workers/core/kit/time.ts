/** Epoch milliseconds. Every `...At` in the system is one of these. */
export type EpochMs = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The only way to learn the time; injected so that tests own it. */
export type Clock = () => EpochMs;
