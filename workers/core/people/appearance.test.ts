import { domainToASCII } from "node:url";
import { expect, it } from "vitest";
import { appearanceOf } from "./appearance.ts";

const OWN = ["halden.example"];

function of(name: string, email: string, domains: readonly string[]) {
  const domain = email.slice(email.indexOf("@") + 1).toLowerCase();
  return appearanceOf({ name, domain, asciiDomain: domainToASCII(domain) }, domains);
}

it.each([
  ["an ordinary name", "Dana Ruiz", "dana@halden.example", {}],
  ["accents", "Zoë Müller-Łukasz", "zoe@eu.Halden.example", {}],
  ["one other script", "Анна Петрова", "anna@halden.example", {}],
  ["two that nobody confuses", "田中 Aiko", "aiko@halden.example", {}],
  ["a Cyrillic letter among Latin ones", "D\u0430na Ruiz", "dana@halden.example", { mixedScripts: true }],
  ["a Greek one", "Dana \u039Fkafor", "dana@halden.example", { mixedScripts: true }],
  ["another domain", "Dana Ruiz", "dana@halden.example.evil", { otherDomain: true }],
  ["one that only ends alike", "Dana Ruiz", "dana@my-halden.example", { otherDomain: true }],
  [
    "a domain that looks alike",
    "Dana Ruiz",
    "dana@h\u0430lden.example",
    { otherDomain: true, asciiDomain: "xn--hlden-4ve.example" },
  ],
])("%s is said of as it is", (_what, name, email, said) => {
  expect(of(name, email, OWN)).toEqual(said);
});

it("no domain is another one where the organisation names none", () => {
  expect(of("Dana", "dana@anywhere.example", [])).toEqual({});
});
