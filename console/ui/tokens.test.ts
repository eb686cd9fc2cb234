import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The colour declarations of the rule that opens with `selector`. */
function coloursOf(selector: string): Readonly<Record<string, string>> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no rule ${selector}`);
  const body = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] ?? "", found[2] ?? ""]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["canvas", "surface", "sunken"] as const;
const TINTS = ["accent", "ok", "warn", "bad", "info"] as const;

/** Every pair in which words are read: [ink, ground]. */
const TEXT_PAIRS: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((ground) => ["text", "muted", ...TINTS].map((ink) => [ink, ground] as const)),
  ...TINTS.flatMap((tint) => [tint, "text"].map((ink) => [ink, `${tint}-soft`] as const)),
  ["on-accent", "accent"],
  ["on-accent", "bad"],
];

/** Borders are judged against the fill of the control they enclose. */
const CONTROL_LINES: readonly (readonly [string, string])[] = [
  ["line-strong", "surface"],
  ...["accent", "bad"].flatMap((line) => GROUNDS.map((ground) => [line, ground] as const)),
];

const THEMES = {
  light: coloursOf(":root"),
  "dark by device": coloursOf('  :root:not([data-theme="light"])'),
  "dark by choice": coloursOf(':root[data-theme="dark"]'),
};

describe.each(Object.entries(THEMES))("tokens, %s", (_theme, colours) => {
  it.each(TEXT_PAIRS)("reads %s on %s at 4.5 or better", (ink, ground) => {
    expect(contrast(colours[ink] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CONTROL_LINES)("draws %s against %s at 3 or better", (line, ground) => {
    expect(contrast(colours[line] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

describe("tokens", () => {
  it("computes the known extremes", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });

  it("has one set of dark colours, however dark was asked for", () => {
    expect(THEMES["dark by choice"]).toEqual(THEMES["dark by device"]);
  });

  it("gives every light colour a dark one", () => {
    expect(Object.keys(THEMES["dark by choice"]).sort()).toEqual(Object.keys(THEMES.light).sort());
  });
});
