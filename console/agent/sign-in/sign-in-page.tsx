/** With a link's token its button, without one a sentence on where to get a link; company accounts beside both. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { LinkOwner, SignInReply, SignInWaysReply } from "../../../workers/contract/console/access.ts";
import { pathTo } from "../../../workers/contract/console/paths.ts";
import { en } from "../../copy/desk/en.ts";
import { SIGN_IN_PROBLEMS, signInProblem, type SaidProblem as Said } from "../../copy/desk/sign-in.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Api, ApiProblem } from "../frame/api.ts";
import {
  askPasskeySignIn,
  linkCompanyAccount,
  readLinkOwner,
  readSignInWays,
  signIn,
  signInWithPasskey,
  signInWithRecoveryCode,
} from "../frame/endpoints.ts";
import { passkeysWork, showPasskey } from "../frame/passkey.ts";
import { ProblemLine } from "../frame/problem.tsx";
import { SaidProblem } from "../frame/said-problem.tsx";
import { SIGN_IN_WINDOW } from "../frame/sign-in-channel.ts";
import { usePress } from "../frame/use-press.ts";
import { useTitle } from "../frame/hooks.ts";
import { Link } from "../frame/router.tsx";

export interface SignInProps {
  readonly api: Api;
  readonly onSignedIn: (session: SignInReply) => void;
  readonly signedIn: boolean;
  /** And may put the company's sign-in right. */
  readonly repairs: boolean;
  /** What the company's sign-in came back with, as the address says it. */
  readonly returned: string | null;
  /** Signed in anew in a window of its own, for what waits in another one. */
  readonly stepUpDone: boolean;
  readonly token?: string;
}

export function SignInPage({ api, onSignedIn, signedIn, repairs, returned, stepUpDone, token }: SignInProps) {
  const { busy, problem, press } = usePress();
  useTitle(`${en.signIn.title} · ${en.product}`);
  const [done, setDone] = useState(false);
  const providers = useProviders(api);
  const owner = useOwner(api, token);
  const [name, setName] = useState("");
  if (done && window.name === SIGN_IN_WINDOW) return <WindowDone />;
  if (signedIn && stepUpDone) return <WindowDone />;
  if (token === undefined) {
    return signedIn && returned === null ? (
      <AlreadySignedIn />
    ) : (
      <SignInNeeded api={api} returned={returned} repairs={repairs} onSignedIn={onSignedIn} />
    );
  }
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const result = await press(() => signIn(api, token, name === "" ? undefined : name));
    if (result?.ok !== true) return;
    setDone(true);
    onSignedIn(result.value);
  };
  const link = async (provider: string): Promise<void> => {
    const result = await press(() => linkCompanyAccount(api, provider, token));
    if (result?.ok === true) location.assign(result.value.address);
  };
  return (
    <Card title={en.signIn.title}>
      <p>{en.signIn.ready}</p>
      {owner !== undefined && (
        <p>
          {en.signIn.owner(owner.email, owner.name)} <span class="caption">{en.signIn.notYou}</span>
        </p>
      )}
      <form class="sign-in-form" onSubmit={(event) => void submit(event)}>
        {owner !== undefined && owner.name === undefined && <NameField value={name} onInput={setName} />}
        <button class="button primary wide" disabled={busy}>
          {busy ? en.signIn.busy : en.signIn.button}
        </button>
      </form>
      {providers.length > 0 && (
        <>
          <p class="caption">{en.signIn.linkFirst}</p>
          {providers.map(({ name, label }) => (
            <button key={name} class="button wide" disabled={busy} onClick={() => void link(name)}>
              {label}
            </button>
          ))}
        </>
      )}
      <Problem problem={problem === undefined ? undefined : { text: linkProblem(problem), repair: false }} />
    </Card>
  );
}

/** The first admin: nobody has typed a name for him yet. */
export function NameField({ value, onInput }: { readonly value: string; readonly onInput: (value: string) => void }) {
  return (
    <label class="field">
      {en.signIn.name}
      <input
        required
        maxLength={120}
        autocomplete="name"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span class="caption">{en.signIn.nameSays}</span>
    </label>
  );
}

/** Nobody until it is known, and where the link opens nothing: pressing says why. */
function useOwner(api: Api, token: string | undefined): LinkOwner | undefined {
  const [owner, setOwner] = useState<LinkOwner>();
  useEffect(() => {
    let left = false;
    if (token !== undefined) {
      void readLinkOwner(api, token).then((result) => {
        if (result.ok && !left) setOwner(result.value.owner);
      });
    }
    return () => {
      left = true;
    };
  }, [api, token]);
  return owner;
}

