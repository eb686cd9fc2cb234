/** The same page in another language. Links, so that they work without the script; each in its own language. */
import { COPY, LOCALES } from "../../locales.ts";
import { pathOf, type View } from "./view.ts";

export function Languages(props: { readonly view: View }) {
  const { frame, copy } = props.view;
  // An address that is none of ours leads nowhere in any language.
  if (frame.locator === "") return null;
  return (
    <nav class="languages" aria-label={copy.language}>
      {LOCALES.map((locale) => (
        <a
          href={pathOf({ frame: { locator: frame.locator, chosen: locale } }, frame.page)}
          lang={COPY[locale].lang}
          hreflang={COPY[locale].lang}
          aria-current={locale === frame.locale ? "true" : undefined}
          data-replace
        >
          {COPY[locale].name}
        </a>
      ))}
    </nav>
  );
}
