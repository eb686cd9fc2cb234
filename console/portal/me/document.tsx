import type { ComponentChildren } from "preact";
import { ME_PATHS } from "../../../workers/contract/me.ts";
import { LanguageLinks } from "../views/parts/languages.tsx";
import { Document, stylesOf, type PortalAssets } from "../views/parts/page.tsx";
import { addressOf, type MeView } from "./view.ts";

interface MeDocumentProps {
  readonly view: MeView;
  readonly assets: Pick<PortalAssets, "css" | "accent">;
  readonly title: string;
  readonly children: ComponentChildren;
}

export function MeDocument({ view, assets, title, children }: MeDocumentProps) {
  const { copy, frame } = view;
  return (
    <Document copy={copy} frame={frame} css={stylesOf(assets)} title={title}>
      <main>
        {children}
        <LanguageLinks
          current={frame.locale}
          label={copy.language}
          address={(chosen) => addressOf({ frame: { chosen } }, ME_PATHS.page)}
        />
      </main>
    </Document>
  );
}
