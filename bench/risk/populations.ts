/**
 * Who is played, and what is known of how people recall and how attackers prepare. None of these numbers comes from the
 * product's weights, and none may be changed together with one. Where no study says it, the row says that it is assumed.
 *
 * Read for them:
 * - Schechter, Brush, Egelman, "It's No Secret" (IEEE S&P 2009): people had forgotten 20 % of their own answers to personal
 *   questions after half a year; acquaintances guessed 17 %.
 * - Bonneau, Bursztein, Caron, Jackson, Williamson, "Secrets, Lies, and Account Recovery" (WWW 2015): up to 40 % could not
 *   recall an answer when they needed it; answers that are public or badly spread are guessed in a few tries.
 * - An earlier measurement of this product by somebody else: one honest person in four misses the month in which they
 *   began; a researcher reads that month in a public profile for about half of the people.
 */
import type { ByKind, Honest, Impostor, KindId, Typing } from "./population.ts";

/**
 * That the person recalls it when asked. Facts of the working week are younger than those of the studies and better
 * kept; a ticket, a group and a month are the kinds that slip as the studies' answers did.
 */
export const RECALLED: Readonly<Record<KindId, number>> = {
  manager: 0.985,
  peer: 0.955,
  direct_report: 0.985,
  department: 0.97,
  office: 0.985,
  group: 0.82,
  closed_ticket: 0.74,
  meeting_person: 0.86,
  sign_in_city: 0.9,
  start_month: 0.75,
};
export const OTHER_KIND = 0.85;

/** Of those who do not recall: who says so. The others choose what looks likely. Assumed. */
export const ADMITS = 0.6;

const USUAL_TYPING: Typing = { exact: 0.84, part: 0.07, slip: 0.05, around: 0.04 };

const ORDINARY: Omit<Honest, "id" | "name" | "who" | "from"> = {
  kind: "honest",
  recallShift: 0,
  typing: USUAL_TYPING,
  settings: { home: 0.6, mobile: 0.4 },
  knownPhone: false,
  seconds: 11,
  people: "anybody",
};

export const HONEST: readonly Honest[] = [
  {
    ...ORDINARY,
    id: "known_phone",
    name: "Known phone",
    who: "was verified on this phone before",
    from: "the first row, with the key of its phone",
    knownPhone: true,
  },
  {
    ...ORDINARY,
    id: "first_time",
    name: "First time",
    who: "is verified for the first time",
    from: "recall as above; at home or on the move",
  },
  {
    ...ORDINARY,
    id: "forgetful",
    name: "Forgetful",
    who: "recalls each fact worse by 12 points",
    from: "the studies' share of forgotten answers, 20 %, over the mix of kinds that is asked",
    recallShift: -0.12,
  },
  {
    ...ORDINARY,
    id: "vpn",
    name: "Travelling on a VPN",
    who: "comes through a consumer VPN in another country, with the clock of home",
    from: "assumed: a laptop of one's own on a hotel's network",
    settings: { vpn_abroad: 1 },
  },
  {
    ...ORDINARY,
    id: "vdi",
    name: "Virtual desktop",
    who: "works on a hosted desktop in a data centre that nobody named to the product",
    from: "assumed: software renderer, the cloud's region in the own country, every second clock in UTC",
    settings: { virtual_desktop: 1 },
  },
  {
    ...ORDINARY,
    id: "vdi_named",
    name: "Virtual desktop, provider named",
    who: "the same, in an organisation that named the provider in its settings",
    from: "the row before",
    settings: { virtual_desktop: 1 },
    providerNamed: true,
  },
  {
    ...ORDINARY,
    id: "abroad",
    name: "Abroad on a phone",
    who: "roams in another country",
    from: "assumed: an operator there, the clock of there",
    settings: { abroad: 1 },
  },
  {
    ...ORDINARY,
    id: "few_facts",
    name: "Few facts",
    who: "has no meeting, no ticket and one group at most in the directory",
    from: "assumed: a shop floor",
    people: "few_facts",
  },
  {
    ...ORDINARY,
    id: "new_joiner",
    name: "New joiner",
    who: "began in the last two months",
    from: "assumed: knows the team less well, but remembers the month",
    recallShift: -0.04,
    people: "new_joiner",
  },
  {
    ...ORDINARY,
    id: "small_team",
    name: "Small team",
    who: "is one of at most three",
    from: "the organisation's own teams",
    people: "small_team",
  },
  {
    ...ORDINARY,
    id: "one_name",
    name: "One name",
    who: "has a single name",
    from: "as in parts of South India and Indonesia",
    people: "one_name",
  },
  {
    ...ORDINARY,
    id: "non_native",
    name: "Non-native",
    who: "reads the language slowly and writes names as heard",
    from: "assumed: three times the slips, half again the time",
    typing: { exact: 0.66, part: 0.12, slip: 0.15, around: 0.07 },
    seconds: 17,
  },
  {
    ...ORDINARY,
    id: "screen_reader",
    name: "Screen reader",
    who: "hears the page",
    from: "assumed: three times the time, more slips",
    typing: { exact: 0.78, part: 0.08, slip: 0.1, around: 0.04 },
    seconds: 33,
  },
  {
    ...ORDINARY,
    id: "directory_only",
    name: "Directory only",
    who: "of whom the product knows what a staff directory has",
    from: "the first weeks of a desk: no calendar, sign-ins or tickets connected",
    people: "directory_only",
  },
];

