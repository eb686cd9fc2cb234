import * as fc from "fast-check";
import examples from "libphonenumber-js/mobile/examples" with { type: "json" };
import metadata from "libphonenumber-js/metadata.max.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { checkDestination, maskDestination } from "./destination.ts";
import type { DestinationInput, DestinationRules } from "./destination.ts";

const rules: DestinationRules = {
  corporateDomains: ["aldermoor.example", "Öl.example"],
  allowedCountries: ["PT", "GB", "US", "GG"],
  defaultCountry: "PT",
};

const email = (address: string): DestinationInput => ({ channel: "email", address });
const sms = (number: string, country?: string): DestinationInput =>
  country === undefined ? { channel: "sms", number } : { channel: "sms", number, country };

describe("a number", () => {
  it("is written in E.164 with both masks", () => {
    expect(checkDestination(sms("912 345 418"), rules)).toEqual({
      ok: true,
      value: {
        channel: "sms",
        canonical: "+351912345418",
        masked: "+351 ••• ••• •18",
        maskedPlain: "+351 *** *** *18",
        numberType: "MOBILE",
        country: "PT",
        disposableDomain: false,
      },
    });
  });

  it.each([
    ["07400 123442", "GB"],
    ["+44 7400 123442", "PT"],
    ["0044 (0)7400-123442", "GB"],
    ["+４４ 7400 123442", "GB"],
  ])("%s chosen as %s is the same number", (number, country) => {
    expect(checkDestination(sms(number, country), rules)).toMatchObject({
      ok: true,
      value: { canonical: "+447400123442", maskedPlain: "+44 **** *** *42" },
    });
  });

  it.each([
    ["\u202a+44 7400 123442\u202c", "+447400123442"],
    ["+44\u200e7400\u2011123442\u2069", "+447400123442"],
    ["tel:+44-7400-123442", "+447400123442"],
    ["TEL:+447400123442", "+447400123442"],
    ["+54 11 2345-6789", "+5491123456789"],
    ["+54 9 11 2345-6789", "+5491123456789"],
    ["+54 223 412-3456", "+5492234123456"],
    ["+52 1 55 1234 5678", "+525512345678"],
    ["+52 044 55 1234 5678", "+525512345678"],
    ["+52 55 1234 5678", "+525512345678"],
  ])("%j, as it is pasted or written at home, is %s", (number, canonical) => {
    const everywhere = { ...rules, allowedCountries: ["AR", "GB", "MX"] };
    expect(checkDestination(sms(number), everywhere)).toMatchObject({ ok: true, value: { canonical } });
  });

  it.each([
    ["011 15 2345-6789", "AR", "+5491123456789"],
    ["11 2345 6789", "AR", "+5491123456789"],
    ["044 55 1234 5678", "MX", "+525512345678"],
    ["1 55 1234 5678", "MX", "+525512345678"],
    ["01 55 1234 5678", "MX", "+525512345678"],
  ])("%s chosen as %s is %s", (number, country, canonical) => {
    const there = { ...rules, allowedCountries: [country] };
    expect(checkDestination(sms(number, country), there)).toMatchObject({ ok: true, value: { canonical } });
  });

  it.each([
    ["", "destination.invalid"],
    ["+54 11 2345-6789 ext. 5", "destination.invalid"],
    [`${"\u200e".repeat(300)}912345418`, "destination.invalid"],
    ["12", "destination.invalid"],
    ["call 912345418", "destination.invalid"],
    ["912345418 or 912345419", "destination.invalid"],
    ["912345418 ext. 5", "destination.invalid"],
    ["912345418\r\n", undefined],
    ["9".repeat(400), "destination.invalid"],
    ["+34 612 345 678", "destination.country"],
    ["+800 1234 5678", "destination.country"],
    ["+883 5100 0123 4567", "destination.country"],
    ["+44 7911 123456", undefined],
  ])("%j gives %s", (number, code) => {
    const checked = checkDestination(sms(number), rules);
    expect(checked.ok ? undefined : checked.error.code).toBe(code);
  });

  it.each([
    ["premium", "+44 909 879 0000"],
    ["shared cost", "+44 844 412 3456"],
    ["toll free", "+44 800 123 4567"],
    ["internet", "+44 56 1234 5678"],
    ["personal, billed as premium", "+44 70 1234 5678"],
    ["pager", "+44 7600 123456"],
    ["landline", "+44 20 7946 0123"],
    ["premium in North America", "+1 900 234 5678"],
  ])("of type %s is refused", (_, number) => {
    expect(checkDestination(sms(number), rules)).toEqual({
      ok: false,
      error: { code: "destination.type", field: "number" },
    });
  });

  it("refuses a country it does not know", () => {
    expect(checkDestination(sms("912345418", "ZZ"), rules)).toEqual({
      ok: false,
      error: { code: "destination.country", field: "country" },
    });
  });
});

