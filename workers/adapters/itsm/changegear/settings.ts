/**
 * What differs between two ChangeGear installations. There is no public specification:
 * whatever is not confirmed (docs of the API, forms, workflows) is a setting with a
 * default, never a constant.
 */
import { z } from "zod";
import { secret } from "../../../core/kit/secret.ts";
import { choice } from "../../../core/settings/choice.ts";

const fieldName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "must be a field name: letters, digits and underscores");

const serverRoot = z
  .url({
    protocol: /^https?$/,
    error: ({ input }) => (input === undefined ? undefined : "must be an http or https address"),
  })
  .max(200)
  .refine(
    (value) => !/[?#]|\/cg(?:restapi|web)\b/iu.test(value),
    "must be the server's address, without /CGRestAPI or /CGWeb",
  );

/** A rule of the customer's own reads it, so no field of the product's forms. */
const flagField = z
  .string()
  .regex(/^UDF_[A-Za-z0-9_]{1,60}$/, "must be a field of your own: its name begins with UDF_");

const status = z.string().trim().min(1).max(60);

/** What becomes of a ticket once what it asked for is done. No public page says how a save performs an action. */
const closing = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("note_only") }),
    z.strictObject({
      type: z.literal("flag"),
      field: flagField.meta({ title: "Field", description: "A field of your own, which your rule reads: UDF_..." }),
      value: z.string().trim().min(1).max(60).default("Yes").meta({ title: "Value" }),
    }),
    z.strictObject({
      type: z.literal("auto"),
      first: choice(["close", "resolve"], { close: "Close", resolve: "Resolve" }).default("close").meta({
        title: "First choice",
        description: "Close: where it is not offered, Resolve is taken. Resolve: a ticket is never closed past it",
      }),
      closeType: z
        .string()
        .trim()
        .min(1)
        .max(60)
        .meta({ title: "Close type", description: "Exactly as ChangeGear offers it, for example Solved" }),
      written: choice(["action", "status"], { action: "As an action", status: "As a status" }).default("action").meta({
        title: "How it is written",
        description: "ChangeGear's public pages do not say how its API takes it; ask Serviceaide, then try one ticket",
      }),
      flag: flagField.optional().meta({
        title: "Field instead",
        description: "Set to Yes where neither is offered: UDF_..., for a rule of yours",
      }),
      closeAction: status.default("Close").meta({ title: "Name of Close" }),
      resolveAction: status.default("Resolve").meta({ title: "Name of Resolve" }),
      pendingStatus: status.default("Pending Close").meta({
        title: "Waiting status",
        description: "Where a resolved ticket waits to be confirmed; it is left there",
      }),
    }),
  ])
  .default({ type: "note_only" })
  .meta({
    title: "Closing tickets",
    description:
      "Once what was asked for is done. Auto: resolves or closes the ticket, and reads its status back. Flag: sets a field for a rule of yours. Note only: the ticket stays open",
  });

