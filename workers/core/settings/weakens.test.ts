import { describe, expect, it } from "vitest";
import { z } from "zod";
import { changesIn } from "./compare.ts";
import { SECTIONS } from "./registry.ts";
import { PUBLIC_LEAKS } from "./sections/actions.ts";
import { agentLimits } from "./sections/agent-limits.ts";
import { categoryPolicy } from "./sections/categories.ts";
import { signInProvider } from "./sections/sign-in.ts";
import { weakenings } from "./weakens.ts";

const policy = (change: object = {}) => categoryPolicy.parse({ action: "password_reset", ...change });
const categories = (change: object = {}) => ({ CATEGORIES: { Reset: policy(change) } });
const credentials = (key: string, password: string) => ({ [key]: { main: { password } } });
const provider = (change: object = {}) => ({
  SIGN_IN_PROVIDERS: {
    work: signInProvider.parse({ label: "Work", issuer: "https://id.example", clientId: "desk", ...change }),
  },
});

describe("a change that weakens", () => {
  it("of sign-in: an address for emergencies, and not the other way round", () => {
    const [none, one] = [{ BREAK_GLASS: [] }, { BREAK_GLASS: ["kim@desk.example"] }];
    expect(weakenings(none, one)).toEqual(["kim@desk.example comes in by an emergency link"]);
    expect(weakenings(one, none)).toEqual([]);
  });

  it.each([
    ["an action that demands less", { action: "mfa_reset" }, { action: "identity_check" }],
    ["a spoken code asked for less often", { spokenCode: "always" }, { spokenCode: "when_on_line" }],
    ["no spoken code", {}, { spokenCode: "never" }],
    ["typed destinations", { typedDestination: false }, {}],
    ["no longer strict", { strict: true }, {}],
    ["contacts that changed lately", { recentContact: false }, {}],
    ["fewer questions at least", { minimumQuestions: 4 }, {}],
    ["a higher pass line", { passLine: 3.3 }, {}],
    ["a higher accept line", { earlyAccept: 1.6 }, {}],
    ["one channel more", { channels: ["email"] }, { channels: ["email", "sms"] }],
    ["links that live longer", { linkLifetimeMinutes: 5 }, {}],
    ["longer checks", {}, { sessionMinutes: 16 }],
    ["passes that hold longer", {}, { passValidMinutes: 16 }],
    ["a longer wait for a second person", {}, { approvalMinutes: 31 }],
    ["typed destinations without a second person", {}, { typedWithoutSecondPerson: true }],
    ["an agent who acts in place of the requester", {}, { agentActs: true }],
    ["a shorter hold than is usual", {}, { holdMinutes: 29 }],
    ["no hold any more", { holdMinutes: 60 }, { holdMinutes: 0 }],
    ["the usual hold in place of a longer one", { holdMinutes: 60 }, {}],
    ["no second person any more", { secondPersonAlways: true }, {}],
    ["more checks per day", {}, { startsPerPersonPerDay: 6 }],
  ])("of a category: %s, and not the other way round", (_what, was, is) => {
    expect(weakenings(categories(was), categories(is))).toHaveLength(1);
    expect(weakenings(categories(is), categories(was))).toEqual([]);
  });

  it("of a category: another number of questions at most, whichever way", () => {
    expect(weakenings(categories(), categories({ maximumQuestions: 5 }))).toEqual([
      "Reset: decided after fewer questions (8 to 5)",
      "Reset: decided after fewer questions (8 to 5), when strict",
    ]);
    expect(weakenings(categories({ maximumQuestions: 5 }), categories())).toHaveLength(2);
  });

  it("of a category: each kind of check, where a number counts for both", () => {
    expect(weakenings(categories({ passLine: 1.5 }), categories())).toEqual([
      "Reset: passes at a higher risk (1.5 to 3.6)",
      "Reset: stops asking at a higher risk (0.5 to 1.8)",
      "Reset: passes at a higher risk (1.5 to 3.2), when strict",
      "Reset: stops asking at a higher risk (0.5 to 1.4), when strict",
    ]);
  });

  it("of a connection: a policy of its own that demands less, or that is gone", () => {
    const all = { CATEGORIES: { Reset: policy({ strict: true }) } };
    const own = (change: object) => ({ ...all, CONNECTION_CATEGORIES: { east: { Reset: policy(change) } } });
    const loose = ["Reset from east: no longer strict for everybody"];
    expect(weakenings(all, own({}))).toEqual(loose);
    expect(weakenings(own({ strict: true }), own({}))).toEqual(loose);
    expect(weakenings(own({}), all)).toEqual([]);
    expect(weakenings(own({ strict: true, spokenCode: "always" }), all)).toEqual([
      "Reset from east: the spoken code is asked for less often",
    ]);
    const alone = { CONNECTION_CATEGORIES: { east: { Reset: policy() } } };
    expect(weakenings(alone, {})).toEqual(["Reset from east: tickets no longer need a verification"]);
    expect(weakenings({}, alone)).toEqual([]);
  });

  it("a category, or one of a connection, that is kept and not required any more", () => {
    const off = policy({ required: false });
    const gone = "tickets no longer need a verification";
    expect(weakenings(categories(), categories({ required: false }))).toEqual([`Reset: ${gone}`]);
    expect(weakenings(categories({ required: false }), {})).toEqual([]);
    const east = { ...categories(), CONNECTION_CATEGORIES: { east: { Reset: off } } };
    expect(weakenings(categories(), east)).toEqual([`Reset from east: ${gone}`]);
    expect(weakenings(east, categories())).toEqual([]);
  });

  it("a new category that demands less of the same act than is usual, and than any there is", () => {
    const second = (change: object) => ({ CATEGORIES: { Reset: policy(), Second: policy(change) } });
    const never = "Second: the spoken code is asked for less often";
    expect(weakenings(categories(), second({ spokenCode: "never" }))).toEqual([never]);
    expect(weakenings(second({ required: false }), second({ spokenCode: "never" }))).toEqual([never]);
    expect(weakenings(categories({ spokenCode: "never" }), second({ spokenCode: "never" }))).toEqual([]);
    expect(
      weakenings(categories({ spokenCode: "never" }), second({ spokenCode: "never", passValidMinutes: 60 })),
    ).toEqual([never, "Second: a pass holds longer (15 to 60)"]);
    expect(weakenings(categories(), second({ spokenCode: "always", strict: true }))).toEqual([]);
    const east = { ...categories(), CONNECTION_CATEGORIES: { east: { Second: policy({ spokenCode: "never" }) } } };
    expect(weakenings(categories(), east)).toEqual(["Second from east: the spoken code is asked for less often"]);
  });

  it("a category that is gone or renamed, and not one that is new", () => {
    const renamed = { CATEGORIES: { Other: policy() } };
    expect(weakenings(categories(), renamed)).toEqual(["Reset: tickets no longer need a verification"]);
    expect(weakenings(categories(), { CATEGORIES: { ...renamed.CATEGORIES, Reset: policy() } })).toEqual([]);
  });

  it.each([
    ["a network more", { ORGANISATION_ASNS: [] }, { ORGANISATION_ASNS: [64496] }],
    ["a network of virtual desktops more", { VIRTUAL_DESKTOP_ASNS: [] }, { VIRTUAL_DESKTOP_ASNS: [64496] }],
    ["a country more", { SMS_COUNTRIES: ["GB"] }, { SMS_COUNTRIES: ["GB", "PT"] }],
    ["no mailbox of security", { SECURITY_CONTACT: { mail: "a@b.example" } }, { SECURITY_CONTACT: {} }],
  ])("of the organisation: %s, and not the other way round", (_what, was, is) => {
    expect(weakenings(was, is)).toHaveLength(1);
    expect(weakenings(is, was)).toEqual([]);
  });

  it("of the organisation: another domain, whichever way", () => {
    const [one, two] = [{ CORPORATE_DOMAINS: ["a.example"] }, { CORPORATE_DOMAINS: ["a.example", "b.example"] }];
    expect(weakenings(two, one)).toEqual(["Addresses at b.example may be typed as a destination"]);
    expect(weakenings(one, two)).toEqual(["Addresses at b.example are marked as another domain's no more"]);
  });

  it.each([
    [
      "a mailbox of security",
      { SECURITY_CONTACT: { mail: "a@b.example" } },
      { SECURITY_CONTACT: { mail: "c@d.example" } },
    ],
    ["a carrier", { SMS_PROVIDER: "twilio" }, { SMS_PROVIDER: "other" }],
    [
      "the way of a carrier",
      { DELIVERY_SETTINGS: { smtp: { host: "mail.b.example" } } },
      { DELIVERY_SETTINGS: { smtp: { host: "mail.d.example" } } },
    ],
    ["a ticket system", { CONNECTIONS: { main: { kind: "x" } } }, { CONNECTIONS: { main: { kind: "y" } } }],
    ["credentials of a ticket system", credentials("CONNECTION_SECRETS", "a"), credentials("CONNECTION_SECRETS", "b")],
    ["credentials of a carrier", credentials("DELIVERY_SECRETS", "a"), credentials("DELIVERY_SECRETS", "b")],
    [
      "where new passwords go",
      { ACTION_TARGETS: { ad: { kind: "runner", settings: { address: "https://a.example" } } } },
      { ACTION_TARGETS: { ad: { kind: "runner", settings: { address: "https://b.example" } } } },
    ],
    [
      "what signs for a runner",
      { ACTION_SECRETS: { ad: { signingKey: "a" } } },
      { ACTION_SECRETS: { ad: { signingKey: "b" } } },
    ],
    ["a webhook's secret", { SECURITY_SECRETS: { webhook: "a" } }, { SECURITY_SECRETS: { webhook: "b" } }],
    ["the desk's phone", { DESK_PHONE: "020 1" }, { DESK_PHONE: "020 2" }],
    ["the privacy contact", { PRIVACY_CONTACT: "privacy@a.example" }, { PRIVACY_CONTACT: "privacy@b.example" }],
    ["the desk's place", { DESK_PLACE: "Floor 2" }, { DESK_PLACE: "Car park" }],
  ])("another one instead of it: %s", (_what, was, is) => {
    expect(weakenings(was, is)).toHaveLength(1);
    expect(weakenings(is, was)).toHaveLength(1);
    expect(weakenings(was, was)).toEqual([]);
  });

  it("another service that says which passwords are leaked, or none, and the public one at once", () => {
    const asks = (LEAKED_PASSWORDS_ORIGIN: string) => ({ LEAKED_PASSWORDS_ORIGIN });
    const known = asks(PUBLIC_LEAKS);
    expect(weakenings({}, known)).toEqual([]);
    expect(weakenings(known, asks(""))).toEqual(["New passwords are looked for among leaked ones no longer"]);
    for (const was of [{}, known]) {
      expect(weakenings(was, asks("https://leaks.example"))).toEqual([
        "https://leaks.example is told five characters of the SHA-1 of new passwords, and says which are leaked",
      ]);
    }
  });

  it("one more: a ticket system, a number of the desk or a privacy contact where there was none", () => {
    expect(weakenings({}, { CONNECTIONS: { east: { kind: "x" } } })).toEqual(["Tickets come from east as well"]);
    const target = { ACTION_TARGETS: { ad: { kind: "runner" } } };
    const signed = { ...target, ACTION_SECRETS: { ad: { signingKey: "a" } } };
    expect(weakenings({}, signed)).toEqual(["New passwords may go to ad"]);
    expect(weakenings(target, signed)).toEqual(["Credentials stand between ad and this product for the first time"]);
    expect(weakenings({ DESK_PHONE: "" }, { DESK_PHONE: "020 1" })).toEqual([
      "Messages and pages name another number of the desk (none to 020 1)",
    ]);
    expect(weakenings({ PRIVACY_CONTACT: "" }, { PRIVACY_CONTACT: "020 1" })).toEqual([
      "The portal names another privacy contact (none to 020 1)",
    ]);
  });

  it.each<[string, readonly string[]]>([
    ["CONNECTION_SECRETS", ["Credentials stand between main and this product for the first time"]],
    ["DELIVERY_SECRETS", ["Messages may go by main: its settings or credentials are new"]],
    ["DELIVERY_SETTINGS", ["Messages may go by main: its settings or credentials are new"]],
    ["SECURITY_SECRETS", []],
  ])("also the first of %s", (key, lines) => {
    expect(weakenings({ [key]: {} }, credentials(key, "hunter2"))).toEqual(lines);
    expect(weakenings({}, credentials(key, "hunter2"))).toEqual(lines);
  });

  it("says a new carrier and a new ticket system once, whatever is set of it", () => {
    const carrier = { ...credentials("DELIVERY_SETTINGS", "a"), ...credentials("DELIVERY_SECRETS", "a") };
    expect(weakenings({}, carrier)).toHaveLength(1);
    const system = { CONNECTIONS: { main: { kind: "x" } }, ...credentials("CONNECTION_SECRETS", "a") };
    expect(weakenings({}, system)).toHaveLength(1);
  });

  it("never says a secret", () => {
    for (const key of ["CONNECTION_SECRETS", "DELIVERY_SECRETS", "SECURITY_SECRETS"]) {
      expect(weakenings({ [key]: {} }, credentials(key, "hunter2")).join()).not.toContain("hunter");
      expect(weakenings(credentials(key, "hunter2"), credentials(key, "hunter3")).join()).not.toContain("hunter");
      expect(weakenings(credentials(key, "hunter2"), {})).toHaveLength(1);
    }
  });
});

