/** One's own sign-ins: where this name is used, and a way to end what one does not know. */
import type { OwnSignIn } from "../../../workers/contract/console/users.ts";
import { en } from "../../copy/desk/en.ts";
import { ResourcePage } from "../../ui/resource-page.tsx";
import { useApp } from "../frame/app-context.ts";
import { endOwnSignIn, readOwnSignIns } from "../frame/endpoints.ts";
import { useResource } from "../frame/hooks.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { PageHead } from "../frame/shell.tsx";
import { usePress } from "../frame/use-press.ts";
import { OwnAccountsCard } from "./own-accounts-card.tsx";
import { OwnPasskeysCard } from "./own-passkeys-card.tsx";
import { When } from "../frame/when.tsx";

const words = en.users.own;

export function OwnSignInsPage() {
  const { api } = useApp();
  const resource = useResource("own-sign-ins", (signal) => readOwnSignIns(api, signal));
  const { busy, problem, press } = usePress();
  const end = async (id: string): Promise<void> => {
    await press(() => endOwnSignIn(api, id));
    resource.reload();
  };
  return (
    <div class="page">
      <PageHead>
        <h1>{words.title}</h1>
      </PageHead>
      <div class="page-body">
        <OwnAccountsCard />
        <OwnPasskeysCard />
        <p>{words.text}</p>
        <ProblemLine problem={problem} />
        <section class="card">
          <ResourcePage resource={resource} rows={3}>
            {({ signIns }) => (
              <ul class="plain lines">
                {signIns.map((signIn) => (
                  <li key={signIn.id} class="own-sign-in">
                    <SignInLine signIn={signIn} />
                    {signIn.endedAt === undefined && !signIn.current && (
                      <button
                        type="button"
                        class="button small-button"
                        disabled={busy}
                        onClick={() => void end(signIn.id)}
                      >
                        {words.end}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </ResourcePage>
        </section>
      </div>
    </div>
  );
}

function SignInLine({ signIn }: { signIn: OwnSignIn }) {
  const { way, startedAt, lastSeenAt, endedAt, endReason, current } = signIn;
  return (
    <span class="grow">
      {way !== undefined && <b>{en.users.ways[way] ?? way} </b>}
      {current && <span class="tag tone-info">{words.current}</span>}
      <span class="caption">
        {words.started} <When at={startedAt} whole />, {words.seen} <When at={lastSeenAt} />
        {endedAt !== undefined && (
          <>
            , {words.ended} <When at={endedAt} />:{" "}
            {endReason === undefined ? words.idle : (words.reasons[endReason] ?? endReason)}
          </>
        )}
      </span>
    </span>
  );
}
