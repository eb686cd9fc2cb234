/** Questions that several endpoint signals ask. Each only ever turns to "yes" by what the browser adds, so that a forged claim never helps. */
import type { Evidence } from "../evidence.ts";
import { platformFamily, saysMobile } from "../user-agent.ts";
import { isOrganisation } from "./observations.ts";

/**
 * Surely a desktop. An iPad calls itself a Mac, so a Mac counts only when its browser says
 * that it has no touch screen; silence then counts as not known.
 */
export function isDesktop(evidence: Evidence): boolean {
  const { headers, claims } = evidence.endpoint;
  const agent = headers.userAgent;
  const byAgent =
    agent !== undefined &&
    !saysMobile(agent) &&
    (/Windows NT|CrOS/.test(agent) || (/X11; Linux/.test(agent) && !/Android/.test(agent)));
  const byHint = /^(windows|chrome ?os|linux|macos)$/i.test(headers.hintPlatform ?? "") && headers.hintMobile === false;
  const claimed = platformFamily(claims?.platform);
  const byClaim = claimed === "windows" || (claimed === "apple" && claims?.touchPoints === 0);
  return byAgent || byHint || byClaim;
}

/** The organisation's own network: virtual desktops are a workplace there. */
export function onOrganisationNetwork(evidence: Evidence): boolean {
  const { begin } = evidence.network;
  return begin !== undefined && isOrganisation(evidence, begin);
}

/** Renderers of machines without a graphics card of their own. */
export function isVirtualRenderer(renderer: string | undefined): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render|vmware|svga3d|virtualbox|parallels|virgl|qxl/i.test(
    renderer ?? "",
  );
}

/** Renderers that a remote session brings along. */
export function isRemoteRenderer(renderer: string | undefined): boolean {
  return /remote display|\brdp\b|citrix|parsec|teamviewer|anydesk/i.test(renderer ?? "");
}

/** The directory knows this contact for several people: a couple or a shared mailbox. */
export function isSharedContact(evidence: Evidence): boolean {
  return evidence.destination.origin === "on_record" && evidence.destination.onRecordForOthers > 0;
}
