/**
 * What a directory runner is asked and what it answers. Each call is a POST of JSON to `/v1/{verb}`, signed as Standard
 * Webhooks asks. `webhook-id` is the idempotency key: a call that changes something is done once for each.
 */
import { z } from "zod";

export const RUNNER_VERBS = ["look-up", "set-password", "unlock", "revoke-sessions", "changed-since"] as const;
export type RunnerVerb = (typeof RUNNER_VERBS)[number];

const text = z.string().min(1).max(500);

/** An empty address: a further account of the person, which is known by its user name alone. */
const subject = z.strictObject({ externalId: text.optional(), userName: text, email: z.string().max(500) });

const call = z.strictObject({
  subject,
  action: z.enum(["password_reset", "account_unlock"]),
  attempt: z.string().min(1).max(100),
  grantId: z.string().min(1).max(100),
  reservedAt: z.number().int(),
});

/** Bodies of requests, by verb. */
export const runnerRequests = {
  "look-up": z.strictObject({ subject }),
  "set-password": z.strictObject({ call, password: z.string().min(1).max(1_024) }),
  unlock: z.strictObject({ call }),
  "revoke-sessions": z.strictObject({ call }),
  "changed-since": z.strictObject({ call }),
} satisfies Readonly<Record<RunnerVerb, z.ZodType>>;

export type RunnerRequest<Verb extends RunnerVerb> = z.output<(typeof runnerRequests)[Verb]>;

const inItsWords = z.string().min(1).max(500);

/** Bodies of replies with status 200, by verb. */
export const runnerReplies = {
  "look-up": z.object({
    enabled: z.boolean(),
    privileged: z.boolean(),
    locked: z.boolean().exactOptional(),
    managedElsewhere: z.enum(["synced", "federated"]).exactOptional(),
    keepsSecondFactor: z.boolean(),
    passwordSetAt: z.number().int().exactOptional(),
    rules: z.object({
      minLength: z.number().int().min(0).max(1_000),
      maxLength: z.number().int().min(1).max(1_024).exactOptional(),
      inWords: z.array(inItsWords).max(10),
    }),
  }),
  "set-password": z.object({ setAt: z.number().int() }),
  unlock: z.object({}),
  "revoke-sessions": z.object({ outcome: z.enum(["revoked", "not_supported"]) }),
  "changed-since": z.object({ outcome: z.enum(["changed", "unchanged", "cannot_tell"]) }),
} satisfies Readonly<Record<RunnerVerb, z.ZodType>>;

export type RunnerReply<Verb extends RunnerVerb> = z.output<(typeof runnerReplies)[Verb]>;

/** Bodies of all other replies that a runner gives of itself; what stands between may answer anything. */
export const runnerProblem = z.discriminatedUnion("code", [
  z.object({ code: z.literal("unknown_account") }),
  z.object({ code: z.literal("refused"), inItsWords }),
  z.object({ code: z.literal("forbidden"), inItsWords }),
  /** Begun, and nobody knows what became of it. */
  z.object({ code: z.literal("outcome_unknown") }),
  /** The directory does not answer; nothing was changed. */
  z.object({ code: z.literal("away") }),
  z.object({ code: z.literal("bad_signature") }),
  z.object({ code: z.literal("bad_request") }),
]);

export type RunnerProblem = z.output<typeof runnerProblem>;

export const RUNNER_STATUS: Readonly<Record<RunnerProblem["code"], number>> = {
  unknown_account: 404,
  refused: 422,
  forbidden: 403,
  outcome_unknown: 409,
  away: 503,
  bad_signature: 401,
  bad_request: 400,
};
