/** The requester's own passkey, shown in the browser that began the check, while only a proof is missing. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { PersonId } from "../../core/kit/ids.ts";
import { beginShowingPasskey, showPersonPasskey } from "../me/passkeys.ts";
import type { Deps } from "../deps.ts";
import type { AssertedCredential } from "../ports/passkeys.ts";
import type { SessionProblem } from "../ports/sessions.ts";
import { observationOf, viewerOf } from "./observation.ts";
import type { PortalRequest } from "./request.ts";

type PasskeyRefusal = "passkey.not_asked" | "passkey.refused" | "passkey.suspended" | SessionProblem;

interface Asked {
  readonly person: { readonly id: PersonId };
  /** One check in one browser: what was signed for another counts in neither. */
  readonly about: string;
}

/** What the browser asks the authenticator for. Refused: another browser, and a check that no passkey is missing of. */
export async function passkeyOptions(deps: Deps, request: PortalRequest): Promise<Result<object, "passkey.not_asked">> {
  const asked = await askedOf(deps, request);
  return asked === undefined
    ? err("passkey.not_asked")
    : ok(await beginShowingPasskey(deps, asked.person, asked.about));
}

/** Refused: as its options; another's passkey, one that does not count yet, and what was signed for another check or browser. */
export async function showPasskey(
  deps: Deps,
  request: PortalRequest,
  asserted: AssertedCredential,
): Promise<Result<undefined, PasskeyRefusal>> {
  const asked = await askedOf(deps, request);
  if (asked === undefined) {
    return err("passkey.not_asked");
  }
  const shown = await showPersonPasskey(deps, asked, asserted);
  if (!shown.ok) {
    return shown;
  }
  const { id: passkeyId, addedAt } = shown.value;
  const observation = await observationOf(deps, request);
  const done = await deps.session(request.id).apply({ type: "passkey.shown", observation, passkeyId, addedAt });
  return done.ok ? ok() : done;
}

async function askedOf(deps: Deps, request: PortalRequest): Promise<Asked | undefined> {
  const session = deps.session(request.id);
  const viewer = await viewerOf(deps, request);
  const [step, kept] = await Promise.all([session.view(viewer), session.kept()]);
  // The browser that began it is the only one that sees this step.
  return step.step === "approving" && step.passkey === true && viewer.browserTag !== undefined && kept !== undefined
    ? { person: { id: kept.personId }, about: `${request.id}/${viewer.browserTag}` }
    : undefined;
}
