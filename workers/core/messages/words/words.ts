/** The words of every message: one file per language and one line here. */
import type { Language } from "../../kit/language.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { he } from "./he.ts";
import type { MessageWords } from "./message-words.ts";
import { pt } from "./pt.ts";

const WORDS: Readonly<Record<Language, MessageWords>> = { de, en, es, fr, he, pt };

export function messageWords(language: Language): MessageWords {
  return WORDS[language];
}
