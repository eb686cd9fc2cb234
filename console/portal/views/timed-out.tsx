import { CallButton, Heading } from "./parts/furniture.tsx";
import { Reference } from "./parts/reference.tsx";
import type { View } from "./parts/view.ts";

/** The time of a begun check ran out. */
export function TimedOut(props: { readonly view: View; readonly reference: string }) {
  const { timedOut, call } = props.view.copy;
  return (
    <>
      <Heading>{timedOut.heading}</Heading>
      <p>{timedOut.text}</p>
      <div class="card">
        <Reference view={props.view} reference={props.reference} />
      </div>
      <div class="bottom">
        <CallButton view={props.view} text={call} look="plain" />
      </div>
    </>
  );
}
