/** What the settings pages read and write. */
import { z } from "zod";
import type { TargetAction, WithdrawnReason } from "../../core/actions/grant.ts";
import type { ApprovalProblem } from "../../core/policy/may-approve.ts";
import type { VerificationId } from "../../core/kit/ids.ts";
import type { Permission } from "../../core/policy/permissions.ts";
import type { Tones } from "../../core/settings/accent.ts";
import type { DescriptionFinding } from "../../core/settings/provider-description.ts";
import type { AccessName } from "../../core/settings/access-name.ts";
import type { UsualCategory } from "../../core/settings/usual-categories.ts";
import type { PolicyDemands } from "../../core/verdict/demands.ts";
import type { NotReplayed, PolicyReplay } from "../../core/verdict/policy-replay.ts";

/** A JSON Schema of the value, with titles and descriptions: the form is made from it. */
export type FieldSchema = Readonly<Record<string, unknown>>;

export interface SettingsField {
  /** Of the configuration. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly schema: FieldSchema;
  /** Absent for what is write-only. */
  readonly value?: unknown;
  readonly secret: boolean;
  /** A variable of the deployment says it: it cannot be changed here. */
  readonly setByDeployment: boolean;
}

/** What the form of a plug-in's settings is made from. */
export interface PluginForm {
  readonly id: string;
  readonly label: string;
  readonly settings: FieldSchema;
  readonly secrets: FieldSchema;
  /** Of a delivery provider. */
  readonly channels?: readonly string[];
}

export interface SettingsChange {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly reason?: string;
  /** In words, one line each. */
  readonly changes: readonly string[];
}

export interface SettingsSectionReply {
  readonly id: string;
  readonly title: string;
  /** What whoever changes it must be permitted. */
  readonly changedWith: Permission;
  readonly purpose: string;
  /** Of the newest change; 0 before the first. A change names it. */
  readonly version: number;
  readonly fields: readonly SettingsField[];
  /** By path, like `CONNECTION_SECRETS.main.password`. */
  readonly secretsSet: Readonly<Record<string, { readonly at: number; readonly by: string }>>;
  readonly history: readonly SettingsChange[];
  /** A change that waits for a second admin, or for its time. */
  readonly waiting?: WaitingChange;
  /** Set where the newest version does not serve: broken, of newer code, or changed outside of the product. */
  readonly leftOut?: readonly number[];
  readonly changedOutside: boolean;
  /** Nothing is at stake yet: a change that protects less serves at once, without a second admin. */
  readonly beingSetUp: boolean;
  /** The deployment says something else for it that protects less, and waits: what it said before serves. */
  readonly heldBack?: true;
  readonly plugins?: readonly PluginForm[];
}

export interface WaitingChange {
  readonly at: number;
  readonly by: string;
  readonly own: boolean;
  /** Why the reader may not approve it; absent for who may, and for one's own. */
  readonly mayNotApprove?: Exclude<ApprovalProblem, "own_change">;
  readonly reason?: string;
  readonly changes: readonly string[];
  /** Each line by which it protects less. */
  readonly weakens: readonly string[];
  /** When it takes place without a decision; absent while nobody but its proposer was told of it. */
  readonly appliesAt?: number;
  /** How many other admins, and ways to tell security, know of it. */
  readonly told: { readonly told: number; readonly waiting: number; readonly failed: number };
}

export interface DeploymentNews {
  readonly weakens: readonly string[];
  /** When it was seen, or let in; absent where it is held back and not recorded yet, which takes a minute. */
  readonly at?: number;
  /** What it said before goes on serving; absent where it serves. */
  readonly held?: HeldDeployment;
}

export interface HeldDeployment extends Pick<WaitingChange, "mayNotApprove" | "appliesAt" | "told"> {
  /** What a decision names; absent where it is not recorded yet. */
  readonly number?: number;
  /** Titles of the sections that go on as they were. */
  readonly sections: readonly string[];
  /** Who refused it: it does not serve by itself any more. */
  readonly refusedBy?: string;
}

