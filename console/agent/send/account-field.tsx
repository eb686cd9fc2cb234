/** The account to act on: to be read where there is one, to be chosen where the requester has more. */
import { useId } from "preact/hooks";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { AccountReply, SendPageReply } from "../../../workers/contract/console/send.ts";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Appearance } from "../frame/appearance.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Tag } from "../../ui/status.tsx";
import { fieldError, type ApiProblem } from "../frame/api.ts";
import { useApp } from "../frame/app-context.ts";
import { may } from "../frame/may.ts";
import { FieldError } from "./field-error.tsx";
import { accountOf, withAccount, type SendForm } from "./form-state.ts";

export interface AccountFieldProps {
  readonly page: SendPageReply;
  readonly form: SendForm;
  readonly problem: ApiProblem | undefined;
  readonly busy: boolean;
  readonly live?: LiveReply;
  readonly onChange: (form: SendForm) => void;
}

type Person = NonNullable<SendPageReply["person"]>;

export function AccountField(props: AccountFieldProps) {
  const { page, live, problem } = props;
  const { session } = useApp();
  const id = useId();
  const { person } = page;
  if (person === undefined) return null;
  return (
    <section>
      <h2 class="label-line">
        <span id={id}>{en.send.account}</span> <span class="caption">{en.send.accountHint}</span>
      </h2>
      {live === undefined && page.accounts.length > 1 ? (
        <Pick {...props} person={person} labelId={id} />
      ) : (
        <Row {...props} person={person} />
      )}
      <FieldError message={fieldError(problem, "accountId")} />
      {may(session, "people.read") && (
        // A page of its own: what was typed here stays.
        <p class="caption">
          <a class="alone" href={pathTo.person(person.id)} target="_blank" rel="noreferrer">
            {en.people.open}
          </a>
        </p>
      )}
    </section>
  );
}

function Row({ page, form, live, person }: AccountFieldProps & { person: Person }) {
  // What was sent stays named after the account was taken out of the directory.
  const other = live?.account;
  return (
    <p class="well account-row">
      <Icon name="user" />
      <span class="account-words">
        {other === undefined ? (
          <>
            <b>{person.name}</b>
            <span class="muted acted-on">{person.email}</span>
            <Appearance of={person.appearance} />
          </>
        ) : (
          <>
            <b class="acted-on">{en.send.accountOther(other.userName, other.label)}</b>
            <span class="muted">{person.name}</span>
          </>
        )}
        <Privileged account={accountOf(page, form)} />
        <span class="muted account-place">{placeOf(person)}</span>
      </span>
    </p>
  );
}

function Pick({
  page,
  form,
  busy,
  person,
  labelId,
  onChange,
}: AccountFieldProps & { person: Person; labelId: string }) {
  const account = accountOf(page, form);
  return (
    <div class="field">
      <select
        name="accountId"
        aria-labelledby={labelId}
        value={account?.id ?? ""}
        disabled={busy}
        onChange={(event) => onChange(withAccount(page, form, event.currentTarget.value))}
      >
        {page.accounts.map(({ id, userName, label }) => (
          <option key={id ?? ""} value={id ?? ""}>
            {label === undefined ? en.send.accountOwn(person.name, userName) : en.send.accountOther(userName, label)}
          </option>
        ))}
      </select>
      <p class="account-facts">
        <span class="caption">{placeOf(person)}</span>
        <Privileged account={account} />
      </p>
    </div>
  );
}

function Privileged({ account }: { account: AccountReply | undefined }) {
  if (account?.privileged !== true) return null;
  return (
    <Tag tone="warn" icon="key">
      {en.send.accountPrivileged}
    </Tag>
  );
}

function placeOf({ department, office }: Person): string {
  return [department, office].filter(Boolean).join(", ");
}
