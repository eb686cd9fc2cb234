import { DAY_MS } from "../kit/time.ts";
import { CONTACT_TRUSTED_AFTER_DAYS } from "../policy/policy.ts";

/** For as long, what appeared or changed does not count yet, and what was lost still does. */
export const AGE_MS = CONTACT_TRUSTED_AFTER_DAYS * DAY_MS;
