import { useMedia } from "../frame/hooks.ts";
import type { Room } from "./table.tsx";

export interface RoomFor {
  /** Cards in place of the table. */
  readonly cards: boolean;
  readonly room: Room;
}

/** Beside the panel five columns need 1360 px and three need 900; below that, cards say the same. */
export function useRoom({ phone, docked }: { phone: boolean; docked: boolean }): RoomFor {
  const roomy = useMedia("(min-width: 1360px)");
  const cramped = useMedia("(max-width: 899px)");
  // The width that every head of the whole table needs.
  const whole = useMedia("(min-width: 1440px)");
  if (docked) return { cards: cramped, room: roomy ? "compact" : "tight" };
  return { cards: phone, room: whole ? "wide" : "compact" };
}
