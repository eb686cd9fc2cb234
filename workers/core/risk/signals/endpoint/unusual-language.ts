import { finding, type Signal } from "../signal.ts";

/** Read from the header, which is there without script too. English is usual everywhere. */
export const unusualLanguage: Signal<"unusual_language"> = {
  id: "unusual_language",
  category: "endpoint",
  evaluate(evidence, weight) {
    const language = /^[a-z]{2,3}\b/i.exec(evidence.endpoint.headers.acceptLanguage ?? "")?.[0].toLowerCase();
    if (language === undefined || language === "en") {
      return undefined;
    }
    const usual = languageOf(evidence.person.country);
    return usual === undefined || language === usual
      ? undefined
      : finding(unusualLanguage, weight, {
          reason: "Browser is set to a language that is not the first one of the person's office, which is common",
          observed: { language },
        });
  },
};

function languageOf(country: string | undefined): string | undefined {
  return country === undefined || !/^[A-Z]{2}$/.test(country)
    ? undefined
    : new Intl.Locale(`und-${country}`).maximize().language;
}
