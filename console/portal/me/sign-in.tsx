import { ME_PATHS, type MeProvider } from "../../../workers/contract/me.ts";
import { Heading } from "../views/parts/furniture.tsx";
import { Words } from "../views/parts/words.tsx";
import { addressOf, type MeView } from "./view.ts";

interface SignInProps {
  readonly view: MeView;
  readonly providers: readonly MeProvider[];
  /** A press asked for a fresh sign-in: another one would not do. */
  readonly anew: boolean;
}

/** Links: no form may leave this host. */
export function SignIn({ view, providers, anew }: SignInProps) {
  const { signIn } = view.copy.me;
  const strong = anew ? [] : providers.filter((provider) => provider.strong);
  return (
    <>
      <Heading>{signIn.heading}</Heading>
      <p>
        <Words text={signIn.text} values={{ organisation: <bdi>{view.frame.organisation}</bdi> }} />
      </p>
      {providers.length === 0 ? <p>{signIn.none}</p> : null}
      <div class="rows">
        {providers.map(({ name, label }) => (
          <a class="button primary" href={anew ? freshSignIn(view, name) : addressOf(view, signInPath(name))}>
            <Named text={signIn.with} label={label} />
          </a>
        ))}
      </div>
      {strong.length === 0 ? null : (
        <>
          <p>{signIn.vouch}</p>
          <div class="rows">
            {strong.map(({ name, label }) => (
              <a class="button plain" href={freshSignIn(view, name)}>
                <Named text={signIn.vouchWith} label={label} />
              </a>
            ))}
          </div>
        </>
      )}
    </>
  );
}

function Named({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span>
      <Words text={text} values={{ provider: <bdi>{label}</bdi> }} />
    </span>
  );
}

export const signInPath = (provider: string): string =>
  ME_PATHS.signIn.replace(":provider", encodeURIComponent(provider));

/** Where the company asks for everything anew. */
export const freshSignIn = (view: MeView, provider: string): string =>
  addressOf(view, signInPath(provider), { fresh: "1" });