export interface SettingsOverviewReply {
  /** Of the product. */
  readonly version: string;
  /** Variables of the deployment protect less since then, in the last 30 days, or would if they were not held back. */
  readonly deployment?: DeploymentNews;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly purpose: string;
    readonly summary: readonly string[];
    readonly changed?: { readonly at: number; readonly by: string };
    readonly waiting: boolean;
    readonly problem: boolean;
  }[];
}

const values = z.record(z.string().max(60), z.unknown());

export const settingsChangeRequest = z.strictObject({
  /** The version that the form was made from. */
  version: z.number().int().min(0),
  values,
  /** Write-only values that were typed anew, by key; null takes one away. What is not named stays. */
  secrets: values.default({}),
  reason: z.string().trim().max(300).optional(),
});
export type SettingsChangeRequest = z.output<typeof settingsChangeRequest>;
/** As the console sends it. */
export type SettingsChangeBody = z.input<typeof settingsChangeRequest>;

/** Policies as a form holds them, by any name: what each demands is told before it is saved. */
export const policyDemandsRequest = z.strictObject({
  policies: z
    .record(z.string().max(300), z.unknown())
    .refine((policies) => Object.keys(policies).length <= 500, "at most 500"),
});
export type PolicyDemandsRequest = z.infer<typeof policyDemandsRequest>;

/** POST /api/policies/replay: a draft of one category's policy against checks that have ended. */
export const policyReplayRequest = z.strictObject({
  category: z.string().min(1).max(200),
  /** Where it is a ticket system's own. */
  connection: z.string().min(1).max(100).optional(),
  policy: z.unknown(),
});
export type PolicyReplayRequest = z.infer<typeof policyReplayRequest>;

export interface PolicyReplayReply extends PolicyReplay {
  readonly days: number;
  /** Ended checks of the category that could be judged again. */
  readonly checks: number;
  /** Those that could not: changed from outside, or their evidence is gone. */
  readonly unreadable: number;
  /** There are more than were read. */
  readonly onlyNewest?: true;
  readonly notReplayed: readonly NotReplayed[];
}

/** POST /api/assessments/replay: one page of the stored checks, newest first. */
export const assessmentsReplayRequest = z.strictObject({
  before: z.strictObject({ createdAt: z.int(), id: z.string().max(60) }).optional(),
});
export type AssessmentsReplayRequest = z.infer<typeof assessmentsReplayRequest>;

export interface AssessmentsReplayReply {
  readonly identical: number;
  /** Made with the numbers of another model. */
  readonly anotherModel: number;
  readonly unreadable: number;
  /** Those that come out otherwise under the model they were made with: a defect. */
  readonly changed: readonly VerificationId[];
  /** Absent: that was the last page. */
  readonly next?: { readonly createdAt: number; readonly id: VerificationId };
}

/** POST /api/branding/tones: a colour as it is typed. */
export const accentTonesRequest = z.strictObject({ colour: z.string().max(40) });

/** Empty for what is no colour yet. */
export interface AccentTonesReply {
  readonly tones?: Tones;
}

/** By the names of the request; those that do not fit yet are left out. */
export interface PolicyDemandsReply {
  readonly demands: Readonly<Record<string, PolicyDemands>>;
}

/** GET /api/settings/{section}/history */
export const settingsHistoryQuery = z.strictObject({ before: z.coerce.number().int().min(1).optional() });

/** Newest first; empty where there is nothing before. */
export interface SettingsHistoryReply {
  readonly history: readonly SettingsChange[];
}

export const settingsRollbackRequest = z.strictObject({
  version: z.number().int().min(0),
  to: z.number().int().min(0),
  reason: z.string().trim().max(300).optional(),
});

export const deploymentDecisionRequest = z.strictObject({
  /** Of what was shown: another deployment is not decided on unseen. */
  number: z.int().min(1),
  decision: z.enum(["approve", "refuse"]),
});

export const settingsDecisionRequest = z.strictObject({ decision: z.enum(["approve", "withdraw", "refuse"]) });

export type SettingsChangeReply =
  | { readonly outcome: "changed"; readonly version: number }
  | { readonly outcome: "unchanged"; readonly version: number }
  /** It protects less: a second admin, or a day. */
  | { readonly outcome: "waiting"; readonly weakens: readonly string[]; readonly appliesAt: number };

