import type { ActionId } from "./policy.ts";

/** "sent": a link went out that the person may know nothing of. "done": something has changed. */
export type NoticeCause = "sent" | "done";

/** What changes something; a check of an identity changes nothing. */
export type ChangingAction = Exclude<ActionId, "identity_check">;

/** What a person is told of at their contacts. */
export type NoticeEvent =
  { readonly cause: "sent"; readonly action: ActionId } | { readonly cause: "done"; readonly action: ChangingAction };
