/** A rule as a site would add it in ChangeGear: a ticket whose field says Yes is closed a little later. */
import type { Faults } from "./faults.ts";
import type { Actor, Ticket } from "./records.ts";
import type { TicketStore } from "./store.ts";

const RULE: Actor = { id: 900_003, name: "Automation rule" };

export class FlagRule {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #store: TicketStore;
  readonly #faults: Faults;

  constructor(store: TicketStore, faults: Faults) {
    this.#store = store;
    this.#faults = faults;
  }

  onChange(ticket: Ticket): void {
    if (!this.#applies(ticket)) {
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const now = this.#store.get(ticket.ID);
      // Who took the flag away meanwhile wants the ticket open.
      if (now !== undefined && this.#applies(now)) {
        this.#store.step(ticket.ID, { action: "Close", closeType: "Solved", comment: "Closed by a rule" }, RULE);
      }
    }, this.#faults.settings.flagRuleAfterMs);
    this.#timers.add(timer);
  }

  close(): void {
    this.#timers.forEach((timer) => clearTimeout(timer));
  }

  #applies({ Status, custom }: Ticket): boolean {
    const { flagRule } = this.#faults.settings;
    return flagRule !== "" && Status !== "Closed" && custom[flagRule] === "Yes";
  }
}
