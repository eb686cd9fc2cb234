import { z } from "zod";
import { secret } from "../../kit/secret.ts";
import { json, NAME_RULE } from "../fields.ts";
import { section } from "../section.ts";

/** Part of the webhook's address. */
export const connectionName = z.string().regex(/^[a-z0-9-]{1,40}$/, NAME_RULE);

export const connection = z.strictObject({
  kind: z.string().default("changegear").meta({ title: "Kind", description: "Which ITSM plug-in", plugin: true }),
  settings: z
    .record(z.string(), z.unknown())
    .meta({ title: "Settings", description: "Settings of that plug-in, checked by its own schema" }),
});

export const ticketSystems = section({
  id: "ticket_systems",
  title: "Ticket systems",
  changedWith: "settings.change",
  purpose: "Where tickets come from and notes go to.",
  fields: {
    CONNECTIONS: json(z.record(connectionName, connection)).default({}).meta({
      title: "Connections",
      description: "JSON. ITSM connections by name; the name is part of the webhook's address",
    }),
    CONNECTION_SECRETS: json(z.record(z.string(), z.record(z.string(), z.unknown())))
      .transform((value) => secret(value))
      .default(secret({}))
      .meta({
        title: "Credentials",
        description: "JSON. Credentials of each connection, by the same name, checked by the plug-in's own schema",
        secret: true,
      }),
  },
  summary: (values) => {
    const named = Object.keys(values["CONNECTIONS"] as object);
    return [named.length === 0 ? "No ticket system" : `Connected: ${named.join(", ")}`];
  },
});
