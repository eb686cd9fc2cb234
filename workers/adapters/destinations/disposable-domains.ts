/**
 * Mail services that hand a mailbox to anybody for minutes. A finding, not a refusal: the
 * list is never complete, so it raises the risk score and does not decide. Subdomains count.
 */
const DISPOSABLE_DOMAINS: ReadonlySet<string> = new Set(
  `10minutemail.com 10minutemail.net 1secmail.com 1secmail.net 1secmail.org 20minutemail.com 33mail.com
   anonbox.net burnermail.io byom.de crazymailing.com cuvox.de dayrep.com deadaddress.com dispostable.com
   dropmail.me easytrashmail.com einrot.com emailfake.com emailondeck.com fakeinbox.com fakemail.net
   fakemailgenerator.com fleckens.hu generator.email getairmail.com getnada.com grr.la guerrillamail.biz
   guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net guerrillamail.org guerrillamailblock.com
   gustr.com harakirimail.com incognitomail.org inboxbear.com inboxkitten.com jetable.org jourrapide.com
   mail-temp.com mail.tm mailcatch.com maildrop.cc mailexpire.com mailinator.com mailinator.net mailnesia.com
   mailnull.com mailpoof.com mailsac.com mailtemp.info mintemail.com moakt.com mohmal.com mytemp.email
   mytrashmail.com nada.email nwytg.net rhyta.com sharklasers.com spam4.me spambog.com spambox.us spamex.com
   spamgourmet.com superrito.com teleworm.us temp-mail.io temp-mail.org tempail.com tempinbox.com tempmail.dev
   tempmail.plus tempmailo.com tempr.email throwawaymail.com trash-mail.com trashmail.com trashmail.de
   trashmail.net trbvm.com wegwerfmail.de yopmail.com yopmail.fr yopmail.net`.split(/\s+/),
);

/** `domain` in lower case and ASCII form. */
export function isDisposableDomain(domain: string): boolean {
  return isWithin(domain, DISPOSABLE_DOMAINS);
}

/** The domain itself or any of its parents is listed. */
export function isWithin(domain: string, listed: ReadonlySet<string>): boolean {
  let rest = domain;
  while (!listed.has(rest)) {
    const point = rest.indexOf(".");
    if (point === -1) return false;
    rest = rest.slice(point + 1);
  }
  return true;
}
