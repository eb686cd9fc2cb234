import { ME_PATHS, type MeProvider } from "../../../workers/contract/me.ts";
import { Heading } from "../views/parts/furniture.tsx";
import { Words } from "../views/parts/words.tsx";
import { addressOf, type MeView } from "./view.ts";

/** Links: no form may leave this host. */
export function SignIn({ view, providers }: { readonly view: MeView; readonly providers: readonly MeProvider[] }) {
  const { signIn } = view.copy.me;
  return (
    <>
      <Heading>{signIn.heading}</Heading>
      <p>
        <Words text={signIn.text} values={{ organisation: <bdi>{view.frame.organisation}</bdi> }} />
      </p>
      {providers.length === 0 ? <p>{signIn.none}</p> : null}
      <div class="rows">
        {providers.map(({ name, label }) => (
          <a class="button primary" href={addressOf(view, signInPath(name))}>
            <span>
              <Words text={signIn.with} values={{ provider: <bdi>{label}</bdi> }} />
            </span>
          </a>
        ))}
      </div>
    </>
  );
}

export const signInPath = (provider: string): string =>
  ME_PATHS.signIn.replace(":provider", encodeURIComponent(provider));

/** Where the company asks for everything anew. */
export const freshSignIn = (view: MeView, provider: string): string =>
  addressOf(view, signInPath(provider), { fresh: "1" });
