/**
 * How a message's link may be opened: as the phone of the person it is about, at home, and
 * beside that as the others who might have got hold of it. Who it is about is read from the
 * check itself, so that the page needs no list of people.
 */
import { z } from "zod";
import { homeDevice } from "./home-device.ts";
import { OWN_DEVICE } from "./phones.ts";

export interface Recipient {
  readonly personId: string;
  readonly givenName: string;
  readonly officeCity: string | null;
}

/** The people whom messages are about, by message. */
export type RecipientsOf = (messageIds: readonly string[]) => Promise<ReadonlyMap<string, Recipient>>;

export interface Play {
  readonly label: string;
  readonly device: string;
  /** Behind the link's own path. */
  readonly path: "" | "/report";
}

/** The first is what the link in the message does. */
export function playsFor(recipient: Recipient): readonly [Play, ...Play[]] {
  const home = homeDevice(recipient);
  return [
    { label: `${recipient.givenName} at home`, device: home, path: "" },
    { label: "An attacker on Tor", device: "tor", path: "" },
    { label: `${recipient.givenName} presses This wasn't me`, device: home, path: "/report" },
    { label: "This browser as it is", device: OWN_DEVICE, path: "" },
  ];
}

export const playPath = ({ device, path }: Play, link: string): string =>
  `/dev/phone/${device}?to=${encodeURIComponent(`${link}${path}`)}`;

const row = z.object({
  id: z.string(),
  personId: z.string(),
  givenName: z.string(),
  officeCity: z.string().nullable(),
});

export function recipientsIn(db: D1Database): RecipientsOf {
  return async (messageIds) => {
    const { results } = await db
      .prepare(
        `SELECT messages.id, verifications.person_id AS personId, given_name AS givenName, office_city AS officeCity
         FROM messages JOIN verifications ON verifications.id = verification_id JOIN people ON people.id = verifications.person_id
         WHERE messages.id IN (SELECT value FROM json_each(?))`,
      )
      .bind(JSON.stringify(messageIds))
      .all();
    return new Map(results.map((found) => row.parse(found)).map((found) => [found.id, found]));
  };
}
