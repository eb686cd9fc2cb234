import { z } from "zod";
import { secret } from "../../kit/secret.ts";
import { json } from "../fields.ts";
import { webhooksProblem } from "../new-values.ts";
import { section } from "../section.ts";

export const securityContactShape = z.strictObject({
  mail: z.email().optional().meta({
    title: "Mailbox",
    description: "Mailbox of the security team; one mail per person and ten minutes",
  }),
  onCall: z.email().optional().meta({
    title: "On call",
    description: "Mailbox that wakes whoever is on call; only when an agent reports a check",
  }),
  webhook: z.url().optional().meta({
    title: "Webhook",
    description: "Gets a signed event for each notice, with ids and a link and nothing else",
  }),
  incidentWebhook: z.url().optional().meta({
    title: "Incident webhook",
    description: "Gets a signed event when an agent reports an incident",
  }),
});

const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and at least 24 bytes in base64");

const securitySecrets = z.strictObject({
  webhook: webhookSecret.optional().meta({
    title: "Webhook's secret",
    description: "Signs the events for the webhook, as Standard Webhooks defines it",
  }),
  incidentWebhook: webhookSecret
    .optional()
    .meta({ title: "Incident webhook's secret", description: "Signs the events for the incident webhook" }),
});

const WAYS: Readonly<Record<string, string>> = {
  mail: "mail",
  onCall: "mail to on call",
  webhook: "webhook",
  incidentWebhook: "incident webhook",
};

export const securityContact = section({
  id: "security_contact",
  title: "Security contact",
  changedWith: "settings.change",
  purpose: "Whom the product tells when a check is reported or rejected.",
  fields: {
    SECURITY_CONTACT: json(securityContactShape).default({}).meta({
      title: "Contact",
      description: "JSON. Whom the product tells. Until it is set, nobody is told",
    }),
    SECURITY_SECRETS: json(securitySecrets)
      .transform((value) => secret(value))
      .default(secret({}))
      .meta({
        title: "Signing secrets",
        description: "JSON. Signing secrets of the webhooks in SECURITY_CONTACT",
        secret: true,
      }),
  },
  newValues: { SECURITY_CONTACT: webhooksProblem },
  summary: (values) => {
    const contact = values["SECURITY_CONTACT"] as Readonly<Record<string, unknown>>;
    const told = Object.entries(WAYS).flatMap(([way, words]) => (contact[way] === undefined ? [] : [words]));
    return [told.length === 0 ? "Nobody is told" : `Told by ${told.join(", ")}`];
  },
});
