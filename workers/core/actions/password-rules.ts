/** What a target system asks of a new password, as it says itself: read before anybody types. */
export interface PasswordRules {
  readonly minLength: number;
  /** Absent where the target sets none, or does not say. */
  readonly maxLength?: number;
  /** Its further rules, one line each, in words for whoever types. */
  readonly inWords: readonly string[];
}
