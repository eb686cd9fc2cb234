/**
 * The little that is read out of a User-Agent. All of it is a claim: it may contradict
 * something and so raise risk; nothing here is ever good news.
 */

/** Coarse on purpose: an iPad calls itself a Mac, and Android in desktop mode calls itself Linux. */
export type PlatformFamily = "windows" | "apple" | "unix";

/** Reads a User-Agent, Sec-CH-UA-Platform or navigator.platform; undefined when it says nothing known. */
export function platformFamily(text: string | undefined): PlatformFamily | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (/windows|win32|win64/i.test(text)) {
    return "windows";
  }
  if (/iphone|ipad|ipod|\bios\b|mac/i.test(text)) {
    return "apple";
  }
  return /android|linux|cros|chrome ?os|x11/i.test(text) ? "unix" : undefined;
}

const BROWSERS: readonly { readonly family: string; readonly pattern: RegExp }[] = [
  { family: "Edge", pattern: /Edg(e|A|iOS)?\// },
  { family: "Opera", pattern: /OPR\/|Opera/ },
  { family: "Samsung Internet", pattern: /SamsungBrowser\// },
  { family: "Firefox", pattern: /Firefox\/|FxiOS\// },
  { family: "Chrome", pattern: /Chrom(e|ium)\/|CriOS\// },
  { family: "Safari", pattern: /AppleWebKit\// },
];

/** Family of the browser, for example "Chrome"; undefined when unknown. Compare only values made here. */
export function browserFamily(userAgent: string | undefined): string | undefined {
  return userAgent === undefined ? undefined : BROWSERS.find(({ pattern }) => pattern.test(userAgent))?.family;
}

/** Phones and small tablets say "Mobile". */
export function saysMobile(userAgent: string): boolean {
  return /\bMobi(le)?\b/.test(userAgent);
}
