import { describe, expect, it } from "vitest";
import { collectClaims, type ClaimSources } from "./claims.ts";

const GL = {
  RENDERER: 0x1f01,
  getExtension: (name: string) => (name === "WEBGL_debug_renderer_info" ? {} : null),
  getParameter: (parameter: number) => (parameter === 0x9246 ? "Apple GPU" : "WebKit WebGL"),
};

const PHONE = {
  navigator: {
    languages: ["en-GB", "sw"],
    webdriver: false,
    platform: "iPhone",
    hardwareConcurrency: 6,
    maxTouchPoints: 5,
    plugins: { length: 0 },
  },
  screen: { width: 390, height: 844, colorDepth: 24 },
  document: { createElement: () => ({ getContext: () => GL }) },
  performance: {
    getEntriesByType: (type: string) =>
      type === "navigation"
        ? [{ connectStart: 10, secureConnectionStart: 52.4, connectEnd: 95, requestStart: 96, responseStart: 190 }]
        : [{ connectStart: 0, secureConnectionStart: 0, connectEnd: 0, requestStart: 200, responseStart: 245 }],
  },
  outerHeight: 844,
  matchMedia: (query: string) => ({ matches: query === "(pointer: coarse)" }),
};

const sources = (change: object = {}) => ({ ...PHONE, ...change }) as unknown as ClaimSources;

describe("collectClaims", () => {
  it("says what the browser says", () => {
    expect(collectClaims(sources())).toEqual({
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      languages: ["en-GB", "sw"],
      webdriver: false,
      platform: "iPhone",
      renderer: "Apple GPU",
      cores: 6,
      touchPoints: 5,
      coarsePointer: true,
      hover: false,
      screenWidth: 390,
      screenHeight: 844,
      colorDepth: 24,
      pluginCount: 0,
      outerHeight: 844,
      browserRttMs: 42,
    });
  });

  it("leaves out a probe that throws and keeps the others", () => {
    const broken = sources({
      document: {
        createElement: () => {
          throw new Error("blocked");
        },
      },
    });
    expect(collectClaims(broken)).not.toHaveProperty("renderer");
    expect(collectClaims(broken)).toHaveProperty("cores", 6);
  });

  it("prefers the platform the browser hints at", () => {
    const hinted = sources({ navigator: { ...PHONE.navigator, userAgentData: { platform: "Android" } } });
    expect(collectClaims(hinted)).toHaveProperty("platform", "Android");
  });

  it("measures no round trip where every connection was reused and served at once", () => {
    const entry = { connectStart: 5, secureConnectionStart: 0, connectEnd: 5, requestStart: 5, responseStart: 5 };
    const reused = sources({ performance: { getEntriesByType: () => [entry] } });
    expect(collectClaims(reused)).not.toHaveProperty("browserRttMs");
  });

  it("caps what a strange browser could make long", () => {
    const long = sources({ navigator: { ...PHONE.navigator, languages: Array.from({ length: 50 }, () => "en") } });
    expect(collectClaims(long).languages).toHaveLength(10);
  });
});