export const changeGearSettings = z.strictObject({
  /** Address under which /CGRestAPI is reached, for example "https://changegear.example.com". */
  baseUrl: serverRoot.meta({
    title: "Address",
    description: "Without /CGRestAPI, for example https://changegear.example.com",
    address: true,
  }),
  /** Address under which people reach /CGWeb; the same as `baseUrl` unless set. */
  webUrl: serverRoot
    .optional()
    .meta({ title: "Address for people", description: "Where people open tickets; the same unless set" }),
  /** "session": log in once and send a session id. "basic": credentials with every call. */
  auth: choice(["session", "basic"], { session: "Session", basic: "Basic" }).default("session").meta({
    title: "Sign-in",
    description: "Session: sign in once for a session id. Basic: credentials with every call",
  }),
  /** Used on reads (api/entity/{type}) and writes (api/{type}). */
  entityType: fieldName.default("IncidentRequest").meta({
    title: "Type of ticket",
    description:
      "As the API names it; once the connection is saved, those that it answers for are offered, and another one can be typed",
    offered: "types",
  }),
  /** "IncidentRequestType" in screens and database, "Category" in the help's sample: sites differ. */
  categoryField: fieldName
    .default("IncidentRequestType")
    .meta({ title: "Category field", description: "The field that says what kind of request it is" }),
  note: z
    .discriminatedUnion("type", [
      /** Text is appended to one field of the ticket. */
      z.strictObject({ type: z.literal("field"), name: fieldName.default("InternalNotes").meta({ title: "Field" }) }),
      /** An entry is added to the ticket's journal. */
      z.strictObject({
        type: z.literal("history"),
        action: z.string().min(1).max(60).default("Internal Note").meta({ title: "Kind of entry" }),
      }),
    ])
    .default({ type: "field", name: "InternalNotes" })
    .refine(
      (note) => note.type === "history" || !/^(?:summary|description|resolution)$/iu.test(note.name),
      "this field is shown to the requester",
    )
    .meta({
      title: "Notes",
      description: "Where notes are written: into a field of the ticket, or as entries of its journal",
    }),
  /** Whether tags and links work in notes is site-specific. */
  noteFormat: choice(["text", "html"], { text: "Text", html: "HTML" })
    .default("text")
    .meta({ title: "Format of notes", description: "HTML only where the field renders it" }),
  /** Statuses in which nothing is left to verify. */
  closedStatuses: z.array(z.string().min(1).max(60)).max(20).default(["Closed"]).meta({
    title: "Closed statuses",
    description: "Statuses that count as closed: nothing is left to verify, and nothing left to close.",
  }),
  closing,
  /** No longer read: an echo is told by what changed. Accepted, so that a configuration that has it still starts. */
  ownAccount: z.unknown().optional().meta({ title: "Own account", description: "No longer read" }),
  /** What the ticket's fields are called in webhooks and records. */
  fields: z
    .strictObject({
      id: fieldName.default("ID").meta({ title: "Id" }),
      number: fieldName.default("ItemID").meta({ title: "Number" }),
      revision: fieldName.default("eTag").meta({ title: "Revision" }),
      summary: fieldName.default("Summary").meta({ title: "Summary" }),
      description: fieldName.default("Description").meta({ title: "Description" }),
      status: fieldName.default("Status").meta({ title: "Status" }),
      requesterId: fieldName.default("Requester").meta({ title: "Requester's id" }),
      requesterName: fieldName.default("RequesterName").meta({ title: "Requester's name" }),
      requesterEmail: fieldName.default("EmailPIT").meta({ title: "Requester's work mail" }),
      changedById: z.unknown().optional().meta({ title: "Changed by (id)", description: "No longer read" }),
      changedByName: z.unknown().optional().meta({ title: "Changed by (name)", description: "No longer read" }),
      openedAt: fieldName.default("CreatedDateTime").meta({ title: "Opened" }),
      /** A new journal entry is written under this name ... */
      history: fieldName.default("HistoryRecords").meta({ title: "Journal, for writing" }),
      /** ... and the journal is read under that one. */
      historyRead: fieldName.default("IncidentRequestHistoryRecords").meta({ title: "Journal, for reading" }),
      changedAt: fieldName.default("LastModifiedDateTime").meta({ title: "Last changed" }),
      allowedActions: fieldName.default("AllowedActions").meta({ title: "Allowed actions" }),
      action: fieldName.default("Action").meta({ title: "Action, for writing" }),
      closeType: fieldName.default("CloseType").meta({ title: "Close type" }),
      closeComment: fieldName.default("Comment").meta({ title: "Comment on closing" }),
    })
    .prefault({})
    .meta({ title: "Fields of a ticket", description: "What they are called in webhooks and records" }),
  person: z
    .strictObject({
      entityType: fieldName.default("Person").meta({ title: "Type of person" }),
      id: fieldName.default("ID").meta({ title: "Id" }),
      name: fieldName.default("FullName").meta({ title: "Full name" }),
      email: fieldName.default("Email").meta({ title: "Work mail" }),
    })
    .prefault({})
    .meta({ title: "Fields of a person" }),
});

export type ChangeGearSettings = z.infer<typeof changeGearSettings>;

const secretText = (shortest: number, title: string, description: string) =>
  z
    .string()
    .min(shortest)
    .transform((value) => secret(value))
    .meta({ title, description });

/** A name is no secret; what is one is the password beside it. */
const WEBHOOK_USER = "changegear";

export const changeGearSecrets = z.strictObject({
  username: secretText(1, "User name", "Account that this product signs in to ChangeGear with"),
  password: secretText(1, "Password", "Of that account"),
  webhookUsername: z
    .string()
    .min(1)
    .transform((value) => secret(value))
    .prefault(WEBHOOK_USER)
    .meta({ title: "User name of the webhook", description: "ChangeGear sends it with each webhook" }),
  webhookPassword: secretText(
    12,
    "Password of the webhook",
    "ChangeGear sends it with each webhook; at least 12 characters",
  ).meta({ made: true }),
  /** By name. */
  headers: z
    .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/u, "must be the name of a header"), z.string())
    .transform((headers) => secret(headers))
    .prefault({})
    .meta({ title: "Headers", description: "Sent with every call, for example an access gateway's service token" }),
});

export type ChangeGearSecrets = z.output<typeof changeGearSecrets>;