type Provider = SignInWaysReply["providers"][number];

/** None until they are known, and where they cannot be read: a link works without them. */
function useProviders(api: Api): readonly Provider[] {
  const [providers, setProviders] = useState<readonly Provider[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    void readSignInWays(api, leaving.signal).then((result) => {
      if (result.ok && !leaving.signal.aborted) setProviders(result.value.providers);
    });
    return () => leaving.abort();
  }, [api]);
  return providers;
}

function Problem({ problem }: { problem: Said | undefined }) {
  return (
    <div role="alert">
      {problem !== undefined && (
        <p class="notice tone-bad">
          <Icon name="octagonX" />
          <SaidProblem {...problem} />
        </p>
      )}
    </div>
  );
}

/** Used, expired and unknown links read alike: which of them it was helps only a guesser. */
function linkProblem(problem: ApiProblem): string {
  if (problem.code === "identity.unreachable") return SIGN_IN_PROBLEMS[problem.code];
  if (problem.status === 0) return en.problems.unreachable;
  if (problem.status === 429) return en.signIn.limited;
  return [400, 401, 403, 404, 409, 410, 422].includes(problem.status) ? en.signIn.used : en.signIn.failed;
}

interface SignInNeededProps extends Pick<SignInProps, "api" | "onSignedIn"> {
  readonly returned?: string | null;
  /** Whoever is signed in here may put the sign-in right. */
  readonly repairs?: boolean;
  /** A sign-in ended while its page stood open. */
  readonly ended?: boolean;
}

export function SignInNeeded({ api, returned = null, repairs = false, ended = false, onSignedIn }: SignInNeededProps) {
  useTitle(`${en.signIn.title} · ${en.product}`);
  const providers = useProviders(api);
  return (
    <Card title={en.signIn.needed}>
      <Problem problem={signInProblem(returned, repairs)} />
      {ended && <p role="status">{en.signIn.ended}</p>}
      {providers.length > 0 && <p>{en.signIn.through}</p>}
      {providers.map(({ name, label }) => (
        <a key={name} class="button primary wide" href={beginAt(name)}>
          {label}
        </a>
      ))}
      {passkeysWork() && <PasskeySignIn api={api} onSignedIn={onSignedIn} primary={providers.length === 0} />}
      <p>{providers.length > 0 || passkeysWork() ? en.signIn.or : en.signIn.how}</p>
      <p>{en.signIn.where}</p>
      <RecoverySignIn api={api} onSignedIn={onSignedIn} />
    </Card>
  );
}

function PasskeySignIn({
  api,
  onSignedIn,
  primary,
}: Omit<SignInNeededProps, "returned" | "repairs"> & { primary: boolean }) {
  const { busy, problem, press } = usePress();
  const show = async (): Promise<void> => {
    const done = await press(async () => {
      const shown = await showPasskey(await askPasskeySignIn(api));
      return shown.ok ? signInWithPasskey(api, shown.value) : shown;
    });
    if (done?.ok === true) onSignedIn(done.value);
  };
  return (
    <>
      <button
        type="button"
        class={primary ? "button primary wide" : "button wide"}
        disabled={busy}
        onClick={() => void show()}
      >
        <Icon name="key" />
        {en.passkeys.signIn}
      </button>
      <ProblemLine problem={problem} />
    </>
  );
}

/** Folded away: for the day on which every passkey is lost. */
function RecoverySignIn({ api, onSignedIn }: Omit<SignInNeededProps, "returned">) {
  const { busy, problem, press } = usePress();
  const [code, setCode] = useState("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = await press(() => signInWithRecoveryCode(api, code));
    if (done?.ok === true) onSignedIn(done.value);
  };
  const { codes } = en.passkeys;
  return (
    <details>
      <summary>{codes.use}</summary>
      <form class="recovery-form" onSubmit={(event) => void submit(event)}>
        <label class="field">
          {codes.label}
          <input
            required
            maxLength={60}
            autocomplete="one-time-code"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        <button class="button wide" disabled={busy}>
          {codes.signIn}
        </button>
        <ProblemLine problem={problem} />
      </form>
    </details>
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

/** An address of the server's, not of the console's: the browser leaves for the company's sign-in. */
const beginAt = (provider: string): string => `${pathTo.signIn}/with/${encodeURIComponent(provider)}`;

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