describe("numbers of the whole world", () => {
  const countries = Object.keys(metadata.countries);
  const everywhere = { ...rules, allowedCountries: countries };

  it("lets a mobile phone of every country through", () => {
    const refused = Object.entries(examples).filter(
      ([country, number]) => !checkDestination(sms(number, country), everywhere).ok,
    );
    expect(Object.keys(examples).length).toBeGreaterThan(240);
    expect(refused).toEqual([]);
  });

  /** Positions of the number types in the metadata that cost somebody extra. */
  const costly = { tollFree: 2, premium: 3, voip: 8, sharedCost: 9 };

  it.each(Object.entries(costly))("lets no %s number of any country through", (_, position) => {
    const tried = Object.entries(metadata.countries as unknown as Record<string, readonly unknown[]>).flatMap(
      ([country, plan]) => {
        const pattern = (plan[11] as readonly (readonly [string] | 0)[] | undefined)?.[position];
        return pattern === undefined || pattern === 0
          ? []
          : [{ country, code: plan[0] as string, pattern: pattern[0] }];
      },
    );
    expect(tried.length).toBeGreaterThan(30);
    for (const { country, code, pattern } of tried) {
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), (national) => {
          expect({ country, ok: checkDestination(sms(`+${code}${national}`, country), everywhere).ok }).toEqual({
            country,
            ok: false,
          });
        }),
        { numRuns: 3 },
      );
    }
  });
});

describe("a mail address", () => {
  it("is folded in case, with both masks", () => {
    expect(checkDestination(email(" Dana.Ruiz@Mailbox.Example "), rules)).toEqual({
      ok: true,
      value: {
        channel: "email",
        canonical: "dana.ruiz@mailbox.example",
        masked: "d•••••z@mailbox.example",
        maskedPlain: "d*****z@mailbox.example",
        disposableDomain: false,
      },
    });
  });

  it.each([
    ["dana@bücher.example", "dana@xn--bcher-kva.example"],
    ["dana@mailbox。example", "dana@mailbox.example"],
    ["dana@пример.рф", "dana@xn--e1afmkfd.xn--p1ai"],
    ["d.a.n.a+x@mailbox.example", "d.a.n.a+x@mailbox.example"],
  ])("%s is compared as %s", (address, canonical) => {
    expect(checkDestination(email(address), rules)).toMatchObject({ ok: true, value: { canonical } });
  });

  it.each([
    "dana",
    "@mailbox.example",
    "dana@",
    "dana@localhost",
    "dana@mailbox.example.",
    "dana@127.0.0.1",
    "dana@[127.0.0.1]",
    "dana@1",
    "dana@mailbox.example:25",
    "dana@mailbox.example/x",
    "dana@mail%62ox.example",
    "a@b@mailbox.example",
    ".dana@mailbox.example",
    "da..na@mailbox.example",
    "dana @mailbox.example",
    "dana@mailbox.example\r\nRCPT TO:<x@evil.example>",
    "dana>@mailbox.example",
    '"dana"@mailbox.example',
    "Dana <dana@mailbox.example>",
    "dána@mailbox.example",
    `${"d".repeat(250)}@mailbox.example`,
  ])("%j is refused", (address) => {
    expect(checkDestination(email(address), rules)).toEqual({
      ok: false,
      error: { code: "destination.invalid", field: "address" },
    });
  });

  it.each([
    "dana@aldermoor.example",
    "dana@ALDERMOOR.example",
    "dana@mail.eu.aldermoor.example",
    "dana@aldermoor。example",
    "dana@öl.example",
    "dana@xn--l-0ga.example",
  ])("%s is the organisation's own", (address) => {
    expect(checkDestination(email(address), rules)).toEqual({
      ok: false,
      error: { code: "destination.corporate", field: "address" },
    });
  });

  it.each(["dana@notaldermoor.example", "dana@aldermoor.example.com", "aldermoor.example@mailbox.example"])(
    "%s is not the organisation's",
    (address) => {
      expect(checkDestination(email(address), rules).ok).toBe(true);
    },
  );

  it.each([
    ["x@mailinator.com", true],
    ["x@anything.mailinator.com", true],
    ["x@notmailinator.com", false],
    ["x@gmail.com", false],
  ])("%s on a disposable domain: %s", (address, disposableDomain) => {
    expect(checkDestination(email(address), rules)).toMatchObject({ ok: true, value: { disposableDomain } });
  });

  it("has a canonical form that is its own canonical form and holds nothing a header could misread", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.webUrl(), fc.string({ unit: "binary" })), (address) => {
        const checked = checkDestination(email(address), rules);
        if (checked.ok) {
          expect(checked.value.canonical).toMatch(/^[^\s<>,;:"\\()[\]]+@[a-z0-9.-]+$/);
          expect(checkDestination(email(checked.value.canonical), rules)).toEqual(checked);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("maskDestination", () => {
  it.each([
    ["sms", "+351912345418", "+351 ••• ••• •18", "+351 *** *** *18"],
    ["sms", "+447400123442", "+44 •••• ••• •42", "+44 **** *** *42"],
    ["sms", "+4712345678", "+47 •• ••• •78", "+47 ** *** *78"],
    ["email", "ab@mailbox.example", "•••••@mailbox.example", "*****@mailbox.example"],
    ["email", "abc@mailbox.example", "a•••••c@mailbox.example", "a*****c@mailbox.example"],
  ] as const)("%s %s", (...[channel, canonical, masked, maskedPlain]) => {
    expect(maskDestination({ channel, canonical })).toEqual({ masked, maskedPlain });
    // Agents compare the screen with the note.
    expect(masked.replaceAll("•", "*")).toBe(maskedPlain);
  });

  it("shows at most half of what it cannot read", () => {
    expect(maskDestination({ channel: "sms", canonical: "1234" })).toEqual({ masked: "••34", maskedPlain: "**34" });
  });
});
