/** Who may enter the console: invited, changed in place, deactivated, deleted. */
import { useState } from "preact/hooks";
import type { UserRow } from "../../../workers/contract/console/users.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Crumb } from "../../ui/crumb.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { useApp } from "../frame/app-context.ts";
import { exportUsers, readUsers } from "../frame/endpoints.ts";
import { count } from "../frame/format.ts";
import { useMedia, useResource } from "../frame/hooks.ts";
import { may } from "../frame/may.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { decimalSign, saveFile } from "../verifications/export-csv.ts";
import { selectionOf } from "./selection.ts";
import { UserDialogs, type Asking } from "./user-dialogs.tsx";
import { UserCards, UserTable } from "./user-rows.tsx";

const words = en.users;

export function UsersPage() {
  const { api, session } = useApp();
  const resource = useResource("users", (signal) => readUsers(api, signal));
  // As the Set-up page leads here.
  const [asking, setAsking] = useState<Asking | undefined>(() =>
    new URLSearchParams(location.search).has("invite") ? { type: "invite" } : undefined,
  );
  const changes = may(session, "users.change");
  return (
    <div class="page">
      <PageHead
        worded
        actions={
          <>
            {may(session, "users.export") && <ExportUsers />}
            {changes && (
              <button type="button" class="button primary" onClick={() => setAsking({ type: "invite" })}>
                <Icon name="user" />
                {words.invite}
              </button>
            )}
          </>
        }
      >
        <Crumb to={pathTo.settings} text={en.settings.title} />
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body users">
        <p>{words.text}</p>
        <ResourcePage resource={resource} rows={6}>
          {({ users, roles }) => (
            <>
              <UserList users={users} changes={changes} ask={setAsking} />
              <details class="card">
                <summary class="card-head">{words.rolesTitle}</summary>
                <dl class="user-roles">
                  {roles.map(({ role, may: does }) => (
                    <div key={role}>
                      <dt>{en.roles[role]}</dt>
                      <dd class="small">{does.join("; ")}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            </>
          )}
        </ResourcePage>
      </div>
      {asking !== undefined && <UserDialogs asking={asking} ask={setAsking} onChanged={resource.reload} />}
    </div>
  );
}

function ExportUsers() {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const take = async (kind: "list" | "review"): Promise<void> => {
    const body = { kind, decimal: decimalSign(navigator.language) };
    const result = await press(() => exportUsers(api, body, new AbortController().signal));
    if (result?.ok === true) saveFile(result.value.file, result.value.name);
  };
  return (
    <>
      <ProblemLine problem={problem} />
      <button type="button" class="button" disabled={busy} onClick={() => void take("review")}>
        <Icon name="check" />
        {words.reviewFile}
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => void take("list")}>
        <Icon name="download" />
        {words.csv}
      </button>
    </>
  );
}

interface UserListProps {
  readonly users: readonly UserRow[];
  readonly changes: boolean;
  readonly ask: (asking: Asking) => void;
}

function UserList({ users, changes, ask }: UserListProps) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const narrow = useMedia("(width < 860px)");
  const { shown, selected } = selectionOf(users, { typed, chosen });
  const choose = (id: string): void =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const props = { users: shown, changes, chosen, choose, ask };
  return (
    <section class="card user-list">
      <h2 class="card-head split">
        <label class="search">
          <Icon name="search" />
          <span class="hidden">{words.search}</span>
          <input
            type="search"
            placeholder={words.search}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        {selected.length > 0 ? (
          <button type="button" class="button danger" onClick={() => ask({ type: "delete", users: selected })}>
            {words.remove(selected.length)}
          </button>
        ) : (
          <span class="muted figure">{count(shown.length)}</span>
        )}
      </h2>
      {shown.length === 0 ? (
        <EmptyState icon="search" title={words.none} text="" />
      ) : narrow ? (
        <UserCards {...props} />
      ) : (
        <UserTable {...props} />
      )}
    </section>
  );
}