/** Attackers of today rent an exit near the victim: half of them through somebody's home line. Assumed. */
const CAREFUL = { residential_proxy: 0.5, vpn_abroad: 0.2, mobile: 0.3 } as const;

const PROFILE: ByKind = {
  department: 0.95,
  office: 0.95,
  start_month: 0.5,
  manager: 0.4,
  direct_report: 0.15,
  peer: 0.12,
};

export const IMPOSTORS: readonly Impostor[] = [
  {
    kind: "impostor",
    id: "bot",
    name: "Bot",
    who: "answers by chance from a server",
    from: "assumed",
    knows: {},
    sees: "nothing",
    links: ["typed"],
    channel: "email",
    settings: { hosting: 1 },
    seconds: 1,
  },
  {
    kind: "impostor",
    id: "opportunist",
    name: "Opportunist",
    who: "has a name and an employer, and guesses",
    from: "assumed",
    knows: { department: 0.5, office: 0.6 },
    sees: "nothing",
    links: ["typed"],
    channel: "sms",
    settings: { mobile: 0.6, vpn_abroad: 0.4 },
    seconds: 9,
  },
  {
    kind: "impostor",
    id: "researcher",
    name: "Researcher",
    who: "has read everything public about the person and the company",
    from: "public profiles: the month for half of the people, as measured before; managers for fewer, team mates for some",
    knows: PROFILE,
    sees: "profiles",
    links: ["typed"],
    channel: "sms",
    settings: CAREFUL,
    seconds: 10,
  },
  {
    kind: "impostor",
    id: "sim_thief",
    name: "SIM thief",
    who: "has researched, and has the person's number moved to a card of his own",
    from: "the researcher, with the contact on record",
    knows: PROFILE,
    sees: "profiles",
    links: ["on_record"],
    channel: "sms",
    settings: CAREFUL,
    seconds: 10,
  },
  {
    kind: "impostor",
    id: "mailbox",
    name: "Mailbox thief",
    who: "reads the person's private mail for weeks, and some of the work's calendar",
    from: "assumed: what people forward to themselves",
    knows: {
      ...PROFILE,
      manager: 0.85,
      peer: 0.6,
      direct_report: 0.6,
      group: 0.35,
      closed_ticket: 0.3,
      meeting_person: 0.55,
      sign_in_city: 0.5,
      start_month: 0.8,
    },
    sees: "directory",
    links: ["on_record"],
    channel: "email",
    settings: CAREFUL,
    seconds: 12,
  },
  {
    kind: "impostor",
    id: "ex_colleague",
    name: "Ex-colleague",
    who: "left the same department half a year ago",
    from: "assumed: most of the team is as it was",
    knows: {
      manager: 0.85,
      peer: 0.75,
      direct_report: 0.75,
      department: 0.98,
      office: 0.98,
      group: 0.35,
      closed_ticket: 0.03,
      meeting_person: 0.2,
      sign_in_city: 0.15,
      start_month: 0.35,
    },
    sees: "directory",
    links: ["typed"],
    channel: "sms",
    settings: { home: 0.6, mobile: 0.4 },
    seconds: 9,
  },
  {
    kind: "impostor",
    id: "hijacked_agent",
    name: "Hijacked agent",
    who: "has an agent's session: reads tickets and the person's page, and names the address",
    from: "what the console shows an agent",
    knows: { ...PROFILE, manager: 0.9, department: 1, office: 1, closed_ticket: 0.97 },
    sees: "directory",
    links: ["typed"],
    channel: "email",
    settings: CAREFUL,
    seconds: 10,
  },
  {
    kind: "impostor",
    id: "insider",
    name: "Insider",
    who: "works there with the directory open",
    from: "assumed: reporting lines are open to everybody, calendars to some",
    knows: {
      manager: 0.99,
      peer: 0.97,
      direct_report: 0.97,
      department: 1,
      office: 1,
      group: 0.6,
      closed_ticket: 0.1,
      meeting_person: 0.35,
      sign_in_city: 0.2,
      start_month: 0.5,
    },
    sees: "directory",
    links: ["typed"],
    channel: "sms",
    settings: { home: 0.6, mobile: 0.4 },
    seconds: 10,
  },
  {
    kind: "impostor",
    id: "relay",
    name: "Relay, own phone",
    who: "has the person on another line, who opens the link and answers",
    from: "the person's own recall",
    knows: RECALLED,
    sees: "directory",
    links: ["on_record"],
    channel: "sms",
    settings: { home: 0.6, mobile: 0.4 },
    relays: "own_phone",
    seconds: 14,
  },
  {
    kind: "impostor",
    id: "relay_proxy",
    name: "Relay, proxy",
    who: "has the person read out the answers, and types them elsewhere",
    from: "the person's own recall, with an address that he names",
    knows: RECALLED,
    sees: "directory",
    links: ["typed"],
    channel: "sms",
    settings: CAREFUL,
    relays: "proxy",
    seconds: 20,
  },
];
