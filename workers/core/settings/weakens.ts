/**
 * Names each line by which one configuration protects less than another. Every way of changing
 * settings goes through it: editing, rolling back, taking a category away or renaming it.
 */
import { categoryPolicy, type CategoryPolicy } from "./sections/categories.ts";
import { entry } from "../kit/entry.ts";
import { ACTIONS, DEFAULT_LIMITS, HOLD_MINUTES, type Profile } from "../policy/policy.ts";
import { profileWith } from "../policy/policy-for.ts";
import { CHANNEL_WORDS } from "../policy/policy-words.ts";
import { GROUP_ROLES } from "../policy/who-enters.ts";
import { PUBLIC_LEAKS } from "./sections/actions.ts";
import { deskPlaceOf } from "./sections/organisation.ts";
import { retentionDefaults, retentionTitles } from "./sections/retention.ts";
import type { AgentLimits } from "./sections/agent-limits.ts";
import { accessModeOf, type AccessMode, type SignInProvider } from "./sections/sign-in.ts";
import { categoryFor, namedCategories, overridesOf, whereRequired, type Categories } from "./category-policy.ts";
import { isRecord, same } from "./compare.ts";

type Values = Readonly<Record<string, unknown>>;
type Providers = Readonly<Record<string, SignInProvider>>;

const SPOKEN = ["never", "when_on_line", "always"] as const;

type Limit =
  "linkLifetimeMinutes" | "sessionMinutes" | "approvalMinutes" | "passValidMinutes" | "startsPerPersonPerDay";

const LONGER: Readonly<Record<Limit, string>> = {
  linkLifetimeMinutes: "links live longer",
  sessionMinutes: "a check may take longer",
  approvalMinutes: "a check waits longer for a second person",
  passValidMinutes: "a pass holds longer",
  startsPerPersonPerDay: "more checks per person and day",
};

/**
 * Empty where `after` protects at least as much everywhere. Both are whole sets of values, after their schemas;
 * secrets as they are or as digests, which are compared and never said.
 */
export function weakenings(before: Values, after: Values): readonly string[] {
  return [
    ...categoryLines(categoriesOf(before), categoriesOf(after)),
    ...lost(before, after, "CORPORATE_DOMAINS").map((domain) => `Addresses at ${domain} may be typed as a destination`),
    ...gained(before, after, "CORPORATE_DOMAINS").map(
      (domain) => `Addresses at ${domain} are marked as another domain's no more`,
    ),
    ...gained(before, after, "ORGANISATION_ASNS").map((asn) => `Network ${asn} counts as the organisation's own`),
    ...gained(before, after, "VIRTUAL_DESKTOP_ASNS").map((asn) => `Network ${asn} counts as one of virtual desktops`),
    ...gained(before, after, "SMS_COUNTRIES").map((country) => `SMS may be typed for ${country}`),
    ...deskLines(before, after),
    ...securityLines(before, after),
    ...peerLines(before, after),
    ...leakLines(before, after),
    ...signInLines(before, after),
    ...retentionLines(before, after),
    ...agentLines(before, after),
    ...gained(before, after, "BREAK_GLASS").map((address) => `${address} comes in by an emergency link`),
  ];
}

const categoriesOf = (values: Values): Categories => {
  const { CATEGORIES = {}, CONNECTION_CATEGORIES = {} } = values as Partial<Categories>;
  return { CATEGORIES, CONNECTION_CATEGORIES };
};

/** For tickets from anywhere, then for those of each connection that has, or had, a policy of its own. */
function categoryLines(before: Categories, after: Categories): readonly string[] {
  const both = [before, after];
  const lines = (was: CategoryPolicy | undefined, is: CategoryPolicy | undefined): readonly string[] =>
    was === undefined ? (is === undefined ? [] : newLines(before, is)) : policyLines(was, is);
  const anywhere = [...new Set(both.flatMap(({ CATEGORIES }) => Object.keys(CATEGORIES)))].flatMap((category) =>
    lines(whereRequired(entry(before.CATEGORIES, category)), whereRequired(entry(after.CATEGORIES, category))).map(
      (line) => `${category}: ${line}`,
    ),
  );
  const connections = new Set(both.flatMap(({ CONNECTION_CATEGORIES }) => Object.keys(CONNECTION_CATEGORIES)));
  const own = [...connections].flatMap((connection) =>
    [...new Set(both.flatMap(({ CONNECTION_CATEGORIES: of }) => Object.keys(entry(of, connection) ?? {})))].flatMap(
      (category) =>
        lines(categoryFor(before, { connection, category }), categoryFor(after, { connection, category })).map(
          (line) => `${category} from ${connection}: ${line}`,
        ),
    ),
  );
  return [...anywhere, ...own];
}

