/** What is asked before a user is changed, and the link that is shown once. */
import type { Role } from "../../../workers/contract/console/access.ts";
import type { UserRow } from "../../../workers/contract/console/users.ts";
import { en } from "../../copy/desk/en.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useApp } from "../frame/app-context.ts";
import { changeUserRole, deleteUsers, makeSignInLink, setUserActive } from "../frame/endpoints.ts";
import { usePress } from "../frame/use-press.ts";
import { When } from "../frame/when.tsx";
import { useCopy } from "../frame/copy-text.tsx";
import { ConfirmDialog, FormEnd } from "./confirm-dialog.tsx";
import { InviteDialog, type LinkMade } from "./invite-dialog.tsx";

const words = en.users;

interface Stayed {
  readonly name: string;
  readonly why: string;
}

export type Asking =
  | { readonly type: "invite" }
  | { readonly type: "link"; readonly user: UserRow }
  | LinkMade
  | { readonly type: "role"; readonly user: UserRow; readonly role: Role }
  | { readonly type: "active"; readonly user: UserRow }
  | { readonly type: "delete"; readonly users: readonly UserRow[] }
  /** Of those who were to be deleted. */
  | { readonly type: "stayed"; readonly stay: readonly Stayed[] };

export interface UserDialogsProps {
  readonly asking: Asking;
  readonly ask: (asking: Asking | undefined) => void;
  readonly onChanged: () => void;
}

export function UserDialogs({ asking, ask, onChanged }: UserDialogsProps) {
  const { api } = useApp();
  const close = (): void => ask(undefined);
  const done = (): void => {
    close();
    onChanged();
  };
  const { confirm } = words;
  switch (asking.type) {
    case "invite":
      return <InviteDialog ask={ask} onChanged={onChanged} />;
    case "link":
      return <LinkDialog user={asking.user} ask={ask} />;
    case "made":
      return asking.handedOver.type === "mail" ? (
        <MailedDialog to={asking.handedOver.to} expiresAt={asking.expiresAt} onClose={close} />
      ) : (
        <MadeDialog made={asking} url={asking.handedOver.url} onClose={close} />
      );
    case "role":
      return (
        <ConfirmDialog
          title={confirm.role(asking.user.name, en.roles[asking.role])}
          text={roleText(asking.user, asking.role)}
          button={confirm.button.role}
          act={() => changeUserRole(api, asking.user.id, asking.role)}
          onClose={close}
          onDone={done}
        />
      );
    case "active": {
      const { user } = asking;
      const active = user.status === "inactive";
      return (
        <ConfirmDialog
          title={active ? `${words.activate} ${user.name}?` : confirm.deactivate(user.name)}
          text={active ? "" : confirm.deactivateText}
          button={active ? words.activate : confirm.button.deactivate}
          danger={!active}
          act={() => setUserActive(api, user.id, active)}
          onClose={close}
          onDone={done}
        />
      );
    }
    case "delete":
      return (
        <ConfirmDialog
          title={confirm.delete(asking.users.map(({ name }) => name).join(", "))}
          text={confirm.deleteText}
          button={confirm.button.delete}
          danger
          act={() =>
            deleteUsers(
              api,
              asking.users.map(({ id }) => id),
            )
          }
          onClose={close}
          onDone={({ stay }) => {
            const named = asking.users.flatMap(({ id, name }) =>
              stay.filter((one) => one.id === id).map(({ why }) => ({ name, why })),
            );
            ask(named.length === 0 ? undefined : { type: "stayed", stay: named });
            onChanged();
          }}
        />
      );
    case "stayed":
      return <StayedDialog stay={asking.stay} onClose={close} />;
  }
}

/** Of who came by a group only the role of an admin stays. */
export function roleText({ byGroups }: Pick<UserRow, "byGroups">, role: Role): string {
  const { roleText: always, roleByGroup } = words.confirm;
  return byGroups && role !== "admin" ? `${always} ${roleByGroup}` : always;
}

function LinkDialog({ user, ask }: { user: UserRow; ask: UserDialogsProps["ask"] }) {
  const again = user.status === "invited";
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await press(() => makeSignInLink(api, user.email));
    if (result?.ok === true) ask({ type: "made", name: user.name, told: !again, ...result.value });
  };
  return (
    <Dialog
      title={again ? words.again : words.linkDialog.title}
      subtitle={user.name}
      closeLabel={en.common.close}
      onClose={() => ask(undefined)}
    >
      <form class="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{again ? words.inviteDialog.text : words.linkDialog.told}</p>
        <FormEnd problem={problem} onClose={() => ask(undefined)}>
          <button class="button primary" disabled={busy}>
            {again ? words.again : words.link}
          </button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

function StayedDialog({ stay, onClose }: { stay: readonly Stayed[]; onClose: () => void }) {
  return (
    <Dialog title={words.stayed.title} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{words.stayed.text}</p>
        <ul>
          {stay.map(({ name, why }) => (
            <li key={name}>
              <b>{name}</b>: {why}.
            </li>
          ))}
        </ul>
        <div class="dialog-actions">
          <button type="button" class="button primary" onClick={onClose}>
            {words.linkDialog.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface MailedDialogProps {
  readonly to: string;
  readonly expiresAt: number;
  readonly onClose: () => void;
}

function MailedDialog({ to, expiresAt, onClose }: MailedDialogProps) {
  const { mailedDialog, linkDialog } = words;
  return (
    <Dialog title={mailedDialog.title} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{mailedDialog.text(to)}</p>
        <p class="caption">
          {linkDialog.until} <When at={expiresAt} whole />. {mailedDialog.where}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button primary" onClick={onClose}>
            {linkDialog.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

interface MadeDialogProps {
  readonly made: LinkMade;
  readonly url: string;
  readonly onClose: () => void;
}

function MadeDialog({ made, url, onClose }: MadeDialogProps) {
  const { copied, copy } = useCopy(() => url);
  const { linkDialog } = words;
  return (
    <Dialog title={linkDialog.title} closeLabel={en.common.close} onClose={onClose}>
      <div class="dialog-form">
        <p>{linkDialog.text(made.name)}</p>
        <label class="field">
          <span class="hidden">{linkDialog.title}</span>
          <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
        </label>
        <p class="caption">
          {linkDialog.until} <When at={made.expiresAt} whole />. {made.told && linkDialog.told}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={copy}>
            {copied ? linkDialog.copied : linkDialog.copy}
          </button>
          <button type="button" class="button primary" onClick={onClose}>
            {linkDialog.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
