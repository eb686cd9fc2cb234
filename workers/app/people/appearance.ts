import { appearanceOf, type Appearance } from "../../core/people/appearance.ts";
import type { Deps } from "../deps.ts";

/** Of somebody as a screen names them. */
export function appearanceFor(
  { config }: Pick<Deps, "config">,
  { name, email }: { readonly name: string; readonly email: string },
): Appearance {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return appearanceOf({ name, domain, asciiDomain: asciiOf(domain) }, config.CORPORATE_DOMAINS);
}

/** Punycode; what is no domain stays as it is. */
function asciiOf(domain: string): string {
  const url = `http://${domain}`;
  return URL.canParse(url) ? new URL(url).hostname : domain;
}
