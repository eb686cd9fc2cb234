import type { View } from "./view.ts";

/** The number to give on the phone, large enough to read out. */
export function Reference(props: { readonly view: View; readonly reference: string }) {
  return (
    <>
      <p class="muted fine">{props.view.copy.notVerified.reference}</p>
      <p class="reference">
        <bdi>{props.reference}</bdi>
      </p>
    </>
  );
}
