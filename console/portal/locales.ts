/** The languages of the portal: one file of words and one line here each. */
import type { Locale } from "../../workers/contract/portal.ts";
import { de } from "../copy/portal/de.ts";
import { en, type PortalCopy } from "../copy/portal/en.ts";
import { es } from "../copy/portal/es.ts";
import { fr } from "../copy/portal/fr.ts";
import { he } from "../copy/portal/he.ts";
import { pt } from "../copy/portal/pt.ts";

/** In the order in which a page offers them. */
export const COPY: Readonly<Record<Locale, PortalCopy>> = { en, es, pt, de, fr, he };

export const LOCALES = Object.keys(COPY) as readonly Locale[];
