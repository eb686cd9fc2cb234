/**
 * The stand-in's tickets: in memory, and after every change in one JSON file that is written
 * beside and renamed over, so that a killed process leaves the old file or the new one.
 * Every change raises the ticket's eTag and is told to `onChange`.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { NEVER } from "./records.ts";
import type { Actor, HistoryRecord, Person, Ticket } from "./records.ts";
import { findTransition } from "./workflow.ts";

export interface NewTicket {
  /** One that no other ticket has; the next one unless given. */
  readonly id?: number;
  readonly summary: string;
  readonly description?: string;
  readonly category: string;
  /** Person id; 0 or absent for nobody. */
  readonly requester?: number;
  readonly history?: readonly Pick<HistoryRecord, "Action" | "Comment">[];
}

/** What a save may change, under ChangeGear's names. */
export type TicketChange = Partial<
  Pick<
    Ticket,
    | "Summary"
    | "Description"
    | "IncidentRequestType"
    | "Requester"
    | "AssignedTo"
    | "Priority"
    | "Urgency"
    | "Impact"
    | "Resolution"
    | "InternalNotes"
    | "custom"
  >
> & { readonly newHistory?: readonly Pick<HistoryRecord, "Action" | "Comment">[] };

export interface WorkflowStep {
  readonly action: string;
  readonly closeType?: string;
  readonly comment?: string;
}

export interface StoreOptions {
  readonly statePath?: string;
  readonly people: readonly Person[];
  readonly now: () => number;
}

const savedState = z.object({
  nextHistoryId: z.int(),
  tickets: z.array(z.custom<Ticket>((value) => typeof value === "object")),
});
export type SavedTickets = z.infer<typeof savedState>;

export class TicketStore {
  readonly people: readonly Person[];
  onChange: (ticket: Ticket) => void = () => undefined;
  readonly #tickets = new Map<number, Ticket>();
  readonly #options: StoreOptions;
  #nextHistoryId = 1;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.people = options.people;
    const saved = this.#load();
    if (saved !== undefined) {
      this.#take(saved);
    }
  }

  /** Everything that the file holds. */
  saved(): SavedTickets {
    return { nextHistoryId: this.#nextHistoryId, tickets: [...this.all()] };
  }

  /** Starts from tickets that were made elsewhere; nobody is told of them. */
  startFrom(saved: SavedTickets): void {
    this.#take(saved);
    this.#write();
  }

  all(): readonly Ticket[] {
    return [...this.#tickets.values()];
  }

  get(id: number): Ticket | undefined {
    return this.#tickets.get(id);
  }

  person(id: number): Person | undefined {
    return this.people.find((person) => person.externalId === String(id));
  }

  create(input: NewTicket, actor: Actor): Ticket {
    const id = input.id ?? Math.max(0, ...this.#tickets.keys()) + 1;
    const now = this.#now();
    const ticket: Ticket = {
      ID: id,
      ItemID: `IR-${String(id).padStart(7, "0")}`,
      eTag: 1,
      Status: "New",
      Summary: input.summary,
      Description: input.description ?? "",
      IncidentRequestType: input.category,
      Requester: input.requester ?? 0,
      AssignedTo: 0,
      Priority: "Medium",
      Urgency: "Medium",
      Impact: "One user",
      CreatedDateTime: now,
      LastModifiedDateTime: now,
      LastModifiedBy: actor.id,
      LastModifiedByName: actor.name,
      ClosedDateTime: NEVER,
      CloseType: "",
      Resolution: "",
      InternalNotes: "",
      HistoryRecords: [{ Action: "Submit", Comment: "" }, ...(input.history ?? [])].map((entry) =>
        this.#entry(entry, actor),
      ),
      custom: {},
    };
    return this.#keep(ticket);
  }

  /** Saves unconditionally; whether the eTag fits is the API's question. */
  save(id: number, change: TicketChange, actor: Actor): Ticket {
    const { newHistory, custom, ...fields } = change;
    const ticket = this.#existing(id);
    return this.#changed(
      { ...ticket, ...fields, custom: { ...ticket.custom, ...custom } },
      { actor, history: newHistory ?? [] },
    );
  }

  /** `undefined` when the workflow does not allow the action now, or its close type or comment is missing. */
  step(id: number, step: WorkflowStep, actor: Actor): Ticket | undefined {
    const ticket = this.#existing(id);
    const transition = findTransition(ticket.Status, step.action);
    const { closeType = "", comment = "" } = step;
    if (transition === undefined || (transition.needsCloseType && (closeType === "" || comment === ""))) {
      return undefined;
    }
    const assignedTo: Readonly<Record<string, number>> = { Accept: actor.id, Requeue: 0 };
    return this.#changed(
      {
        ...ticket,
        Status: transition.to,
        AssignedTo: assignedTo[step.action] ?? ticket.AssignedTo,
        CloseType: transition.needsCloseType ? closeType : ticket.CloseType,
        ClosedDateTime: transition.to === "Closed" ? this.#now() : NEVER,
      },
      { actor, history: [{ Action: step.action, Comment: comment }] },
    );
  }

  #existing(id: number): Ticket {
    const ticket = this.#tickets.get(id);
    if (ticket === undefined) {
      throw new Error(`no ticket ${String(id)}`);
    }
    return ticket;
  }

  #changed(
    ticket: Ticket,
    by: { actor: Actor; history: readonly Pick<HistoryRecord, "Action" | "Comment">[] },
  ): Ticket {
    return this.#keep({
      ...ticket,
      eTag: ticket.eTag + 1,
      LastModifiedDateTime: this.#now(),
      LastModifiedBy: by.actor.id,
      LastModifiedByName: by.actor.name,
      HistoryRecords: [...ticket.HistoryRecords, ...by.history.map((entry) => this.#entry(entry, by.actor))],
    });
  }

  #entry({ Action, Comment }: Pick<HistoryRecord, "Action" | "Comment">, actor: Actor): HistoryRecord {
    const ID = this.#nextHistoryId;
    this.#nextHistoryId += 1;
    return { ID, Creator: actor.id, CreatorName: actor.name, CreatedDateTime: this.#now(), Action, Comment };
  }

  #keep(ticket: Ticket): Ticket {
    this.#tickets.set(ticket.ID, ticket);
    this.#write();
    this.onChange(ticket);
    return ticket;
  }

  #now(): string {
    return new Date(this.#options.now()).toISOString();
  }

  #take({ nextHistoryId, tickets }: SavedTickets): void {
    this.#nextHistoryId = nextHistoryId;
    tickets.forEach((ticket) => this.#tickets.set(ticket.ID, ticket));
  }

  #load(): SavedTickets | undefined {
    const { statePath } = this.#options;
    if (statePath === undefined) {
      return undefined;
    }
    let text: string;
    try {
      text = readFileSync(statePath, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return undefined;
      }
      throw error;
    }
    return savedState.parse(JSON.parse(text));
  }

  #write(): void {
    const { statePath } = this.#options;
    if (statePath === undefined) {
      return;
    }
    mkdirSync(dirname(statePath), { recursive: true });
    const beside = `${statePath}.new`;
    writeFileSync(beside, JSON.stringify(this.saved(), undefined, 1));
    renameSync(beside, statePath);
  }
}
