/** The languages in which requesters are spoken to. The console is English. */
export const LANGUAGES = ["en", "es", "pt", "de", "fr", "he"] as const;

export type Language = (typeof LANGUAGES)[number];

/** As people at the desk call them. */
export const LANGUAGE_WORDS: Readonly<Record<Language, string>> = {
  en: "English",
  es: "Spanish",
  pt: "Portuguese",
  de: "German",
  fr: "French",
  he: "Hebrew",
};

/** What directories and browsers wrote before the codes were what they are today. */
const FORMER: Readonly<Record<string, Language>> = { iw: "he" };

/** The language of a tag such as "pt-BR" or "he_IL"; undefined where it is none of ours. */
export function languageOf(tag: string | undefined): Language | undefined {
  const [code = ""] = (tag ?? "").trim().toLowerCase().split(/[-_]/u);
  return LANGUAGES.find((language) => language === code) ?? (Object.hasOwn(FORMER, code) ? FORMER[code] : undefined);
}