describe("a change of how long something is kept", () => {
  const kept = (change: object = {}) => ({ RETENTION: SECTIONS.retention.fields.RETENTION.parse(change) });

  it.each([
    [{ contact: 31 }, "Kept longer: messages, in days (30 to 31)"],
    [{ evidence: 91 }, "Kept longer: evidence, in days (90 to 91)"],
    [{ ticketText: 91 }, "Kept longer: text of tickets, in days (90 to 91)"],
    [{ phone: 366 }, "Kept longer: known phones, in days (365 to 366)"],
    [{ recordYears: 8 }, "Kept longer: the record, in years (7 to 8)"],
  ])("is told where it is longer, and not where it is shorter: %o", (change, line) => {
    expect(weakenings(kept(), kept(change))).toEqual([line]);
    expect(weakenings(kept(change), kept())).toEqual([]);
  });

  it.each([
    [{}, { recordYears: 2 }, ["Forgotten sooner: the record, in years (7 to 2)"]],
    [{}, { contact: 14 }, ["Forgotten sooner: messages, in days (30 to 14)"]],
    [{ contact: 60 }, { contact: 40 }, []],
    [{ recordYears: 10 }, { recordYears: 6 }, ["Forgotten sooner: the record, in years (10 to 6)"]],
    [{}, { evidence: 30, ticketText: 30, phone: 30 }, []],
  ])("is told where what a look back needs goes sooner than is usual: %o to %o", (was, is, lines) => {
    expect(weakenings(kept(was), kept(is))).toEqual(lines);
  });
});

