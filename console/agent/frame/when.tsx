/** A moment in short, with day, second and zone for whoever rests on it. */
import { useApp } from "./app-context.ts";
import { clockSeconds, dateTime, exactMoment, whenShort, zoneName } from "./format.ts";

export interface WhenProps {
  readonly at: number;
  /** The time of day with seconds, where the day is plain from what stands around it. */
  readonly seconds?: boolean;
  /** Day, time and zone, where it is a record. */
  readonly whole?: boolean;
}

export function When({ at, seconds = false, whole = false }: WhenProps) {
  const { now, session } = useApp();
  const { timeZone } = session;
  const text = whole
    ? `${dateTime(at, timeZone)} ${zoneName(at, timeZone)}`
    : seconds
      ? clockSeconds(at, timeZone)
      : whenShort(at, now(), timeZone);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactMoment(at, timeZone)}>
      {text}
    </time>
  );
}
