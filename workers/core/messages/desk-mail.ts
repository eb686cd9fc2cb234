/** What users of the console and the security contact are told about access and about settings. */
import type { AgentId } from "../kit/ids.ts";
import type { SettingsEvent } from "./templates/settings.ts";

/** To whoever oversees access. */
export const ACCESS_NEWS_KINDS = [
  "invitation",
  "recovery_code_used",
  "break_glass_link",
  "admin_made",
  "admin_gone",
  "spoiled_rows",
  "spoiled_settings",
  "block_lifted",
  "account_linked",
  "account_linked_in_emergency",
  "person_passkey_undone",
] as const;
/** To the one whose way in it is: a thief's new key is seen by the owner. */
export const OWNER_NEWS_KINDS = [
  "own_passkey_added",
  "own_recovery_code_used",
  "own_recovery_codes_made",
  "own_account_linked",
  "own_link_made",
] as const;

export type AccessNewsKind = (typeof ACCESS_NEWS_KINDS)[number];
export type OwnerNewsKind = (typeof OWNER_NEWS_KINDS)[number];

export type DeskMailKind = AccessNewsKind | OwnerNewsKind | `settings_${SettingsEvent}`;

export const isOwnerNews = (kind: DeskMailKind): kind is OwnerNewsKind =>
  OWNER_NEWS_KINDS.some((known) => known === kind);

const SETTINGS = "settings_";

/** Of a mail about settings; undefined for one about access. */
export const settingsEventOf = (kind: DeskMailKind): SettingsEvent | undefined =>
  kind.startsWith(SETTINGS) ? (kind.slice(SETTINGS.length) as SettingsEvent) : undefined;

/** A user at the address that he has when it is sent, or one of the ways of the security contact. */
export type DeskRecipient = `user:${AgentId}` | "security:mail" | "security:webhook";

const AGENT = "user:";

export const toUser = (id: AgentId): DeskRecipient => `${AGENT}${id}`;

/** The user's id; undefined for the security contact. */
export const userIn = (recipient: string): string | undefined =>
  recipient.startsWith(AGENT) ? recipient.slice(AGENT.length) : undefined;

/** Whoever oversees the console hears of it: the active admins but the one it is about, and security. */
export function overseers(
  users: readonly { readonly id: AgentId; readonly role: string; readonly active: boolean }[],
  about: AgentId | undefined,
  channels: readonly string[],
): readonly DeskRecipient[] {
  return [
    ...users.filter(({ id, role, active }) => active && role === "admin" && id !== about).map(({ id }) => toUser(id)),
    ...(["mail", "webhook"] as const).filter((one) => channels.includes(one)).map((one) => `security:${one}` as const),
  ];
}
