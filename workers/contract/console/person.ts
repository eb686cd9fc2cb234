/** People of the directory: found, and one of them with what a check could come to. Never a value of a fact. */
import { z } from "zod";
import type { ActionId, ProfileId } from "../../core/policy/policy.ts";
import type { Lifted, LiftProblem } from "../../core/policy/may-lift.ts";
import type { Proof } from "../../core/policy/proofs.ts";
import type { FactOrigin } from "../../core/questions/facts.ts";
import type { QuestionKindId } from "../../core/questions/registry.ts";
import type { KindProblem } from "../../core/verdict/coverage.ts";
import type { Outlook } from "../../core/verdict/outlook.ts";
import type { AccountReply, ContactReply, PersonReply, SendPageReply } from "./send.ts";
import type { DetailsReply } from "./verifications.ts";

/**
 * POST /api/people/find, so that no phone number stands in an address: part of a name; the beginning of a work mail address; a whole user name, phone number, private
 * mail address, ticket number or id.
 */
export const findPeopleRequest = z.strictObject({ q: z.string().trim().max(254) });

export interface FoundPeopleReply {
  /** By name. Empty for fewer than two signs. */
  readonly people: readonly FoundPersonReply[];
  /** There are others: say more. */
  readonly more: boolean;
}

/** No more than tells people of one name apart: who is found is told of to whoever may search. */
export type FoundPersonReply = Pick<PersonReply, "id" | "name" | "email" | "appearance"> & { readonly active: boolean };

/** GET /api/people/{id}. */
export interface PersonPageReply {
  readonly person: PersonReply & { readonly active: boolean };
  /** False: the record was changed outside of the product, and nobody is checked by it. */
  readonly intact: boolean;
  readonly contacts: readonly ContactReply[];
  /** Beside their own. */
  readonly accounts: readonly {
    readonly id: string;
    readonly userName: string;
    readonly label: string;
    readonly privileged: boolean;
  }[];
  readonly block: PersonBlockReply;
  /** Of the last 90 days, newest first. */
  readonly checks: DetailsReply["history"];
  /** Every kind there is, in the order of the registry. */
  readonly questions: readonly QuestionAvailability[];
  readonly proofs: readonly { readonly proof: Proof; readonly available: boolean }[];
  /** For each category of requests and each account, the own one first. */
  readonly prospects: readonly ProspectReply[];
}

export interface PersonBlockReply {
  /** After "This wasn't me". */
  readonly until?: number;
  /** Checks within the last 24 hours that count. */
  readonly startsToday: number;
  readonly open?: SendPageReply["open"];
  /** What there is to lift. */
  readonly liftable: readonly Lifted[];
  /** Why this agent may not. Absent where nothing is to be lifted. */
  readonly notYours?: LiftProblem;
  /** Of the last 90 days, newest first. */
  readonly lifts: readonly LiftReply[];
}

export interface LiftReply {
  readonly what: Lifted;
  readonly called?: { readonly masked: string; readonly at: number };
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** POST /api/people/{id}/lift. `minutesAgo`: when the contact was called. Same key, same lift. */
export const liftRequest = z.strictObject({
  what: z.enum(["report", "used_up"]),
  way: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("callback"),
      contactId: z.string().max(80),
      minutesAgo: z.number().int().min(0).max(10_000),
    }),
    z.strictObject({ type: z.literal("colleague") }),
  ]),
  reason: z.string().trim().min(5).max(300),
  idempotencyKey: z.string().min(8).max(80),
});

export type LiftRequest = z.infer<typeof liftRequest>;

/** POST /api/people/{id}/erase. */
export const eraseRequest = z.strictObject({});

export interface QuestionAvailability {
  readonly kind: QuestionKindId;
  /** Where the link goes to a contact on record, and where it goes to one that was typed. */
  readonly onRecord: boolean;
  readonly typed: boolean;
  /** Where it is asked nowhere. */
  readonly because?: KindProblem;
  /** Where what is known comes from, and since when. */
  readonly known?: FactOrigin;
}

export interface ProspectReply {
  /** Where the policy is a ticket system's own. */
  readonly connection?: string;
  readonly category: string;
  readonly action: ActionId;
  /** Absent: the person's own account. */
  readonly account?: { readonly userName: string; readonly label: string };
  /** Over a contact on record. */
  readonly demands: {
    readonly profile: ProfileId;
    readonly minimumQuestions: number;
    readonly maximumQuestions: number;
    readonly passLine: number;
    /** Each group must be met; one proof of it is enough. */
    readonly proofs: readonly (readonly Proof[])[];
  };
  /** How many questions one check could ask over a contact on record. */
  readonly usableQuestions: number;
  /** With the problem "too_few_facts": what the check that asks least could ask, and has to. */
  readonly tooFew?: { readonly usable: number; readonly needed: number };
  readonly startsPerDay: number;
  /** Why Send refuses every destination. */
  readonly problem?: NonNullable<AccountReply["problem"]> | "inactive" | "changed";
  /** Absent with a problem. */
  readonly best?: { readonly over: "trusted" | "fresh" | "typed"; readonly outlook: Outlook };
}
