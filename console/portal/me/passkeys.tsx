import { ME_PATHS, type AddingPasskey } from "../../../workers/contract/me.ts";
import { Words } from "../views/parts/words.tsx";
import { Item, onDay, Section, type PartProps } from "./parts.tsx";
import { freshSignIn } from "./sign-in.tsx";
import { addressOf, type MeView } from "./view.ts";

interface PasskeysProps extends PartProps {
  readonly adding: AddingPasskey;
  readonly provider: string;
}

export function Passkeys({ view, kept, adding, provider }: PasskeysProps) {
  const { passkeys } = view.copy.me;
  return (
    <Section title={passkeys.heading}>
      <p>{passkeys.text}</p>
      {kept.passkeys.length === 0 ? <p>{passkeys.none}</p> : null}
      <ul class="plain">
        {kept.passkeys.map((passkey) => (
          <Item name={passkey.name}>
            {passkey.suspended
              ? passkeys.suspended
              : onDay(view, passkey.countsFrom > kept.at ? passkeys.notYet : passkeys.counts, passkey.countsFrom)}
            <Change view={view} id={passkey.id} name={passkey.name} />
          </Item>
        ))}
      </ul>
      <Add view={view} adding={adding} provider={provider} />
    </Section>
  );
}

function Change({ view, id, name }: { readonly view: MeView; readonly id: string; readonly name: string }) {
  const { passkeys } = view.copy.me;
  return (
    <div class="pair change">
      <form method="post" action={addressOf(view, ME_PATHS.renamePasskey)}>
        <input type="hidden" name="id" value={id} />
        <input name="name" value={name} maxLength={60} required aria-label={passkeys.name} />
        <button class="link">{passkeys.rename}</button>
      </form>
      <form method="post" action={addressOf(view, ME_PATHS.removePasskey)}>
        <input type="hidden" name="id" value={id} />
        <button class="link" aria-label={`${passkeys.remove}: ${name}`}>
          {passkeys.remove}
        </button>
      </form>
    </div>
  );
}

function Add({ view, adding, provider }: Omit<PasskeysProps, "kept">) {
  const { passkeys } = view.copy.me;
  switch (adding) {
    case "full":
      return <p>{passkeys.full}</p>;
    case "second_factor":
      return <p>{passkeys.secondFactor}</p>;
    case "fresh":
      return (
        <>
          <p>{passkeys.fresh}</p>
          <a class="button plain" href={freshSignIn(view, provider)}>
            {passkeys.confirm}
          </a>
        </>
      );
    case "offered":
      return (
        <>
          <p data-without-script>{passkeys.script}</p>
          <form
            data-add-passkey
            data-options={ME_PATHS.passkeyOptions}
            data-add={ME_PATHS.addPasskey}
            data-page={addressOf(view, ME_PATHS.page)}
            hidden
          >
            <label>
              <Words text={passkeys.name} />
              <input name="name" value={passkeys.usual} maxLength={60} required autocomplete="off" />
            </label>
            <button class="button primary">{passkeys.add}</button>
          </form>
          <p class="field-problem" role="alert" data-failed={passkeys.failed} data-known={passkeys.known} />
        </>
      );
  }
}
