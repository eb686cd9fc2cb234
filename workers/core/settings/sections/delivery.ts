import { z } from "zod";
import { secret } from "../../kit/secret.ts";
import { json, list } from "../fields.ts";
import { section } from "../section.ts";

const countries = list.pipe(
  z.array(z.string().regex(/^[A-Z]{2}$/, "must be a country of two capital letters, like PT")).min(1),
);

export const delivery = section({
  id: "delivery",
  title: "SMS and mail",
  changedWith: "settings.change",
  purpose: "Who carries SMS and mail, and which countries' numbers are taken.",
  fields: {
    SMS_COUNTRIES: countries.default(["GB"]).meta({
      title: "SMS countries",
      description: "List. Countries (ISO 3166-1 alpha-2) whose mobile numbers are taken; the first is the default",
    }),
    SMS_PROVIDER: z
      .string()
      .max(40)
      .default("twilio")
      .meta({ title: "SMS provider", description: "Delivery provider for SMS", plugin: true }),
    EMAIL_PROVIDER: z
      .string()
      .max(40)
      .default("resend")
      .meta({ title: "Mail provider", description: "Delivery provider for email", plugin: true }),
    DELIVERY_SETTINGS: json(z.record(z.string(), z.record(z.string(), z.unknown())))
      .default({})
      .meta({
        title: "Providers",
        description: "JSON. Settings of the providers by id, without secrets",
      }),
    DELIVERY_SECRETS: json(z.record(z.string(), z.record(z.string(), z.string())))
      .transform((value) => secret(value))
      .default(secret({}))
      .meta({ title: "Secrets", description: "JSON. Secret settings of the providers by id", secret: true }),
  },
  summary: (values, label) => [
    `SMS by ${label(String(values["SMS_PROVIDER"]))}, mail by ${label(String(values["EMAIL_PROVIDER"]))}`,
    `Mobile numbers of ${(values["SMS_COUNTRIES"] as readonly string[]).join(", ")}`,
  ],
});
