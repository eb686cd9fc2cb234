/** A link of which the person may know nothing: it went where the caller said, or it leads to what takes an account over or is held for their word. */
import type { Effect } from "./effects.ts";
import type { Session } from "./session.ts";

/** What is told when the link goes out; nothing of most checks. */
export function sentNotice({
  policy: { action, holdMinutes },
  destination,
}: Pick<Session, "policy" | "destination">): Effect[] {
  return destination.origin === "typed" || action === "mfa_reset" || holdMinutes !== undefined
    ? [{ type: "notices", event: { cause: "sent", action } }]
    : [];
}

/** Of a link that is sent again: only where no link of the check was told of. */
export function resentNotice(before: Session, after: Session): Effect[] {
  const told = sentNotice(before).length > 0 || (before.formerLinks ?? []).some(({ origin }) => origin === "typed");
  return told ? [] : sentNotice(after);
}

/** What an agent did on the pass is told like what the portal does. Nothing of a check that changes nothing. */
export function doneNotice({ policy: { action } }: Pick<Session, "policy">): Effect[] {
  return action === "identity_check" ? [] : [{ type: "notices", event: { cause: "done", action } }];
}
