import { describe, expect, it } from "vitest";
import { DEV_NETWORKS } from "./networks.ts";

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
