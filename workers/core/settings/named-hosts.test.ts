import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hostProblems } from "./named-hosts.ts";

const plugins = [{ id: "own", settings: z.object({ host: z.string().meta({ host: true }), from: z.string() }) }];
const at = (host: unknown, more: object = {}) => ({
  DELIVERY_SETTINGS: { own: { host, from: "a@b.example", ...more } },
});
const asked = (before: object, after: object, allowLoopback = false) =>
  hostProblems({
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
    plugins,
    allowLoopback,
  }).map(({ key }) => key);

const LITERALS = [
  "10.0.0.5",
  "169.254.169.254",
  "203.0.113.7",
  "10.1",
  "0xa.0.0.5",
  "167772165",
  "10.0.0.0xa",
  "[fd00::1]",
  "1.2.3.4.5",
];
const LOCAL_NAMES = ["mailserver", "mail.local", "mail.corp.internal", "mail.lan", "mail.local.", "MAIL.LOCAL"];
const LOOPBACK = ["localhost", "127.0.0.1", "127.8.0.1"];

describe("a host that changes", () => {
  it.each(["mail.halden.example", "smtp.eu.halden.example", "Mail.Halden.Example"])("may be %s", (host) => {
    expect(asked({}, at(host))).toEqual([]);
  });

  it.each([...LITERALS, ...LOCAL_NAMES, ...LOOPBACK])("is not %s", (host) => {
    expect(asked({}, at(host))).toEqual(["DELIVERY_SETTINGS.own.host"]);
    expect(asked(at("mail.halden.example"), at(host))).toEqual(["DELIVERY_SETTINGS.own.host"]);
  });

  it("is on this machine in the local build, and on no other", () => {
    expect(LOOPBACK.flatMap((host) => asked({}, at(host), true))).toEqual([]);
    expect([...LITERALS, ...LOCAL_NAMES].filter((host) => asked({}, at(host), true).length === 0)).toEqual([]);
  });
});

it("is asked of none that stands, whatever changes beside it, nor of what is no text", () => {
  expect(asked(at("10.0.0.5"), at("10.0.0.5", { from: "c@b.example" }))).toEqual([]);
  expect(asked({}, at(7))).toEqual([]);
  expect(asked({}, {})).toEqual([]);
});
