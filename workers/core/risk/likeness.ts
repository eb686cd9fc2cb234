/**
 * When two destinations are taken for one mailbox, for signals, blocks and counters alone. Nothing is
 * ever sent to what this gives: at some provider it is another person's address.
 */
interface MailProvider {
  /** The first stands for all: one mailbox is reached under each. */
  readonly domains: readonly [string, ...string[]];
  /** Signs in the local part that the provider does not read. */
  readonly unread: RegExp;
  /** Where the provider says so. */
  readonly source: string;
}

/** Providers known not to read every sign of an address. A new one is a row here. */
const PROVIDERS: readonly MailProvider[] = [
  {
    domains: ["gmail.com", "googlemail.com"],
    unread: /\./g,
    source: "https://support.google.com/mail/answer/7436150",
  },
];

/** `canonical` is E.164, or an address in lower case. A number is only ever like itself. */
export function likenessOf({ channel, canonical }: { channel: "sms" | "email"; canonical: string }): string {
  if (channel === "sms") {
    return canonical;
  }
  const at = canonical.lastIndexOf("@");
  const [local, domain] = [canonical.slice(0, at), canonical.slice(at + 1)];
  const provider = PROVIDERS.find(({ domains }) => domains.includes(domain));
  // What stands before the tag; an address that begins with one has nothing else.
  const untagged = /^[^+]+/.exec(local)?.[0] ?? local;
  return provider === undefined
    ? `${untagged}@${domain}`
    : `${untagged.replaceAll(provider.unread, "")}@${provider.domains[0]}`;
}

/**
 * Whether two addresses may lead to one person: alike, or one local part at two domains, whatever stands behind a plus
 * and between dots. For who is to witness what somebody does, where taking two people for one does no harm.
 */
export function mayBeOneMailbox(one: string, other: string): boolean {
  const [left, right] = [one, other].map((address) =>
    likenessOf({ channel: "email", canonical: address.trim().toLowerCase() }),
  ) as [string, string];
  const local = (address: string): string => address.slice(0, address.lastIndexOf("@")).replaceAll(".", "");
  return left === right || local(left) === local(right);
}

/** The tag that signals, blocks and counters go by. Destinations older than likeness have their own alone. */
export function likenessTagOf(destination: { readonly tag: string; readonly likenessTag?: string }): string {
  return destination.likenessTag ?? destination.tag;
}
