/**
 * One colour cannot be read on white and on near-black: of the one that an admin chooses a tone is made
 * for each theme. The hue stays; the lightness moves until every pair in which words are read holds.
 */
import { z } from "zod";

/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;
const STEP = 0.005;

interface Theme {
  readonly grounds: readonly string[];
  readonly text: string;
  /** On a filled control. */
  readonly onAccent: string;
  readonly soft: { readonly lightness: number; readonly mostSaturated: number };
  readonly direction: 1 | -1;
}

/** As in the console's and the portal's tokens; a test compares them. */
export const THEMES = {
  light: {
    grounds: ["#f6f7f9", "#ffffff", "#eef0f4"],
    text: "#161a22",
    onAccent: "#ffffff",
    soft: { lightness: 0.95, mostSaturated: 0.77 },
    direction: -1,
  },
  dark: {
    grounds: ["#0f1218", "#171b23", "#12161d"],
    text: "#eceff4",
    onAccent: "#0f1218",
    soft: { lightness: 0.2, mostSaturated: 0.4 },
    direction: 1,
  },
} as const satisfies Readonly<Record<string, Theme>>;

export interface Tone {
  /** `#rrggbb`, as the others. */
  readonly accent: string;
  readonly soft: string;
  readonly onAccent: string;
  /** The lowest of all pairs in which words are read. */
  readonly ratio: number;
}

export type Tones = Readonly<Record<keyof typeof THEMES, Tone>>;

/** `#rgb` or `#rrggbb`, or empty for the product's own. */
export const accentColour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:#(?:[0-9a-f]{3}|[0-9a-f]{6}))?$/, "must be a colour like #2f57c9");

/** Of a colour that `accentColour` has read, and that is not empty. */
export function tonesOf(colour: string): Tones {
  return { light: toneOf(colour, THEMES.light), dark: toneOf(colour, THEMES.dark) };
}

function toneOf(colour: string, theme: Theme): Tone {
  const { hue, saturation, lightness } = hslOf(colour);
  const { onAccent, direction, soft } = theme;
  const softTone = hexOf({ hue, saturation: Math.min(saturation, soft.mostSaturated), lightness: soft.lightness });
  for (let steps = 0; ; steps += 1) {
    const moved = lightness + direction * steps * STEP;
    const accent = steps === 0 ? hexOf(hslOf(colour)) : hexOf({ hue, saturation, lightness: moved });
    const ratio = lowest({ accent, soft: softTone, theme });
    // At black, or at white, there is nowhere to go; there every pair holds.
    if (ratio >= READABLE || (direction === 1 ? moved >= 1 : moved <= 0)) {
      return { accent, soft: softTone, onAccent, ratio };
    }
  }
}

function lowest({ accent, soft, theme }: { accent: string; soft: string; theme: Theme }): number {
  const pairs = [
    ...[...theme.grounds, soft].map((ground) => [accent, ground] as const),
    [theme.onAccent, accent] as const,
    [theme.text, soft] as const,
  ];
  return Math.min(...pairs.map(([ink, ground]) => contrast(ink, ground)));
}

/** WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Each from 0 to 1. */
function channelsOf(colour: string): readonly number[] {
  const digits = colour.slice(1);
  const size = digits.length / 3;
  return [0, 1, 2].map((place) => {
    const channel = digits.slice(place * size, (place + 1) * size);
    return Number.parseInt(size === 1 ? channel + channel : channel, 16) / 255;
  });
}

interface Hsl {
  /** From 0 to 6. */
  readonly hue: number;
  readonly saturation: number;
  readonly lightness: number;
}

function hslOf(colour: string): Hsl {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour);
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const [spread, lightness] = [most - least, (most + least) / 2];
  if (spread === 0) {
    return { hue: 0, saturation: 0, lightness };
  }
  const saturation = spread / (1 - Math.abs(2 * lightness - 1));
  const hue =
    most === red
      ? ((green - blue) / spread + 6) % 6
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  return { hue, saturation, lightness };
}

function hexOf({ hue, saturation, lightness }: Hsl): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const place = (offset + hue * 2) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

/** Stands after the tokens and takes their selectors, so that the theme that counts there counts here. */
export function accentStyle({ light, dark }: Tones): string {
  const rules = ({ accent, soft, onAccent }: Tone): string =>
    `{--accent:${accent};--accent-soft:${soft};--on-accent:${onAccent}}`;
  return [
    `:root${rules(light)}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"])${rules(dark)}}`,
    `@media screen{:root[data-theme="dark"]${rules(dark)}}`,
  ].join("");
}
