/** What of a name or work mail may make somebody look like another, said beside it. Decides nothing. */

export interface Appearance {
  /** The name has letters of several scripts that look alike. */
  readonly mixedScripts?: true;
  /** The work mail is at none of the organisation's domains. */
  readonly otherDomain?: true;
  /** The work mail's domain as it is asked for, where it is written otherwise. */
  readonly asciiDomain?: string;
}

/** Scripts whose letters look like those of another; the others nobody takes for Latin. */
const ALIKE = ["Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu"].map(
  (script) => new RegExp(`\\p{Script=${script}}`, "u"),
);

/** `domain` of the work mail, in lower case, and as it is asked for in the network. */
export function appearanceOf(
  { name, domain, asciiDomain }: { readonly name: string; readonly domain: string; readonly asciiDomain: string },
  domains: readonly string[],
): Appearance {
  const own = domains.map((one) => one.toLowerCase());
  const isOwn = own.length === 0 || own.some((one) => domain === one || domain.endsWith(`.${one}`));
  return {
    ...(ALIKE.filter((script) => script.test(name.normalize("NFKC"))).length > 1 ? { mixedScripts: true } : {}),
    ...(isOwn ? {} : { otherDomain: true }),
    ...(asciiDomain === domain ? {} : { asciiDomain }),
  };
}
