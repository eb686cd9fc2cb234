/** Where the link with this number went: its own destination, though a later one may have gone elsewhere. */
import { likenessTagOf } from "../risk/likeness.ts";
import type { Session } from "./session.ts";

export interface LinkTarget {
  readonly origin: "on_record" | "typed";
  readonly channel: "sms" | "email";
  /** As signals, blocks and counters compare it. */
  readonly tag: string;
  /** A later link went to another destination. */
  readonly former: boolean;
}

export function linkTarget({ formerLinks, destination }: Session, linkNumber: number): LinkTarget {
  const former = formerLinks?.find(({ number }) => linkNumber <= number);
  const { origin, channel } = destination;
  return former === undefined
    ? { origin, channel, tag: likenessTagOf(destination), former: false }
    : { origin: former.origin, channel: former.channel ?? channel, tag: former.tag, former: true };
}
