import type { ComponentChildren } from "preact";
import { ME_PATHS } from "../../../workers/contract/me.ts";
import { LanguageLinks } from "../views/parts/languages.tsx";
import { Document, stylesOf, type PortalAssets } from "../views/parts/page.tsx";
import { addressOf, type MeView } from "./view.ts";

interface MeDocumentProps {
  readonly view: MeView;
  readonly assets: PortalAssets;
  readonly scripted: boolean;
  readonly title: string;
  /** Another language is another address of this page. */
  readonly alone: boolean;
  readonly children: ComponentChildren;
}

export function MeDocument({ view, assets, scripted, title, alone, children }: MeDocumentProps) {
  const { copy, frame } = view;
  return (
    <Document
      copy={copy}
      frame={frame}
      css={stylesOf(assets)}
      title={title}
      {...(scripted ? { scriptUrl: assets.scriptUrl } : {})}
    >
      <main>
        {children}
        <LanguageLinks
          current={frame.locale}
          label={copy.language}
          address={(chosen) => addressOf({ frame: { chosen } }, alone ? "" : ME_PATHS.page)}
        />
      </main>
    </Document>
  );
}
