/** A moment in short, with day, second and zone for whoever rests on it. */
import { useApp } from "./app-context.ts";
import { clockSeconds, exactMoment, whenShort } from "./format.ts";

export interface WhenProps {
  readonly at: number;
  /** The time of day with seconds, where the day is plain from what stands around it. */
  readonly seconds?: boolean;
}

export function When({ at, seconds = false }: WhenProps) {
  const { now, session } = useApp();
  const { timeZone } = session;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactMoment(at, timeZone)}>
      {seconds ? clockSeconds(at, timeZone) : whenShort(at, now(), timeZone)}
    </time>
  );
}
