import { CallButton, Heading, ReportLine } from "./parts/furniture.tsx";
import { pathOf, type View } from "./parts/view.ts";

/** A part of ours is away. With the script the page asks again by itself, without it the person does. */
export function Busy(props: { readonly view: View }) {
  const { view } = props;
  const { busy, call } = view.copy;
  return (
    <>
      <Heading>{busy.heading}</Heading>
      <p>{busy.text}</p>
      <div class="bottom">
        <a class="button primary" href={pathOf(view)}>
          {busy.again}
        </a>
        <CallButton view={view} text={call} look="plain" />
      </div>
      <ReportLine view={view} />
    </>
  );
}
