/**
 * What stands between a new installation and its first check, read from what is really there and never
 * ticked by hand. The steps stand in the order in which one rests on the other.
 */
import { defined } from "../kit/defined.ts";
import type { EpochMs } from "../kit/time.ts";
import type { ConnectionState } from "./connection-state.ts";

export const SET_UP_STEPS = [
  "sign_in",
  "ticket_system",
  "categories",
  "delivery",
  "people",
  "security_contact",
  "own_check",
] as const;
export type SetUpStepId = (typeof SET_UP_STEPS)[number];

export interface ConnectionFact {
  /** What people call it. */
  readonly label: string;
  readonly state: ConnectionState;
  /** Until when credentials that were refused are not tried again. */
  readonly nextTryAt?: EpochMs;
  /** A ticket came by its webhook. */
  readonly called: boolean;
}

export interface CarrierFact {
  /** What people call it. */
  readonly label: string;
  /** Why nothing goes through it now, in words. */
  readonly fails?: string;
}

export interface CoverageFact {
  readonly people: number;
  /** For whom no check at all can pass. */
  readonly unverifiable: number;
  /** The request that the fewest can be verified for. */
  readonly weakest?: { readonly category: string; readonly verifiable: number };
  /** Why most cannot be verified for that which the most can, as Coverage calls it. */
  readonly because?: string;
}

/** As the server finds it in this moment. */
export interface SetUpFacts {
  /** Identity providers by what their buttons say, and whether somebody has come in through each. */
  readonly providers: readonly { readonly label: string; readonly cameThrough: boolean }[];
  /** An active admin has signed in by something else than a one-time link. */
  readonly lastingSignIn: boolean;
  readonly connections: readonly ConnectionFact[];
  readonly categories: readonly string[];
  /** In whose name messages go out; absent where nobody has said it. */
  readonly organisation?: string;
  readonly timeZone: string;
  /** The carriers that are set up. */
  readonly mail?: CarrierFact;
  readonly sms?: CarrierFact;
  /** Active ones; nobody else can be checked. */
  readonly people: number;
  /** Of them, with a number or mailbox of their own on record. */
  readonly withContact: number;
  /** By the last count of Coverage; absent before the first. */
  readonly coverage?: CoverageFact;
  /** A way to tell security is set. */
  readonly securityContact: boolean;
  /** Why the receiver of security's webhooks does not answer, in words. */
  readonly securityFails?: string;
  /** An admin has passed the own check, or somebody a real one. */
  readonly passed?: { readonly kind: "own"; readonly at: EpochMs } | { readonly kind: "real" };
}

/** One sentence of a step; the words stand in `console/copy/desk/set-up`. */
export type SetUpLine =
  | { readonly code: "sign_in.links_only" | "sign_in.lasting" }
  | { readonly code: "sign_in.providers" | "sign_in.nobody_yet"; readonly names: readonly string[] }
  | { readonly code: "ticket_system.none" }
  | { readonly code: `ticket_system.${Exclude<ConnectionState, "refused">}`; readonly name: string }
  | { readonly code: "ticket_system.refused"; readonly name: string; readonly nextTryAt?: EpochMs }
  | { readonly code: "ticket_system.not_called"; readonly name: string }
  | { readonly code: "categories.none" }
  | { readonly code: "categories.named"; readonly names: readonly string[] }
  | { readonly code: "delivery.no_mail" | "delivery.no_sms" | "delivery.nothing" }
  | { readonly code: "delivery.mail" | "delivery.sms"; readonly name: string }
  | { readonly code: "delivery.mail_fails" | "delivery.sms_fails"; readonly name: string; readonly why: string }
  | { readonly code: "delivery.no_name"; readonly timeZone: string }
  | { readonly code: "delivery.named"; readonly name: string; readonly timeZone: string }
  | { readonly code: "people.none" }
  | { readonly code: "people.some"; readonly count: number }
  | { readonly code: "people.with_contact"; readonly count: number; readonly of: number }
  | { readonly code: "people.uncounted" }
  | { readonly code: "people.nobody_verifiable"; readonly of: number; readonly because?: string }
  | { readonly code: "people.weakest"; readonly category: string; readonly verifiable: number; readonly of: number }
  | { readonly code: "security_contact.none" | "security_contact.set" }
  | { readonly code: "security_contact.fails"; readonly why: string }
  | { readonly code: "own_check.open" | "own_check.real" }
  | { readonly code: "own_check.passed"; readonly at: EpochMs };

export interface SetUpStep {
  readonly id: SetUpStepId;
  readonly done: boolean;
  /** Not done, and what was set is yet to be tried. */
  readonly begun: boolean;
  /** What keeps it from being done; none when it is. */
  readonly blocks: readonly SetUpLine[];
  /** What else is so. */
  readonly notes: readonly SetUpLine[];
  /** What has to be done first and is not. */
  readonly first: readonly SetUpStepId[];
}

type Lines = Pick<SetUpStep, "blocks" | "notes">;