/**
 * Of a category that required nothing before. By what is looser than usual a ticket could be moved past the category it
 * came in; not by what some category for the same act has already.
 */
function newLines(before: Categories, is: CategoryPolicy): readonly string[] {
  const allowed = namedCategories(before).some(
    ({ policy }) => policy.action === is.action && policyLines(policy, is).length === 0,
  );
  return allowed ? [] : policyLines(categoryPolicy.parse({ action: is.action }), is);
}

/** What demands less once it is on. */
const SWITCHED_ON = {
  typedDestination: "an agent may type where the link goes",
  typedWithoutSecondPerson: "a typed destination passes without a second person",
  agentActs: "an agent acts in place of the requester",
  recentContact: "a contact that changed in the last 7 days will do",
} as const;
type SwitchedOn = keyof typeof SWITCHED_ON;

/** What demands less once it is off. */
const SWITCHED_OFF = {
  secondPersonAlways: "passes without a second person",
  strict: "no longer strict for everybody",
} as const;
type SwitchedOff = keyof typeof SWITCHED_OFF;

function policyLines(was: CategoryPolicy, is: CategoryPolicy | undefined): readonly string[] {
  if (is === undefined) {
    return ["tickets no longer need a verification"];
  }
  const lower = <Level extends string>(order: readonly Level[], from: Level, to: Level): boolean =>
    order.indexOf(to) < order.indexOf(from);
  const limits = Object.keys(LONGER) as Limit[];
  return [
    ...(lower(ACTIONS, was.action, is.action) ? ["treated as an action that demands less"] : []),
    ...(lower(SPOKEN, was.spokenCode, is.spokenCode) ? ["the spoken code is asked for less often"] : []),
    ...Object.entries(SWITCHED_ON)
      .filter(([name]) => !was[name as SwitchedOn] && is[name as SwitchedOn])
      .map(([, words]) => words),
    ...Object.entries(SWITCHED_OFF)
      .filter(([name]) => was[name as SwitchedOff] && !is[name as SwitchedOff])
      .map(([, words]) => words),
    ...questionLines(was, is),
    ...holdLines(was, is),
    ...is.channels
      .filter((channel) => !was.channels.includes(channel))
      .map((channel) => `links may go by ${CHANNEL_WORDS[channel]}`),
    ...limits
      .map((name) => [name, was[name] ?? DEFAULT_LIMITS[name], is[name] ?? DEFAULT_LIMITS[name]] as const)
      .filter(([, from, to]) => to > from)
      .map(([name, from, to]) => `${LONGER[name]} (${String(from)} to ${String(to)})`),
  ];
}

function holdLines(was: CategoryPolicy, is: CategoryPolicy): readonly string[] {
  const [from, to] = [was, is].map(({ holdMinutes = HOLD_MINUTES.usual }) => holdMinutes) as [number, number];
  return to < from ? [`a held reset waits for less time (${String(from)} to ${String(to)} minutes)`] : [];
}

