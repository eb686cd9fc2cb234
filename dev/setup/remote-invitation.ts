/** An invitation for an admin of a deployment that runs: put there, told by it, and only then shown. */
import { newInvitation } from "./invitation.ts";
import { putSecret, type Wrangler } from "./wrangler.ts";

export interface Inviting {
  readonly wrangler: Wrangler;
  /** Has the deployment tell; to how many. See `announceInvitation`. */
  readonly announce: (link: string) => Promise<number>;
  readonly print: (line: string) => void;
}

/** Throws a `Refusal`, and shows nothing, where Cloudflare does not take it or the deployment does not tell. */
export async function inviteRemotely(
  who: Parameters<typeof newInvitation>[0],
  { wrangler, announce, print }: Inviting,
): Promise<void> {
  const { secret, link } = newInvitation(who);
  await putSecret(wrangler, "ADMIN_INVITATION", secret);
  const told = await announce(link);
  print(
    told === 0
      ? "Nobody was told: there is no other admin, and no security contact is set."
      : `Told before this link is shown, by mails that are on their way: ${String(told)} (other admins and the security contact).`,
  );
  print(invitationLine(who.email, link));
}

export const invitationLine = (email: string, link: string): string =>
  `Open within ten minutes, once, to sign in as an admin (${email}):\n${link}`;
