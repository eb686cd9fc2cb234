import { z } from "zod";
import { LANGUAGES, LANGUAGE_WORDS } from "../../kit/language.ts";
import { choice } from "../choice.ts";
import { isTimeZone } from "../../kit/zoned-time.ts";
import { readOpeningHours } from "../../policy/opening-hours.ts";
import { json, list, plainWords } from "../fields.ts";
import { contactProblem } from "../new-values.ts";
import { section } from "../section.ts";

/** A zone that nobody knows would make every page that names the hours fail. */
const openingHours = z
  .string()
  .max(300)
  .refine((text) => {
    const hours = readOpeningHours(text);
    return hours !== undefined && isTimeZone(hours.timeZone ?? "UTC");
  }, "must be like Mon-Fri 08:00-18:00, Sat 09:00-12:00");

/** Until somebody has said where it is. */
const SOME_DESK = "the IT desk";

/** Where people can be sent to in person; undefined where nobody has said it. */
export const deskPlaceOf = ({ DESK_PLACE }: { readonly DESK_PLACE: string }): string | undefined =>
  DESK_PLACE === "" || DESK_PLACE === SOME_DESK ? undefined : DESK_PLACE;

/** Until somebody has said what it is called. */
const SOME_ORGANISATION = "Example";

/** Whose people are verified; undefined where nobody has said it. */
export const organisationNameOf = ({
  ORGANISATION_NAME,
}: {
  readonly ORGANISATION_NAME: string;
}): string | undefined => (ORGANISATION_NAME === SOME_ORGANISATION ? undefined : ORGANISATION_NAME);

export const organisation = section({
  id: "organisation",
  title: "Organisation",
  changedWith: "settings.change",
  purpose: "Whose people are verified, and what messages and pages say about the desk.",
  fields: {
    ORGANISATION_NAME: plainWords(40)
      .min(1)
      .default(SOME_ORGANISATION)
      .meta({ title: "Name", description: "The organisation whose people are verified" }),
    TIME_ZONE: z
      .string()
      .refine(isTimeZone, "must be an IANA time zone, like Europe/Lisbon")
      .default("UTC")
      .meta({ title: "Time zone", description: "IANA zone that servers write times in" }),
    LANGUAGE: choice(LANGUAGES, LANGUAGE_WORDS).default("en").meta({
      title: "Language",
      description:
        "Language of messages to people whose directory names none, and of the portal where the browser asks for none of ours",
    }),
    CORPORATE_DOMAINS: list.default([]).meta({
      title: "Mail domains",
      description: "List. Mail domains of the organisation: refused as a typed destination",
    }),
    ORGANISATION_ASNS: json(z.array(z.number().int().positive()).max(50)).default([]).meta({
      title: "Networks",
      description: "JSON. Network numbers (ASN) of the organisation's own way out",
    }),
    VIRTUAL_DESKTOP_ASNS: json(z.array(z.number().int().positive()).max(50)).default([]).meta({
      title: "Networks of virtual desktops",
      description:
        "JSON. Network numbers (ASN) of the provider where your virtual desktops run; a check from there weighs a third of what a hosting network weighs, also for others who rent there",
    }),
    DESK_PHONE: z
      .string()
      .max(40)
      .default("")
      .meta({ title: "Desk's phone", description: "The desk's number, in messages and in the portal" }),
    DESK_PLACE: plainWords(80)
      .default(SOME_DESK)
      .meta({ title: "Desk's place", description: "Where else to go; shown in the portal" }),
    DESK_HOURS: openingHours.default("").meta({
      title: "Desk's hours",
      description:
        "When the desk is open, like “Mon-Fri 08:00-18:00, Sat 09:00-12:00”; the portal says until when today",
    }),
    PRIVACY_CONTACT: z.string().max(120).default("").meta({
      title: "Privacy contact",
      description:
        "Mail address, https address or phone number of whom to ask about personal data; shown in the portal",
    }),
  },
  newValues: { PRIVACY_CONTACT: contactProblem },
  summary: (values) => [
    `${String(values["ORGANISATION_NAME"])}, times in ${String(values["TIME_ZONE"])}`,
    values["DESK_PHONE"] === "" ? "The desk has no phone number in messages" : `Desk: ${String(values["DESK_PHONE"])}`,
  ],
});