/** As checks have it in the end, of both kinds: a number that a strict check ignores weakens none. */
function questionLines(was: CategoryPolicy, is: CategoryPolicy): readonly string[] {
  const kinds = was.strict && is.strict ? (["strict"] as const) : (["standard", "strict"] as const);
  const lines = kinds.flatMap((kind) => {
    const [from, to] = [was, is].map((policy) => profileWith(kind, { wanted: overridesOf(policy).questions })) as [
      Profile,
      Profile,
    ];
    const said = (key: "passLine" | "earlyAccept"): string => `${from[key].toFixed(1)} to ${to[key].toFixed(1)}`;
    const asked = `${String(from.maximumQuestions)} to ${String(to.maximumQuestions)}`;
    return [
      ...(to.minimumQuestions < from.minimumQuestions
        ? [`fewer questions before it can pass (${String(from.minimumQuestions)} to ${String(to.minimumQuestions)})`]
        : []),
      // Fewer: what is left open is decided at the pass line sooner. More: more tries at the accept line.
      ...(to.maximumQuestions < from.maximumQuestions ? [`decided after fewer questions (${asked})`] : []),
      ...(to.maximumQuestions > from.maximumQuestions ? [`more questions to try (${asked})`] : []),
      ...(to.passLine > from.passLine ? [`passes at a higher risk (${said("passLine")})`] : []),
      ...(to.earlyAccept > from.earlyAccept ? [`stops asking at a higher risk (${said("earlyAccept")})`] : []),
    ].map((line) => (kind === "strict" && kinds.length === 2 ? `${line}, when strict` : line));
  });
  return lines;
}

const MORE: Readonly<Record<keyof AgentLimits, string>> = {
  answersPerDay: "An agent may open more answers a day",
  peoplePerDay: "An agent may look more people up a day",
  peoplePerDestination: "An agent may send the links of more people to one destination",
  overridesPerDay: "An agent may override more a day",
};

function agentLines(before: Values, after: Values): readonly string[] {
  const [was, is] = [before, after].map((values) => values["AGENT_LIMITS"] as AgentLimits | undefined);
  return was === undefined || is === undefined
    ? []
    : (Object.keys(MORE) as (keyof AgentLimits)[])
        .filter((name) => is[name] > was[name])
        .map((name) => `${MORE[name]} (${String(was[name])} to ${String(is[name])})`);
}

function listOf(values: Values, key: string): readonly string[] {
  const list = values[key];
  return Array.isArray(list) ? list.map(String) : [];
}

const lost = (before: Values, after: Values, key: string): readonly string[] =>
  listOf(before, key).filter((item) => !listOf(after, key).includes(item));

const gained = (before: Values, after: Values, key: string): readonly string[] => lost(after, before, key);

const SECURITY_WAYS: Readonly<Record<string, string>> = {
  mail: "Security's mailbox",
  onCall: "The on-call mailbox",
  webhook: "Security's webhook",
  incidentWebhook: "The incident webhook",
};

function securityLines(before: Values, after: Values): readonly string[] {
  const [was, is] = [before, after].map((values) => recordIn(values, "SECURITY_CONTACT")) as [Values, Values];
  const ways = Object.entries(SECURITY_WAYS)
    .filter(([way]) => was[way] !== undefined && was[way] !== is[way])
    .map(([way, name]) => (is[way] === undefined ? `${name} is told no longer` : `${name} is another one`));
  const signed = changedIn(before, after, "SECURITY_SECRETS").map(
    (way) => `${SECURITY_WAYS[way] ?? way} is signed with another secret, or none`,
  );
  return [...ways, ...signed];
}

/** Ways of security by which a change that waits is told. */
const WITNESSES = ["mail", "webhook"] as const;

/**
 * Where security is told by a way for the first time. It protects nobody less by itself, but whoever proposes a change
 * could name a mailbox of their own to be its only witness: matters as a weakening where there is another admin.
 */
export function newWitnesses(before: Values, after: Values): readonly string[] {
  const [was, is] = [before, after].map((values) => recordIn(values, "SECURITY_CONTACT")) as [Values, Values];
  return WITNESSES.filter((way) => was[way] === undefined && is[way] !== undefined).map(
    (way) => `${SECURITY_WAYS[way] ?? way} is told for the first time, and may be the only one to hear of a change`,
  );
}

