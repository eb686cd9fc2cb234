/**
 * Decides whether a message may go to an address that somebody typed or a directory holds,
 * and writes it in the one form that the keyed hash compares. Premium, shared-cost, toll-free
 * and internet numbers are refused because they are how a desk is made to pay for fraud;
 * landlines because some networks read an SMS aloud to whoever picks up. Never sends anything,
 * and no error carries the address.
 */
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { CountryCode, PhoneNumber } from "libphonenumber-js/max";
import { z } from "zod";
import { err, ok } from "../../core/kit/result.ts";
import type { Result } from "../../core/kit/result.ts";
import { isDisposableDomain, isWithin } from "./disposable-domains.ts";
import { maskEmail, maskPhone } from "./mask.ts";

export type DestinationInput =
  | {
      readonly channel: "sms";
      /** As typed; with or without the country code. */
      readonly number: string;
      /** ISO 3166-1 alpha-2 chosen beside the number. */
      readonly country?: string;
    }
  | { readonly channel: "email"; readonly address: string };

export interface DestinationRules {
  /** The organisation's own mail domains; their subdomains are refused too. Empty where work mail is allowed. */
  readonly corporateDomains: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly allowedCountries: readonly string[];
  readonly defaultCountry: string;
}

export interface Destination {
  readonly channel: "sms" | "email";
  /** E.164, or the address in lower case with an ASCII domain. */
  readonly canonical: string;
  /** For screens: "+351 ••• ••• 418". */
  readonly masked: string;
  /** For ticket notes: "+44 **** *** *42". */
  readonly maskedPlain: string;
  /** libphonenumber's type of the number. */
  readonly numberType?: string;
  readonly country?: string;
  readonly disposableDomain: boolean;
}

export interface DestinationProblem {
  readonly code: "destination.invalid" | "destination.corporate" | "destination.country" | "destination.type";
  readonly field: "number" | "country" | "address";
}

/** Types that receive texts and bill the sender the ordinary price. North America does not tell mobiles apart. */
const TEXTABLE: ReadonlySet<string | undefined> = new Set(["MOBILE", "FIXED_LINE_OR_MOBILE"]);

const LONGEST_NUMBER = 32;
/** Before direction marks and the like are taken out of what was pasted. */
const LONGEST_PASTE = 200;
/** RFC 5321 4.5.3.1.3, less the angle brackets. */
const LONGEST_ADDRESS = 254;

export function checkDestination(
  input: DestinationInput,
  rules: DestinationRules,
): Result<Destination, DestinationProblem> {
  return input.channel === "sms" ? checkNumber(input, rules) : checkAddress(input.address, rules);
}

/** Both masks of a destination already in canonical form. */
export function maskDestination(destination: Pick<Destination, "channel" | "canonical">): {
  readonly masked: string;
  readonly maskedPlain: string;
} {
  const { channel, canonical } = destination;
  if (channel === "email") {
    return maskEmail(canonical);
  }
  const phone = parsePhoneNumberFromString(canonical);
  return phone === undefined ? maskPhone("", canonical) : maskPhone(phone.countryCallingCode, phone.nationalNumber);
}

function checkNumber(
  input: { readonly number: string; readonly country?: string },
  rules: DestinationRules,
): Result<Destination, DestinationProblem> {
  const chosen = input.country ?? rules.defaultCountry;
  if (!isSupportedCountry(chosen)) {
    return err({ code: "destination.country", field: "country" });
  }
  const typed = plainNumber(input.number);
  const parsed = typed.length > LONGEST_NUMBER ? undefined : parseNumber(typed, chosen);
  if (parsed === undefined) {
    return err({ code: "destination.invalid", field: "number" });
  }
  const { phone, numberType } = parsed;
  // The number's own country decides: "+..." in the field overrides what was chosen beside it.
  if (phone.country === undefined || !rules.allowedCountries.includes(phone.country)) {
    return err({ code: "destination.country", field: "number" });
  }
  if (numberType === undefined || !TEXTABLE.has(numberType)) {
    return err({ code: "destination.type", field: "number" });
  }
  return ok({
    channel: "sms",
    canonical: phone.number,
    ...maskPhone(phone.countryCallingCode, phone.nationalNumber),
    numberType,
    country: phone.country,
    disposableDomain: false,
  });
}

/** What was pasted, without the marks and the scheme that contact cards and links bring along. */
function plainNumber(pasted: string): string {
  const visible = pasted
    .slice(0, LONGEST_PASTE)
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "");
  return visible.trim().replace(/^tel:/i, "");
}

interface TypedNumber {
  readonly phone: PhoneNumber;
  readonly numberType: ReturnType<PhoneNumber["getType"]>;
}

