/** What tickets of a category most likely ask for, by its name alone. Only ever offered: an admin says yes. */
import type { ActionId } from "../policy/policy.ts";

/** The first that fits. */
const USUAL: readonly (readonly [RegExp, ActionId])[] = [
  [/\b(?:mfa|2fa|otp|multi-?factor|two-?factor|second factor|authenticator)\b/iu, "mfa_reset"],
  [/\b(?:un-?lock(?:ed|ing)?\b|locked out|account lock\w*|entsperr\w*|d[ée]bloca\w*|desbloque\w*)/iu, "account_unlock"],
  [/\b(?:password|passwort|kennwort|mot de passe|contraseña|palavra-passe|senha)\b/iu, "password_reset"],
  [/\b(?:identity (?:check|verification|proof)|verify (?:identity|caller)|caller verification)\b/iu, "identity_check"],
];

export interface UsualCategory {
  readonly name: string;
  readonly action: ActionId;
}

/** In the order of the names; those that usually ask for nothing are left out. */
export const usualCategories = (names: readonly string[]): readonly UsualCategory[] =>
  names.flatMap((name) => {
    const action = USUAL.find(([words]) => words.test(name))?.[1];
    return action === undefined ? [] : [{ name, action }];
  });