/** Whoever carries tickets or links could forge or read them: another one is a matter for two people. */
function peerLines(before: Values, after: Values): readonly string[] {
  const come = comeIn(before, after, "CONNECTIONS");
  const credentials = comeIn(before, after, "CONNECTION_SECRETS").filter((name) => !come.includes(name));
  const ways = new Set(["DELIVERY_SETTINGS", "DELIVERY_SECRETS"].flatMap((key) => comeIn(before, after, key)));
  const carriers = (["SMS_PROVIDER", "EMAIL_PROVIDER"] as const)
    .filter((key) => !same(before[key], after[key]))
    .map((key) => `${key === "SMS_PROVIDER" ? "SMS" : "Mail"} goes through ${String(after[key])}`);
  const told = (key: string, words: (name: string) => string): readonly string[] =>
    changedIn(before, after, key).map(words);
  return [
    ...told("CONNECTIONS", (name) => `Tickets of ${name} come from elsewhere, or no longer`),
    ...come.map((name) => `Tickets come from ${name} as well`),
    // Whoever knows the webhook's password can make tickets, and whose account writes notes can read them.
    ...credentials.map((name) => `Credentials stand between ${name} and this product for the first time`),
    ...told("CONNECTION_SECRETS", (name) => `Other credentials stand between ${name} and this product`),
    // Whoever answers there is handed passwords, and may set them.
    ...comeIn(before, after, "ACTION_TARGETS").map((name) => `New passwords may go to ${name}`),
    ...told("ACTION_TARGETS", (name) => `New passwords for ${name} go elsewhere, or no longer`),
    ...comeIn(before, after, "ACTION_SECRETS")
      .filter((name) => entry(recordIn(before, "ACTION_TARGETS"), name) !== undefined)
      .map((name) => `Credentials stand between ${name} and this product for the first time`),
    ...told("ACTION_SECRETS", (name) => `Other credentials stand between ${name} and this product`),
    ...carriers,
    // Also the first one: whoever carries a link can read it.
    ...[...ways].map((name) => `Messages may go by ${name}: its settings or credentials are new`),
    ...told("DELIVERY_SETTINGS", (name) => `Messages by ${name} go another way, or no longer`),
    // A key may be all that says whose account at the carrier it is.
    ...told("DELIVERY_SECRETS", (name) => `Messages by ${name} go by other credentials`),
  ];
}

/** The public list may be asked at once; any other service could be somebody's own. */
function leakLines(before: Values, after: Values): readonly string[] {
  const [was = "", is = ""] = [before, after].map(({ LEAKED_PASSWORDS_ORIGIN: origin }) => textOr(origin, ""));
  if (was === is || (was === "" && is === PUBLIC_LEAKS)) {
    return [];
  }
  return is === ""
    ? ["New passwords are looked for among leaked ones no longer"]
    : [`${is} is told five characters of the SHA-1 of new passwords, and says which are leaked`];
}

/**
 * People call this number when a message frightens them, go to this place, and ask this contact what is known of them:
 * another one is where an impostor would wait.
 */
function deskLines(before: Values, after: Values): readonly string[] {
  const phone = ({ DESK_PHONE }: Values): string => textOr(DESK_PHONE, "none");
  const place = ({ DESK_PLACE }: Values): string => deskPlaceOf({ DESK_PLACE: textOr(DESK_PLACE, "") }) ?? "none";
  const line = (what: string, of: (values: Values) => string): readonly string[] =>
    of(before) === of(after)
      ? []
      : [`Messages and pages name another ${what} of the desk (${of(before)} to ${of(after)})`];
  const privacy = [before, after].map(({ PRIVACY_CONTACT }) => textOr(PRIVACY_CONTACT, "none"));
  return [
    ...line("number", phone),
    ...line("place", place),
    ...(privacy[0] === privacy[1] ? [] : [`The portal names another privacy contact (${privacy.join(" to ")})`]),
  ];
}

const textOr = (value: unknown, none: string): string => (typeof value === "string" && value !== "" ? value : none);

const recordIn = (values: Values, key: string): Values => (isRecord(values[key]) ? values[key] : {});

/** Names of entries that were not there. */
const comeIn = (before: Values, after: Values, key: string): readonly string[] => {
  const was = recordIn(before, key);
  return Object.keys(recordIn(after, key)).filter((name) => entry(was, name) === undefined);
};

/** Names of entries that were there and are others now, or gone. */
function changedIn(before: Values, after: Values, key: string): readonly string[] {
  const is = recordIn(after, key);
  return Object.entries(recordIn(before, key)).flatMap(([name, was]) => (same(was, entry(is, name)) ? [] : [name]));
}

