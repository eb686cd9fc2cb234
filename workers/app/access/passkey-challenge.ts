/**
 * What an authenticator signs, of agents and of people: a challenge of the server's that counts once, within five
 * minutes, for what and whom it was made. It is sealed, and only kept when it was used.
 */
import { z } from "zod";
import { agentId, personId } from "../../core/kit/ids.ts";
import { err, type Result } from "../../core/kit/result.ts";
import { CHALLENGE_MS } from "../../core/policy/passkeys.ts";
import type { Deps } from "../deps.ts";
import { CHALLENGE_PURPOSES, type Challenge, type PasskeyProblem } from "../ports/passkeys.ts";

export type Wanted = Omit<Challenge, "expiresAt">;

const SEALED_FOR = "passkey_challenge";
const challengeShape = z.object({
  purpose: z.enum(CHALLENGE_PURPOSES),
  agentId: agentId.exactOptional(),
  personId: personId.exactOptional(),
  about: z.string().exactOptional(),
  expiresAt: z.number(),
});

/** Sealed, and kept by nobody: whoever asks for one without ever signing leaves no row behind. */
export async function newChallenge(deps: Deps, challenge: Wanted): Promise<string> {
  const lasting = { ...challenge, expiresAt: deps.clock() + CHALLENGE_MS, nonce: deps.vault.newId() };
  return deps.vault.seal(JSON.stringify(lasting), SEALED_FOR);
}

/** What was signed for such a challenge of ours, the first time; a challenge is used up only by what was truly signed. */
export async function once<Value>(
  deps: Deps,
  wanted: Wanted,
  read: (isChallenge: (challenge: string) => Promise<boolean>) => Promise<Result<Value, PasskeyProblem>>,
): Promise<Result<Value, "passkey.refused">> {
  let used: { readonly name: string; readonly challenge: Challenge } | undefined;
  const result = await read(async (sealed) => {
    const challenge = await readChallenge(deps, sealed, wanted);
    used = challenge === undefined ? undefined : { name: await deps.vault.hashToken(sealed), challenge };
    return used !== undefined;
  });
  if (!result.ok) {
    deps.log.event("passkey.refused", { problem: result.error.detail });
    return err("passkey.refused");
  }
  const first = used !== undefined && (await deps.passkeys.useChallenge(used.name, used.challenge, deps.clock()));
  return first ? result : err("passkey.refused");
}

/** Reads a challenge of ours; undefined when it is another's, for something else, or too old. */
async function readChallenge(deps: Deps, sealed: string, wanted: Wanted): Promise<Challenge | undefined> {
  const text = await deps.vault.open(sealed, SEALED_FOR);
  const challenge = text === undefined ? undefined : challengeShape.parse(JSON.parse(text));
  return challenge?.purpose === wanted.purpose &&
    challenge.agentId === wanted.agentId &&
    challenge.personId === wanted.personId &&
    challenge.about === wanted.about &&
    deps.clock() < challenge.expiresAt
    ? challenge
    : undefined;
}
