import { z } from "zod";
import { ACTIONS } from "../../policy/policy.ts";
import { json } from "../fields.ts";
import { section } from "../section.ts";

export const categoryPolicy = z.strictObject({
  action: z.enum(ACTIONS).meta({ title: "Action", description: "What is done once the requester is verified" }),
  spokenCode: z.enum(["when_on_line", "always", "never"]).default("when_on_line").meta({
    title: "Spoken code",
    description:
      "Ask for six spoken digits: for a password reset when the agent says the caller is on the line, always, or never",
  }),
  typedDestination: z.boolean().default(true).meta({
    title: "Typed destination",
    description: "An agent may send the link to an address or number that is not on record; the check is then strict",
  }),
  channels: z
    .array(z.enum(["sms", "email"]))
    .min(1)
    .max(2)
    .default(["sms", "email"])
    .meta({ title: "Channels", description: "How a link may be sent" }),
  strict: z.boolean().default(false).meta({
    title: "Strict",
    description: "Every check of this category asks 4 to 7 questions and passes at 2.2 instead of 3.0",
  }),
  linkLifetimeMinutes: z.number().int().min(1).max(10).optional().meta({
    title: "Link lives (minutes)",
    description: "Time to press Begin; 10 unless set",
  }),
  sessionMinutes: z.number().int().min(5).max(60).optional().meta({
    title: "Check lives (minutes)",
    description: "Time from Begin to the end; 15 unless set",
  }),
  passValidMinutes: z.number().int().min(5).max(60).optional().meta({
    title: "Pass holds (minutes)",
    description: "How long the desk may act on a pass; 15 unless set",
  }),
  startsPerPersonPerDay: z.number().int().min(1).max(50).optional().meta({
    title: "Checks per person and day",
    description: "Checks of one person in 24 hours; 5 unless set",
  }),
});
export type CategoryPolicy = z.infer<typeof categoryPolicy>;

/** A category's name as the ticket carries it. */
const categoryName = z.string().min(1).max(200);

export const categories = section({
  id: "categories",
  title: "Request categories and policies",
  purpose: "Which tickets need a verification, and what it demands.",
  fields: {
    CATEGORIES: json(z.record(categoryName, categoryPolicy)).default({}).meta({
      title: "Categories",
      description: "JSON. Ticket categories that need verification. A ticket of any other category gets no note",
    }),
  },
  summary: (values) => {
    const named = Object.keys(values["CATEGORIES"] as object);
    return [named.length === 0 ? "No category needs a verification" : `Verification for ${named.join(", ")}`];
  },
});
