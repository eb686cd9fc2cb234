/**
 * One browser plays other people's phones on the portal's pages: their network, their browser,
 * their clock and their key, put into each request before the product sees it. The console in
 * the same browser stays what it is. Local builds only.
 */
import { PHONE_BROWSER, TOR_BROWSER } from "../demo/browsers.ts";
import type { BrowserClaims } from "../../workers/core/risk/evidence.ts";
import { askedNetwork, networkById, overNetwork, type DevNetwork } from "./networks.ts";
import { playedKey, type KeyDatabase, type PlayedKey } from "./phone-keys.ts";

export const DEV_DEVICE_COOKIE = "dev-device";
/** The browser as it is, on its own network. */
export const OWN_DEVICE = "own";
const TOR = "tor";
const PORTAL = /^\/v\/(?<locator>[^/]+)(?:\/(?<verb>[^/]+))?$/;

/** A phone on a network, written `network` or, when it is one person's own, `network.person`. */
export interface Device {
  readonly network: DevNetwork;
  readonly owner?: string;
}

export function readDevice(id: string): Device | undefined {
  const [, networkId = "", owner] = /^([a-z-]+)(?:\.(per_\w+))?$/.exec(id) ?? [];
  const network = networkById(networkId);
  return network === undefined ? undefined : { network, ...(owner === undefined ? {} : { owner }) };
}

/** What the product gets to see: a test's request on the network it names, a portal page as the phone that is played. */
export async function asPlayed(request: Request, db: KeyDatabase): Promise<Request> {
  const asked = askedNetwork(request);
  if (asked !== undefined) {
    return overNetwork(request, asked);
  }
  const id = cookieValue(request, DEV_DEVICE_COOKIE) ?? OWN_DEVICE;
  const device = readDevice(id);
  const portal = PORTAL.exec(new URL(request.url).pathname)?.groups;
  if (device === undefined || portal === undefined) {
    return request;
  }
  const headers = new Headers(request.headers);
  [...headers.keys()].filter((name) => name.startsWith("sec-ch-ua")).forEach((name) => headers.delete(name));
  headers.set("user-agent", device.network.id === TOR ? TOR_BROWSER : PHONE_BROWSER);
  headers.set("accept-language", "en-GB");
  const begins = request.method === "POST" && portal["verb"] === "begin";
  const body = begins
    ? await claimsOf(await request.text(), { device, locator: portal["locator"] ?? "", key: () => playedKey(db, id) })
    : undefined;
  if (body !== undefined) {
    headers.delete("content-length");
  }
  return overNetwork(new Request(request, { headers, ...(body === undefined ? {} : { body }) }), device.network);
}

const NO_KEY: Partial<PlayedKey> = {};

interface Beginning {
  readonly device: Device;
  readonly locator: string;
  readonly key: () => ReturnType<typeof playedKey>;
}

/** The form of "I contacted IT" with what this phone's page would say. Without script it says nothing, as always. */
async function claimsOf(text: string, { device, locator, key }: Beginning): Promise<string> {
  const form = new URLSearchParams(text);
  if ((form.get("claims") ?? "") === "") {
    return text;
  }
  // Somebody's own phone keeps its key; any other is as good as new each time.
  const { publicKey, sign } = device.owner === undefined ? NO_KEY : await key();
  const signature = await sign?.(`${locator}:${form.get("press") ?? ""}`);
  const phoneKey = signature === undefined ? {} : { phoneKey: { publicKey, signature } };
  form.set("claims", JSON.stringify({ ...claimsOn(device), ...phoneKey }));
  return form.toString();
}

/** What the portal's script says in the browser of such a phone, or in Tor's. */
export function claimsOn({ network }: Device): BrowserClaims {
  const SLOWER_THAN_THE_EDGE_MS = 12;
  return network.id === TOR
    ? {
        timeZone: "UTC",
        languages: ["en-US"],
        webdriver: false,
        platform: "Win32",
        cores: 2,
        touchPoints: 0,
        hover: true,
      }
    : {
        timeZone: network.cf.timezone ?? "Europe/London",
        languages: ["en-GB"],
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
        pluginCount: 5,
        outerHeight: 844,
        browserRttMs: network.cf.clientTcpRtt + SLOWER_THAN_THE_EDGE_MS,
      };
}

function cookieValue(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
