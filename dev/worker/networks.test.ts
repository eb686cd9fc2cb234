import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, describe, expect, it } from "vitest";
import { DEV_NETWORKS, networkFixture } from "./networks.ts";

const asked = (headers: Record<string, string>): string | undefined =>
  networkFixture(new Request("http://localhost/", { headers }))?.id;

describe("recorded networks", () => {
  it("have distinct ids and addresses, the latter from documentation ranges", () => {
    expect(DEV_NETWORKS.length).toBeGreaterThanOrEqual(10);
    expect(new Set(DEV_NETWORKS.map(({ id }) => id)).size).toBe(DEV_NETWORKS.length);
    expect(new Set(DEV_NETWORKS.map(({ address }) => address)).size).toBe(DEV_NETWORKS.length);
    for (const { address } of DEV_NETWORKS) {
      expect(address).toMatch(/^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/);
    }
  });

  it("name time zones that exist", () => {
    const zones = DEV_NETWORKS.flatMap(({ cf }) => (cf.timezone === undefined ? [] : [cf.timezone]));
    for (const timeZone of zones) {
      expect(() => new Intl.DateTimeFormat("en-GB", { timeZone })).not.toThrow();
    }
  });
});

describe("networkFixture", () => {
  it.each([
    [{}, undefined],
    [{ "x-dev-network": "vpn" }, "vpn"],
    [{ cookie: "a=b; dev-device=tor; c=d" }, "tor"],
    [{ cookie: "dev-device=tor", "x-dev-network": "vpn" }, "vpn"],
    [{ cookie: "x-dev-device=tor" }, undefined],
    [{ cookie: "dev-device=own" }, undefined],
    [{ "x-dev-network": "toaster" }, undefined],
  ])("%j plays %s", (headers: Record<string, string>, id) => {
    expect(asked(headers)).toBe(id);
  });
});

describe("onDevNetwork on workerd", () => {
  const worker = build({
    stdin: {
      contents: `
        import { onDevNetwork } from "./networks.ts";
        export default { async fetch(request) {
          const played = onDevNetwork(request);
          return Response.json({ asn: played.cf?.asn, country: played.cf?.country, ip: played.headers.get("cf-connecting-ip"),
            left: played.headers.get("x-dev-network"), method: played.method, body: await played.text() });
        } };`,
      resolveDir: dirname(fileURLToPath(import.meta.url)),
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    write: false,
  }).then(
    ({ outputFiles }) =>
      new Miniflare(
        convertV4MiniflareOptions({
          modules: true,
          script: outputFiles[0]?.text ?? "",
          compatibilityDate: "2026-10-20",
          cf: false,
        }),
      ),
  );

  afterAll(async () => (await worker).dispose());

  it("makes the request arrive over the network, body and method kept", async () => {
    const reply = await (
      await worker
    ).dispatchFetch("http://localhost/", { method: "POST", body: "x", headers: { "x-dev-network": "tor" } });
    expect(await reply.json()).toEqual({
      asn: 60_729,
      country: "T1",
      ip: "192.0.2.166",
      left: null,
      method: "POST",
      body: "x",
    });
  });
});