/** What a look back needs: the audit log, and who had a name before, which goes with the messages. */
const LOOKED_BACK_AT: ReadonlySet<string> = new Set<keyof typeof retentionTitles>(["recordYears", "contact"]);

/**
 * Kept longer is told to two people: everybody of whom something is kept was promised less. Kept shorter takes place
 * at once, for its bounds see to it that a check still knows what it has to; but not what a look back needs, for less
 * than is usual: whoever has something to hide would have it forgotten.
 */
function retentionLines(before: Values, after: Values): readonly string[] {
  const [was, is] = [before, after].map((values) => values["RETENTION"]);
  if (!isRecord(was) || !isRecord(is)) {
    return [];
  }
  return (Object.entries(retentionTitles) as [keyof typeof retentionTitles, string][]).flatMap(([key, title]) => {
    const [from, to] = [Number(was[key]), Number(is[key])];
    const said = `${title} (${String(from)} to ${String(to)})`;
    const forgotten = to < from && to < retentionDefaults[key] && LOOKED_BACK_AT.has(key);
    return [...(to > from ? [`Kept longer: ${said}`] : []), ...(forgotten ? [`Forgotten sooner: ${said}`] : [])];
  });
}

/** Whoever answers for a sign-in says who enters: another one, or one that asks for less, is a matter for two people. */
function signInLines(before: Values, after: Values): readonly string[] {
  const providers = (values: Values): Providers => (values["SIGN_IN_PROVIDERS"] ?? {}) as Providers;
  const [known, now] = [providers(before), providers(after)];
  const gone = Object.entries(known).filter(([name]) => entry(now, name) === undefined);
  return [
    ...Object.entries(now).flatMap(([name, is]) => {
      const was = entry(known, name);
      return was === undefined
        ? [`${is.label} says who enters the console`]
        : providerLines(was, is).map((line) => `${was.label}: ${line}`);
    }),
    // Whom the company has let go signs in by links and passkeys again.
    ...gone.map(([, { label }]) => noLonger(label)),
    ...accessLines(accessMode(before), accessMode(after)),
  ];
}

const noLonger = (label: string): string => `${label} no longer says who enters the console: links and passkeys do`;

const accessMode = (values: Values): AccessMode | undefined => accessModeOf(values["CLOUDFLARE_ACCESS"] ?? {});

function accessLines(was: AccessMode | undefined, is: AccessMode | undefined): readonly string[] {
  if (is === undefined) {
    return was === undefined ? [] : [noLonger(was.label)];
  }
  if (was === undefined) {
    return [`${is.label} says who enters the console`];
  }
  return was.issuer === is.issuer && was.audience === is.audience
    ? []
    : [`${was.label}: somebody else answers for its people`];
}

const WHO_ANSWERS = ["issuer", "clientId", "origins", "algorithm", "groupsClaim", "organisation"] as const;

function providerLines(was: SignInProvider, is: SignInProvider): readonly string[] {
  const needed = ({ secondFactor: { acr, amr } }: SignInProvider): boolean => acr.length + amr.length > 0;
  const more = (before: readonly string[], after: readonly string[]): readonly string[] =>
    after.filter((item) => !before.includes(item));
  const factors = [
    ...more(was.secondFactor.acr, is.secondFactor.acr),
    ...more(was.secondFactor.amr, is.secondFactor.amr),
  ];
  return [
    ...(WHO_ANSWERS.some((key) => !same(was[key], is[key])) ? ["somebody else answers for its people"] : []),
    ...GROUP_ROLES.flatMap((role) =>
      more(was.roles[role], is.roles[role]).map((group) => `the group ${group} gives the role ${role}`),
    ),
    ...(is.people.claim !== undefined && is.people.claim !== was.people.claim
      ? [`the claim ${is.people.claim} says whose own page somebody opens`]
      : []),
    ...more(was.people.domains, is.people.domains).map(
      (domain) => `an address at ${domain} says whose own page somebody opens`,
    ),
    ...(needed(was) && !needed(is) ? ["a second factor is no longer demanded"] : []),
    ...(needed(was) ? factors.map((value) => `${value} counts as a second factor`) : []),
  ];
}
