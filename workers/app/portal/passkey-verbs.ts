/** The requester's own passkey, shown in the browser that began the check, while only a proof is missing. */
import { err, ok, type Result } from "../../core/kit/result.ts";
import type { PersonId } from "../../core/kit/ids.ts";
import { beginShowingPasskey, countingPasskeys, showPersonPasskey } from "../me/passkeys.ts";
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

/**
 * What the browser asks the authenticator for. Refused: another browser, a check that no passkey is missing of, and
 * somebody with none that counts.
 */
export async function passkeyOptions(deps: Deps, request: PortalRequest): Promise<Result<object, "passkey.not_asked">> {
  const asked = await askedOf(deps, request);
  const options = asked && (await beginShowingPasskey(deps, asked.person, asked.about));
  return options === undefined ? err("passkey.not_asked") : ok(options);
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

/** Of the person of this check: one that counts now. Without the database the page offers it, and the press tells. */
export async function hasPasskeyToShow(deps: Deps, request: Pick<PortalRequest, "id">): Promise<boolean> {
  try {
    const kept = await deps.session(request.id).kept();
    return kept !== undefined && (await countingPasskeys(deps, { id: kept.personId })).length > 0;
  } catch (error) {
    deps.log.failure("portal.passkey", error);
    return true;
  }
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
