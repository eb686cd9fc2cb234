/** What a population of the bench is made of. */

/** Ids of the product's kinds of question. One that is not named here is recalled as `OTHER_KIND`, and known to nobody. */
export const KINDS = [
  "manager",
  "peer",
  "direct_report",
  "department",
  "office",
  "group",
  "closed_ticket",
  "meeting_person",
  "sign_in_city",
  "start_month",
] as const;
export type KindId = (typeof KINDS)[number];

/** Probability, by kind. */
export type ByKind = Readonly<Partial<Record<KindId, number>>>;

/** How a right answer is typed. Assumed, but for the share of slips: one in twenty words typed on a phone. */
export interface Typing {
  /** As the directory writes it. */
  readonly exact: number;
  /** Family name alone, or given name alone. */
  readonly part: number;
  /** One letter wrong. */
  readonly slip: number;
  /** In other words: a title before it, or a sentence around it. */
  readonly around: number;
}
export type Setting = "home" | "mobile" | "vpn_abroad" | "virtual_desktop" | "hosting" | "residential_proxy" | "abroad";

export interface Honest {
  readonly kind: "honest";
  readonly id: string;
  readonly name: string;
  /** What is special, in a sentence. */
  readonly who: string;
  readonly from: string;
  /** Added to every recall, then held between 0.3 and 0.995. */
  readonly recallShift: number;
  readonly typing: Typing;
  /** Where they are, by share. */
  readonly settings: Readonly<Partial<Record<Setting, number>>>;
  readonly knownPhone: boolean;
  /** The organisation named the provider of its virtual desktops. */
  readonly providerNamed?: boolean;
  /** Seconds for a question, median. */
  readonly seconds: number;
  /** Who of the organisation it is. */
  readonly people: "anybody" | "few_facts" | "new_joiner" | "small_team" | "one_name" | "directory_only";
}

export interface Impostor {
  readonly kind: "impostor";
  readonly id: string;
  readonly name: string;
  readonly who: string;
  readonly from: string;
  /** Of one person whom he attacks: that he knows the fact asked about. */
  readonly knows: ByKind;
  /** What he sees of the organisation when he guesses: nothing, departments, offices and titles of all, or who is in which team too. */
  readonly sees: "nothing" | "profiles" | "directory";
  /** Which way he gets the link: the person's contact on record, an address that he names, or both. */
  readonly links: readonly ("on_record" | "typed")[];
  readonly channel: "sms" | "email";
  readonly settings: Readonly<Partial<Record<Setting, number>>>;
  /** The person answers, and presses on the own phone. */
  readonly relays?: "own_phone" | "proxy";
  readonly seconds: number;
}
