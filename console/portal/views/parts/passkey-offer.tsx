/** After a pass: a passkey of this device, for the next time. Without its script nothing is offered. */
import type { OfferedPasskey } from "../../../../workers/contract/portal.ts";
import { pathOf, type View } from "./view.ts";

export function PasskeyOffer({ view, passkey }: { readonly view: View; readonly passkey: OfferedPasskey | undefined }) {
  const { passkeyOffer, me } = view.copy;
  if (passkey === undefined) return null;
  if (passkey === "added") return <p class="box info">{passkeyOffer.added}</p>;
  return (
    <section
      class="card"
      data-add-passkey
      data-options={pathOf(view, "newPasskeyOptions")}
      data-add={pathOf(view, "newPasskey")}
      data-name={me.passkeys.usual}
      data-page={pathOf(view)}
      hidden
    >
      <h2>{passkeyOffer.heading}</h2>
      <p>{passkeyOffer.text}</p>
      <button type="button" class="button plain">
        {me.passkeys.add}
      </button>
      <p class="field-problem" role="alert" data-said data-failed={me.passkeys.failed} data-known={me.passkeys.known} />
    </section>
  );
}
