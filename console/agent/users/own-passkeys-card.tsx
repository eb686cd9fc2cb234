/** One's own passkeys: what is there, adding one, removing one. */
import { useState } from "preact/hooks";
import type { OwnPasskeysReply } from "../../../workers/contract/console/access.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { addPasskey, askNewPasskey, makeRecoveryCodes, readOwnPasskeys, removePasskey } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { makePasskey, passkeysWork } from "../frame/passkey.ts";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { useCopy } from "../frame/copy-text.tsx";
import { ConfirmDialog, FormEnd } from "./confirm-dialog.tsx";

const words = en.passkeys;

type OwnPasskey = OwnPasskeysReply["passkeys"][number];
type Asking =
  { readonly type: "add" } | { readonly type: "codes" } | { readonly type: "remove"; readonly passkey: OwnPasskey };

export function OwnPasskeysCard() {
  const { api } = useApp();
  const resource = useResource("own-passkeys", (signal) => readOwnPasskeys(api, signal));
  const [asking, setAsking] = useState<Asking>();
  const [made, setMade] = useState<readonly string[]>();
  const close = (): void => setAsking(undefined);
  const changed = (): void => {
    close();
    resource.reload();
  };
  return (
    <section class="card">
      <ResourcePage resource={resource} rows={2}>
        {({ passkeys, signsIn, mayAdd, recoveryCodesLeft }) => (
          <>
            <div class="card-head split">
              <h2 class="grow">{words.title}</h2>
              {passkeysWork() && mayAdd && (
                <button type="button" class="button small-button" onClick={() => setAsking({ type: "add" })}>
                  <Icon name="key" />
                  {words.add}
                </button>
              )}
            </div>
            <p class="card-text">{passkeysWork() ? (signsIn ? words.signsIn : words.confirms) : words.unable}</p>
            {passkeys.length === 0 ? (
              <p class="card-text caption">{words.empty}</p>
            ) : (
              <ul class="plain lines">
                {passkeys.map((passkey) => (
                  <li key={passkey.id} class="own-sign-in">
                    <PasskeyLine passkey={passkey} />
                    <button
                      type="button"
                      class="button small-button"
                      aria-label={`${words.remove}: ${passkey.name}`}
                      onClick={() => setAsking({ type: "remove", passkey })}
                    >
                      {words.remove}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {signsIn && (
              <div class="own-sign-in own-codes">
                <span class="grow">
                  <b>{words.codes.title}</b>
                  <span class="caption">{words.codes.left(recoveryCodesLeft)}</span>
                </span>
                <button type="button" class="button small-button" onClick={() => setAsking({ type: "codes" })}>
                  {words.codes.make}
                </button>
              </div>
            )}
          </>
        )}
      </ResourcePage>
      {asking?.type === "codes" && (
        <ConfirmDialog
          title={words.codes.sure}
          text={words.codes.sureText}
          button={words.codes.make}
          act={() => makeRecoveryCodes(api)}
          onClose={close}
          onDone={({ codes }) => {
            setMade(codes);
            changed();
          }}
        />
      )}
      {made !== undefined && <CodesDialog codes={made} onClose={() => setMade(undefined)} />}
      {asking?.type === "add" && <AddDialog onClose={close} onDone={changed} />}
      {asking?.type === "remove" && (
        <ConfirmDialog
          title={words.removeTitle(asking.passkey.name)}
          text={words.removeText}
          button={words.remove}
          danger
          act={() => removePasskey(api, asking.passkey.id)}
          onClose={close}
          onDone={changed}
        />
      )}
    </section>
  );
}

function PasskeyLine({ passkey }: { passkey: OwnPasskey }) {
  const { name, addedAt, lastUsedAt, suspendedAt } = passkey;
  return (
    <span class="grow">
      <b>{name}</b>
      <span class="caption">
        {words.added} <When at={addedAt} whole />,{" "}
        {lastUsedAt === undefined ? (
          words.unused
        ) : (
          <>
            {words.used} <When at={lastUsedAt} />
          </>
        )}
      </span>
      {suspendedAt !== undefined && <span class="tag tone-bad">{words.suspended}</span>}
    </span>
  );
}

function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { copied, copy } = useCopy(() => codes.join("\n"));
  return (
    <Dialog title={words.codes.title} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{words.codes.shown}</p>
        <ul class="plain recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={copy}>
            {copied ? words.codes.copied : words.codes.copy}
          </button>
          <button type="button" class="button primary" onClick={onClose}>
            {words.codes.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface AddDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function AddDialog({ onClose, onDone }: AddDialogProps) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const [name, setName] = useState("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await press(async () => {
      const made = await makePasskey(await askNewPasskey(api));
      return made.ok ? addPasskey(api, name.trim(), made.value) : made;
    });
    if (done?.ok === true) onDone();
  };
  return (
    <Dialog title={words.add} closeLabel={en.common.close} onClose={onClose}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <label class="field">
          {words.name}
          <input
            autofocus
            required
            maxLength={60}
            value={name}
            aria-describedby="passkey-name-hint"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <span id="passkey-name-hint" class="caption">
            {words.nameHint}
          </span>
        </label>
        <FormEnd problem={problem} onClose={onClose}>
          <button class="button primary" disabled={busy}>
            {words.goOn}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
