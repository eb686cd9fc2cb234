/** A passkey that is added after a pass, in the browser that earned it: one for each pass. */
import { err, type Result } from "../../core/kit/result.ts";
import { MAX_PASSKEYS } from "../../core/policy/passkeys.ts";
import type { PasskeyOffer } from "../../core/session/passkey-offer.ts";
import { addPersonPasskey, beginAddingPersonPasskey, type Adder } from "../me/passkeys.ts";
import type { Deps } from "../deps.ts";
import type { CreatedCredential } from "../ports/passkeys.ts";
import type { PersonRecord } from "../ports/people.ts";
import { viewerOf } from "./observation.ts";
import type { PortalRequest } from "./request.ts";

/** What the browser asks the authenticator for. Refused: another browser, a pass that offers none, or has had its one. */
export async function newPasskeyOptions(
  deps: Deps,
  request: PortalRequest,
): Promise<Result<object, "passkey.not_asked" | "passkey.too_many">> {
  const adder = await adderOf(deps, request);
  return adder === undefined ? err("passkey.not_asked") : beginAddingPersonPasskey(deps, adder);
}

/** Refused: as its options, and as on the person's own page. */
export async function addPasskeyAfterPass(
  deps: Deps,
  request: PortalRequest,
  made: { readonly name: string; readonly credential: CreatedCredential },
): Promise<Result<undefined, "passkey.not_asked" | "passkey.refused" | "passkey.known" | "passkey.too_many">> {
  const adder = await adderOf(deps, request);
  return adder === undefined ? err("passkey.not_asked") : addPersonPasskey(deps, adder, made);
}

/** What the page says of it. Without the database it offers none. */
export async function shownOffer(
  deps: Deps,
  request: Pick<PortalRequest, "id">,
  offer: PasskeyOffer,
): Promise<"offered" | "added" | undefined> {
  try {
    const kept = await deps.session(request.id).kept();
    return kept === undefined ? undefined : await stateOf(deps, { id: kept.personId }, offer);
  } catch (error) {
    deps.log.failure("portal.passkey", error);
    return undefined;
  }
}

async function stateOf(deps: Deps, { id }: Pick<PersonRecord, "id">, { passedAt }: PasskeyOffer) {
  const passkeys = await deps.personPasskeys.of(id);
  if (passkeys.some(({ addedAt }) => addedAt >= passedAt)) {
    return "added";
  }
  return passkeys.length < MAX_PASSKEYS ? "offered" : undefined;
}

async function adderOf(deps: Deps, request: PortalRequest): Promise<Adder | undefined> {
  const session = deps.session(request.id);
  const viewer = await viewerOf(deps, request);
  // The browser that began it is the only one that sees what the pass leads to.
  const [step, kept] = await Promise.all([session.view(viewer), session.kept()]);
  const offer = step.step === "verified" || step.step === "action_done" ? step.passkeyOffer : undefined;
  if (offer === undefined || kept === undefined || viewer.browserTag === undefined) {
    return undefined;
  }
  const person = await deps.people.byId(kept.personId);
  return person?.active === true && person.intact && (await stateOf(deps, person, offer)) === "offered"
    ? { person, after: { check: request.id, browserTag: viewer.browserTag } }
    : undefined;
}
