/** Why nobody was signed in through a company account: one sentence on what happened, one on what to do. */
import type { SignInProblem } from "../../../workers/contract/console/access.ts";

export const SIGN_IN_PROBLEMS: Readonly<Record<SignInProblem, string>> = {
  "request.too_many": "Too many attempts from here. Wait a minute, then try again.",
  "sign_in.provider_unknown": "This way of signing in is not set up any more. Choose one below.",
  "sign_in.no_cookie":
    "This browser did not bring back the cookie that this sign-in began with. It blocks cookies, it is not the browser in which you began, or more than ten minutes passed. Allow cookies for this site, and begin again here.",
  "sign_in.lost": "This answer belongs to another sign-in, or was used already. Begin again.",
  "sign_in.no_access":
    "Your company account is fine, but nobody here is linked with it. Are you a user already? Sign in as before, and link it under Your sign-ins. If not, ask an administrator of your desk for an invitation.",
  "sign_in.not_linked":
    "Your company account is not linked with your account here yet. Sign in as before and link it under Your sign-ins, or ask an administrator for a sign-in link and choose your company account there.",
  "sign_in.inactive": "Your access here has ended. Ask an administrator of your desk if that is a mistake.",
  "sign_in.second_factor":
    "Your company's sign-in did not ask for a second factor, and this console needs one. Sign in again with one.",
  "sign_in.stale": "Your company's sign-in did not ask you again who you are. Sign out there first, or use a passkey.",
  "sign_in.other_account":
    "Another company account of this provider is linked here already, and one is all there can be. Sign in with that one, or ask an administrator.",
  "sign_in.other_person": "That was another person than the one who is signed in here. Nothing was changed.",
  "sign_in.taken":
    "That company account is linked with another user here, so nothing was changed. Sign in with your own account there.",
  "sign_in.mail_only":
    "Only a mail address says whose account that is, and an address can become somebody else's. Ask an administrator for a sign-in link, and link it there.",
  "sign_in.signed_out":
    "You were signed out here meanwhile, so nothing was linked. Sign in, and link the account again.",
  "identity.unreachable": "Your company's sign-in does not answer. Try again in a moment, or use a sign-in link.",
  "identity.absent":
    "Cloudflare Access let this browser pass without saying who you are. Tell an administrator of your desk.",
  "identity.declined": "Your company's sign-in did not sign you in. Begin again, or ask whoever runs it.",
  "identity.client_refused":
    "Your company's sign-in refused this console, so nobody was signed in. Tell an administrator of your desk.",
  "identity.not_trusted":
    "The answer of your company's sign-in could not be trusted, so nobody was signed in. Tell an administrator of your desk.",
};

/** What failed, for whoever can put it right in the sign-in settings. */
const FOR_REPAIR: Readonly<Partial<Record<SignInProblem, string>>> = {
  "identity.client_refused":
    "The provider refused this console's client id or client secret, so nobody was signed in. The secret may have run out there: type the one that counts now.",
  "identity.not_trusted":
    "The provider's answer does not fit what is set here, so nobody was signed in: another issuer, client id, algorithm or key. Test sign-in says which.",
  "identity.absent":
    "No token of Cloudflare Access came with the request: no Access application stands in front of this host, or it lets this address pass.",
  "identity.unreachable": "The provider does not answer, or answers with an error. Test sign-in says why.",
};

/** One that is no setting's, for whoever would be asked by the others. */
const FOR_ADMINS: Readonly<Partial<Record<SignInProblem, string>>> = {
  "sign_in.mail_only":
    "Only a mail address says whose account that is, and an address can become somebody else's. Ask another admin for a sign-in link (the last admin gets one with “npm run admin”), and link it there.",
  "sign_in.other_account":
    "Another company account of this provider is linked here already, and one is all there can be. Sign in with that one.",
};

export interface SaidProblem {
  readonly text: string;
  /** The sign-in settings are where it is put right, and the reader may. */
  readonly repair: boolean;
}

/** The code comes from the address bar; anything but a known one says nothing. `repairs`: the reader may change the sign-in. */
export function signInProblem(code: string | null, repairs = false): SaidProblem | undefined {
  if (code === null || !Object.hasOwn(SIGN_IN_PROBLEMS, code)) {
    return undefined;
  }
  const known = code as SignInProblem;
  const repair = repairs ? FOR_REPAIR[known] : undefined;
  return {
    text: repair ?? (repairs ? FOR_ADMINS[known] : undefined) ?? SIGN_IN_PROBLEMS[known],
    repair: repair !== undefined,
  };
}
