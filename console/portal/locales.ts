/** The languages of the portal: one file of words and one line here each. */
import type { Locale } from "../../workers/contract/portal.ts";
import { en, type PortalCopy } from "../copy/portal/en.ts";

export const COPY: Readonly<Record<Locale, PortalCopy>> = { en };
