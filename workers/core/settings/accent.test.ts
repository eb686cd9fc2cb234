import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { accentColour, accentStyle, contrast, THEMES, tonesOf } from "./accent.ts";

const CHANNELS = ["00", "33", "66", "99", "cc", "ff"];
const COLOURS = CHANNELS.flatMap((red) =>
  CHANNELS.flatMap((green) => CHANNELS.map((blue) => `#${red}${green}${blue}`)),
);
const tokens = readFileSync(new URL("../../../console/ui/tokens.css", import.meta.url), "utf8");

it("measures as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

describe("the two tones of one colour", () => {
  it.each(["light", "dark"] as const)("can be read wherever words stand, whatever the colour: %s", (theme) => {
    const failed = COLOURS.filter((colour) => {
      const { accent, soft, onAccent, ratio } = tonesOf(colour)[theme];
      const { grounds, text } = THEMES[theme];
      const pairs = [...grounds, soft].map((ground) => [accent, ground] as const);
      const worst = Math.min(
        ...[...pairs, [onAccent, accent], [text, soft]].map(([ink = "", on = ""]) => contrast(ink, on)),
      );
      return worst < 4.5 || Math.abs(worst - ratio) > 1e-9;
    });
    expect(failed).toEqual([]);
  });

  it("keep the colour where it holds already, and its hue where it does not", () => {
    expect(tonesOf("#2f57c9").light.accent).toBe("#2f57c9");
    expect(tonesOf("#8fb0ff").dark.accent).toBe("#8fb0ff");
    const { light, dark } = tonesOf("#ffcc00");
    expect([light.accent, dark.accent]).toEqual([expect.stringMatching(/^#[0-9a-f]{4}00$/), "#ffcc00"]);
  });

  it("are told with the product's own tokens", () => {
    const value = (block: string, name: string): string | undefined =>
      new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1];
    const [light = "", dark = ""] = tokens.split("@media screen and");
    for (const [block, { grounds, text, onAccent }] of [
      [light, THEMES.light],
      [dark, THEMES.dark],
    ] as const) {
      expect(["canvas", "surface", "sunken"].map((name) => value(block, name))).toEqual(grounds);
      expect([value(block, "text"), value(block, "on-accent")]).toEqual([text, onAccent]);
    }
    for (const selector of [':root:not([data-theme="light"])', ':root[data-theme="dark"]']) {
      expect(tokens).toContain(`${selector} {`);
      expect(accentStyle(tonesOf("#123456"))).toContain(`${selector}{--accent:`);
    }
  });
});

it.each([
  ["#2F57C9", "#2f57c9"],
  ["#abc", "#abc"],
  ["", ""],
  ["red", undefined],
  ["#12345", undefined],
  ["#123456;}body{display:none", undefined],
])("reads %s as a colour, or as none", (text, colour) => {
  expect(accentColour.safeParse(text).data).toBe(colour);
});
