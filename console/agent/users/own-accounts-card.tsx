/** One's own company accounts: which are linked, and linking one at the company's own page. */
import { pathTo } from "../../../workers/contract/console/paths.ts";
import type { OwnAccountsReply } from "../../../workers/contract/console/access.ts";
import { en } from "../../copy/desk/en.ts";
import { signInProblem } from "../../copy/desk/sign-in.ts";
import { Icon } from "../../ui/icon.tsx";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { linkOwnAccount, readOwnAccounts } from "../frame/endpoints.ts";
import { may } from "../frame/may.ts";
import { SaidProblem } from "../frame/said-problem.tsx";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { Link, usePlace } from "../frame/router.tsx";
import { usePress } from "../frame/use-press.ts";

const words = en.users.accounts;

type OwnAccount = OwnAccountsReply["accounts"][number];

export function OwnAccountsCard() {
  const { api } = useApp();
  const resource = useResource("own-accounts", (signal) => readOwnAccounts(api, signal));
  return (
    <>
      <Returned search={usePlace().search} />
      <section class="card" aria-label={words.title}>
        <ResourcePage resource={resource} rows={1}>
          {({ accounts }) => <Accounts accounts={accounts} />}
        </ResourcePage>
      </section>
    </>
  );
}

/** What the company's page came back with, as the address says it. */
export function Returned({ search }: { search: string }) {
  const { session } = useApp();
  const query = new URLSearchParams(search);
  const problem = signInProblem(query.get("problem"), may(session, "sign_in.test"));
  if (problem !== undefined) {
    return (
      <p class="notice tone-bad" role="alert">
        <Icon name="octagonX" />
        <SaidProblem {...problem} />
      </p>
    );
  }
  return query.has("linked") ? (
    <p class="notice tone-ok" role="status">
      <Icon name="checkCircle" />
      <span>
        {words.done} {may(session, "set_up.act") && <Link to={pathTo.setUp}>{words.toSetUp}</Link>}
      </span>
    </p>
  ) : null;
}

export function Accounts({ accounts }: OwnAccountsReply) {
  return (
    <>
      <div class="card-head">
        <h2>{words.title}</h2>
      </div>
      <p class="card-text">{accounts.length === 0 ? words.none : words.text}</p>
      <ul class="plain lines">
        {accounts.map((account) => (
          <Account key={account.name} account={account} />
        ))}
      </ul>
    </>
  );
}

function Account({ account: { name, label, state } }: { account: OwnAccount }) {
  const { api } = useApp();
  const { busy, problem, press } = usePress();
  const link = async (): Promise<void> => {
    const begun = await press(() => linkOwnAccount(api, name));
    if (begun?.ok === true) location.assign(begun.value.address);
  };
  return (
    <li class="own-sign-in">
      <span class="grow">
        <b>{label}</b>
        <span class="caption">{words.states[state]}</span>
        <ProblemLine problem={problem} />
      </span>
      {state === "open" && (
        <button
          type="button"
          class="button small-button"
          aria-label={`${words.link}: ${label}`}
          disabled={busy}
          onClick={() => void link()}
        >
          {words.link}
        </button>
      )}
    </li>
  );
}
