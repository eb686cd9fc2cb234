import { describe, expect, it } from "vitest";
import { escapeHtml, html } from "./html.ts";

describe("html", () => {
  it("escapes every value, in text and in attributes", () => {
    expect(html`<p title="${`"><script>'&`}">${"<b>"}</p>`.markup).toBe(
      `<p title="&quot;&gt;&lt;script&gt;&#39;&amp;">&lt;b&gt;</p>`,
    );
  });

  it("keeps its own markup, alone and in lists", () => {
    const item = html`<i>${"&"}</i>`;
    expect(html`${item}${[item, item]}`.markup).toBe("<i>&amp;</i><i>&amp;</i><i>&amp;</i>");
  });

  it("is not fooled by an empty value", () => {
    expect(html`a${""}b`.markup).toBe("ab");
  });

  it("escapes the five characters", () => {
    expect(escapeHtml(`&<>"'`)).toBe("&amp;&lt;&gt;&quot;&#39;");
  });
});
