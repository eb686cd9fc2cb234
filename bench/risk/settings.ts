/** Where somebody sits, as the edge and the page's script would see it. */
import type { Random } from "../../workers/core/kit/random.ts";
import type { BrowserClaims, HeaderObservation, NetworkObservation } from "../../workers/core/risk/evidence.ts";
import { oneOf } from "./chance.ts";
import type { Office } from "./places.ts";
import type { Setting } from "./population.ts";

export interface Seat {
  readonly network: Omit<NetworkObservation, "at">;
  readonly headers: HeaderObservation;
  readonly browserFamily: string;
  readonly claims: BrowserClaims | undefined;
}

const PHONES = [
  {
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
    family: "Safari",
    platform: "iPhone",
    renderer: "Apple GPU",
  },
  {
    userAgent:
      "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
    family: "Chrome",
    platform: "Linux armv81",
    renderer: "Mali-G715",
  },
] as const;
const DESKTOP =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

/** Exits that are rented; names as registered. */
const VPNS = [
  {
    asn: 212_238,
    asOrganization: "Datacamp Limited",
    country: "NL",
    timeZone: "Europe/Amsterdam",
    latitude: 52.4,
    longitude: 4.9,
  },
  {
    asn: 9_009,
    asOrganization: "M247 Europe SRL",
    country: "RO",
    timeZone: "Europe/Bucharest",
    latitude: 44.4,
    longitude: 26.1,
  },
  {
    asn: 39_351,
    asOrganization: "31173 Services AB",
    country: "SE",
    timeZone: "Europe/Stockholm",
    latitude: 59.3,
    longitude: 18.1,
  },
] as const;
const SERVER = {
  asn: 24_940,
  asOrganization: "Hetzner Online GmbH",
  country: "DE",
  timeZone: "Europe/Berlin",
  latitude: 50.5,
  longitude: 12.4,
} as const;
/** Where virtual desktops run. */
export const DESKTOPS_ASN = 8_075;
const CLOUD = { asn: DESKTOPS_ASN, asOrganization: "MICROSOFT-CORP-MSN-AS-BLOCK" } as const;
const ROAMING = {
  asn: 12_576,
  asOrganization: "EE Limited",
  country: "GB",
  timeZone: "Europe/London",
  latitude: 51.5,
  longitude: -0.1,
} as const;
const ROAMING_ELSEWHERE = {
  asn: 6_805,
  asOrganization: "Telefonica Germany",
  country: "DE",
  timeZone: "Europe/Berlin",
  latitude: 52.5,
  longitude: 13.4,
} as const;

/** `script`: false for whoever sends no claims. */
export function seatOf(random: Random, setting: Setting, office: Office): Seat {
  const { country, timeZone, latitude, longitude } = office;
  const at = { country, timeZone, latitude, longitude };
  const near = { asn: office.home.asn, asOrganization: office.home.name, ...at, edgeRttMs: 18 + random() * 14 };
  switch (setting) {
    case "home":
    case "residential_proxy":
      // What is rented of somebody's home line looks like one; the way there is longer.
      return phone(random, near, { timeZone, rtt: setting === "home" ? 12 : 70 });
    case "mobile":
      return phone(
        random,
        { ...near, asn: office.mobile.asn, asOrganization: office.mobile.name },
        { timeZone, rtt: 30 },
      );
    case "abroad": {
      const there = country === "GB" ? ROAMING_ELSEWHERE : ROAMING;
      return phone(random, { ...there, edgeRttMs: 30 }, { timeZone: there.timeZone, rtt: 35 });
    }
    case "vpn_abroad": {
      const exit = oneOf(random, VPNS);
      return phone(random, { ...exit, edgeRttMs: 12 }, { timeZone, rtt: 60 });
    }
    case "virtual_desktop":
      // The nearest region of the cloud is in the country of each of these offices; hosts run on UTC unless somebody
      // has turned on that the clock of the client is taken over.
      return desk(
        { ...CLOUD, ...at },
        {
          timeZone: random() < 0.5 ? "UTC" : timeZone,
          renderer: "ANGLE (Microsoft, Microsoft Basic Render Driver)",
          frameRate: 30,
        },
      );
    case "hosting":
      return { ...desk(SERVER, { timeZone: "UTC", renderer: "", frameRate: 0 }), claims: undefined };
  }
}

function phone(
  random: Random,
  network: Omit<NetworkObservation, "at">,
  { timeZone, rtt }: { readonly timeZone: string; readonly rtt: number },
): Seat {
  const { userAgent, family, platform, renderer } = oneOf(random, PHONES);
  return {
    network,
    headers: { userAgent, acceptLanguage: "en" },
    browserFamily: family,
    claims: {
      timeZone,
      languages: ["en"],
      webdriver: false,
      platform,
      renderer,
      cores: 8,
      touchPoints: 5,
      coarsePointer: true,
      hover: false,
      screenWidth: 393,
      screenHeight: 852,
      colorDepth: 24,
      pluginCount: 0,
      outerHeight: 852,
      browserRttMs: (network.edgeRttMs ?? 20) + rtt,
      frameRate: 60,
    },
  };
}

function desk(
  place: Omit<NetworkObservation, "at">,
  {
    timeZone,
    renderer,
    frameRate,
  }: { readonly timeZone: string; readonly renderer: string; readonly frameRate: number },
): Seat {
  return {
    network: { ...place, edgeRttMs: 8 },
    headers: { userAgent: DESKTOP, acceptLanguage: "en", hintPlatform: "Windows", hintMobile: false },
    browserFamily: "Chrome",
    claims: {
      timeZone,
      languages: ["en"],
      webdriver: false,
      platform: "Win32",
      renderer,
      cores: 4,
      touchPoints: 0,
      coarsePointer: false,
      hover: true,
      screenWidth: 1920,
      screenHeight: 1080,
      colorDepth: 24,
      pluginCount: 5,
      outerHeight: 1040,
      browserRttMs: 25,
      frameRate,
    },
  };
}
