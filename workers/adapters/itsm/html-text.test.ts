import { describe, expect, it } from "vitest";
import { textOfHtml } from "./html-text.ts";

const read = (value: string): string => textOfHtml(value, 1_000);

describe("HTML becomes what a reader sees", () => {
  it.each([
    ["<p>Hello,</p><p>I cannot <b>sign in</b>.<br/>Thanks</p>", "Hello,\nI cannot sign in.\nThanks"],
    ["<div>Tom &amp; Jerry&nbsp;&lt;3 &#8211; caf&eacute;</div>", "Tom & Jerry <3 – café"],
    ["<ul><li>one</li><li>two</li></ul>", "one\ntwo"],
    ["<table><tr><td>Phone</td><td>12</td></tr><tr><td>Desk</td><td>3</td></tr></table>", "Phone 12\nDesk 3"],
    ["<html><head><title>x</title><style>p{}</style></head><body>text<script>alert(1)</script></body></html>", "text"],
    ['before <img src="data:image/png;base64,AAAA"> after', "before after"],
    ["<p>an unclosed <b>tag", "an unclosed tag"],
    ["<p></p>", ""],
  ])("%s", (html, text) => {
    expect(read(html)).toBe(text);
  });
});

it.each(["a < b and c > d", "press <enter> twice", "Tom &amp; Jerry", "", "line one\n  line two"])(
  "%j is text already",
  (text) => {
    expect(read(text)).toBe(text);
  },
);

it("takes a description with a screenshot of megabytes in its stride", () => {
  const html = `<p>Look:</p><img src="data:image/png;base64,${"A".repeat(5_000_000)}"><p>${"word ".repeat(100_000)}</p>`;
  const startedAt = performance.now();
  expect(read(html).slice(0, 16)).toBe("Look:\nword word ");
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

/** Each took minutes or hours when the time went by the square of the length. */
describe("megabytes that somebody made up", () => {
  it.each([
    ["nested without end", "<div>".repeat(1_500_000), ""],
    ["tags that never end", "<a ".repeat(300_000), "<a ".repeat(300_000)],
    [
      "attributes",
      `<p>text<br ${Array.from({ length: 300_000 }, (_, index) => `a${String(index)}`).join(" ")}>`,
      "text",
    ],
  ])("%s", (_name, html, text) => {
    expect(read(html)).toBe(text);
  });

  it("are read as deep as a mail can be nested", () => {
    const nested = (depth: number) => read(`${"<div>".repeat(depth)}text`);
    expect([nested(100), nested(2_000)]).toEqual(["text", ""]);
  });
});

it("reads across its pieces as if there were none", () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `caf&eacute; ${String(index)}`);
  const html = `<div><p>${words.join("</p><p>")}</p></div>`;
  expect(textOfHtml(html, 1_000_000)).toBe(words.join("\n").replaceAll("&eacute;", "é"));
});
