import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closeness, withinOneEdit } from "./one-edit.ts";

/** Every text one error away, spelled out: the definition, not the algorithm. */
function neighbours(text: string, letters: string): Set<string> {
  const found = new Set([text]);
  for (let at = 0; at <= text.length; at += 1) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    found.add(head + tail.slice(1));
    if (tail.length > 1) {
      found.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
    }
    for (const letter of letters) {
      found.add(head + letter + tail);
      found.add(head + letter + tail.slice(1));
    }
  }
  return found;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });

describe("withinOneEdit", () => {
  it("agrees with the definition", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(withinOneEdit(one, other)).toBe(neighbours(one, "abc").has(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it("accepts every neighbour", () => {
    fc.assert(
      fc.property(word, (one) => {
        expect([...neighbours(one, "abc")].filter((other) => !withinOneEdit(one, other))).toEqual([]);
      }),
    );
  });

  it("counts a letter beyond the basic plane as one", () => {
    expect(withinOneEdit("𐐀𐐁𐐂", "𐐀𐐁")).toBe(true);
    expect(withinOneEdit("𐐀𐐁𐐂", "𐐀")).toBe(false);
  });
});

describe("closeness", () => {
  it("forgives an error from five letters on", () => {
    expect(closeness("weber", ["weber"])).toBe("exact");
    expect(closeness("webber", ["weber"])).toBe("typo");
    expect(closeness("wener", ["weber"])).toBe("typo");
    expect(closeness("veger", ["weber"])).toBe("none");
    expect(closeness("lun", ["lund"])).toBe("none");
  });

  it("counts letters, not the vowel signs on them", () => {
    expect(closeness("राजेश", ["राकेश"])).toBe("none");
    expect(closeness("चंद्रशेखर", ["चंद्रशेकर"])).toBe("typo");
  });

  it("prefers an exact form wherever it stands", () => {
    expect(closeness("weber", ["webers", "weber", "webber"])).toBe("exact");
  });
});
