/**
 * What the browser says of itself, read only when "I contacted IT" is pressed. Claims are
 * claims: they can raise risk and never lower it. Each probe may fail alone; a missing value
 * is left out and never guessed.
 */
import type { BrowserClaims } from "../../../workers/contract/portal.ts";

/** The parts of a window that are read; a test hands in a plain object. */
export interface ClaimSources {
  readonly navigator: Navigator;
  readonly screen: Screen;
  readonly document: Document;
  readonly performance: Performance;
  readonly outerHeight: number;
  matchMedia(query: string): { readonly matches: boolean };
}

type Probes = { readonly [Name in keyof BrowserClaims]-?: (from: ClaimSources) => BrowserClaims[Name] | undefined };

const LONGEST_TEXT = 200;
const MOST_LANGUAGES = 10;
/** WEBGL_debug_renderer_info.UNMASKED_RENDERER_WEBGL. */
const UNMASKED_RENDERER = 0x9246;

const PROBES: Probes = {
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  languages: ({ navigator }) => navigator.languages.slice(0, MOST_LANGUAGES),
  webdriver: ({ navigator }) => navigator.webdriver,
  platform: ({ navigator }) => hintedPlatform(navigator) ?? navigator.platform,
  renderer: ({ document }) => rendererOf(document)?.slice(0, LONGEST_TEXT),
  cores: ({ navigator }) => navigator.hardwareConcurrency,
  touchPoints: ({ navigator }) => navigator.maxTouchPoints,
  coarsePointer: (from) => from.matchMedia("(pointer: coarse)").matches,
  hover: (from) => from.matchMedia("(hover: hover)").matches,
  screenWidth: ({ screen }) => screen.width,
  screenHeight: ({ screen }) => screen.height,
  colorDepth: ({ screen }) => screen.colorDepth,
  pluginCount: ({ navigator }) => navigator.plugins.length,
  outerHeight: (from) => from.outerHeight,
  browserRttMs: ({ performance }) => fastestRoundTrip(performance),
  // Would need several frames, that is most of the time Begin may take.
  frameRate: () => undefined,
};

export function collectClaims(from: ClaimSources): BrowserClaims {
  const claims: Record<string, unknown> = {};
  for (const [name, probe] of Object.entries(PROBES)) {
    try {
      const value = probe(from);
      if (value !== undefined) claims[name] = value;
    } catch {
      // Hardened browsers throw on single properties; the others still count.
    }
  }
  return claims;
}

function hintedPlatform(navigator: Navigator): string | undefined {
  const hints = (navigator as { userAgentData?: { platform?: string } }).userAgentData;
  return hints?.platform === "" ? undefined : hints?.platform;
}

function rendererOf(document: Document): string | undefined {
  const gl = document.createElement("canvas").getContext("webgl");
  if (gl === null) return undefined;
  const unmasked = gl.getExtension("WEBGL_debug_renderer_info") === null ? gl.RENDERER : UNMASKED_RENDERER;
  const renderer: unknown = gl.getParameter(unmasked);
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return typeof renderer === "string" ? renderer : undefined;
}

/** TCP handshake or first byte, whichever was quicker: both are at least one round trip. A reused connection has no handshake. */
function fastestRoundTrip(performance: Performance): number | undefined {
  const trips = (["navigation", "resource"] as const)
    .flatMap((type) => performance.getEntriesByType(type) as PerformanceResourceTiming[])
    .flatMap((entry) => [
      (entry.secureConnectionStart > 0 ? entry.secureConnectionStart : entry.connectEnd) - entry.connectStart,
      entry.responseStart - entry.requestStart,
    ])
    .filter((trip) => trip > 0);
  return trips.length === 0 ? undefined : Math.round(Math.min(...trips));
}
