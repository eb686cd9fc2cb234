import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configuredText, groupedCode, personName, ticketReference } from "./variables.ts";

describe("message variables", () => {
  it.each([
    ["Dana Reed", "Dana Reed"],
    ["J.R. O'Neill-Smith", "J. R. O'Neill-Smith"],
    ["evil.example", "evil. example"],
    ["evil。example", "evil example"],
    ["evil．example", "evil. example"],
    ["https://evil.example/x?y=1", "https evil. example x y 1"],
    ["a@b.example", "a b. example"],
    ["Dana\r\nBcc: x", "Dana Bcc x"],
    ["Dana, call +44 (0)20 7946-0123", "Dana, call"],
    ["\u202Edaer\u200B", "daer"],
    ["שירה כהן", "שירה כהן"],
  ])("name %j reads %j", (name, shown) => {
    expect(personName(name)).toBe(shown);
  });

  it.each([
    ["IR-0000039", "IR-0000039"],
    ["#CR_7", "#CR_7"],
    ["39 evil.example", "39 evil example"],
    ["39<b>", "39 b"],
  ])("ticket number %j reads %j", (number, shown) => {
    expect(ticketReference(number)).toBe(shown);
  });

  it("keeps configured text on one line", () => {
    expect(configuredText("Aldermoor\r\nX: y")).toBe("Aldermoor X: y");
    expect(configuredText("Alder\u202Emoor\u2028x")).toBe("Alder moor x");
  });

  it("caps by character, never inside one", () => {
    expect(Array.from(personName("\u{20BB7}".repeat(200)))).toHaveLength(64);
  });

  it("groups six digits and nothing else", () => {
    expect(groupedCode("482916")).toBe("482 916");
    expect(groupedCode("48291")).toBe("48291");
  });

  it("never lets a link, an address or a line break through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        for (const shown of [personName(text), ticketReference(text)]) {
          expect(shown).not.toMatch(/[\r\n\u2028\u2029@:/\\<>"&]/u);
          expect(shown).not.toMatch(/\.\S/u);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