describe("a change of who may sign in", () => {
  it("is told where a provider is added, and where one is gone", () => {
    expect(weakenings({}, provider())).toEqual(["Work says who enters the console"]);
    expect(weakenings(provider(), {})).toEqual(["Work no longer says who enters the console: links and passkeys do"]);
  });

  it("is told where Access is put in front, changes team or application, and goes, and not for its button", () => {
    const access = (change: object = {}) => ({
      CLOUDFLARE_ACCESS: { team: "https://one.cloudflareaccess.com", audience: "a1".repeat(32), ...change },
    });
    const other = ["Cloudflare Access: somebody else answers for its people"];
    expect(weakenings({}, access())).toEqual(["Cloudflare Access says who enters the console"]);
    expect(weakenings(access(), access({ team: "https://two.cloudflareaccess.com" }))).toEqual(other);
    expect(weakenings(access(), access({ audience: "b2".repeat(32) }))).toEqual(other);
    expect(weakenings(access(), { CLOUDFLARE_ACCESS: {} })).toEqual([
      "Cloudflare Access no longer says who enters the console: links and passkeys do",
    ]);
    expect(weakenings(access(), access({ label: "Our account" }))).toEqual([]);
  });

  it.each([
    ["another issuer", { issuer: "https://other.example" }],
    ["another client", { clientId: "other" }],
    ["another origin for its keys", { origins: ["https://keys.example"] }],
    ["another claim for groups", { groupsClaim: "roles" }],
    ["another algorithm", { algorithm: "ES256" }],
    ["another organisation", { organisation: { values: ["a.example"] } }],
  ])("is told both ways: %s", (_what, change) => {
    expect(weakenings(provider(), provider(change))).toEqual(["Work: somebody else answers for its people"]);
    expect(weakenings(provider(change), provider())).toHaveLength(1);
  });

  it.each([
    ["a group that gives a role", {}, { roles: { auditor: ["desk"] } }],
    ["a claim that opens people's pages", {}, { people: { claim: "oid" } }],
    ["another such claim", { people: {} }, { people: { claim: "sub" } }],
    ["a domain whose addresses do", {}, { people: { domains: ["example.com"] } }],
    ["no second factor", { secondFactor: { amr: ["mfa"] } }, {}],
    ["another second factor", { secondFactor: { amr: ["mfa"] } }, { secondFactor: { amr: ["mfa"], acr: ["2"] } }],
  ])("is told one way: %s", (_what, was, is) => {
    expect(weakenings(provider(was), provider(is))).toHaveLength(1);
    expect(weakenings(provider(is), provider(was))).toEqual([]);
  });

  it("is nothing where the button has another label", () => {
    expect(weakenings(provider(), provider({ label: "Company" }))).toEqual([]);
  });
});