const LINES: { readonly [Id in SetUpStepId]: (facts: SetUpFacts) => Lines } = {
  sign_in: ({ providers, lastingSignIn }) => {
    const named = (came: boolean) =>
      providers.filter(({ cameThrough }) => cameThrough === came).map(({ label }) => label);
    const [tried, untried] = [named(true), named(false)];
    const open = untried.length === 0 ? [] : [{ code: "sign_in.nobody_yet", names: untried } as const];
    if (tried.length > 0) {
      return { blocks: [], notes: [{ code: "sign_in.providers", names: tried }, ...open] };
    }
    return providers.length > 0
      ? { blocks: open, notes: [] }
      : lastingSignIn
        ? { blocks: [], notes: [{ code: "sign_in.lasting" }] }
        : { blocks: [{ code: "sign_in.links_only" }], notes: [] };
  },
  ticket_system: ({ connections }) =>
    connections.length === 0
      ? { blocks: [{ code: "ticket_system.none" }], notes: [] }
      : {
          blocks: connections
            .filter(({ state }) => state !== "working")
            .map(({ label, state, nextTryAt }) =>
              state === "refused"
                ? { code: `ticket_system.${state}`, name: label, ...defined({ nextTryAt }) }
                : { code: `ticket_system.${state}`, name: label },
            ),
          notes: connections
            .filter(({ state }) => state === "working")
            .flatMap(({ label, called }) => [
              { code: "ticket_system.working", name: label } as const,
              ...(called ? [] : [{ code: "ticket_system.not_called", name: label } as const]),
            ]),
        },
  categories: ({ categories }) =>
    categories.length === 0
      ? { blocks: [{ code: "categories.none" }], notes: [] }
      : { blocks: [], notes: [{ code: "categories.named", names: categories }] },
  delivery: ({ mail, sms, organisation, timeZone }) => ({
    blocks: [
      ...(mail === undefined && sms === undefined ? [{ code: "delivery.nothing" } as const] : []),
      ...fails("delivery.mail_fails", mail),
      ...fails("delivery.sms_fails", sms),
      ...(organisation === undefined ? [{ code: "delivery.no_name", timeZone } as const] : []),
    ],
    // What takes weeks comes first, because it is begun today.
    notes: [
      ...(sms === undefined ? [{ code: "delivery.no_sms" } as const] : carries("delivery.sms", sms)),
      ...carries("delivery.mail", mail),
      ...(mail === undefined && sms !== undefined ? [{ code: "delivery.no_mail" } as const] : []),
      ...(organisation === undefined ? [] : [{ code: "delivery.named", name: organisation, timeZone } as const]),
    ],
  }),
  people: ({ people, withContact, coverage }) => {
    if (people === 0) {
      return { blocks: [{ code: "people.none" }], notes: [] };
    }
    const some: readonly SetUpLine[] = [
      { code: "people.some", count: people },
      { code: "people.with_contact", count: withContact, of: people },
    ];
    if (coverage === undefined) {
      return { blocks: [], notes: [...some, { code: "people.uncounted" }] };
    }
    const { people: of, unverifiable, weakest, because } = coverage;
    return unverifiable >= of
      ? { blocks: [{ code: "people.nobody_verifiable", of, ...defined({ because }) }], notes: some }
      : {
          blocks: [],
          notes: [...some, ...(weakest === undefined ? [] : [{ code: "people.weakest", ...weakest, of } as const])],
        };
  },
  security_contact: ({ securityContact, securityFails: why }) => ({
    blocks: [
      ...(securityContact ? [] : [{ code: "security_contact.none" } as const]),
      ...(why === undefined ? [] : [{ code: "security_contact.fails", why } as const]),
    ],
    notes: securityContact && why === undefined ? [{ code: "security_contact.set" }] : [],
  }),
  own_check: ({ passed }) =>
    passed === undefined
      ? { blocks: [{ code: "own_check.open" }], notes: [] }
      : {
          blocks: [],
          notes: [passed.kind === "own" ? { code: "own_check.passed", at: passed.at } : { code: "own_check.real" }],
        },
};

function fails(code: "delivery.mail_fails" | "delivery.sms_fails", carrier: CarrierFact | undefined) {
  return carrier?.fails === undefined ? [] : [{ code, name: carrier.label, why: carrier.fails } as const];
}

function carries(code: "delivery.mail" | "delivery.sms", carrier: CarrierFact | undefined) {
  return carrier === undefined || carrier.fails !== undefined ? [] : [{ code, name: carrier.label } as const];
}

/** Names of categories come from the ticket system; the own check is a message that arrives. */
const RESTS_ON: Readonly<Partial<Record<SetUpStepId, readonly SetUpStepId[]>>> = {
  categories: ["ticket_system"],
  own_check: ["delivery"],
};

export function setUpSteps(facts: SetUpFacts): readonly SetUpStep[] {
  const lines = SET_UP_STEPS.map((id) => ({ id, ...LINES[id](facts) }));
  const open = new Set(lines.filter(({ blocks }) => blocks.length > 0).map(({ id }) => id));
  return lines.map((step) => ({
    ...step,
    done: !open.has(step.id),
    begun: step.blocks.some(({ code }) => code === "sign_in.nobody_yet"),
    first: open.has(step.id) ? (RESTS_ON[step.id] ?? []).filter((id) => open.has(id)) : [],
  }));
}

export const isSetUp = (steps: readonly Pick<SetUpStep, "done">[]): boolean => steps.every(({ done }) => done);
