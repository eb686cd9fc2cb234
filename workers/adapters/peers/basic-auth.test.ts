import { describe, expect, it } from "vitest";
import { basicHeader, basicMatches } from "./basic-auth.ts";

const equal = (left: string, right: string) => Promise.resolve(left === right);
const encoded = (text: string, charset: "utf8" | "latin1") => Buffer.from(text, charset).toString("base64");
const PLAIN = { username: "changegear", password: "hook-password" };
const UMLAUT = { username: "changegear", password: "schlüssel-größe" };
const EURO = { username: "changegear", password: "hundert-€-schein" };

describe("Basic credentials match", () => {
  it.each([
    ["in ASCII", PLAIN, `Basic ${encoded("changegear:hook-password", "utf8")}`],
    ["with the scheme in any case", PLAIN, `bAsIc ${encoded("changegear:hook-password", "utf8")}`],
    ["with an umlaut in UTF-8", UMLAUT, `Basic ${encoded("changegear:schlüssel-größe", "utf8")}`],
    ["with an umlaut in Latin-1", UMLAUT, `Basic ${encoded("changegear:schlüssel-größe", "latin1")}`],
    ["with a euro sign in UTF-8", EURO, `Basic ${encoded("changegear:hundert-€-schein", "utf8")}`],
  ])("%s", async (_how, credentials, header) => {
    expect(await basicMatches(header, credentials, equal)).toBe(true);
  });

  it.each([
    ["none", null],
    ["empty", ""],
    ["another password", `Basic ${encoded("changegear:guess", "utf8")}`],
    ["a euro sign cut to Latin-1", `Basic ${encoded("changegear:hundert-€-schein", "latin1")}`],
    ["no base64", "Basic ///=//"],
    ["another scheme", `Bearer ${encoded("changegear:hundert-€-schein", "utf8")}`],
  ])("not: %s", async (_how, header) => {
    expect(await basicMatches(header, EURO, equal)).toBe(false);
  });

  it("what we send ourselves", async () => {
    expect(await basicMatches(basicHeader(EURO), EURO, equal)).toBe(true);
  });
});