describe("what changed", () => {
  it("is one line for each value, with the titles of the screen", () => {
    const before = { CATEGORIES: { Reset: policy() } };
    const after = { CATEGORIES: { Reset: policy({ spokenCode: "always", channels: ["email"] }), Unlock: policy() } };
    expect(changesIn(SECTIONS.categories, before, after)).toEqual([
      "Categories › Reset › Spoken code: When the caller is on the line → Always",
      "Categories › Reset › Channels: without SMS",
      "Categories › Unlock: added",
    ]);
  });

  it("calls a plug-in, its settings and its credentials as its form does", () => {
    const plugin = (id: string, label: string) => ({
      id,
      label,
      settings: z.object({ baseUrl: z.string().meta({ title: `Address of ${label}` }) }),
      secrets: z.object({ apiKey: z.string().meta({ title: "API key" }) }),
    });
    const [post, other] = [plugin("post", "The Post"), plugin("other", "Another")];
    const before = { SMS_PROVIDER: "gone", DELIVERY_SETTINGS: { post: { baseUrl: "a" } } };
    const after = {
      SMS_PROVIDER: "post",
      DELIVERY_SETTINGS: { post: { baseUrl: "b" }, other: { odd: 1 } },
      DELIVERY_SECRETS: { post: { apiKey: "hunter2" } },
    };
    expect(changesIn({ ...SECTIONS.delivery, plugins: [post, other] }, before, after)).toEqual([
      "SMS provider: gone → The Post",
      "Providers › The Post › Address of The Post: a → b",
      "Providers › Another: added",
      "Secrets: set",
    ]);
    const anew = { DELIVERY_SECRETS: { post: { apiKey: "hunter3" } } };
    expect(
      changesIn({ ...SECTIONS.delivery, plugins: [post] }, { DELIVERY_SECRETS: after.DELIVERY_SECRETS }, anew),
    ).toEqual(["Secrets › The Post › API key: set anew"]);
    const main = (kind: string, baseUrl: string, apiKey: string) => ({
      CONNECTIONS: { main: { kind, settings: { baseUrl } } },
      CONNECTION_SECRETS: { main: { apiKey } },
    });
    const lines = changesIn(
      { ...SECTIONS.ticket_systems, plugins: [other, post] },
      main("post", "a", "1"),
      main("other", "b", "2"),
    );
    expect(lines).toEqual([
      "Connections › main › Kind: The Post → Another",
      "Connections › main › Settings › Address of The Post: a → b",
      "Credentials › main › API key: set anew",
    ]);
  });

  it("names a secret and never shows it", () => {
    const lines = changesIn(
      SECTIONS.ticket_systems,
      { CONNECTION_SECRETS: { main: { password: "hunter2", username: "a" } } },
      { CONNECTION_SECRETS: { main: { password: "hunter3" } } },
    );
    expect(lines).toEqual(["Credentials › main › password: set anew", "Credentials › main › username: removed"]);
  });

  it("says of a secret that was never set that it is set", () => {
    const after = { SIGN_IN_SECRETS: { work: "hunter2" } };
    expect(changesIn(SECTIONS.sign_in, {}, after)).toEqual([expect.stringMatching(/: set$/u)]);
    expect(changesIn(SECTIONS.sign_in, { SIGN_IN_SECRETS: {} }, after)).toEqual([
      expect.stringMatching(/ › work: set$/u),
    ]);
  });

  it("tells of a picture that it is another one, and not what it is made of", () => {
    const logo = (text: string) => ({ BRAND_LOGO: text });
    const told = (was: string, is: string) => changesIn(SECTIONS.branding, logo(was), logo(is));
    expect([told("", "aaaa"), told("aaaa", "bbbb"), told("aaaa", "")]).toEqual([
      ["Logo: added"],
      ["Logo: another one"],
      ["Logo: removed"],
    ]);
  });

  it("is nothing where nothing did", () => {
    expect(changesIn(SECTIONS.organisation, { DESK_PHONE: "1" }, { DESK_PHONE: "1" })).toEqual([]);
  });
});

describe("the limits of agents", () => {
  const limits = (change: object = {}) => ({ AGENT_LIMITS: agentLimits.parse(change) });

  it.each(["answersPerDay", "peoplePerDay", "peoplePerDestination", "overridesPerDay"])(
    "%s: raised, and not the other way",
    (name) => {
      expect(weakenings(limits({ [name]: 2 }), limits({ [name]: 3 }))).toHaveLength(1);
      expect(weakenings(limits({ [name]: 3 }), limits({ [name]: 2 }))).toEqual([]);
    },
  );
});
