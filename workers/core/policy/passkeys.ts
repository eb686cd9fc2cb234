/** What a passkey must show, and who may come in by one. */
import { MINUTE_MS } from "../kit/time.ts";

/** What an authenticator is asked to sign counts so long, and once. */
export const CHALLENGE_MS = 5 * MINUTE_MS;
/** Of one agent: phones, keys and computers, with room to spare. */
export const MAX_PASSKEYS = 10;

/**
 * An authenticator that counts counts up; one that came again with the same or a lower number is a copy of
 * another. Those that are synced between devices do not count, and say 0.
 */
export function isCopied(counter: { readonly before: number; readonly shown: number }): boolean {
  const { before, shown } = counter;
  return (before > 0 || shown > 0) && shown <= before;
}

/**
 * Whoever is linked with an account of the company signs in with that: it ends with the company's word, and a
 * passkey here would not. For a fresh sign-in it is good enough. `linked`: a link that was spoiled is one with any of them;
 * `providers`: of the settings.
 */
export function signsInHere(
  { issuers, spoiled }: { readonly issuers: readonly string[]; readonly spoiled: boolean },
  providers: readonly { readonly issuer: string }[],
): boolean {
  return !providers.some(({ issuer }) => spoiled || issuers.includes(issuer));
}
