/** What people call actions and channels: in notes, and in what changed in the settings. */
import type { ActionId, Channel } from "./policy.ts";

export const ACTION_WORDS: Readonly<Record<ActionId, string>> = {
  identity_check: "Identity check",
  account_unlock: "Account unlock",
  password_reset: "Password reset",
  mfa_reset: "MFA reset",
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { sms: "SMS", email: "Email" };
