import { describe, expect, it } from "vitest";
import type { KeptOfPerson, MeFrame, MeScreen, VouchQueue } from "../../workers/contract/me.ts";
import { LOCALES } from "./locales.ts";
import { renderMe } from "./render-me.tsx";

const NOW = Date.UTC(2026, 10, 24, 14, 6);
const HOSTILE = `<img src=x onerror=alert(1)>"'`;

const FRAME: MeFrame = {
  locale: "en",
  organisation: "Aldermoor",
  brand: "imper.ai",
  timeZone: "Europe/London",
  desk: { phone: "020 7946 0123", privacyContact: "privacy@aldermoor.example" },
};

const KEPT: KeptOfPerson = {
  at: NOW,
  person: {
    name: HOSTILE,
    email: "grace@aldermoor.example",
    userName: "grace",
    fields: ["directory_id", "title", "language", "time_zone", "privileged"],
    updatedAt: NOW,
  },
  contacts: [
    { channel: "sms", masked: "+44 •••• ••• 123", selfService: false, since: NOW, counts: false },
    { channel: "email", masked: "g•••@home.example", selfService: true, since: NOW, counts: true },
  ],
  accounts: [{ userName: "adm-grace", label: HOSTILE }],
  facts: [
    { kind: "manager", count: 1, sources: ["import"] },
    { kind: "groups", count: 3, sources: ["import", "system"], newest: NOW },
  ],
  checks: [{ at: NOW, action: "password_reset", outcome: "passed" }],
  phones: [{ since: NOW, counts: false }],
  passkeys: [
    { id: "p", name: HOSTILE, since: NOW, countsFrom: NOW + 1, suspended: false },
    { id: "q", name: "Old", since: 0, countsFrom: 1, lastUsedAt: NOW, suspended: true },
  ],
  linkedAccounts: [{ label: HOSTILE, since: NOW }],
  signIns: [
    { id: "a", startedAt: NOW, lastSeenAt: NOW, current: true },
    { id: "b", startedAt: NOW, lastSeenAt: NOW, current: false },
    { id: "c", startedAt: NOW, lastSeenAt: NOW, endedAt: NOW, current: false },
  ],
};

const ASKED: VouchQueue = {
  state: "shown",
  asked: [
    {
      id: "vrf_1",
      person: HOSTILE,
      action: "mfa_reset",
      account: HOSTILE,
      askedAt: NOW,
      askedBy: HOSTILE,
      until: NOW,
      triesLeft: 2,
      digest: "d",
    },
    { id: "vrf_2", person: "Grace", action: "mfa_reset", askedAt: NOW, askedBy: "Lee", until: NOW, digest: "d" },
  ],
};

const SCREENS: readonly MeScreen[] = [
  { screen: "sign_in", providers: [{ name: "work", label: HOSTILE, strong: true }], problem: "unknown" },
  { screen: "sign_in", providers: [] },
  { screen: "page", kept: KEPT, adding: "full", vouches: ASKED, provider: "work" },
  { screen: "page", kept: KEPT, adding: "fresh", vouches: { state: "fresh" }, provider: "work", done: "vouched" },
  {
    screen: "page",
    kept: { ...KEPT, contacts: [], facts: [], checks: [], phones: [], passkeys: [] },
    adding: "second_factor",
    vouches: { state: "second_factor" },
    provider: "work",
    problem: "gone",
  },
  { screen: "not_me", state: "open", addedAt: NOW, until: NOW, pressToken: HOSTILE },
  {
    screen: "stop",
    state: "open",
    events: [{ what: HOSTILE, at: NOW }],
    wide: true,
    person: HOSTILE,
    tellsSecurity: true,
    pressToken: HOSTILE,
  },
  { screen: "stop", state: "open", events: [], wide: false, tellsSecurity: false, pressToken: HOSTILE },
  { screen: "stop", state: "stopped", wide: true },
  { screen: "stop", state: "stopped", wide: false },
  { screen: "stop", state: "over" },
  { screen: "stop", state: "gone" },
  { screen: "not_me", state: "over" },
  { screen: "not_me", state: "gone" },
  { screen: "not_me", state: "undone" },
  { screen: "busy" },
  { screen: "fault" },
];

const drawn = (screen: MeScreen, frame: Partial<MeFrame> = {}): string =>
  renderMe({ frame: { ...FRAME, ...frame }, screen, assets: { css: "", scriptUrl: "/assets/me.js" }, now: NOW }).html;

describe.each(LOCALES)("in %s", (locale) => {
  it.each(SCREENS.map((screen) => [screen.screen, screen] as const))(
    "draws %s whole, without a script or a value that is not escaped",
    (_name, screen) => {
      const html = drawn(screen, { locale, chosen: locale });
      expect(html).not.toMatch(/<script|<img src=x|undefined|\{\w+\}/);
      expect(html).toMatch(/<h1[^>]*>[^<]/);
      // A page of its own stays the page that it is.
      const alone = screen.screen === "stop" || screen.screen === "not_me";
      expect(html).toContain(`href="${alone ? "" : "/me"}?lang=${locale}"`);
    },
  );
});

it("lets only what lasts be ended, and never the sign-in that looks", () => {
  const html = drawn({ screen: "page", kept: KEPT, adding: "full", vouches: ASKED, provider: "work" });
  expect(
    [...html.matchAll(/sign-ins\/end[^>]*><input type="hidden" name="id" value="(\w)"/g)].map(([, id]) => id),
  ).toEqual(["b"]);
});

it("keeps a language that was pressed in every address of ours", () => {
  const html = drawn(
    { screen: "page", kept: KEPT, adding: "full", vouches: ASKED, provider: "work" },
    { locale: "fr", chosen: "fr" },
  );
  const addresses = [...html.matchAll(/(?:href|action)="(\/me[^"]*)"/g)].map(([, address]) => address ?? "");
  expect(addresses.filter((address) => !address.includes("lang="))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(10);
});

it("signs a manager in once: the sign-in that will do is offered before the first one", () => {
  const linksOf = (strong: boolean, problem?: "step_up") => {
    const screen: MeScreen = {
      screen: "sign_in",
      providers: [{ name: "work", label: "Work", strong }],
      ...(problem === undefined ? {} : { problem }),
    };
    return [...drawn(screen).matchAll(/href="\/me\/sign-in\/([^"]*)"/g)].map(([, link]) => link);
  };
  expect(linksOf(true)).toEqual(["work", "work?fresh=1"]);
  expect(linksOf(false)).toEqual(["work"]);
  expect(linksOf(true, "step_up")).toEqual(["work?fresh=1"]);
});

it("has its script only where a passkey can be added", () => {
  const page = { screen: "page", kept: KEPT, vouches: ASKED, provider: "work" } as const;
  expect(drawn({ ...page, adding: "offered" })).toContain('<script type="module" src="/assets/me.js"');
  expect(drawn({ ...page, adding: "fresh" })).not.toContain("<script");
});
