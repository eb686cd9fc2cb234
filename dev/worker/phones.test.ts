/** A request as the product sees it when a phone is played, on workerd with a database. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";

const seen = z.object({
  asn: z.number().optional(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  hint: z.string().nullable(),
  asked: z.string().nullable(),
  method: z.string(),
  body: z.string(),
});

const bundle = await build({
  stdin: {
    contents: `
      import { asPlayed } from "./phones.ts";
      export default { async fetch(request, env) {
        const played = await asPlayed(request, env.DB);
        const header = (name) => played.headers.get(name);
        return Response.json({ asn: played.cf?.asn, ip: header("cf-connecting-ip"), userAgent: header("user-agent"),
          hint: header("sec-ch-ua-platform"), asked: header("x-dev-network"), method: played.method, body: await played.text() });
      } };`,
    resolveDir: dirname(fileURLToPath(import.meta.url)),
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  external: ["node:*"],
  write: false,
});
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    modules: true,
    script: bundle.outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-10-20",
    compatibilityFlags: ["nodejs_compat"],
    d1Databases: ["DB"],
    cf: false,
  }),
);
afterAll(() => miniflare.dispose());

const DESK = { "user-agent": "A desk's browser", "sec-ch-ua-platform": '"Windows"' };
const PORTAL = "/v/LOCATOR";

async function ask(path: string, headers: Record<string, string>, body?: string): Promise<z.infer<typeof seen>> {
  const reply = await miniflare.dispatchFetch(`http://localhost${path}`, {
    headers: { ...DESK, ...headers },
    ...(body === undefined ? {} : { method: "POST", body }),
  });
  return seen.parse(await reply.json());
}

const unplayed = ask("/", {});

const begin = (device: string, claims = '{"timeZone":"Asia/Tokyo","platform":"Win32"}') =>
  ask(`${PORTAL}/begin`, { cookie: `dev-device=${device}` }, new URLSearchParams({ press: "p.1", claims }).toString());

const keyShape = z.object({ publicKey: z.string(), signature: z.string() });
function claimsIn(body: string) {
  const claims = new URLSearchParams(body).get("claims") ?? "";
  return z.looseObject({ phoneKey: keyShape.optional() }).parse(JSON.parse(claims));
}

describe("who is played", () => {
  it.each([
    ["nobody", PORTAL, {}, undefined],
    ["the network that a test asks for", "/api/x", { "x-dev-network": "vpn" }, 9009],
    ["the chosen phone on the portal's pages", PORTAL, { cookie: "a=b; dev-device=tor; c=d" }, 60_729],
    ["a person's own phone", `${PORTAL}/code`, { cookie: "dev-device=home.per_demo001" }, 3243],
    [
      "the test's network rather than the chosen phone",
      PORTAL,
      { cookie: "dev-device=tor", "x-dev-network": "vpn" },
      9009,
    ],
    ["nobody in the console, which stays the agent's", "/api/x", { cookie: "dev-device=tor" }, undefined],
    ["nobody by another cookie", PORTAL, { cookie: "x-dev-device=tor" }, undefined],
    ["nobody as the browser's own", PORTAL, { cookie: "dev-device=own" }, undefined],
    ["nobody unknown", PORTAL, { "x-dev-network": "toaster", cookie: "dev-device=toaster" }, undefined],
  ])("%s", async (_name, path, headers: Record<string, string>, asn) => {
    const request = await ask(path, headers);
    expect(request.asn).toBe(asn ?? (await unplayed).asn);
    expect(request.asked).toBe(headers["x-dev-network"] === "toaster" ? "toaster" : null);
  });
});

describe("a played phone", () => {
  it("brings its address, its browser, its clock and its own key", async () => {
    const request = await begin("home.per_demo001");
    expect(request).toMatchObject({ method: "POST", ip: "203.0.113.24", hint: null });
    expect(request.userAgent).toMatch(/iPhone/);
    const claims = claimsIn(request.body);
    expect(claims).toMatchObject({ timeZone: "Europe/Lisbon", platform: "iPhone", touchPoints: 5 });
    const again = claimsIn((await begin("home.per_demo001")).body);
    expect(again.phoneKey?.publicKey).toBe(claims.phoneKey?.publicKey);
    expect(claimsIn((await begin("home.per_demo002")).body).phoneKey?.publicKey).not.toBe(claims.phoneKey?.publicKey);
  });

  it("signs this press with the key, as the page's script would", async () => {
    const { phoneKey } = claimsIn((await begin("home.per_demo001")).body);
    const bytes = (text = "") => new Uint8Array(Buffer.from(text, "base64url"));
    const key = await crypto.subtle.importKey(
      "raw",
      bytes(phoneKey?.publicKey),
      { name: "ECDSA", namedCurve: "P-256" },
      false,
      ["verify"],
    );
    const signed = new TextEncoder().encode("LOCATOR:p.1");
    expect(
      await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(phoneKey?.signature), signed),
    ).toBe(true);
  });

  it("of nobody in particular has no key, and on Tor another browser", async () => {
    const request = await begin("tor");
    expect(request.userAgent).toMatch(/Firefox/);
    expect(claimsIn(request.body)).toMatchObject({ timeZone: "UTC", platform: "Win32" });
    expect(claimsIn(request.body).phoneKey).toBeUndefined();
  });

  it("says nothing where the page's script said nothing", async () => {
    expect(new URLSearchParams((await begin("home.per_demo001", "")).body).get("claims")).toBe("");
  });

  it("leaves the other forms as they are", async () => {
    const form = "ordinal=1&text=Porto";
    expect((await ask(`${PORTAL}/answer`, { cookie: "dev-device=home" }, form)).body).toBe(form);
  });
});
