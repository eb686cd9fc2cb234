/** Icons: 20 px, one stroke, never alone in saying something, so always hidden from screen readers. */

const SHAPES = {
  ticket: "M3 6h14v3a1.5 1.5 0 0 0 0 3v2H3v-2a1.5 1.5 0 0 0 0-3zM12 6.5v1.5M12 12v1.5",
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M10 6v4.2l2.6 1.5",
  shield: "M10 2.5l6 2.2v4.6c0 4-2.5 6.7-6 8.2c-3.5-1.5-6-4.2-6-8.2V4.7z",
  flag: "M5 17.5V3M5 3.5h10l-2 3.5l2 3.5H5",
  chevron: "M8 5l5 5l-5 5",
  back: "M16 10H4M9 5l-5 5l5 5",
  check: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M6.8 10.2l2.2 2.2l4.2-4.6",
  cross: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  warn: "M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.1",
  info: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M10 9.2v4.6M10 6.4v.1",
  phone:
    "M4.5 3h3l1.5 3.8l-1.9 1.4a10 10 0 0 0 4.7 4.7l1.4-1.9L17 12.5v3c0 .8-.7 1.5-1.5 1.5C8.9 16.6 3.4 11.1 3 4.5C3 3.7 3.7 3 4.5 3z",
  pin: "M10 17.5c-3.3-3.3-5.5-6-5.5-9a5.5 5.5 0 0 1 11 0c0 3-2.2 5.7-5.5 9zM10 10.5a2 2 0 1 0 0-4a2 2 0 0 0 0 4",
  offline: "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M4.7 4.7l10.6 10.6",
} as const;

export type IconName = keyof typeof SHAPES;

/** Arrows and the flag point along the line of reading. */
const FLIPPED: ReadonlySet<IconName> = new Set(["chevron", "back", "flag"]);

export function Icon(props: { readonly name: IconName }) {
  return (
    <svg class={FLIPPED.has(props.name) ? "icon flip" : "icon"} viewBox="0 0 20 20" aria-hidden="true">
      <path d={SHAPES[props.name]} />
    </svg>
  );
}
