import { MINUTE_MS } from "../../core/kit/time.ts";

/** Within it an agent sends so many links and no more. */
export const AGENT_WINDOW_MS = 10 * MINUTE_MS;
