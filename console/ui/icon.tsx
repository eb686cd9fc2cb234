/** The console's icons: one 20 px grid, one stroke width, the text's colour. Decorative always; words stand beside them. */
const CIRCLE = "M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15z";
const OCTAGON = "M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7z";

const PATHS = {
  arrowLeft: "M16 10H4M8.5 5.5L4 10l4.5 4.5",
  arrowRight: "M4 10h12M11.5 5.5L16 10l-4.5 4.5",
  ban: `${CIRCLE}M4.8 4.8l10.4 10.4`,
  bell: "M5 13.5V9a5 5 0 0110 0v4.5l1.5 1.5h-13zM8.3 17.2h3.4",
  call: "M5 3h3l1.2 3.6-1.8 1.3a9 9 0 004.7 4.7l1.3-1.8L17 12v3a2 2 0 01-2 2A12 12 0 013 5a2 2 0 012-2z",
  check: "M4.5 10.5l3.7 3.7 7.3-8",
  checkCircle: `${CIRCLE}M6.8 10.3l2.2 2.2 4.2-4.6`,
  chevronDown: "M5.5 8l4.5 4.5L14.5 8",
  chevronLeft: "M12 5.5L7.5 10l4.5 4.5",
  chevronRight: "M8 5.5l4.5 4.5L8 14.5",
  chevronUp: "M5.5 12L10 7.5l4.5 4.5",
  clock: `${CIRCLE}M10 6v4l2.7 1.8`,
  close: "M5 5l10 10M15 5L5 15",
  copy: "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
  dash: `${CIRCLE}M6.8 10h6.4`,
  download: "M10 3v9.5M6 9l4 4 4-4M3.5 14v2.5h13V14",
  doubleCheck: "M2.5 10.8l3.2 3.2 6-6.8M9.2 13.2l.8.8 7-7.8",
  external: "M8.5 4H4v12h12v-4.5M11.5 3.5h5v5M16.3 3.7l-6.8 6.8",
  eye: "M2 10c1.9-3.5 4.6-5.3 8-5.3s6.1 1.8 8 5.3c-1.9 3.5-4.6 5.3-8 5.3S3.9 13.5 2 10zM10 12.3a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6z",
  flag: "M4.5 17.5v-14h10.5l-2 3.7 2 3.8H4.5",
  globe: `${CIRCLE}M2.5 10h15M10 2.5c2.2 2.2 3.2 4.7 3.2 7.5s-1 5.3-3.2 7.5C7.8 15.3 6.8 12.8 6.8 10S7.8 4.7 10 2.5z`,
  half: CIRCLE,
  hourglass: "M5.5 3h9M5.5 17h9M6.5 3v3.2L10 10l3.5-3.8V3M6.5 17v-3.2L10 10l3.5 3.8V17",
  key: "M7 15.5a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4zM9.4 10.2L16.5 3M13.3 6.3l2.2 2.2",
  lock: "M4.5 9h11v8h-11zM6.8 9V6.5a3.2 3.2 0 016.4 0V9",
  mail: "M3 5h14v10.5H3zM3.5 5.5l6.5 5 6.5-5",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  message: "M3 4h14v9.5H9l-3.5 3v-3H3z",
  monitor: "M3 4h14v9.5H3zM7.5 17h5M10 13.5V17",
  moon: "M16.5 11.8A6.8 6.8 0 018.2 3.5a6.8 6.8 0 108.3 8.3z",
  octagonMinus: `${OCTAGON}M6.8 10h6.4`,
  octagonX: `${OCTAGON}M7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6`,
  phone: "M6.5 2.5h7a1 1 0 011 1v13a1 1 0 01-1 1h-7a1 1 0 01-1-1v-13a1 1 0 011-1zM9 15h2",
  question: `${CIRCLE}M8 7.9a2.1 2.1 0 113 1.9c-.7.3-1 .8-1 1.5M10 13.6v.1`,
  refresh: "M16 5.5v3.7h-3.7M15.8 9a6 6 0 10.2 2.5",
  report: "M5 2.5h7l3.5 3.5v11.5H5zM11.5 2.8v3.7h3.7M7.5 10h5M7.5 13h5",
  search: "M9 14.5a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM13 13l4 4",
  send: "M17 3L8.8 11.2M17 3l-5.2 14-3-5.8L3 8.2z",
  settings: "M3 6h5M12 6h5M3 14h8M15 14h2M10 8a2 2 0 100-4 2 2 0 000 4zM13 16a2 2 0 100-4 2 2 0 000 4z",
  shieldAlert: "M10 2.5l6 2.2v4.6c0 4-2.6 6.7-6 8.2-3.4-1.5-6-4.2-6-8.2V4.7zM10 6.5v4M10 13.2v.1",
  shieldCheck: "M10 2.5l6 2.2v4.6c0 4-2.6 6.7-6 8.2-3.4-1.5-6-4.2-6-8.2V4.7zM7.4 9.8l1.9 1.9 3.4-3.6",
  signOut: "M8 3.5H4v13h4M12.5 6.5L16 10l-3.5 3.5M16 10H8",
  sun: "M10 13a3 3 0 100-6 3 3 0 000 6zM10 2.5V4M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1",
  triangle: "M10 3.2l7.8 13.3H2.2zM10 8v3.6M10 14v.1",
  user: "M10 9.5a3 3 0 100-6 3 3 0 000 6zM4 17c.4-3.2 2.8-5 6-5s5.6 1.8 6 5",
  volume: "M3.5 8v4h2.7l4.3 3.3V4.7L6.2 8zM13 7.5a3.5 3.5 0 010 5M15 5.5a6.5 6.5 0 010 9",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: 16 | 20 }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
      {name === "half" && <path class="icon-fill" d="M10 2.5a7.5 7.5 0 010 15z" />}
    </svg>
  );
}
