/**
 * Active Directory and what else stands behind a customer's own walls, through a small program there: see
 * docs/directory-runner.md. It is reached by https; each call is signed, and says by its id whether it was there before.
 */
import { z } from "zod";
import type { ActionTarget, TargetProblem } from "../../app/ports/action-targets.ts";
import type { HttpReply } from "../../app/ports/http.ts";
import type { PeerProblem } from "../../app/ports/peer-problem.ts";
import type { FollowUpCall } from "../../core/actions/grant.ts";
import { err, ok, type Result } from "../../core/kit/result.ts";
import { secret, type Secret } from "../../core/kit/secret.ts";
import { jsonOf, problemFromStatus } from "../peers/peer-problem.ts";
import { standardWebhookHeaders } from "../peers/signed-webhook.ts";
import { change, type Answered } from "./answered.ts";
import { actionTargetEntry, type ActionTargetDeps } from "./entry.ts";
import {
  runnerProblem,
  runnerReplies,
  type RunnerProblem,
  type RunnerReply,
  type RunnerRequest,
  type RunnerVerb,
} from "./runner-protocol.ts";

const settingsSchema = z.strictObject({
  address: z
    .url()
    .refine((value) => URL.parse(value)?.origin === value, "must be an origin, like https://runner.example.com")
    .meta({ title: "Address", description: "Origin at which the runner is reached", address: true }),
  passwords: z
    .boolean()
    .default(true)
    .meta({ title: "Passwords", description: "Sets the password that the person types" }),
  unlocks: z.boolean().default(true).meta({ title: "Unlocks", description: "Unlocks accounts" }),
});

const signingKey = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and at least 24 bytes in base64")
  .transform((value) => secret(value));

const secretsSchema = z.strictObject({
  signingKey: signingKey.meta({ title: "Signing key", description: "whsec_ and base64; the runner has the same" }),
  formerSigningKey: signingKey.optional().meta({
    title: "Former signing key",
    description: "Only while the key is changed: calls are signed by both",
  }),
});

interface Peer {
  readonly address: string;
  readonly keys: readonly Secret[];
  readonly deps: ActionTargetDeps;
}

export const runner = actionTargetEntry({
  id: "runner",
  label: "Directory runner",
  settingsSchema,
  secretsSchema,
  origins: ({ address }) => [address],
  create: ({ address, passwords, unlocks }, { secrets, deps }): ActionTarget => {
    const { signingKey: key, formerSigningKey: former } = secrets;
    const peer: Peer = { address, deps, keys: former === undefined ? [key] : [key, former] };
    return {
      ...(passwords ? { passwordReset: "set_by_person" } : {}),
      ...(unlocks ? { accountUnlock: true } : {}),
      serves:
        "Accounts of its directory that have the user name of the people list. Administrators and what is privileged there are left alone.",
      probe: async () => {
        const nobody = { userName: `nobody-${crypto.randomUUID()}`, email: "" };
        const asked = await read(peer, "look-up", { subject: nobody });
        return asked.ok || asked.error.code === "target.unknown_account" ? ok() : asked;
      },
      lookUp: ({ externalId, userName, email }) =>
        read(peer, "look-up", {
          subject: { userName, email, ...(externalId === undefined ? {} : { externalId }) },
        }),
      setPassword: (call, password) =>
        changing(peer, "set-password", { call: written(call), password: password.reveal() }),
      unlock: async (call) => {
        const done = await changing(peer, "unlock", { call: written(call) });
        return done.ok ? ok() : done;
      },
      revokeSessions: async (call) => outcomeOf(await changing(peer, "revoke-sessions", { call: written(call) })),
      changedSince: async (call) => outcomeOf(await read(peer, "changed-since", { call: written(call) })),
    };
  },
});

const outcomeOf = <Outcome>(
  asked: Result<{ readonly outcome: Outcome }, TargetProblem>,
): Result<Outcome, TargetProblem> => (asked.ok ? ok(asked.value.outcome) : asked);

function written({ subject, action, attempt, grantId, reservedAt }: FollowUpCall): RunnerRequest<"unlock">["call"] {
  const { externalId, userName, email } = subject;
  return {
    subject: { userName, email, ...(externalId === undefined ? {} : { externalId }) },
    action,
    attempt,
    grantId,
    reservedAt,
  };
}

type Asked<Verb extends RunnerVerb> = Promise<Result<RunnerReply<Verb>, TargetProblem>>;

/** What asks only: however it fails, nothing happened. */
async function read<Verb extends "look-up" | "changed-since">(
  peer: Peer,
  verb: Verb,
  body: RunnerRequest<Verb>,
): Asked<Verb> {
  const sent = await post(peer, { verb, id: crypto.randomUUID(), body });
  return sent.ok ? answerIn(verb, sent.value).result : sent;
}

async function changing<Verb extends "set-password" | "unlock" | "revoke-sessions">(
  peer: Peer,
  verb: Verb,
  body: RunnerRequest<Verb>,
): Asked<Verb> {
  const sent = await post(peer, { verb, id: `${body.call.attempt}.${verb}`, body });
  return change(sent.ok ? answerIn(verb, sent.value) : { result: sent, understood: false });
}

async function post(
  { address, keys, deps: { http, now } }: Peer,
  { verb, id, body }: { readonly verb: RunnerVerb; readonly id: string; readonly body: object },
): Promise<Result<HttpReply, PeerProblem>> {
  const text = JSON.stringify(body);
  const headers = await standardWebhookHeaders({ id, at: now(), body: text }, keys);
  return http.send({
    method: "POST",
    url: new URL(`/v1/${verb}`, address).href,
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
}

function answerIn<Verb extends RunnerVerb>(verb: Verb, reply: HttpReply): Answered<RunnerReply<Verb>> {
  const body = jsonOf(reply.text);
  if (reply.status === 200) {
    const parsed = runnerReplies[verb].safeParse(body);
    return parsed.success
      ? { result: ok(parsed.data as RunnerReply<Verb>), understood: true }
      : { result: err(UNREADABLE), understood: false };
  }
  const said = runnerProblem.safeParse(body);
  return said.success
    ? { result: err(problemOf(said.data)), understood: true }
    : { result: err(problemFromStatus(reply, `runner ${String(reply.status)}`)), understood: false };
}

const UNREADABLE: PeerProblem = {
  code: "peer.malformed",
  retryable: false,
  detail: "the runner's answer could not be read",
};

function problemOf(said: RunnerProblem): TargetProblem {
  switch (said.code) {
    case "unknown_account":
      return { code: "target.unknown_account" };
    case "refused":
      return { code: "target.refused", inItsWords: said.inItsWords };
    case "forbidden":
      return { code: "target.forbidden", inItsWords: said.inItsWords };
    case "outcome_unknown":
      return { code: "target.outcome_unknown" };
    case "away":
      return { code: "peer.failed", retryable: true, detail: "the runner does not reach its directory" };
    case "bad_signature":
      return { code: "peer.unauthorised", retryable: false, detail: "the runner does not take our signature" };
    case "bad_request":
      return { code: "peer.rejected", retryable: false, detail: "the runner does not understand the call" };
  }
}
