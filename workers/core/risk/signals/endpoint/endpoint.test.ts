import { describe, expect, it } from "vitest";
import {
  AT,
  evidence,
  HOME,
  HOSTING,
  MAC_AGENT,
  PHONE_AGENT,
  PHONE_CLAIMS,
  WINDOWS_AGENT,
  withClaims,
  withEndpoint,
} from "../../evidence.fixture.ts";
import type { BrowserClaims, Evidence, HeaderObservation } from "../../evidence.ts";
import { bitsOf, found } from "../finding.fixture.ts";

const DESKTOP_CLAIMS: BrowserClaims = {
  ...PHONE_CLAIMS,
  platform: "Win32",
  touchPoints: 0,
  coarsePointer: false,
  hover: true,
  pluginCount: 5,
  frameRate: 60,
  outerHeight: 900,
};
const desktop = (claims: BrowserClaims = {}, headers: HeaderObservation = {}): Evidence =>
  withEndpoint({ headers: { userAgent: WINDOWS_AGENT, ...headers }, claims: { ...DESKTOP_CLAIMS, ...claims } });
const silent = (headers: HeaderObservation): Evidence => {
  const { claims: _claims, ...rest } = evidence().endpoint;
  return { ...evidence(), endpoint: { ...rest, headers } };
};
const onOwnNetwork = (seen: Evidence): Evidence => ({
  ...seen,
  network: { begin: HOME, later: [], organisationAsns: [3243] },
});

it("an ordinary phone shows nothing", () => {
  const seen = evidence();
  expect(
    [
      "automation",
      "virtual_machine",
      "user_agent_contradicts",
      "remote_control",
      "sms_on_desktop",
      "no_script",
      "unusual_language",
    ].filter((id) => found(id, seen).length > 0),
  ).toEqual([]);
});

describe("automation", () => {
  it.each([
    ["a driven browser", withClaims({ webdriver: true })],
    ["a headless agent", silent({ userAgent: WINDOWS_AGENT.replace("Chrome/", "HeadlessChrome/") })],
    ["headless brands", silent({ userAgent: WINDOWS_AGENT, hintBrands: '"HeadlessChrome";v="142"' })],
    ["a script", silent({ userAgent: "python-requests/2.32" })],
    ["two soft traits", desktop({ outerHeight: 0, pluginCount: 0 })],
    ["no languages and no window", desktop({ outerHeight: 0, languages: [] })],
  ])("%s", (_name, seen) => {
    expect(bitsOf("automation", seen)).toBe(4);
  });

  it.each([
    ["one soft trait", desktop({ outerHeight: 0 })],
    ["an in-app browser without outer window", withClaims({ outerHeight: 0, pluginCount: 0 })],
    ["an ordinary desktop", desktop()],
  ])("not for %s", (_name, seen) => {
    expect(bitsOf("automation", seen)).toBeUndefined();
  });
});

describe("virtual machine", () => {
  it.each([
    "Google SwiftShader",
    "llvmpipe (LLVM 15)",
    "Microsoft Basic Render Driver",
    "VMware SVGA 3D",
    "Parallels Display",
  ])("%s", (renderer) => {
    expect(bitsOf("virtual_machine", desktop({ renderer }))).toBe(1.5);
  });

  it("on the organisation's own network it is a workplace", () => {
    const seen = onOwnNetwork(desktop({ renderer: "VMware SVGA 3D" }));
    expect(bitsOf("virtual_machine", seen)).toBeUndefined();
    expect(bitsOf("virtual_desktop", seen)).toBe(0);
  });

  it("a graphics card is none", () => {
    expect(bitsOf("virtual_machine", desktop({ renderer: "ANGLE (NVIDIA GeForce)" }))).toBeUndefined();
  });
});

describe("contradictions", () => {
  it.each([
    ["another platform in the hints", desktop({}, { hintPlatform: "Android" })],
    ["mobile in the hints only", desktop({}, { hintMobile: true })],
    ["Chromium brands on Safari", silent({ userAgent: PHONE_AGENT, hintBrands: '"Chromium";v="142"' })],
    ["another platform in the page", withClaims({ platform: "Win32" })],
    ["a phone without touch screen", withClaims({ touchPoints: 0 })],
  ])("%s", (_name, seen) => {
    expect(bitsOf("user_agent_contradicts", seen)).toBe(2);
  });

  it.each([
    ["agreeing hints", desktop({}, { hintPlatform: "Windows", hintMobile: false, hintBrands: '"Chromium";v="142"' })],
    [
      "an iPad that calls itself a Mac",
      withEndpoint({ headers: { userAgent: MAC_AGENT }, claims: { ...PHONE_CLAIMS, platform: "iPad" } }),
    ],
    ["a platform nobody knows", withClaims({ platform: "PlayStation" })],
    ["no agent at all", silent({ hintPlatform: "Windows" })],
  ])("not for %s", (_name, seen) => {
    expect(bitsOf("user_agent_contradicts", seen)).toBeUndefined();
  });
});

