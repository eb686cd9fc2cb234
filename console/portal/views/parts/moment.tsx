/** A clock time: right without the script in the desk's zone, rewritten by it to the phone's own. */
import type { View } from "./view.ts";

export function Moment(props: { readonly view: View; readonly at: number }) {
  const { frame, copy } = props.view;
  const format = new Intl.DateTimeFormat(copy.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: frame.timeZone,
  });
  return <time dateTime={new Date(props.at).toISOString()}>{format.format(props.at)}</time>;
}
