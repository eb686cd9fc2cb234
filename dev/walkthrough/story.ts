/**
 * The main job in sentences: somebody opens a ticket, an agent signs in and sends the link, the
 * requester opens it. Over HTTP only, through the stand-in's own pages, so that the real webhook
 * fires. Used by the walkthrough and the journeys.
 */
import { Desk, eventually, outbox, Phone, TicketSystem } from "./client.ts";
import type { DemoContact, DemoPerson } from "../demo/model.ts";
import type { Instance } from "../local/instance.ts";

type TicketSide = Pick<Instance, "changeGearUrl">;
type ProductSide = Pick<Instance, "url">;

export interface OpenedTicket {
  /** Id in the ticket system. */
  readonly id: number;
  /** What people call it. */
  readonly number: string;
  /** Id in the console, from the link in the note. */
  readonly ticketId: string;
}

/** What somebody at the desk types; nobody as the requester when `person` is absent. */
export interface TicketForm {
  readonly person?: Pick<DemoPerson, "externalId">;
  readonly category: string;
  readonly summary?: string;
  readonly description?: string;
}

export const ticketSystem = (instance: TicketSide): TicketSystem => new TicketSystem(instance.changeGearUrl);

/** Creates a ticket on the ticket system's own form; its id there. */
export async function createTicket(instance: TicketSide, form: TicketForm): Promise<number> {
  const location = await postForm(instance, "/CGWeb/tickets", {
    ...fieldsOf(form),
    description: form.description ?? "Cannot sign in since this morning.",
  });
  return Number(new URL(location, instance.changeGearUrl).searchParams.get("ID"));
}

/** Creates a ticket and waits for the note that offers the link. */
export async function openTicket(instance: TicketSide, form: TicketForm): Promise<OpenedTicket> {
  return offeredTicket(instance, await createTicket(instance, form));
}

export async function offeredTicket(instance: TicketSide, id: number): Promise<OpenedTicket> {
  const tickets = ticketSystem(instance);
  const notes = await tickets.notes(id, 1);
  const ticketId = notes.map((note) => /\/tickets\/(tkt_[\w-]+)\/send/.exec(note)?.[1]).find(Boolean);
  if (ticketId === undefined) {
    throw new Error(`no note of ticket ${String(id)} offers the link`);
  }
  return { id, ticketId, number: (await tickets.ticket(id)).record.ItemID };
}

/** Saves category, requester and summary of a ticket on its own page. */
export async function changeTicket(instance: TicketSide, id: number, form: TicketForm): Promise<void> {
  await postForm(instance, `/CGWeb/tickets/${String(id)}/fields`, fieldsOf(form));
}

/** Moves a ticket along the ticket system's workflow. */
export async function stepTicket(instance: TicketSide, id: number, action: "Accept" | "Close"): Promise<void> {
  await postForm(instance, `/CGWeb/tickets/${String(id)}/step`, { action, closeType: "Solved", comment: "Done." });
}

function fieldsOf({ person, category, summary }: TicketForm): Record<string, string> {
  return { category, summary: summary ?? "Please help me", requester: person?.externalId ?? "0" };
}

/** Where the page sends the browser afterwards. */
async function postForm(instance: TicketSide, path: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(`${instance.changeGearUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: instance.changeGearUrl },
    body: new URLSearchParams(fields).toString(),
    redirect: "manual",
  });
  const location = response.headers.get("location");
  if (response.status !== 303 || location === null) {
    throw new Error(`the ticket system refused ${path}: ${String(response.status)}`);
  }
  return location;
}

/** An agent of the demo desk, signed in by a one-time link. */
export async function signedIn(instance: Instance, agent: { readonly email: string }): Promise<Desk> {
  const desk = new Desk(instance.url);
  const { status } = await desk.signIn(await instance.signInLink(agent.email));
  if (status !== 200) {
    throw new Error(`sign-in was refused: ${String(status)}`);
  }
  return desk;
}

export function contactOf(person: DemoPerson, channel: DemoContact["channel"]): DemoContact {
  const contact = person.contacts.find((known) => known.channel === channel);
  if (contact === undefined) {
    throw new Error(`${person.displayName} has no ${channel} on record`);
  }
  return contact;
}

/** The newest link that was sent to a destination; `after` are links already known. */
export async function linkSentTo(instance: ProductSide, to: string, after: readonly string[] = []): Promise<string> {
  const isNew = (link: string | undefined): link is string => link !== undefined && !after.includes(link);
  const messages = await eventually(
    () => outbox(instance.url, to),
    (sent) => sent.some(({ link }) => isNew(link)),
    { what: "a new link" },
  );
  return messages.map(({ link }) => link).find(isNew) ?? "";
}

/** The requester's phone with the newest link in hand. */
export async function phoneOf(instance: ProductSide, to: string, after: readonly string[] = []): Promise<Phone> {
  return new Phone(await linkSentTo(instance, to, after));
}

/** A note as a reader sees it: one line per line and field. */
export function readable(note: string): string {
  return note
    .replaceAll(/<\/(?:p|tr)>|<br>/g, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
