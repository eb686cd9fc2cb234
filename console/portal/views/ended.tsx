import { CallButton, Heading, openWords, ReportLine } from "./parts/furniture.tsx";
import type { View } from "./parts/view.ts";

/** Expired, used, cancelled and replaced look alike, so that a link's fate tells nothing. Late readers may still report. */
export function Ended(props: { readonly view: View }) {
  const { view } = props;
  const { ended, call } = view.copy;
  const open = openWords(view);
  return (
    <>
      <Heading>{ended.heading}</Heading>
      <p>{ended.text}</p>
      <div class="card">
        <h2>{ended.next}</h2>
        <p>{ended.step}</p>
      </div>
      <div class="bottom">
        {open === undefined ? null : <p class="centred muted fine">{open}</p>}
        <CallButton view={view} text={call} look="primary" />
      </div>
      <ReportLine view={view} />
    </>
  );
}