/** Only a whole, valid number without extension; the parser alone would find one inside a sentence. */
function parseNumber(text: string, defaultCountry: CountryCode): TypedNumber | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  const phone = parsed === undefined ? undefined : asMobile(parsed);
  if (phone === undefined || phone.ext !== undefined) {
    return undefined;
  }
  // A number of a known type is valid: asking for both would try every pattern of its country twice.
  const numberType = phone.getType();
  return numberType !== undefined || phone.isValid() ? { phone, numberType } : undefined;
}

/** Prefixes by which Mexicans dialled mobiles until 2019, and which many still write. */
const MEXICAN_MOBILE = /^(?:04[45]|01|1)(\d{10})$/;

/** Two countries write their mobiles in forms that the parser takes for landlines or for nothing. */
function asMobile(phone: PhoneNumber): PhoneNumber {
  const { countryCallingCode, nationalNumber, ext } = phone;
  if (ext !== undefined) {
    return phone;
  }
  const mexican = countryCallingCode === "52" ? MEXICAN_MOBILE.exec(nationalNumber)?.[1] : undefined;
  if (mexican !== undefined) {
    return parsePhoneNumberFromString(`+52${mexican}`) ?? phone;
  }
  // At home a mobile is dialled like the landlines of its town; only from abroad it has a 9.
  if (countryCallingCode === "54" && phone.getType() === "FIXED_LINE") {
    return parsePhoneNumberFromString(`+549${nationalNumber}`) ?? phone;
  }
  return phone;
}

function checkAddress(typed: string, rules: DestinationRules): Result<Destination, DestinationProblem> {
  const canonical = canonicalAddress(typed);
  if (canonical === undefined) {
    return err({ code: "destination.invalid", field: "address" });
  }
  const domain = canonical.slice(canonical.lastIndexOf("@") + 1);
  if (isWithin(domain, asciiDomains(rules.corporateDomains))) {
    return err({ code: "destination.corporate", field: "address" });
  }
  return ok({
    channel: "email",
    canonical,
    ...maskEmail(canonical),
    disposableDomain: isDisposableDomain(domain),
  });
}

/** The browser's own pattern: it also takes internationalised top-level domains in their ASCII form. */
const ADDRESS = z.regexes.html5Email;

/**
 * Case and the spelling of the domain are folded, nothing else: dots and "+tags" in the local
 * part mean different mailboxes at most providers.
 */
function canonicalAddress(typed: string): string | undefined {
  const address = typed.trim();
  const at = address.lastIndexOf("@");
  const domain = at < 1 || address.length > LONGEST_ADDRESS ? undefined : asciiDomain(address.slice(at + 1));
  if (domain === undefined || !/\.(?!\d+$)[^.]+$/.test(domain)) {
    return undefined;
  }
  const local = address.slice(0, at).toLowerCase();
  const wellDotted = !local.startsWith(".") && !local.endsWith(".") && !local.includes("..");
  const folded = `${local}@${domain}`;
  return wellDotted && folded.length <= LONGEST_ADDRESS && ADDRESS.test(folded) ? folded : undefined;
}

const asciiLists = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Once for each list, and not for every one of the thousands of addresses of an import. */
function asciiDomains(domains: readonly string[]): ReadonlySet<string> {
  const known = asciiLists.get(domains) ?? new Set(domains.map((item) => asciiDomain(item) ?? item.toLowerCase()));
  asciiLists.set(domains, known);
  return known;
}

/** Thousands of addresses of an import have a few hundred domains, and reading one costs more than all else of an address. */
const MOST_DOMAINS_KEPT = 500;
const asciiForms = new Map<string, string | undefined>();

/** Unicode labels, dots and case in the form that DNS uses; undefined for what is not a host name. */
function asciiDomain(domain: string): string | undefined {
  if (asciiForms.has(domain)) {
    return asciiForms.get(domain);
  }
  const ascii = readDomain(domain);
  if (asciiForms.size >= MOST_DOMAINS_KEPT) {
    asciiForms.clear();
  }
  asciiForms.set(domain, ascii);
  return ascii;
}

function readDomain(domain: string): string | undefined {
  // The URL parser knows IDNA but also ports, paths, escapes and user names: those may not reach it.
  if (/[\s/\\:?#@%[\]<>^|]/u.test(domain)) {
    return undefined;
  }
  const url = URL.parse(`http://${domain}`);
  return url === null || url.hostname === "" ? undefined : url.hostname;
}

/** The countries of a list that have a calling code, for the form's menu. */
export function callingCodes(countries: readonly string[]): readonly { country: string; callingCode: string }[] {
  return countries.flatMap((country) =>
    isSupportedCountry(country) ? [{ country, callingCode: `+${getCountryCallingCode(country)}` }] : [],
  );
}
