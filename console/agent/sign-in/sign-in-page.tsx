/** Two faces: with a link's token one button, without one a sentence on where to get a link. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { SignInReply } from "../../../workers/contract/console/access.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Api, ApiProblem } from "../frame/api.ts";
import { signIn } from "../frame/endpoints.ts";
import { SIGN_IN_WINDOW } from "../frame/sign-in-channel.ts";
import { usePress } from "../frame/use-press.ts";
import { useTitle } from "../frame/hooks.ts";
import { Link } from "../frame/router.tsx";

export interface SignInProps {
  readonly api: Api;
  readonly onSignedIn: (session: SignInReply) => void;
  readonly signedIn: boolean;
  readonly token?: string;
}

export function SignInPage({ api, onSignedIn, signedIn, token }: SignInProps) {
  const { busy, problem, press } = usePress();
  useTitle(`${en.signIn.title} · ${en.product}`);
  const [done, setDone] = useState(false);
  if (done && window.name === SIGN_IN_WINDOW) return <WindowDone />;
  if (token === undefined) return signedIn ? <AlreadySignedIn /> : <SignInNeeded />;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await press(() => signIn(api, token));
    if (result?.ok !== true) return;
    setDone(true);
    onSignedIn(result.value);
  };
  return (
    <Card title={en.signIn.title}>
      <p>{en.signIn.ready}</p>
      <form onSubmit={(event) => void submit(event)}>
        <button class="button primary wide" disabled={busy}>
          {busy ? en.signIn.busy : en.signIn.button}
        </button>
      </form>
      <div role="alert">
        {problem !== undefined && (
          <p class="notice tone-bad">
            <Icon name="octagonX" />
            <span>{signInProblem(problem)}</span>
          </p>
        )}
      </div>
    </Card>
  );
}

/** Used, expired and unknown links read alike: which of them it was helps only a guesser. */
function signInProblem(problem: ApiProblem): string {
  if (problem.status === 0) return en.problems.unreachable;
  if (problem.status === 429) return en.signIn.limited;
  return [400, 401, 403, 404, 409, 410, 422].includes(problem.status) ? en.signIn.used : en.signIn.failed;
}

export function SignInNeeded() {
  useTitle(`${en.signIn.title} · ${en.product}`);
  return (
    <Card title={en.signIn.needed}>
      <p>{en.signIn.how}</p>
      <p>{en.signIn.where}</p>
    </Card>
  );
}

/** Browsers that do not let a page close its own window. */
function WindowDone() {
  return (
    <Card title={en.stepUp.windowDone}>
      <p>{en.stepUp.windowText}</p>
    </Card>
  );
}

function AlreadySignedIn() {
  return (
    <Card title={en.signIn.already}>
      <Link class="button primary wide" to={pathTo.verifications}>
        {en.signIn.goOn}
      </Link>
    </Card>
  );
}

function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <main class="sign-in">
      <div class="card sign-in-card">
        <span class="brand-mark">
          <Icon name="shieldCheck" size={20} />
        </span>
        <p class="caption">{en.product}</p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
