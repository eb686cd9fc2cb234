/**
 * The document around every screen. Promises the content security policy: inline styles
 * exactly as given (their hashes stand in the policy), one script by address, no other inline
 * code. The title names the step, since tabs and histories are told apart by it, and no value.
 */
import type { ComponentChildren } from "preact";
import type { PortalFrame } from "../../../../workers/contract/portal.ts";
import type { PortalCopy } from "../../../copy/portal/en.ts";
import { Icon } from "./icons.tsx";
import { Languages } from "./languages.tsx";
import { Offline } from "./offline.tsx";
import type { View } from "./view.ts";
import { Words } from "./words.tsx";

export interface PortalAssets {
  /** Put into the page byte for byte. */
  readonly css: string;
  /** As `css`, after it: the desk's own accent colour. */
  readonly accent?: string;
  readonly scriptUrl: string;
  /** Of the step that asks for a passkey. */
  readonly passkeyUrl?: string;
}

interface DocumentProps {
  readonly copy: Pick<PortalCopy, "lang" | "dir" | "brand">;
  readonly frame: Pick<PortalFrame, "organisation" | "logo">;
  readonly css: readonly string[];
  /** Absent: the page has no script. */
  readonly scriptUrl?: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Head, brand and body of every page on the portal's host. */
export function Document({ copy, frame, css, scriptUrl, title, children }: DocumentProps) {
  const brand = copy.brand.replace("{organisation}", frame.organisation);
  return (
    <html lang={copy.lang} dir={copy.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        {/* iOS would turn ticket and reference numbers into phone links. */}
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title}, ${brand}`}</title>
        {css.map((text) => (
          <style dangerouslySetInnerHTML={{ __html: text }} />
        ))}
        {scriptUrl !== undefined && <script type="module" src={scriptUrl} />}
      </head>
      <body>
        <header>
          {frame.logo === undefined ? (
            <span class="mark" aria-hidden="true">
              {initialOf(copy.lang, frame.organisation)}
            </span>
          ) : (
            <img class="logo" alt="" {...frame.logo} />
          )}
          <bdi>{brand}</bdi>
        </header>
        {children}
      </body>
    </html>
  );
}

/** As many styles as there are, each put in byte for byte. */
export const stylesOf = ({ css, accent }: Pick<PortalAssets, "css" | "accent">): readonly string[] =>
  accent === undefined ? [css] : [css, accent];

interface PageProps {
  readonly view: View;
  readonly assets: PortalAssets;
  /** Names the step, so that the script can tell whether a reply is about the one shown. */
  readonly step: string;
  readonly title: string;
  /** Address of a script that this step needs beside the page's own. */
  readonly stepScript?: string | undefined;
  readonly children: ComponentChildren;
}

export function Page({ view, assets, step, title, stepScript, children }: PageProps) {
  const { copy, frame } = view;
  return (
    <Document copy={copy} frame={frame} css={stylesOf(assets)} scriptUrl={assets.scriptUrl} title={title}>
      <main data-step={step} data-script={stepScript}>
        {frame.practice === true && (
          <div class="box info">
            <Icon name="flag" />
            <p>
              <Words text={copy.practice} />
            </p>
          </div>
        )}
        {children}
        <Languages view={view} />
        <Offline view={view} />
      </main>
      <p id="live" class="unseen" role="status" data-offline={copy.offline.sent} data-busy={copy.busy.sent} />
    </Document>
  );
}

/** First letter as a reader sees it, accents and all. */
function initialOf(language: string, name: string): string {
  const [first] = new Intl.Segmenter(language).segment(name);
  return first?.segment ?? "";
}
