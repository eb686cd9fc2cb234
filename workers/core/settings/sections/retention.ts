import { z } from "zod";
import { KEPT_DAYS, type DataClass } from "../../policy/kept-days.ts";
import { json } from "../fields.ts";
import { section } from "../section.ts";

/** 7 years are 2557 days, two leap days among them. */
const daysOf = (years: number): number => Math.ceil(years * 365.25);

const days = (kind: DataClass, { from, to }: { readonly from: number; readonly to: number }) =>
  z.number().int().min(from).max(to).default(KEPT_DAYS[kind]);

const retentionShape = z.strictObject({
  contact: days("contact", { from: 14, to: 90 }).meta({
    title: "Messages (days)",
    description: "Where messages went in full, and what came back about them",
  }),
  evidence: days("evidence", { from: 30, to: 365 }).meta({
    title: "Evidence (days)",
    description: "Network, browser and course of a check, and the masked contact",
  }),
  ticketText: days("ticketText", { from: 30, to: 365 }).meta({
    title: "Text of tickets (days)",
    description: "Our copy of a ticket's summary and description, counted from its last change",
  }),
  leaver: days("leaver", { from: 14, to: 365 }).meta({
    title: "People who have left (days)",
    description: "Their entry in the directory with contacts, facts and accounts, counted from the day they left",
  }),
  phone: days("phone", { from: 30, to: 730 }).meta({
    title: "Known phones (days)",
    description: "The key by which a phone is known again",
  }),
  // Two at least: whoever could have it forgotten sooner could have an audit log forgotten.
  recordYears: z.number().int().min(2).max(10).default(7).meta({
    title: "Record (years)",
    description: "That a check took place: who, when, for what, how it ended; and the audit log",
  }),
});
type Retention = z.infer<typeof retentionShape>;

export const retentionDefaults: Retention = retentionShape.parse({});

/** By key of the setting. */
export const retentionTitles: Readonly<Record<keyof Retention, string>> = {
  contact: "messages, in days",
  evidence: "evidence, in days",
  ticketText: "text of tickets, in days",
  leaver: "people who have left, in days",
  phone: "known phones, in days",
  recordYears: "the record, in years",
};

/** Answers are no setting: every requester is told their days before anything is asked. */
export function keptDays({ recordYears, ...set }: Retention): Readonly<Record<DataClass, number>> {
  return { ...KEPT_DAYS, ...set, record: daysOf(recordYears) };
}

export const retention = section({
  id: "retention",
  title: "Retention",
  changedWith: "settings.change",
  purpose: "How long what is known of people and checks is kept. Answers go after 30 days, always.",
  fields: {
    RETENTION: json(retentionShape).prefault({}).meta({
      title: "Kept for",
      description:
        "JSON. How long each class of data is kept. The portal's page of data says the same; what is over goes with the next night's clean-up",
    }),
  },
  summary: (values) => {
    const kept = keptDays(retentionShape.parse(values["RETENTION"]));
    return [
      `Evidence for ${String(kept.evidence)} days, messages for ${String(kept.contact)}, answers for ${String(kept.answers)}, people who have left for ${String(kept.leaver)}`,
    ];
  },
});
