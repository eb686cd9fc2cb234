/** Users line by line: a table where there is room, cards on a phone. */
import type { Role } from "../../../workers/contract/console/access.ts";
import type { UserRow } from "../../../workers/contract/console/users.ts";
import { en } from "../../copy/desk/en.ts";
import { Appearance } from "../frame/appearance.tsx";
import { DataTable, type Column } from "../../ui/data-table.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Mark } from "../../ui/status.tsx";
import { When } from "../frame/when.tsx";
import type { Asking } from "./user-dialogs.tsx";

const words = en.users;
const ROLES = Object.keys(en.roles) as readonly Role[];

export interface UserRowsProps {
  readonly users: readonly UserRow[];
  readonly changes: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (id: string) => void;
  readonly ask: (asking: Asking) => void;
}

export function UserTable({ users, ...acts }: UserRowsProps) {
  const { columns } = words;
  const shown: readonly Column<UserRow>[] = [
    ...(acts.changes
      ? [{ id: "select", head: columns.select, quiet: true, cell: (user: UserRow) => <Choice user={user} {...acts} /> }]
      : []),
    { id: "name", head: columns.name, cell: (user) => <Name user={user} /> },
    { id: "email", head: columns.email, cell: ({ email }) => email },
    { id: "role", head: columns.role, cell: (user) => <RoleField user={user} {...acts} /> },
    { id: "status", head: columns.status, cell: (user) => <Status user={user} /> },
    { id: "added", head: columns.added, cell: ({ addedAt }) => <When at={addedAt} /> },
    { id: "seen", head: columns.seen, cell: (user) => <Seen user={user} /> },
    { id: "ways", head: columns.ways, cell: (user) => <Ways user={user} /> },
    ...(acts.changes
      ? [{ id: "act", head: columns.act, quiet: true, cell: (user: UserRow) => <Acts user={user} ask={acts.ask} /> }]
      : []),
  ];
  return <DataTable caption={words.caption} columns={shown} rows={users} idOf={(user) => user.id} />;
}

export function UserCards({ users, ...acts }: UserRowsProps) {
  return (
    <ul class="plain lines">
      {users.map((user) => (
        <li key={user.id} class="user-card">
          <p class="split">
            {acts.changes && !user.self ? (
              <label class="user-choice">
                <Choice user={user} {...acts} />
                <Name user={user} />
              </label>
            ) : (
              <Name user={user} />
            )}
            <Status user={user} />
          </p>
          <p class="small">{user.email}</p>
          <p class="split">
            <RoleField user={user} {...acts} />
            {acts.changes && <Acts user={user} ask={acts.ask} />}
          </p>
          <p class="caption">
            {words.columns.added} <When at={user.addedAt} /> · {words.columns.seen} <Seen user={user} />
            {user.ways.length > 0 && (
              <>
                {" · "}
                <Ways user={user} />
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Name({ user }: { user: UserRow }) {
  return (
    <span>
      <b>{user.name}</b>
      {user.self && <span class="muted"> ({words.you})</span>} <Appearance of={user.appearance} />
    </span>
  );
}

type ActProps = Pick<UserRowsProps, "changes" | "chosen" | "choose" | "ask"> & { readonly user: UserRow };

/** None for oneself: nobody deletes his own. */
function Choice({ user, chosen, choose }: ActProps) {
  if (user.self) return null;
  return (
    <input
      type="checkbox"
      aria-label={words.select(user.name)}
      checked={chosen.has(user.id)}
      onChange={() => choose(user.id)}
    />
  );
}

/** Nobody changes his own. The field keeps its value until the change is confirmed and done. */
function RoleField({ user, changes, ask }: ActProps) {
  if (!changes || user.self) return <span>{en.roles[user.role]}</span>;
  return (
    <span class="field">
      <select
        aria-label={`${words.columns.role}: ${user.name}`}
        value={user.role}
        onChange={(event) => {
          const role = ROLES.find((one) => one === event.currentTarget.value);
          event.currentTarget.value = user.role;
          if (role !== undefined && role !== user.role) ask({ type: "role", user, role });
        }}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {en.roles[role]}
          </option>
        ))}
      </select>
    </span>
  );
}

function Status({ user: { status } }: { user: UserRow }) {
  const tone = { invited: "info", active: "ok", inactive: "neutral" } as const;
  return <Mark tone={tone[status]}>{words.status[status]}</Mark>;
}

function Seen({ user: { lastSeenAt } }: { user: UserRow }) {
  return lastSeenAt === undefined ? <span class="muted">{words.never}</span> : <When at={lastSeenAt} />;
}

function Ways({ user: { ways } }: { user: UserRow }) {
  return <span>{ways.length === 0 ? "–" : ways.map((way) => words.ways[way] ?? way).join(", ")}</span>;
}

function Acts({ user, ask }: { user: UserRow; ask: (asking: Asking) => void }) {
  if (user.self) return null;
  return (
    <Menu label={words.menu} name={`${words.menu}: ${user.name}`} class="button small-button quiet">
      {user.mayBeLinked && (
        <button type="button" class="menu-item" onClick={() => ask({ type: "link", user })}>
          {user.status === "invited" ? words.again : words.link}
        </button>
      )}
      <button type="button" class="menu-item" onClick={() => ask({ type: "active", user })}>
        {user.status === "inactive" ? words.activate : words.deactivate}
      </button>
      <button type="button" class="menu-item" onClick={() => ask({ type: "delete", users: [user] })}>
        {words.delete}
      </button>
    </Menu>
  );
}
