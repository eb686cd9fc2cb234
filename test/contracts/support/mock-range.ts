/**
 * Have I Been Pwned's range service, as https://haveibeenpwned.com/API/v3#PwnedPasswords says (read in November 2026):
 * GET /range/{first five of the SHA-1} answers 200 with SUFFIX:COUNT, a line each, in CR LF; with `Add-Padding: true`
 * 800 to 1,000 of them, of which made-up ones count 0; 403 for a caller without a User-Agent; 400 for another prefix.
 */
import { createHash } from "node:crypto";
import { startVendor, type MockVendor, type VendorReply } from "./mock-vendor.ts";

export interface MockRange {
  readonly vendor: MockVendor;
  readonly leaked: Set<string>;
  /** In place of the next answers. */
  readonly plays: (VendorReply | "cut" | "hang")[];
}

export const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex").toUpperCase();

export async function startRange(): Promise<MockRange> {
  const leaked = new Set<string>();
  const plays: (VendorReply | "cut" | "hang")[] = [];
  const vendor = await startVendor(({ method, path, headers, body }) => {
    const played = plays.shift();
    if (played !== undefined) return played === "cut" ? undefined : played;
    const prefix = /^\/range\/(?<prefix>[0-9A-F]{5})$/.exec(path)?.groups?.["prefix"];
    if (method !== "GET" || prefix === undefined || body !== "") return { status: 400, raw: "" };
    if ((headers["user-agent"] ?? "") === "") return { status: 403, raw: "" };
    const found = [...leaked].map(sha1).filter((hash) => hash.startsWith(prefix));
    const padding =
      headers["add-padding"] === "true" ? Array.from({ length: 850 }, (_, at) => sha1(`${prefix}${at}`)) : [];
    return {
      status: 200,
      headers: { "content-type": "text/plain" },
      raw: [...padding.map((hash) => `${hash.slice(5)}:0`), ...found.map((hash) => `${hash.slice(5)}:37`)].join("\r\n"),
    };
  });
  return { vendor, leaked, plays };
}