/** With 409: what somebody else changed meanwhile. Nothing was overwritten. */
export interface SettingsConflict {
  readonly since: readonly SettingsChange[];
}

export const connectionTestRequest = z.strictObject({
  /** The ticket system's own id of a ticket; without it no note is written. */
  ticket: z.string().trim().min(1).max(60).optional(),
});
export type ConnectionTestRequest = z.infer<typeof connectionTestRequest>;

/** One step of a test; `problem` is a peer's code, `nextTryAt` until when refused credentials are not tried again. */
export type TestStep =
  { readonly ok: true } | { readonly ok: false; readonly problem: string; readonly nextTryAt?: number };

/** What settings can be chosen from, read from the ticket systems in this moment. */
export interface SeenCategoriesReply {
  /** A connection whose ticket system cannot be read has none of either. */
  readonly connections: readonly {
    readonly name: string;
    /** That its tickets carry. */
    readonly categories: readonly string[];
    /** Of ticket, as its API names them. */
    readonly types: readonly string[];
  }[];
  /** Those of all that usually ask for a verification, by their names. */
  readonly usual: readonly UsualCategory[];
}

export interface ConnectionTestReply {
  /** It really signed in, and read the list of tickets. */
  readonly read: TestStep;
  /** Categories of the tickets that changed last, commonest first. */
  readonly categories: readonly { readonly name: string; readonly tickets: number }[];
  /** Written on the ticket that was named, and found there again. Absent where none was named. */
  readonly note?: TestStep;
  /** How the notes that stood on that ticket before are written. */
  readonly found?: "text" | "html";
  /** Absent where nothing could be read. */
  readonly closing?: ClosingTested;
  /** When its last ticket was taken in. */
  readonly lastTicketAt?: number;
}

/** What would become of a ticket once what it asked for is done: of the one that was named, or the newest that is open. */
export type ClosingTested =
  /** By this action, which the ticket system offers our account. */
  | { readonly state: "closes"; readonly ticket: string; readonly step: string }
  /** A field is set, and it is closed where a rule of theirs does so. */
  | {
      readonly state: "marked";
      readonly ticket: string;
      readonly flag: { readonly field: string; readonly value: string };
    }
  | { readonly state: "stays_open"; readonly ticket: string; readonly offered: readonly string[] }
  | { readonly state: "note_only" }
  /** The one that was named has ended, or none was found that has not. */
  | { readonly state: "none_open"; readonly ticket?: string }
  /** `problem`: a peer's code. */
  | { readonly state: "unread"; readonly problem: string };

/** POST /api/targets/:name/test: the admin's own account is read; there is nothing to say with it. */
export const actionTargetTestRequest = z.strictObject({});

export interface ActionTargetTestReply {
  /** The user name that was looked for. */
  readonly asked: string;
  readonly does: readonly TargetAction[];
  /** In sentences. */
  readonly serves: string;
  readonly account:
    | {
        readonly state: "read";
        /** Why the portal would leave it alone; absent where it would not. */
        readonly leftAlone?: WithdrawnReason;
        readonly locked?: boolean;
        /** Epoch milliseconds. */
        readonly passwordSetAt?: number;
        /** What is asked of a new password. */
        readonly minLength: number;
        readonly rules: readonly string[];
      }
    /** `why`: a sentence or a clause of the system, or of ours. */
    | { readonly state: "unread"; readonly unknown?: true; readonly why?: string };
  /** What our own account there lacks, a sentence each; empty as well where it cannot be read. */
  readonly lacks: readonly string[];
}

export type { AccessName, DescriptionFinding, UsualCategory };

/** POST /api/sign-in-providers/:name/test: what is saved is tried; there is nothing to say with it. */
export const signInTestRequest = z.strictObject({});

export interface SignInTestReply {
  /** What the provider says of itself could be read. */
  readonly read: TestStep;
  /** Of each thing that a sign-in rests on; empty where nothing was read. */
  readonly findings: readonly DescriptionFinding[];
  /** Of Cloudflare Access, which has no description: its keys, and the token of the request that asked. */
  readonly access?: { readonly keys: number; readonly token: "valid" | "absent" | "refused" | "unread" };
}
