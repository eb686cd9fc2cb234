import { z } from "zod";
import { secret } from "../../kit/secret.ts";
import { json, plainWords } from "../fields.ts";
import { section } from "../section.ts";
import { connectionName } from "./ticket-systems.ts";

/** The list that everybody may ask, without a key. */
export const PUBLIC_LEAKS = "https://api.pwnedpasswords.com";

export const actionTarget = z.strictObject({
  kind: z.string().default("runner").meta({ title: "Kind", description: "Which plug-in", plugin: true }),
  label: plainWords(60)
    .optional()
    .meta({ title: "Name", description: "What people call it, in notes and on pages; for example Active Directory" }),
  settings: z
    .record(z.string(), z.unknown())
    .meta({ title: "Settings", description: "Settings of that plug-in, checked by its own schema" }),
});

export const actions = section({
  id: "actions",
  title: "Actions",
  changedWith: "settings.change",
  purpose: "Where people set a new password or unlock their account after a pass. Without any, an agent acts.",
  fields: {
    ACTION_TARGETS: json(z.record(connectionName, actionTarget)).default({}).meta({
      title: "Systems",
      description: "JSON. Systems that set passwords and unlock accounts, by name; the first that can, does",
    }),
    ACTION_SECRETS: json(z.record(z.string(), z.record(z.string(), z.unknown())))
      .transform((value) => secret(value))
      .default(secret({}))
      .meta({
        title: "Credentials",
        description: "JSON. Credentials of each system, by the same name, checked by the plug-in's own schema",
        secret: true,
      }),
    LEAKED_PASSWORDS_ORIGIN: z
      .string()
      .max(200)
      .default("")
      .meta({
        title: "Leaked passwords",
        description: `Where a new password is looked for among leaked ones: ${PUBLIC_LEAKS} (Have I Been Pwned) or a mirror of it, which is told five characters of the password's SHA-1. Empty: nowhere`,
      }),
  },
  summary: (values) => {
    const named = Object.keys(values["ACTION_TARGETS"] as object);
    const leaks = values["LEAKED_PASSWORDS_ORIGIN"];
    return [
      named.length === 0 ? "Agents act; nothing is done in the portal" : `Connected: ${named.join(", ")}`,
      ...(typeof leaks === "string" && leaks !== "" ? [`Leaked passwords: asks ${leaks}`] : []),
    ];
  },
});