describe("phone keys", () => {
  it("a verified key of this person lowers risk", () => {
    expect(bitsOf("known_phone", withEndpoint({ knownPhone: "verified" }))).toBe(-3);
  });

  it.each(["new", "invalid", "absent"] as const)("%s lowers nothing", (knownPhone) => {
    expect(bitsOf("known_phone", withEndpoint({ knownPhone }))).toBeUndefined();
  });

  it("a key that did not check out is named", () => {
    expect(bitsOf("phone_key_invalid", withEndpoint({ knownPhone: "invalid" }))).toBe(0);
  });

  it("a phone seen with another person raises, and its key no longer helps", () => {
    const seen = withEndpoint({ knownPhone: "verified", keySeenWithOther: true });
    expect(bitsOf("device_seen_with_other", seen)).toBe(4);
    expect(bitsOf("known_phone", seen)).toBeUndefined();
  });

  it("a couple with one contact on record shares its phone", () => {
    const seen = withEndpoint({ knownPhone: "verified", keySeenWithOther: true });
    const couple: Evidence = { ...seen, destination: { ...seen.destination, onRecordForOthers: 1 } };
    expect(bitsOf("device_seen_with_other", couple)).toBeUndefined();
    expect(bitsOf("known_phone", couple)).toBe(-3);
  });

  it("a typed contact shares nothing, whatever the directory says of it", () => {
    const seen = withEndpoint({ keySeenWithOther: true });
    const typed: Evidence = { ...seen, destination: { ...seen.destination, origin: "typed", onRecordForOthers: 1 } };
    expect(bitsOf("device_seen_with_other", typed)).toBe(4);
  });
});

describe("other browser", () => {
  it.each([
    ["another family", { at: AT, family: "Chrome" }, 3],
    ["another country", { at: AT, country: "BR" }, 3],
    ["the same family and country", { at: AT, family: "Safari", country: "PT" }, undefined],
    ["nothing known", { at: AT }, undefined],
  ])("%s", (_name, other, bits) => {
    expect(bitsOf("other_browser", withEndpoint({ otherBrowsers: [other] }))).toBe(bits);
  });
});

describe("desktop", () => {
  it.each([
    ["Windows", desktop(), 1],
    ["Windows, silent", silent({ userAgent: WINDOWS_AGENT }), 1],
    [
      "a Mac without touch",
      withEndpoint({ headers: { userAgent: MAC_AGENT }, claims: { platform: "MacIntel", touchPoints: 0 } }),
      1,
    ],
    ["a silent Mac, perhaps an iPad", silent({ userAgent: MAC_AGENT }), undefined],
    ["Chrome on a Mac, which hints", silent({ hintPlatform: "macOS", hintMobile: false }), 1],
    ["a phone", evidence(), undefined],
  ])("link by SMS on %s", (_name, seen, bits) => {
    expect(bitsOf("sms_on_desktop", seen)).toBe(bits);
  });

  it("a link by mail belongs there", () => {
    const seen = desktop();
    expect(
      bitsOf("sms_on_desktop", { ...seen, destination: { ...seen.destination, channel: "email" } }),
    ).toBeUndefined();
  });
});

describe("remote control", () => {
  it.each([
    ["a remote display", desktop({ renderer: "Microsoft Remote Display Adapter" }), 1],
    ["two traits", desktop({ frameRate: 30, colorDepth: 16 }), 1],
    ["a laptop that saves power", desktop({ frameRate: 30 }), undefined],
    ["a phone with a low frame rate and no hover", withClaims({ frameRate: 30, hover: false }), undefined],
    ["a hosted desktop of the organisation", onOwnNetwork(desktop({ renderer: "Citrix" })), undefined],
  ])("%s", (_name, seen, bits) => {
    expect(bitsOf("remote_control", seen)).toBe(bits);
  });
});

describe("the agent's own device or network", () => {
  it("either raises, both force the level", () => {
    expect(bitsOf("agent_device_or_network", withEndpoint({ sameDeviceAsAgent: true }))).toBe(4);
    expect(bitsOf("agent_device_or_network", withEndpoint({ sameNetworkAsAgent: true }))).toBe(4);
    const both = withEndpoint({ sameDeviceAsAgent: true, sameNetworkAsAgent: true });
    expect(bitsOf("agent_device_or_network", both)).toBeUndefined();
    expect(found("agent_device_and_network", both)[0]?.force).toBe("critical");
  });

  it("one office is one network", () => {
    expect(bitsOf("agent_device_or_network", onOwnNetwork(withEndpoint({ sameNetworkAsAgent: true })))).toBeUndefined();
    expect(bitsOf("agent_device_or_network", onOwnNetwork(withEndpoint({ sameDeviceAsAgent: true })))).toBe(4);
  });
});

describe("named only", () => {
  it("no script", () => {
    expect(bitsOf("no_script", silent({}))).toBe(0);
  });

  it.each([
    ["pt-PT", undefined],
    ["en-US,en", undefined],
    ["uk-UA", 0],
    ["*", undefined],
  ])("language %s", (acceptLanguage, bits) => {
    expect(bitsOf("unusual_language", withEndpoint({ headers: { acceptLanguage } }))).toBe(bits);
  });

  it("a hosted network of the organisation is a virtual desktop even in silence", () => {
    const seen = silent({});
    expect(
      bitsOf("virtual_desktop", { ...seen, network: { begin: HOSTING, later: [], organisationAsns: [24940] } }),
    ).toBe(0);
  });
});
