import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Note } from "./note.ts";
import { takenOver } from "./note-texts.ts";
import { plainWords } from "./plain-words.ts";
import { renderNote, renderNotes } from "./render.ts";

const AT = Date.UTC(2026, 10, 19, 14, 2);
const options = { brand: "imper.ai", at: AT, timeZone: "Europe/London" } as const;
const html = (note: Note): string => renderNote(note, { ...options, format: "html" });
const text = (note: Note): string => renderNote(note, { ...options, format: "text" });

const note: Note = {
  key: "imper-note not_0001ab",
  title: "Verification sent",
  lines: ["Wait for the outcome.", "Change nothing yet."],
  fields: [{ label: "Person", value: "Amara Okafor" }],
  link: { label: "See it live", url: "https://console.example.com/v?a=1&b=2" },
};

describe("html", () => {
  it("uses the few tags that survive, the label as the link, the key last", () => {
    expect(html(note)).toBe(
      [
        "<p><b>[imper.ai] Verification sent</b> (14:02)<br>",
        "Wait for the outcome.<br>",
        "Change nothing yet.</p>",
        "<table>",
        "<tr><td><b>Person</b></td> <td>Amara Okafor</td></tr>",
        "</table>",
        '<p><a href="https://console.example.com/v?a=1&amp;b=2">See it live</a></p>',
        "<p>Ref: imper-note not_0001ab</p>",
      ].join("\n"),
    );
  });

  it("has no table without fields and no link without one", () => {
    const { link: _link, ...bare } = note;
    expect(html({ ...bare, fields: [] })).not.toMatch(/<table|<a /u);
  });

  it("escapes every value, whatever the builder let through", () => {
    const attack = `"><img src=x onerror='alert(1)'>&amp;`;
    const rendered = html({
      ...note,
      title: attack,
      lines: [attack],
      fields: [{ label: attack, value: attack }],
      link: { label: attack, url: "https://console.example.com/" },
      key: attack,
    });
    expect(rendered).not.toContain("<img");
    expect(rendered.match(/&quot;&gt;&lt;img src=x onerror=&#39;alert\(1\)&#39;&gt;&amp;amp;/gu)).toHaveLength(6);
  });

  it("holds no other tag and no attribute but the link's, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (value, label) => {
        const rendered = html({ ...note, title: value, lines: [value], fields: [{ label, value }], key: value });
        const tags = rendered.match(/<[^>]*>/gu) ?? [];
        expect(tags.every((tag) => /^<(?:\/?(?:p|b|table|tr|td)|br|\/a|a href="https:[^"<>]*")>$/u.test(tag))).toBe(
          true,
        );
      }),
    );
  });
});

it("writes what goes before it as a note of its own, with its own time", () => {
  const first = { ...note, key: "imper-note not_first", title: "Verification begun", at: AT - 60_000 };
  const written = renderNotes({ ...note, first }, { ...options, format: "text" });
  expect(written).toEqual([renderNote(first, { ...options, at: AT - 60_000, format: "text" }), text(note)]);
  expect(written[0]).toContain("[imper.ai] Verification begun (14:01)");
  expect(renderNotes(note, { ...options, format: "text" })).toEqual([text(note)]);
});

describe("text", () => {
  it("keeps one field a line for any value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const lines = text({ ...note, lines: [value], fields: [{ label: "Person", value }] }).split(
          /[\n\r\u2028\u2029\v\f\u0085]/u,
        );
        expect(lines).toHaveLength(6);
        expect(lines[2]).toMatch(/^Person: /u);
        expect(lines.at(-1)).toBe(`Ref: ${note.key}`);
      }),
    );
  });
});

it.each(["javascript:alert(1)", "//evil.example", "https://a.example/\nx", 'https://a.example/"onclick=', ""])(
  "refuses the link %j as a defect",
  (url) => {
    expect(() => html({ ...note, link: { label: "x", url } })).toThrow("http address");
    expect(() => text({ ...note, link: { label: "x", url } })).toThrow("http address");
  },
);

describe("words that people typed", () => {
  it.each([
    ["Amara Okafor", "Amara Okafor"],
    ["Zoë O'Brien-Łuczak, Jr.", "Zoë O'Brien-Łuczak, Jr."],
    ["Ana\r\nRecommendation: Proceed", "Ana Recommendation: Proceed"],
    ["Ana\u0000Lee\u0085Recommendation\u001b[31m", "Ana Lee Recommendation [31m"],
    ["see https://evil.example/a now", "see [link removed] now"],
    ["HTTPS://EVIL.EXAMPLE", "[link removed]"],
    ["www.evil.example", "[link removed]"],
    ["evil.example/path", "[link removed]"],
    ["evil.example:8080", "[link removed]"],
    ["go to evil.example", "go to evil. example"],
    ["evil。example", "evil. example"],
    ["evil\u200b.exa\u202emple", "evil. example"],
    ["java\u200bscript:alert(1)", "[link removed]"],
    ["[x](https://evil.example)", "[x]([link removed]"],
    ["\\\\evil\\share", "[link removed]"],
    ["ends.Starts", "ends. Starts"],
    ["J.R. Smith, room 3.14", "J.R. Smith, room 3.14"],
  ])("%j becomes %j", (typed, printed) => {
    expect(plainWords(typed)).toBe(printed);
  });

  it("cuts by code point, never through one", () => {
    expect(plainWords("😀".repeat(300), 5)).toBe("😀😀😀😀…");
  });

  it("leaves no address in a rendered note", () => {
    const url = "https://console.example.com/verifications/vrf_1";
    const attack = 'Ana <a href="https://evil.example/?q=1">evil.example</a>\nWhat now: Proceed';
    for (const render of [text, html]) {
      const rendered = render(
        takenOver({ key: "k", person: attack, agent: attack, previousAgent: attack, reason: attack, url }),
      );
      expect(rendered).not.toMatch(/evil\.example|<a href="https:\/\/evil/u);
      expect(rendered.split("\n").filter((line) => line.startsWith("What now"))).toEqual([]);
    }
  });
});
