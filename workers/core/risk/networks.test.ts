import { describe, expect, it } from "vitest";
import { networkKind } from "./networks.ts";

describe("networkKind", () => {
  it.each([
    [{ country: "T1", asn: 7922 }, "tor"],
    [{ asn: 60729 }, "tor"],
    [{ asn: 62044 }, "corporate_proxy"],
    [{ asn: 13335, asOrganization: "Cloudflare, Inc." }, "private_relay"],
    [{ asn: 9009 }, "consumer_vpn"],
    [{ asOrganization: "Fast VPN Services" }, "consumer_vpn"],
    [{ asn: 16509 }, "hosting"],
    [{ asOrganization: "Example Datacenter Ltd" }, "hosting"],
    [{ asn: 21928 }, "mobile"],
    [{ asOrganization: "Example Wireless" }, "mobile"],
    [{ asn: 7922 }, "fixed"],
    [{ asOrganization: "Example Broadband" }, "fixed"],
    [{ asn: 64500, asOrganization: "Example Corporation" }, "unknown"],
    [{}, "unknown"],
  ] as const)("%o is %s", (network, kind) => {
    expect(networkKind(network)).toBe(kind);
  });

  it("believes the number before the name, which its owner chooses", () => {
    expect(networkKind({ asn: 24940, asOrganization: "Friendly Home Broadband" })).toBe("hosting");
  });
});
