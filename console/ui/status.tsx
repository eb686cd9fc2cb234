/** Status, level and score as they always appear: icon, word and colour together, and a score never without its limit. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import type { Tone } from "./tone.ts";

export function Mark({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`mark tone-${tone}`}>
      {icon === undefined ? <span class="dot" /> : <Icon name={icon} />}
      {children}
    </span>
  );
}

export function Tag({ tone, icon, children }: { tone: Tone; icon: IconName; children: ComponentChildren }) {
  return (
    <span class={`tag tone-${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

const LEVEL_LOOK = {
  verified: { tone: "ok", icon: "checkCircle" },
  medium: { tone: "warn", icon: "triangle" },
  high: { tone: "bad", icon: "octagonX" },
} as const satisfies Record<string, { tone: Tone; icon: IconName }>;

export type LevelId = keyof typeof LEVEL_LOOK;

/** The look of a level on the scale. A check's own level may be quieter: see its verdict. */
export function levelLook(level: LevelId): { readonly tone: Tone; readonly icon: IconName } {
  return LEVEL_LOOK[level];
}

export interface MeterProps {
  readonly score: number;
  readonly passLine: number;
  readonly tone: Tone;
  readonly label: string;
}

/** A small bar from 0 to 10 with the limit's tick. */
export function Meter({ score, passLine, tone, label }: MeterProps) {
  return (
    <svg class={`meter tone-${tone}`} width="64" height="14" role="img" aria-label={label}>
      <rect class="meter-rail" x="0" y="4" width="64" height="6" rx="3" />
      <rect class="meter-fill" x="0" y="4" width={Math.max(6, score * 6.4)} height="6" rx="3" />
      <rect class="meter-tick" x={passLine * 6.4 - 1} y="0" width="2" height="14" />
    </svg>
  );
}
