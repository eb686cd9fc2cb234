/** Apart from the shapes, so that the console's bundle gets a word and no schema library. */

/** Sent with requests that a page makes by itself while nobody uses it: they keep no session alive. */
export const USER_IDLE_HEADER = "x-user-idle";

/** On an export: how many rows follow the heads. */
export const TOTAL_ROWS_HEADER = "x-total-rows";
