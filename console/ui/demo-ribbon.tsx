/** Says on every page that nobody here exists. */
import { en } from "../copy/desk/en.ts";

/** `day` as "2026-11-29". */
export function DemoRibbon({ day }: { day: string }) {
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(day));
  return <p class="demo-ribbon">{en.demoData(words)}</p>;
}
