import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteHtml, splitNotes } from "./note-html.ts";

describe("text", () => {
  it("keeps lines and makes addresses links", () => {
    expect(noteHtml("See it live:\nhttps://a.example/v?x=1&y=2\n1 < 2")).toBe(
      '<p>See it live:<br><a href="https://a.example/v?x=1&amp;y=2" rel="noreferrer">https://a.example/v?x=1&amp;y=2</a><br>1 &lt; 2</p>',
    );
  });
});

describe("html", () => {
  it("keeps the few tags and a web address", () => {
    const note =
      '<p><b>Done</b><br>\na &amp; b</p><table><tr><td>x</td></tr></table><a href="https://a.example/?x=1&amp;y=2">go</a>';
    expect(noteHtml(note)).toBe(
      '<p><b>Done</b><br>\na &amp; b</p><table><tr><td>x</td></tr></table><a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">go</a>',
    );
  });

  it.each([
    ["<p onclick=alert(1)>x</p>", "<p>x</p>"],
    ["<p>x</p><script>alert(1)</script>", "<p>x</p>&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["<p><img src=x onerror=alert(1)></p>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"],
    ['<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"],
    ["<p><a href='https://a.example/\"onclick=x'>x</a></p>", "<p><a>x</a></p>"],
    ["<p><b>open", "<p><b>open</b></p>"],
    ["<p>x</p></div></td></p>", "<p>x</p>&lt;/div&gt;"],
    ["<p>a <b>b</p> c", "<p>a <b>b</b></p> c"],
  ])("%s", (note, shown) => {
    expect(noteHtml(note)).toBe(shown);
  });
});

it("never lets another tag, attribute or script address through", () => {
  const piece = fc.constantFrom(
    "<p>",
    "<script>",
    '<a href="',
    "javascript:",
    '"',
    ">",
    "<",
    "<br>",
    "' onload=",
    "&lt;",
    "x",
    "\n",
    "</b>",
    "<table",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = noteHtml(pieces.join(""));
      const tags = html.match(/<[^>]*>?/gu) ?? [];
      expect(
        tags.filter(
          (tag) => !/^<(?:\/?(?:p|b|a|table|tr|td)|br|hr|a href="https?:[^"<>]*" rel="noreferrer")>$/u.test(tag),
        ),
      ).toEqual([]);
    }),
  );
});

it("takes a field apart into its notes", () => {
  expect(splitNotes("by hand\n\nfirst\nline\n<hr>\n<p>second</p>\n")).toEqual([
    "by hand",
    "first\nline",
    "<p>second</p>",
  ]);
  expect(splitNotes("")).toEqual([]);
});
