/** The same page in another language. Links, so that they work without the script; each in its own language. */
import type { Locale } from "../../../../workers/contract/portal.ts";
import { COPY, LOCALES } from "../../locales.ts";
import { pathOf, type View } from "./view.ts";

export function Languages(props: { readonly view: View }) {
  const { frame, copy } = props.view;
  // An address that is none of ours leads nowhere in any language.
  if (frame.locator === "") return null;
  const { locator, page, locale } = frame;
  return (
    <LanguageLinks
      current={locale}
      label={copy.language}
      address={(chosen) => pathOf({ frame: { locator, chosen } }, page)}
    />
  );
}

interface LanguageLinksProps {
  readonly current: Locale;
  readonly label: string;
  readonly address: (locale: Locale) => string;
}

export function LanguageLinks({ current, label, address }: LanguageLinksProps) {
  return (
    <nav class="languages" aria-label={label}>
      {LOCALES.map((locale) => (
        <a
          href={address(locale)}
          lang={COPY[locale].lang}
          hreflang={COPY[locale].lang}
          aria-current={locale === current ? "true" : undefined}
          data-replace
        >
          {COPY[locale].name}
        </a>
      ))}
    </nav>
  );
}
