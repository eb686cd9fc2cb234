/**
 * In which language a page of the portal speaks: the one that was pressed on the page, else the
 * browser's, else the organisation's. What was pressed travels in the addresses of the page itself,
 * so that it stays for the check and needs no cookie.
 */
import { accepts } from "hono/accepts";
import { FIELDS } from "../contract/portal.ts";
import { LANGUAGES, languageOf, type Language } from "../core/kit/language.ts";
import type { Ctx } from "./context.ts";

export function chosenLanguage(c: Ctx): Language | undefined {
  const asked = c.req.query(FIELDS.language);
  return LANGUAGES.find((language) => language === asked);
}

export function languageFor(c: Ctx): Language {
  return (
    chosenLanguage(c) ??
    languageOf(
      accepts(c, {
        header: "Accept-Language",
        supports: [...LANGUAGES],
        default: c.var.deps.config.LANGUAGE,
        match: (given, { default: fallback }) =>
          given.toSorted((one, other) => other.q - one.q).find(({ type, q }) => q > 0 && languageOf(type) !== undefined)
            ?.type ?? fallback,
      }),
    ) ??
    c.var.deps.config.LANGUAGE
  );
}
