/** Inviting one or many, by lines that are typed or pasted, and what became of each. */
import { useState } from "preact/hooks";
import type { LinkHandedOver, Role } from "../../../workers/contract/console/access.ts";
import type { InviteReply } from "../../../workers/contract/console/users.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { FieldError } from "../send/field-error.tsx";
import type { ApiResult } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { CopyText } from "../frame/copy-text.tsx";
import { inviteUser } from "../frame/endpoints.ts";
import { problemText } from "../frame/problem.tsx";
import { usePress } from "../frame/use-press.ts";
import { FormEnd } from "./confirm-dialog.tsx";
import { inviteesIn, type Invitee } from "./invites.ts";

const words = en.users.inviteDialog;

interface Invited extends Invitee {
  readonly result: ApiResult<InviteReply>;
}

/** A link that is handed over now, and shown only once. */
export interface LinkMade {
  readonly type: "made";
  readonly name: string;
  readonly handedOver: LinkHandedOver;
  readonly expiresAt: number;
  readonly told: boolean;
}

interface InviteDialogProps {
  readonly ask: (asking: LinkMade | undefined) => void;
  readonly onChanged: () => void;
}

export function InviteDialog({ ask, onChanged }: InviteDialogProps) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const [trouble, setTrouble] = useState<string>();
  const [invited, setInvited] = useState<readonly Invited[]>();
  const close = (): void => ask(undefined);
  if (invited !== undefined) return <InvitedDialog invited={invited} onClose={close} />;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { people, unread } = inviteesIn(text);
    const [first, ...others] = people;
    setTrouble(unread.length > 0 ? words.unread(unread) : first === undefined ? words.nobody : undefined);
    if (first === undefined || unread.length > 0) return;
    const begun = await press(() => inviteUser(api, { ...first, role }));
    if (begun === undefined) return;
    onChanged();
    if (others.length === 0) {
      if (begun.ok) ask({ type: "made", name: first.name, told: false, ...begun.value });
      return;
    }
    const results: Invited[] = [{ ...first, result: begun }];
    for (const one of others) {
      results.push({ ...one, result: await inviteUser(api, { ...one, role }) });
    }
    setInvited(results);
    onChanged();
  };
  return (
    <Dialog title={words.title} closeLabel={en.common.close} onClose={close}>
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{words.text}</p>
        <label class="field">
          {words.who}
          <textarea
            autofocus
            required
            rows={4}
            maxLength={20_000}
            placeholder={words.example}
            value={text}
            aria-describedby="invite-who"
            onInput={(event) => {
              setText(event.currentTarget.value);
              setTrouble(undefined);
            }}
          />
          <span class="caption">{words.whoSays}</span>
        </label>
        <FieldError id="invite-who" message={trouble} />
        <label class="field">
          {words.role}
          <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
            {(Object.keys(en.roles) as readonly Role[]).map((one) => (
              <option key={one} value={one}>
                {en.roles[one]}
              </option>
            ))}
          </select>
        </label>
        <FormEnd problem={problem} onClose={close}>
          <button class="button primary" disabled={busy}>
            {words.button}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

export function InvitedDialog({ invited, onClose }: { invited: readonly Invited[]; onClose: () => void }) {
  return (
    <Dialog
      title={words.done(invited.filter(({ result }) => result.ok).length)}
      closeLabel={en.common.close}
      onClose={onClose}
    >
      <div class="dialog-form">
        <ul class="plain lines">
          {invited.map(({ name, email, result }) => (
            <li key={email}>
              <b>{name}</b> <span class="caption">{email}</span>{" "}
              {!result.ok ? (
                <span class="field-error">{problemText(result.problem)}</span>
              ) : result.value.handedOver.type === "mail" ? (
                words.mailed
              ) : (
                <CopyText name={words.linkOf(name)} text={result.value.handedOver.url} />
              )}
            </li>
          ))}
        </ul>
        <div class="dialog-actions">
          <button type="button" class="button primary" onClick={onClose}>
            {en.users.linkDialog.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
